// The editor: an answer to the cliente or a note for the team. What was begun is kept while somebody looks elsewhere.

import { html, useRef, useState } from "./preact.js";
import { newKey, post } from "./api.js";
import { useAct } from "./data.js";
import { Action, Failure, Field, tell } from "./ui.js";
import { move, pathOf, restore, upon } from "./chamados_dados.js";
import { FALADOS } from "./chamados_palavras.js";

const EMPTY = { modo: "resposta", resposta: "", nota: "", depois: "esperar", validar: false };
const drafts = new Map(); // id → draft, for as long as the page lives
const DEPOIS = [
  ["esperar", "Esperar o cliente; sem novidade, dar por resolvido"],
  ["perguntar", "Esperar o cliente pelo tempo que for"],
  ["resolver", "Dar por resolvido agora"],
];

/** The draft of a chamado: { draft, change(fields), use(text), clear(), box }. */
export function useEditor(id) {
  const [draft, setDraft] = useState(drafts.get(id) || EMPTY);
  const box = useRef(null);
  const put = (next) => { drafts.set(id, next); setDraft(next); };
  const current = () => drafts.get(id) || EMPTY;
  const change = (fields) => put({ ...current(), ...fields });
  const use = (text) => {
    const before = current();
    change({ modo: "resposta", resposta: text });
    tell("A resposta está no editor: leia, ajuste e envie.", { undo: () => put(before) });
    requestAnimationFrame(() => box.current?.focus());
  };
  return { draft, change, use, box };
}

export function Editor({ read, editor, onChanged }) {
  const { draft, change } = editor;
  const isNota = draft.modo === "nota";
  const isFechado = read.data.situacao === "fechado";
  const mode = isFechado ? "nota" : draft.modo;
  return html`
    <section class=${`card editor ${mode}`} aria-label="Escrever">
      ${isFechado
        ? html`<p class="small">Este chamado está fechado e não recebe mais respostas. Se o cliente precisar, abra um novo.</p>`
        : html`
          <div class="modos" role="group" aria-label="O que escrever">
            <button type="button" class="quiet" aria-pressed=${!isNota} onClick=${() => change({ modo: "resposta" })}>Responder ao cliente</button>
            <button type="button" class="quiet" aria-pressed=${isNota} onClick=${() => change({ modo: "nota" })}>Nota interna</button>
          </div>`}
      ${mode === "nota"
        ? html`<${Nota} read=${read} editor=${editor} onChanged=${onChanged} />`
        : html`<${Resposta} read=${read} editor=${editor} onChanged=${onChanged} />`}
    </section>
  `;
}

function Resposta({ read, editor, onChanged }) {
  const { draft, change, box } = editor;
  const key = useRef(newKey());
  const send = useAct(() => answer(read, { draft, key: key.current }));
  const submit = async () => {
    const done = await send.run();
    if (!done) return onChanged();
    key.current = newKey();
    change({ resposta: "", validar: false, depois: "esperar" });
    return onChanged();
  };
  const isSpoken = FALADOS.includes(read.data.canal);
  return html`
    <form onSubmit=${(event) => { event.preventDefault(); submit(); }}>
      <${Field} label="Resposta ao cliente" error=${send.problem?.fields["#/texto"]}
        hint=${isSpoken ? "Este canal é falado: fica registrado o que foi dito, e nada é enviado." : "Sai pelo canal do cliente. Ctrl + Enter envia."}>
        ${(props) => html`
          <textarea ...${props} ref=${box} rows="4" maxlength="4096" required value=${draft.resposta}
            onKeyDown=${(event) => sends(event) && submit()}
            onInput=${(event) => { key.current = newKey(); change({ resposta: event.target.value }); }}></textarea>`}<//>
      <label class="marcar">
        <input type="checkbox" checked=${draft.validar} onChange=${(event) => change({ validar: event.target.checked })} />
        Validar: da próxima vez que perguntarem isto, o Retorno responde sozinho assim
      </label>
      <div class="enviar">
        <${Field} label="Depois de enviar">${(props) => html`
          <select ...${props} value=${draft.depois} onChange=${(event) => change({ depois: event.target.value })}>
            ${DEPOIS.map(([value, words]) => html`<option key=${value} value=${value} selected=${value === draft.depois}>${words}</option>`)}
          </select>`}<//>
        <${Action} type="submit" busy=${send.busy} disabled=${!draft.resposta.trim()}>${isSpoken ? "Registrar resposta" : "Enviar resposta"}<//>
      </div>
      ${send.problem && html`<${Failure} problem=${send.problem} />`}
    </form>
  `;
}

const sends = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey);

/** Answer, then settle it where that was asked; an answer that is out stays out. */
async function answer(read, { draft, key }) {
  const body = { texto: draft.resposta, validar: draft.validar, resolve: draft.depois !== "perguntar" };
  const { data } = await upon(read, (etag) => (
    post(`${pathOf(read.data.id)}/respostas`, body, { "Idempotency-Key": key, "If-Match": etag })
  ));
  const learned = draft.validar ? " O Retorno aprendeu a responder isto." : "";
  if (draft.depois !== "resolver") return tell(`Resposta registrada.${learned}`, { tone: "good" });
  try {
    await move(data.id, "resolvido");
    tell(`Respondido e resolvido.${learned}`, { tone: "good", undo: () => undo(data) });
  } catch (problem) {
    tell(`A resposta saiu, mas o chamado não foi dado por resolvido: ${problem.message}`, { tone: "bad" });
  }
  return true;
}

const undo = (before) => restore(before).then(
  () => tell("O chamado voltou a esperar o cliente; a resposta já tinha saído."),
  (problem) => tell(problem.message, { tone: "bad" }),
);

function Nota({ read, editor, onChanged }) {
  const { draft, change } = editor;
  const save = useAct(() => post(`${pathOf(read.data.id)}/notas`, { texto: draft.nota }));
  const submit = async () => {
    if (!await save.run()) return;
    change({ nota: "" });
    tell("Nota guardada para a equipe.", { tone: "good" });
    onChanged();
  };
  return html`
    <form onSubmit=${(event) => { event.preventDefault(); submit(); }}>
      <${Field} label="Nota para a equipe" hint="O cliente nunca vê o que você escreve aqui." error=${save.problem?.fields["#/texto"]}>
        ${(props) => html`
          <textarea ...${props} rows="3" maxlength="4000" required value=${draft.nota}
            onKeyDown=${(event) => sends(event) && submit()} onInput=${(event) => change({ nota: event.target.value })}></textarea>`}<//>
      ${save.problem && html`<${Failure} problem=${save.problem} />`}
      <p class="actions"><${Action} type="submit" busy=${save.busy} disabled=${!draft.nota.trim()}>Guardar nota<//></p>
    </form>
  `;
}
