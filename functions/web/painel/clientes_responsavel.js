// Who answers for a child: another cliente, found by name. Apart because it asks the API.

import { html, useState } from "./preact.js";
import { find } from "./clientes_busca.js";
import { useAct, useData } from "./data.js";
import { asPhone } from "./format.js";
import { Action, Failure, Field } from "./ui.js";

/** The name of a cliente, or a word while it is not known. */
export function Nome({ id }) {
  const { data, problem } = useData(`/clientes/${encodeURIComponent(id)}`);
  return data ? data.nome : problem ? "cadastro indisponível" : "…";
}

export function Responsavel({ field, value, onInput, errors }) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState(null);
  const search = useAct(async () => setFound((await find(typed)).itens.slice(0, 8)));
  const [asking, setAsking] = useState(false);
  const choose = (id) => { onInput(id); setFound(null); setTyped(""); setAsking(false); };
  if (value) {
    return html`
      <div class="field">
        <span>${field.label}</span>
        <p class="row"><strong><${Nome} id=${value} /></strong>
          <button type="button" class="quiet" onClick=${() => choose(null)}>Tirar o responsável</button></p>
        ${errors[`#/${field.name}`] && html`<small class="error">${errors[`#/${field.name}`]}</small>`}
      </div>
    `;
  }
  if (!asking) {
    return html`<p><button type="button" class="quiet" onClick=${() => setAsking(true)}>Informar um responsável (menor de idade)</button></p>`;
  }
  return html`
    <div>
      <${Field} label=${field.label} hint="Só para quem não responde por si. Procure pelo nome ou telefone."
        error=${errors[`#/${field.name}`]}>${(props) => html`
        <input ...${props} type="search" maxlength="200" autocomplete="off" value=${typed}
          onInput=${(event) => setTyped(event.target.value)}
          onKeyDown=${(event) => { if (event.key === "Enter") { event.preventDefault(); search.run(); } }} />`}<//>
      <${Action} class="quiet" busy=${search.busy} disabled=${typed.trim().length < 2} onClick=${() => search.run()}>Procurar responsável<//>
      ${search.problem && html`<${Failure} problem=${search.problem} />`}
      ${found && html`<div role="status">
        ${found.length === 0 && html`<p class="small">Ninguém com esses dados.</p>`}
        ${found.map((one) => html`<p key=${one.id}><button type="button" class="quiet" onClick=${() => choose(String(one.id))}>
          ${one.nome}${one.telefone && ` · ${asPhone(one.telefone)}`}</button></p>`)}
      </div>`}
    </div>
  `;
}
