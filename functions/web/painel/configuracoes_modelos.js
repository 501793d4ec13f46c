// The message templates: words that may leave outside the 24-hour window, with their names at the providers.

import { html, useState } from "./preact.js";
import { useAct } from "./data.js";
import { Action, Badge, Confirmation, Dialog, Failure, Field, Shown } from "./ui.js";
import { errorAt } from "./configuracoes_ajustes.js";

const PATH = "mensageria.modelos";
const NEW = { chave: "", texto: "", variaveis: [], idioma: "pt_BR", meta: null, twilio: null };
const VARIABLE = /\{\{\s*([A-Za-z0-9_.-]{1,100})\s*\}\}/g;

export function Modelos({ ajustes }) {
  const [editing, setEditing] = useState(null); // a place in the list; one past its end is a new one
  const [removing, setRemoving] = useState(null);
  const { conta, put } = ajustes;
  const all = conta.data ? conta.data.mensageria.modelos : [];
  const write = (changed) => put({ [PATH]: changed });
  return html`
    <div class="row lead">
      <p>Fora da janela de 24 horas, o WhatsApp só aceita modelos aprovados. Escreva aqui as mesmas palavras que o provedor aprovou.</p>
      <button type="button" disabled=${!conta.data} onClick=${() => setEditing(all.length)}>Novo modelo</button>
    </div>
    <${Shown} of=${conta} isEmpty=${() => !all.length} empty="Ainda não há modelos. Sem eles, fora da janela de 24 horas nada sai por WhatsApp.">
      ${() => html`<ul class="rows">${all.map((one, at) => html`
        <${Modelo} key=${one.chave} modelo=${one} onEdit=${() => setEditing(at)} onRemove=${() => setRemoving(at)} />`)}</ul>`}
    <//>
    ${editing !== null && html`
      <${Editor} modelo=${all[editing] || NEW} at=${editing} onClose=${() => setEditing(null)} reload=${conta.reload}
        save=${(modelo) => write(Object.assign([...all], { [editing]: modelo }))} />`}
    ${removing !== null && html`
      <${Exclusao} modelo=${all[removing]} onClose=${() => setRemoving(null)} reload=${conta.reload}
        remove=${() => write(all.filter((_, at) => at !== removing))} />`}
  `;
}

const Modelo = ({ modelo, onEdit, onRemove }) => html`
  <li>
    <span class="row"><strong>${modelo.chave}</strong>
      <span>${["meta", "twilio"].map((one) => modelo[one] && html`<${Badge} key=${one} tone="info">${one === "meta" ? "Meta" : "Twilio"}: ${modelo[one]}<//> `)}
        ${!modelo.meta && !modelo.twilio && html`<${Badge} tone="warn">sem nome no provedor<//>`}</span>
    </span>
    <p class="text"><${Marcado} texto=${modelo.texto} /></p>
    <p class="actions">
      <button type="button" class="quiet" aria-label=${`Editar o modelo ${modelo.chave}`} onClick=${onEdit}>Editar</button>
      <button type="button" class="quiet" aria-label=${`Excluir o modelo ${modelo.chave}`} onClick=${onRemove}>Excluir</button>
    </p>
  </li>
`;

/** The words with their variables marked. */
export const Marcado = ({ texto }) => texto.split(/(\{\{[^{}]*\}\})/).map((part) => (
  part.startsWith("{{") ? html`<mark>${part}</mark>` : part));

function Editor({ modelo, at, onClose, save, reload }) {
  const [draft, setDraft] = useState(modelo);
  const saving = useAct(async () => {
    await save({ ...draft, chave: draft.chave.trim(), variaveis: namesIn(draft.texto), meta: draft.meta || null, twilio: draft.twilio || null });
    onClose();
  });
  const run = async () => { if (!(await saving.run())) reload(); };
  const error = (name) => errorAt(saving.problem, `${PATH}.${at}.${name}`);
  const field = (name, label, hint, rest = {}) => html`
    <${Field} label=${label} hint=${hint} error=${error(name)}>${(props) => html`
      <input ...${props} ...${rest} value=${draft[name] || ""} onInput=${(event) => setDraft({ ...draft, [name]: event.target.value })} />`}<//>`;
  return html`
    <${Dialog} title=${modelo.chave ? `Modelo ${modelo.chave}` : "Novo modelo"} onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); run(); }}>
        ${field("chave", "Nome do modelo aqui", "Letras sem acento, números, ponto, hífen e sublinhado.", { required: true, maxlength: 100 })}
        <${Field} label="Texto" hint="Cada variável entre chaves duplas, como {{nome}}; nem no começo nem no fim." error=${error("texto")}>${(props) => html`
          <textarea ...${props} rows="4" required maxlength="1024" value=${draft.texto} onInput=${(event) => setDraft({ ...draft, texto: event.target.value })}></textarea>`}<//>
        <p class="small" aria-live="polite">Variáveis, na ordem do provedor: ${namesIn(draft.texto).join(", ") || "nenhuma"}.</p>
        <div class="grid2">
          ${field("meta", "Nome na Meta", "Como foi aprovado lá.", { maxlength: 200 })}
          ${field("twilio", "ContentSid na Twilio", "", { maxlength: 200 })}
        </div>
        ${saving.problem && html`<${Failure} problem=${kindly(saving.problem, at)} />`}
        <p class="actions"><${Action} type="submit" busy=${saving.busy}>Guardar modelo<//></p>
      </form>
    <//>
  `;
}

function Exclusao({ modelo, onClose, remove, reload }) {
  const removing = useAct(async () => { await remove(); onClose(); });
  const run = async () => { if (!(await removing.run())) reload(); };
  return html`
    <${Confirmation} title=${`Excluir o modelo ${modelo.chave}?`} action="Excluir modelo" busy=${removing.busy} problem=${removing.problem && kindly(removing.problem)}
      text="Envios que o pedem deixam de sair fora da janela de 24 horas." onConfirm=${run} onClose=${onClose} />
  `;
}

const namesIn = (texto) => [...new Set([...texto.matchAll(VARIABLE)].map((found) => found[1]))];

/** Of the whole template, or that somebody was quicker, said where people look. */
function kindly(problem, at) {
  if (problem.status === 412) return { message: "Outra pessoa mudou os ajustes agora há pouco. Já os lemos de novo: tente outra vez." };
  const whole = problem.fields[`#/mensageria/modelos/${at}`] || problem.fields["#/mensageria/modelos"];
  return whole ? { message: `Este modelo ${whole}.` } : problem;
}
