// Finding a person by name or phone: what is typed goes in a body, never in an address.

import { html, useState } from "./preact.js";
import { post } from "./api.js";
import { useAct } from "./data.js";
import { asPhone } from "./format.js";
import { Action, Failure, Field } from "./ui.js";

const MOST = 8;

export function Pessoa({ label, error, onPick }) {
  const [words, setWords] = useState("");
  const [found, setFound] = useState(null);
  const search = useAct(async () => {
    const digits = words.replace(/\D/g, "");
    const asked = digits.length >= 8 ? { telefone: words.trim() } : { nome: words.trim() };
    const { data } = await post("/clientes/buscar", { ...asked, limite: MOST });
    setFound(data.itens);
  });
  return html`
    <div>
      <${Field} label=${label} error=${error || search.problem?.fields["#/nome"] || search.problem?.fields["#/telefone"]}>${(props) => html`
        <input ...${props} type="search" maxlength="100" value=${words} onKeyDown=${onEnter(search.run)}
          onInput=${(event) => setWords(event.target.value)} />`}<//>
      <${Action} class="quiet" busy=${search.busy} onClick=${() => search.run()}>Procurar<//>
      ${search.problem && html`<${Failure} problem=${search.problem} />`}
      <div aria-live="polite">${found && html`<${Achadas} found=${found} onPick=${onPick} />`}</div>
    </div>
  `;
}

/** It may stand within a form, which Enter here must not send. */
const onEnter = (act) => (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  act();
};

function Achadas({ found, onPick }) {
  if (!found.length) return html`<p class="empty">Ninguém com este nome ou telefone.</p>`;
  return html`
    <ul class="rows">
      ${found.map((one) => html`
        <li key=${one.id}>
          <button type="button" class="quiet" onClick=${() => onPick(one)}>
            ${one.nome}${one.telefone ? ` · ${asPhone(one.telefone)}` : ""}
          </button>
        </li>
      `)}
    </ul>
  `;
}
