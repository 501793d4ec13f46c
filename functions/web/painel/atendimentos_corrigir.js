// Mending what is written of an appointment, but for its hour.

import { html, useState } from "./preact.js";
import { patch } from "./api.js";
import { useAct } from "./data.js";
import { Action, Dialog, Failure, Field, tell } from "./ui.js";
import { pathOf, upon } from "./atendimentos_dados.js";

export const CAMPOS = [
  ["nome_paciente", "Nome de quem vem", { required: true, maxlength: 200, autocomplete: "off" }],
  ["telefone", "Telefone", { type: "tel", autocomplete: "off" }],
  ["email", "E-mail", { type: "email", autocomplete: "off" }],
  ["nome_medico", "Profissional", { maxlength: 200 }],
  ["procedimento", "Procedimento", { maxlength: 200 }],
  ["local", "Local", { maxlength: 200 }],
  ["observacoes", "Observações", { maxlength: 2000 }],
];
const CONTACTS = ["telefone", "email"];

export function Corrigir({ read, onClose, onDone }) {
  const [values, setValues] = useState(() => textsOf(read.data));
  const save = useAct(async () => {
    const changed = changesOf(values, textsOf(read.data));
    if (Object.keys(changed).length) await upon(read, (etag) => patch(pathOf(read.data.id), changed, etag));
    tell("Dados corrigidos.", { tone: "good" });
    onDone();
  });
  return html`
    <${Dialog} title="Corrigir dados" onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); save.run(); }}>
        <${Campos} values=${values} onChange=${setValues} problem=${save.problem} />
        ${save.problem && html`<${Failure} problem=${save.problem} />`}
        <footer class="actions">
          <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
          <${Action} type="submit" busy=${save.busy}>Salvar<//>
        </footer>
      </form>
    <//>
  `;
}

/** The fields of an appointment that are words. `list` is the id of a datalist of professionals. */
export const Campos = ({ values, onChange, problem, list }) => html`
  <div class="grid2 campos">
    ${CAMPOS.map(([name, label, more]) => html`
      <${Field} key=${name} label=${label} error=${problem?.fields[`#/${name}`]}>
        ${(field) => html`<input ...${more} ...${field} list=${name === "nome_medico" ? list : undefined}
          value=${values[name]} onInput=${(event) => onChange({ ...values, [name]: event.target.value })} />`}
      <//>`)}
  </div>
`;

/** The words of an appointment as the fields hold them. */
export const textsOf = (at) => Object.fromEntries(CAMPOS.map(([name]) => [name, at?.[name] || ""]));

function changesOf(values, before) {
  const changed = CAMPOS.map(([name]) => name).filter((name) => values[name].trim() !== before[name]);
  const said = (name) => (CONTACTS.includes(name) ? values[name].trim() || null : values[name].trim());
  return Object.fromEntries(changed.map((name) => [name, said(name)]));
}
