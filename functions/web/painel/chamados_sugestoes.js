// What the team's answers taught and nobody approved yet, and what was approved once and grew stale.

import { html, useRef, useState } from "./preact.js";
import { address, post, put } from "./api.js";
import { useAct, useData } from "./data.js";
import { asDay, asMoment, plural } from "./format.js";
import { Action, Badge, Confirmation, Failure, Field, More, Shown, tell } from "./ui.js";
import { SETORES, options } from "./chamados_palavras.js";

const STEP = 25;
const MOST = 200;
const EMPTY = {
  pendentes: "Nada espera aprovação. Quando alguém da equipe responder algo novo, a resposta aparece aqui.",
  vencidas: "Nenhuma resposta aprovada venceu: tudo o que o Retorno responde sozinho está em dia.",
};

export function Sugestoes() {
  const [filtro, setFiltro] = useState({ situacao: "pendentes", setor: "" });
  const [limite, setLimite] = useState(STEP);
  const sugestoes = useData(address("/sugestoes", { ...filtro, limite }), { every: 60_000 });
  const change = (fields) => { setLimite(STEP); setFiltro({ ...filtro, ...fields }); };
  const intro = useRef(null);
  const decided = () => { intro.current.focus(); sugestoes.reload(); }; // the button that had the focus is gone
  const hasMore = Boolean(sugestoes.data?.cursor) && limite < MOST;
  return html`
    <p ref=${intro} tabindex="-1">O que você aprova aqui o Retorno passa a responder sozinho, sempre que a pergunta for a mesma.</p>
    <div class="filters">
      <${Field} label="Mostrar">${(props) => html`
        <select ...${props} value=${filtro.situacao} onChange=${(event) => change({ situacao: event.target.value })}>
          <option value="pendentes">Esperando aprovação</option>
          <option value="vencidas">Aprovadas que venceram</option>
        </select>`}<//>
      <${Field} label="Setor">${(props) => html`
        <select ...${props} value=${filtro.setor} onChange=${(event) => change({ setor: event.target.value })}>
          <option value="">Todos</option>
          ${options(SETORES).map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}
        </select>`}<//>
    </div>
    <${Shown} of=${sugestoes} isEmpty=${(data) => !data.itens.length} empty=${EMPTY[filtro.situacao]}>
      ${(data) => html`
        <ul class="sugestoes">
          ${data.itens.map((one) => html`<li key=${one.id} class="card"><${Sugestao} sugestao=${one} onDecided=${decided} /></li>`)}
        </ul>
        <${More} more=${hasMore ? () => setLimite(Math.min(limite + STEP, MOST)) : null} />
      `}
    <//>
  `;
}

function Sugestao({ sugestao, onDecided }) {
  const [editing, setEditing] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const path = `/sugestoes/${encodeURIComponent(sugestao.id)}`;
  const approve = useAct((words) => post(`${path}/aprovar`, words));
  const refuse = useAct(() => post(`${path}/recusar`));
  const approveAs = async (words) => {
    if (!await approve.run(words)) return;
    tell("Aprovada: o Retorno já responde isto sozinho.", { tone: "good", undo: () => unapprove(sugestao.id, onDecided) });
    onDecided();
  };
  const confirmRefusal = async () => {
    if (!await refuse.run()) return;
    tell("Recusada: ela não responde a ninguém.");
    onDecided();
  };
  return html`
    <p class="marcas">
      <${Badge}>${SETORES[sugestao.sector]}<//>
      ${sugestao.vezes > 1 && html`<${Badge} tone="info">Perguntada ${plural(sugestao.vezes, "vez", "vezes")}<//>`}
      ${sugestao.stale && html`<${Badge} tone="warn">Venceu em ${asDay(sugestao.vale_ate)}<//>`}
      ${sugestao.usos > 0 && html`<${Badge} tone="info">Usada ${plural(sugestao.usos, "vez", "vezes")}<//>`}
      <span class="small">${asMoment(sugestao.updated_at)}</span>
    </p>
    ${editing
      ? html`<${Edicao} sugestao=${sugestao} act=${approve} onSave=${approveAs} onBack=${() => setEditing(false)} />`
      : html`
        <h2 class="pergunta text">${sugestao.message}</h2>
        <p class="text">${sugestao.answer || "Ainda sem resposta: escreva uma antes de aprovar."}</p>
        ${approve.problem && html`<${Failure} problem=${approve.problem} />`}
        <p class="actions">
          ${sugestao.answer && html`<${Action} busy=${approve.busy} onClick=${() => approveAs({})}>Aprovar<//>`}
          <button type="button" class="quiet" onClick=${() => setEditing(true)}>Ajustar e aprovar</button>
          <button type="button" class="quiet" onClick=${() => setRefusing(true)}>Recusar…</button>
        </p>`}
    ${refusing && html`
      <${Confirmation} title="Recusar esta resposta?" action="Recusar" busy=${refuse.busy} problem=${refuse.problem}
        text="Ela fica guardada e não responde a ninguém; sai desta lista e não volta sozinha."
        onConfirm=${confirmRefusal} onClose=${() => setRefusing(false)} />`}
  `;
}

/** It answers nobody by itself any more; it is no suggestion again, since somebody has decided. */
async function unapprove(id, onDone) {
  try {
    await put(`/api/v1/messages/${encodeURIComponent(id)}`, { validated_by: "pending" });
    tell("Aprovação retirada: o Retorno não responde mais isto sozinho.");
  } catch (problem) {
    tell(problem.message, { tone: "bad" });
  }
  onDone();
}

function Edicao({ sugestao, act, onSave, onBack }) {
  const [words, setWords] = useState({ message: sugestao.message, answer: sugestao.answer || "" });
  const area = (name, label) => html`
    <${Field} label=${label} error=${act.problem?.fields[`#/${name}`]}>${(props) => html`
      <textarea ...${props} rows="3" maxlength="10000" required value=${words[name]}
        onInput=${(event) => setWords({ ...words, [name]: event.target.value })}></textarea>`}<//>`;
  return html`
    <form onSubmit=${(event) => { event.preventDefault(); onSave(words); }}>
      ${area("message", "Pergunta")}
      ${area("answer", "Resposta")}
      <p class="small">Onde estiver <code>${"{{nome}}"}</code>, vai o nome de quem perguntar.</p>
      ${act.problem && html`<${Failure} problem=${act.problem} />`}
      <p class="actions">
        <button type="button" class="quiet" onClick=${onBack}>Voltar</button>
        <${Action} type="submit" busy=${act.busy}>Aprovar assim<//>
      </p>
    </form>
  `;
}
