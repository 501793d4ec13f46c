// The form of a correction: only what a person changes is sent, with the version that they saw.

import { html, useState } from "./preact.js";
import { Problem, get, patch } from "./api.js";
import { useAct } from "./data.js";
import { FORMAS } from "./relatos_palavras.js";
import { Action, Confirmation, Dialog, Failure, Field, tell } from "./ui.js";

const CHANGED = 412;
const LINES = [
  ["identidade_cliente", "Cliente", 80],
  ["identidade_atendente", "Atendente", 80],
  ["resumo_assunto", "Assunto", 300],
];

export function Corrigir({ relato, etag, path, onDone, onClose }) {
  const [seen, setSeen] = useState({ extracao: relato.extracao, etag });
  const [said, setSaid] = useState(() => asForm(relato.extracao));
  const [notice, setNotice] = useState("");
  const [sure, setSure] = useState(false);
  const ended = relato.status === "encerrado";
  const ends = !ended && said.nao_contatar && !seen.extracao.nao_contatar;
  const change = (part) => setSaid((before) => ({ ...before, ...part }));
  const save = useAct(async () => {
    const changes = changesOf(said, seen.extracao);
    if (!Object.keys(changes).length) return onClose();
    try {
      const saved = await patch(`${path}/extracao`, changes, seen.etag);
      await onDone();
      onClose();
      const back = () => undo(path, changes, seen.extracao, saved.etag, onDone);
      tell(told(saved.data), { tone: "good", undo: ends ? undefined : back });
    } catch (problem) {
      if (problem.status !== CHANGED) throw problem;
      const fresh = await get(path);
      setSaid(rebased(said, seen.extracao, fresh.data.extracao));
      setSeen({ extracao: fresh.data.extracao, etag: fresh.etag });
      setSure(false);
      setNotice("Este relato mudou enquanto você corrigia. O que você escreveu continua aqui: confira e guarde de novo.");
      await onDone();
    }
  });
  const wrong = save.problem?.fields || {};
  const of = (name) => ({ name, said, change, error: wrong[`#/${name}`] });
  if (sure) return html`
    <${Confirmation} title="Encerrar o acompanhamento?" action="Guardar e encerrar" busy=${save.busy} problem=${save.problem}
      text="O cliente pediu para não ser procurado: os contatos que faltam são dispensados e isso não pode ser desfeito."
      onConfirm=${save.run} onClose=${() => { save.clear(); setSure(false); }} />
  `;
  return html`
    <${Dialog} title="Corrigir o que entendemos" onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); if (ends) setSure(true); else save.run(); }}>
        <p class="small">O que você corrigir vale mais do que a leitura automática e fica com o seu nome.
          ${ended ? " Este relato já foi encerrado: os contatos não mudam." : " Os contatos que ainda não venceram são planejados de novo."}</p>
        ${LINES.map(([name, label, longest]) => html`<${Line} key=${name} ...${of(name)} label=${label} maxlength=${longest} />`)}
        <div class="grid2">
          <${Line} ...${of("dia")} error=${wrong["#/data_conversa"]} label="Dia da conversa" type="date" max=${relato.data_referencia} />
          <${Line} ...${of("hora")} label="Hora da conversa" type="time" />
          <${Line} ...${of("valor_orcamento")} label="Valor do orçamento (R$)" inputmode="decimal" hint="Por exemplo: 3.500,00" />
          <${Line} ...${of("parcelas")} label="Parcelas" type="number" min="1" max="360" />
          ${!ended && html`<${Line} ...${of("proximo_contato")} label="Retorno combinado para" type="date" hint="Nenhum contato acontece antes deste dia." />`}
        </div>
        <${Formas} said=${said} change=${change} />
        <${Area} ...${of("informacoes_organizadas")} label="O que mais foi dito" hint="Uma informação por linha." />
        <${Area} ...${of("instrucoes_proximo_passo")} label="Próximo passo" maxlength="300" />
        ${!ended && html`<label><input type="checkbox" checked=${said.nao_contatar} onChange=${(event) => change({ nao_contatar: event.target.checked })} />
          O cliente pediu para não ser procurado (encerra o acompanhamento)</label>`}
        ${notice && html`<p class="stale" role="alert">${notice}</p>`}
        ${save.problem && html`<${Failure} problem=${save.problem} />`}
        <footer class="actions">
          <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
          <${Action} type="submit" busy=${save.busy}>Guardar a correção<//>
        </footer>
      </form>
    <//>
  `;
}

const Line = ({ said, change, name, label, hint, error, ...rest }) => html`
  <${Field} label=${label} hint=${hint} error=${error}>${(props) => html`
    <input ...${props} ...${rest} value=${said[name]} onInput=${(event) => change({ [name]: event.target.value })} />`}<//>
`;

