// What could be answered: what the conta approved or validated for a question like this one, each with its source.

import { html, useEffect, useState } from "./preact.js";
import { Problem, post } from "./api.js";
import { Badge, Failure, Loading } from "./ui.js";
import { FONTES, isEncerrado, sourceOf, unanswered } from "./chamados_palavras.js";

const MOST = 4;
const AT_ONCE = 2;
const NEAR = 0.5;
const NOME = /\{\{\s*nome\s*\}\}/g;
const NAMELESS = /,?\s*\{\{\s*nome\s*\}\}/g;
const known = new Map(); // chamado and question → what was found: looking twice asks no model twice

/** Where an answer is from; what a model wrote says so. */
export function Fonte({ fonte }) {
  const [words, tone] = FONTES[fonte.tipo];
  return html`<p class="small fonte"><${Badge} tone=${tone}>${words}<//> ${sourceOf(fonte)}</p>`;
}

export function Sugerida({ chamado, onUse }) {
  const question = isEncerrado(chamado) ? "" : unanswered(chamado.falas);
  const [state, retry] = useSugestoes(chamado, question);
  if (!question) return null;
  return html`
    <section class="card sugerida" aria-label="Resposta sugerida">
      <h3>Resposta sugerida</h3>
      ${state.loading && html`<${Loading} text="Procurando no que a conta já aprovou…" />`}
      ${state.problem && html`<${Failure} problem=${state.problem} retry=${retry} />`}
      ${state.found && html`<${Achadas} found=${state.found} onUse=${onUse} />`}
    </section>
  `;
}

function useSugestoes(chamado, question) {
  const key = `${chamado.id} ${question}`;
  const [state, setState] = useState({});
  const ask = async () => {
    setState({ loading: true });
    try {
      const found = known.get(key) || await look(question, chamado.cliente_nome || "");
      known.set(key, found);
      setState({ found });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setState({ problem });
    }
  };
  useEffect(() => { if (question) ask(); }, [key]);
  return [state, ask];
}

/** What would be answered by itself, and what a person may find of use all the same. */
async function look(question, nome) {
  const [ensaio, mensagens] = await Promise.all([
    post("/respostas/testar", { texto: question.slice(-10_000), nome: nome.slice(0, 200) }),
    post("/api/v1/messages/search", { query: question.slice(-1_000), limit: MOST, similarity_threshold: NEAR }),
  ]);
  const { texto, fonte, candidatas, explicacao } = ensaio.data;
  const ready = fonte ? [{ texto, fonte, pronta: true }] : [];
  const near = candidatas.filter((one) => one.texto).map((one) => ({ ...one, fonte: one }));
  const learned = mensagens.data.map((one) => asAchada(one, nome)).filter(Boolean);
  return { explicacao, itens: distinct([...ready, ...near, ...learned]).slice(0, MOST) };
}

/** A validated mensagem, greeting who asks; null for one that nobody vouches for or that needs what we do not know. */
function asAchada(one, nome) {
  if (one.validated_by !== "human" || !one.answer) return null;
  const [first] = nome.split(" ");
  const texto = first ? one.answer.replace(NOME, first) : one.answer.replace(NAMELESS, "");
  if (texto.includes("{{")) return null;
  const fonte = { tipo: "mensagem", id: one.id, pontuacao: one.similarity_score, rotulo: one.tag };
  return { texto, pergunta: one.message, vencida: one.stale, fonte };
}

const distinct = (itens) => itens.filter((one, at) => itens.findIndex((other) => other.fonte.id === one.fonte.id) === at);

function Achadas({ found, onUse }) {
  const others = found.itens.slice(AT_ONCE);
  return html`
    ${found.explicacao && html`<p class="small">Por que o Retorno não responde sozinho: ${found.explicacao}</p>`}
    ${!found.itens.length && html`
      <p class="empty">Nada parecido foi aprovado ainda. Responda e marque “Validar” para o Retorno aprender.</p>`}
    <${Lista} itens=${found.itens.slice(0, AT_ONCE)} onUse=${onUse} />
    ${others.length > 0 && html`
      <details><summary>Outras parecidas (${others.length})</summary><${Lista} itens=${others} onUse=${onUse} /></details>`}
  `;
}

const Lista = ({ itens, onUse }) => html`
  <ul class="rows">${itens.map((one) => html`<li key=${one.fonte.id}><${Achada} achada=${one} onUse=${onUse} /></li>`)}</ul>
`;

function Achada({ achada, onUse }) {
  const { texto, fonte, pergunta, vencida } = achada;
  return html`
    <${Fonte} fonte=${fonte} />
    ${pergunta && html`<p class="small">Para a pergunta <q>${pergunta}</q></p>`}
    ${vencida && html`<p><${Badge} tone="warn">Venceu: confira se ainda vale<//></p>`}
    ${fonte.tipo === "modelo" && html`<p class="small">Ninguém aprovou estas palavras: confira cada uma antes de enviar.</p>`}
    <p class="text">${texto}</p>
    <p class="actions"><button type="button" class="quiet" onClick=${() => onUse(texto)}>Usar esta resposta</button></p>
  `;
}
