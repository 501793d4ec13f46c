// Who did what: the audit of the conta, newest first, by ids and never by what was written.

import { html, useState } from "./preact.js";
import { address } from "./api.js";
import { useData, usePages } from "./data.js";
import { asMoment } from "./format.js";
import { Badge, Field, More, Shown } from "./ui.js";

export function Auditoria() {
  const [filter, setFilter] = useState({ de: "", ate: "", sujeito: "", recurso: "" });
  const usuarios = useData("/usuarios?limite=100");
  const list = usePages(address("/auditoria", { ...filter, limite: 50 }));
  const names = Object.fromEntries((usuarios.data?.itens || []).map((one) => [one.id, one.nome || one.username]));
  const given = (name) => (event) => setFilter({ ...filter, [name]: event.target.value.trim() });
  return html`
    <div class="filters">
      <${Field} label="De">${(props) => html`<input ...${props} type="date" value=${filter.de} onChange=${given("de")} />`}<//>
      <${Field} label="Até">${(props) => html`<input ...${props} type="date" value=${filter.ate} onChange=${given("ate")} />`}<//>
      <${Field} label="Quem">${(props) => html`
        <select ...${props} value=${filter.sujeito} onChange=${given("sujeito")}>
          <option value="">Todos</option>
          ${Object.entries(names).map(([id, name]) => html`<option key=${id} value=${id}>${name}</option>`)}
        </select>`}<//>
      <${Field} label="Onde">${(props) => html`<input ...${props} placeholder="/conta" maxlength="300" value=${filter.recurso} onChange=${given("recurso")} />`}<//>
    </div>
    <${Shown} of=${list} isEmpty=${(data) => !data.itens.length} empty="Nada aconteceu com estes filtros. Alargue os dias ou tire um deles.">
      ${(data) => html`<${Tabela} itens=${data.itens} names=${names} />`}
    <//>
    <${More} more=${list.more} busy=${list.busy} />
    <p class="small">Cada ato fica guardado por cinco anos.</p>
  `;
}

const Tabela = ({ itens, names }) => html`
  <div class="scroll" tabindex="0" role="region" aria-label="Registros da auditoria">
    <table>
      <thead><tr><th scope="col">Quando</th><th scope="col">Quem</th><th scope="col">O quê</th><th scope="col">Resultado</th><th scope="col">Detalhes</th></tr></thead>
      <tbody>${itens.map((one) => html`
        <tr key=${one.id}>
          <td class="when">${asMoment(one.em)}</td>
          <td>${names[one.sujeito] || one.sujeito}</td>
          <td>${actOf(one)}</td>
          <td><${Badge} tone=${outcome(one.status)[1]}>${outcome(one.status)[0]}<//></td>
          <td>${Object.entries(one.detalhe).map(([name, value]) => `${name}: ${value}`).join("; ")}</td>
        </tr>`)}
      </tbody>
    </table>
  </div>
`;

const ACTS = { POST: "Fez", PUT: "Trocou", PATCH: "Mudou", DELETE: "Excluiu", GET: "Leu" };
/** What a person did, or the name of what Retorno did by itself. */
const actOf = ({ metodo, recurso, acao }) => (metodo ? `${ACTS[metodo] || metodo} ${recurso}` : `${acao} ${recurso}`);

function outcome(status) {
  if (status === null) return ["sem fim registrado", "warn"];
  return status < 400 ? ["feito", "good"] : [`recusado (${status})`, "muted"];
}
