// The ficha's own card: contact and CRM fields, shown and changed. A change is of the version that was read.

import { html, useEffect, useRef, useState } from "./preact.js";
import { get, patch } from "./api.js";
import { CONTATO, CRM, Campos, Comercial, changed, otherErrors } from "./clientes_campos.js";
import { ORIGENS } from "./clientes_palavras.js";
import { Nome } from "./clientes_responsavel.js";
import { useAct } from "./data.js";
import { asMoment, asText } from "./format.js";
import { to } from "./router.js";
import { Action, Failure, tell } from "./ui.js";

export function Dados({ ficha, path, who }) {
  const [editing, setEditing] = useState(false);
  const button = useRef(null);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !editing) button.current?.focus();
    was.current = editing;
  }, [editing]);
  const cliente = ficha.data;
  if (editing) return html`<${Alterar} ficha=${ficha} path=${path} onDone=${() => setEditing(false)} />`;
  const crm = CRM.filter(({ name }) => cliente[name] !== null);
  return html`
    <section class="card" aria-labelledby="cadastro">
      <div class="row">
        <h2 id="cadastro">Cadastro</h2>
        ${who.papel !== "leitura" && html`
          <button ref=${button} type="button" class="quiet" onClick=${() => setEditing(true)}>Editar</button>`}
      </div>
      <${Valores} fields=${CONTATO} cliente=${cliente} />
      ${crm.length > 0 && html`<h3>Dados comerciais</h3><${Valores} fields=${crm} cliente=${cliente} />`}
      <p class="small">${ORIGENS[cliente.origem] || asText(cliente.origem)} em ${asMoment(cliente.data_criacao)}.
        Última mudança em ${asMoment(cliente.atualizado_em)}.
        ${cliente.ids_externos.length > 0 && ` Código em outros sistemas: ${cliente.ids_externos.join(", ")}.`}</p>
    </section>
  `;
}

const Valores = ({ fields, cliente }) => html`
  <dl class="facts grid2">
    ${fields.filter(({ name }) => isSaid(cliente[name])).map((field) => html`
      <div key=${field.name}>
        <dt>${field.label}</dt>
        <dd class="text"><${Valor} field=${field} value=${cliente[field.name]} /></dd>
      </div>
    `)}
  </dl>
`;

const isSaid = (value) => value !== null && value !== undefined && value.length !== 0;
const LINKS = { telefones: "tel:", emails: "mailto:" };

function Valor({ field, value }) {
  const show = field.show || asText;
  if (field.person) return html`<a href=${to("clientes", [value])}><${Nome} id=${value} /></a>`;
  if (!field.list) return show(value);
  return value.map((one) => html`<span key=${one}><a href=${LINKS[field.name] + encodeURI(one)}>${show(one)}</a><br /></span>`);
}

function Alterar({ ficha, path, onDone }) {
  const [edits, setEdits] = useState({});
  const heading = useRef(null);
  useEffect(() => heading.current.focus(), []);
  // The version that the person saw when they began: a newer one may not be written over unseen.
  const [read, setRead] = useState({ cliente: ficha.data, etag: ficha.etag });
  const save = useAct(async () => {
    const body = changed(edits, read.cliente);
    if (Object.keys(body).length) await write(path, body, read, ficha.reload).catch(seeAgain);
    onDone();
  });
  const seeAgain = async (problem) => {
    if (problem.status === 412) {
      const fresh = await get(path);
      setRead({ cliente: fresh.data, etag: fresh.etag });
    }
    throw problem;
  };
  const edit = (more) => setEdits((before) => ({ ...before, ...more }));
  const shown = { cliente: read.cliente, edits, onEdit: edit, errors: save.problem?.fields || {} };
  return html`
    <form class="card" aria-label="Editar cadastro" onSubmit=${(event) => { event.preventDefault(); save.run(); }}>
      <h2 ref=${heading} tabindex="-1">Editar cadastro</h2>
      <${Campos} fields=${CONTATO} ...${shown} />
      <${Comercial} ...${shown} />
      ${save.problem && (save.problem.status === 412 ? html`<${Mudou} />` : html`<${Failure} problem=${save.problem} />`)}
      ${otherErrors(save.problem).map((sentence) => html`<p class="failure">${sentence}</p>`)}
      <p class="actions">
        <${Action} type="submit" busy=${save.busy}>Guardar<//>
        <button type="button" class="quiet" onClick=${onDone}>Descartar</button>
      </p>
    </form>
  `;
}

const Mudou = () => html`
  <p class="stale" role="alert">Outra pessoa mudou este cadastro enquanto você editava. Os campos já mostram a versão nova, com o
    que você digitou por cima: confira e guarde de novo.</p>
`;

/** Write, and offer to take it back for as long as nobody else wrote since. */
async function write(path, body, { cliente, etag }, reload) {
  const before = Object.fromEntries(Object.keys(body).map((name) => [name, cliente[name] ?? null]));
  const saved = await patch(path, body, etag);
  await reload();
  const undo = async () => {
    try {
      await patch(path, before, saved.etag);
      tell("Mudança desfeita.");
    } catch (problem) {
      tell(problem.status === 412 ? "Outra pessoa já mudou o cadastro depois: não desfizemos." : problem.message, { tone: "bad" });
    }
    reload();
  };
  tell("Cadastro guardado.", { tone: "good", undo });
}
