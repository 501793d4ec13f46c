// A new cliente.

import { html, useRef, useState } from "./preact.js";
import { newKey, post } from "./api.js";
import { CONTATO, Campos, Comercial, asBody, otherErrors } from "./clientes_campos.js";
import { Titulo } from "./clientes_titulo.js";
import { useAct } from "./data.js";
import { go } from "./router.js";
import { Action, Failure, tell } from "./ui.js";

/** The same content has the same key, however often it is sent. */
function useKey() {
  const last = useRef({});
  return (body) => {
    const said = JSON.stringify(body);
    if (last.current.said !== said) last.current = { said, key: newKey() };
    return last.current.key;
  };
}

export function Novo() {
  const [edits, setEdits] = useState({ nome: "", canal_preferido: "whatsapp" });
  const key = useKey();
  const save = useAct(async () => {
    const said = Object.entries(asBody(edits)).filter(([, value]) => value !== null);
    const body = Object.fromEntries(said);
    const { data } = await post("/clientes", body, { "Idempotency-Key": key(body) });
    tell("Cliente cadastrado.", { tone: "good" });
    go("clientes", [data.id]);
  });
  const edit = (more) => setEdits((before) => ({ ...before, ...more }));
  const errors = save.problem?.fields || {};
  const shown = { cliente: {}, edits, onEdit: edit, errors };
  return html`
    <${Titulo}>Novo cliente<//>
    <form class="card" onSubmit=${(event) => { event.preventDefault(); save.run(); }}>
      <p class="small">Basta o nome e um jeito de encontrar a pessoa: telefone, e-mail ou documento.</p>
      <${Campos} fields=${CONTATO} ...${shown} />
      <${Comercial} ...${shown} />
      ${save.problem && html`<${Failure} problem=${save.problem} />`}
      ${otherErrors(save.problem).map((sentence) => html`<p class="failure">${sentence}</p>`)}
      <p class="actions"><${Action} type="submit" busy=${save.busy}>Cadastrar<//></p>
    </form>
  `;
}