const Area = ({ said, change, name, label, hint, error, ...rest }) => html`
  <${Field} label=${label} hint=${hint} error=${error}>${(props) => html`
    <textarea ...${props} ...${rest} rows="3" value=${said[name]} onInput=${(event) => change({ [name]: event.target.value })}></textarea>`}<//>
`;

const Formas = ({ said, change }) => html`
  <fieldset>
    <legend>Formas de pagamento</legend>
    <div class="checks">
      ${Object.entries(FORMAS).map(([forma, label]) => html`
        <label key=${forma}><input type="checkbox" checked=${said.formas_pagamento.includes(forma)}
          onChange=${(event) => change({ formas_pagamento: Object.keys(FORMAS).filter((one) => (one === forma ? event.target.checked : said.formas_pagamento.includes(one))) })} /> ${label}</label>`)}
    </div>
  </fieldset>
`;

function asForm(extracao) {
  const [dia, hora] = (extracao.data_conversa || "").split(" ");
  return {
    ...Object.fromEntries(LINES.map(([name]) => [name, extracao[name] || ""])),
    dia: dia || "",
    hora: (hora || "").slice(0, 5),
    valor_orcamento: extracao.valor_orcamento === null ? "" : extracao.valor_orcamento.toLocaleString("pt-BR", { minimumFractionDigits: 2 }),
    parcelas: extracao.parcelas === null ? "" : String(extracao.parcelas),
    proximo_contato: extracao.proximo_contato || "",
    formas_pagamento: Object.keys(FORMAS).filter((forma) => extracao.formas_pagamento.includes(forma)),
    informacoes_organizadas: extracao.informacoes_organizadas.join("\n"),
    instrucoes_proximo_passo: extracao.instrucoes_proximo_passo || "",
    nao_contatar: extracao.nao_contatar,
  };
}

/** What this person changed, upon what somebody else left. */
function rebased(form, before, after) {
  const [old, fresh] = [asForm(before), asForm(after)];
  const isMine = (name) => JSON.stringify(form[name]) !== JSON.stringify(old[name]);
  return Object.fromEntries(Object.keys(form).map((name) => [name, isMine(name) ? form[name] : fresh[name]]));
}

/** The body of a form: null where there is nothing. Raises the Problem of what is no number. */
function asBody(form) {
  const text = (name) => form[name].trim() || null;
  return {
    ...Object.fromEntries(LINES.map(([name]) => [name, text(name)])),
    data_conversa: form.dia ? [form.dia, form.hora].filter(Boolean).join(" ") : null,
    valor_orcamento: moneyOf(form.valor_orcamento),
    parcelas: form.parcelas ? Number(form.parcelas) : null,
    proximo_contato: text("proximo_contato"),
    formas_pagamento: form.formas_pagamento,
    informacoes_organizadas: form.informacoes_organizadas.split("\n").map((line) => line.trim()).filter(Boolean),
    instrucoes_proximo_passo: text("instrucoes_proximo_passo"),
    nao_contatar: form.nao_contatar,
  };
}

function changesOf(form, extracao) {
  const [said, before] = [asBody(form), asBody(asForm(extracao))];
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
}

/** "3.500,00", "3500.5" or "R$ 3.500" as a number. */
export function moneyOf(text) {
  const bare = text.replace(/R\$|\s/g, "");
  if (!bare) return null;
  const grouped = bare.includes(",") || /^\d{1,3}(\.\d{3})+$/.test(bare);
  const value = Number(grouped ? bare.replaceAll(".", "").replace(",", ".") : bare);
  if (Number.isFinite(value)) return value;
  throw new Problem(422, {
    detail: "Corrija os campos indicados.",
    errors: [{ pointer: "#/valor_orcamento", detail: "deve ser um valor em reais, como 3.500,00" }],
  });
}

const told = (relato) => (relato.status === "encerrado" ? "Correção guardada." : "Correção guardada. Os contatos que faltam já seguem por ela.");

/** Say again what stood there before; how it is paid as it was worded then. */
async function undo(path, changes, before, etag, onDone) {
  const names = Object.keys(changes);
  if (names.includes("formas_pagamento") || names.includes("parcelas")) names.push("forma_pagamento");
  const body = Object.fromEntries(names.map((name) => [name, before[name] === "" ? null : before[name]]));
  try {
    await patch(`${path}/extracao`, body, etag);
    tell("Correção desfeita.");
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    tell(problem.status === CHANGED ? "O relato já mudou de novo: não dá mais para desfazer por aqui." : problem.message, { tone: "bad" });
  }
  await onDone();
}
