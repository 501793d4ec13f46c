// A chamado that somebody of the team opens: for a known cliente, or for one who is put on the books on the way.

import { html, useEffect, useRef, useState } from "./preact.js";
import { newKey, post } from "./api.js";
import { useAct } from "./data.js";
import { asPhone } from "./format.js";
import { go } from "./router.js";
import { Action, Dialog, Failure, Field, tell } from "./ui.js";
import { CANAIS, options } from "./chamados_palavras.js";

const LEAST_DIGITS = 8;

export function Novo({ onClose }) {
  const [cliente, setCliente] = useState(null);
  return html`
    <${Dialog} title="Novo chamado" onClose=${onClose}>
      ${cliente
        ? html`<${Pedido} cliente=${cliente} onChange=${() => setCliente(null)} onClose=${onClose} />`
        : html`<${Quem} onChoose=${setCliente} />`}
    <//>
  `;
}

/** The first field of a step has the focus as soon as it is there. */
function useFocus() {
  const first = useRef(null);
  useEffect(() => first.current?.focus(), []);
  return first;
}

function Quem({ onChoose }) {
  const first = useFocus();
  const [words, setWords] = useState("");
  const [found, setFound] = useState(null);
  const [isNew, setIsNew] = useState(false);
  const search = useAct(async () => {
    const { data } = await post("/clientes/buscar", { ...asked(words.trim()), limite: 8 });
    setFound(data.itens);
  });
  if (isNew) return html`<${Cadastro} words=${words} onChoose=${onChoose} onBack=${() => setIsNew(false)} />`;
  return html`
    <form onSubmit=${(event) => { event.preventDefault(); search.run(); }}>
      <${Field} label="Quem pediu?" hint="Procure por nome, telefone ou e-mail." error=${fieldError(search.problem)}>${(props) => html`
        <input ...${props} ref=${first} type="search" required minlength="2" maxlength="200" autocomplete="off" value=${words}
          onInput=${(event) => { setWords(event.target.value); setFound(null); }} />`}<//>
      <p class="actions">
        <${Action} type="submit" busy=${search.busy}>Procurar<//>
        <button type="button" class="quiet" onClick=${() => setIsNew(true)}>Cadastrar cliente novo</button>
      </p>
    </form>
    ${search.problem && html`<${Failure} problem=${search.problem} />`}
    <div aria-live="polite">
      ${found && !found.length && html`<p class="empty">Ninguém encontrado. Confira como se escreve, ou cadastre.</p>`}
      ${found && found.length > 0 && html`
        <ul class="rows">
          ${found.map((one) => html`
            <li key=${one.id}>
              <button type="button" class="quiet pessoa" onClick=${() => onChoose(one)}>
                <strong>${one.nome}</strong> <span class="small">${[one.telefone && asPhone(one.telefone), one.email].filter(Boolean).join(" · ")}</span>
              </button>
            </li>`)}
        </ul>`}
    </div>
  `;
}

/** What the words look like: an e-mail, a phone, or a name. */
function asked(words) {
  if (words.includes("@")) return { email: words };
  const digits = words.replace(/\D/g, "");
  return digits.length >= LEAST_DIGITS ? { telefone: words } : { nome: words };
}

const fieldError = (problem) => problem && Object.values(problem.fields)[0];

function Cadastro({ words, onChoose, onBack }) {
  const first = useFocus();
  const guessed = asked(words.trim());
  const [form, setForm] = useState({ nome: guessed.nome || "", telefone: guessed.telefone || "", email: guessed.email || "" });
  const key = useRef(newKey());
  const save = useAct(async () => {
    const { data } = await post("/clientes", form, { "Idempotency-Key": key.current });
    onChoose(data);
  });
  const input = (name, label, props) => html`
    <${Field} label=${label} error=${save.problem?.fields[`#/${name}`]}>${(own) => html`
      <input ...${own} ...${props} autocomplete="off" maxlength="200" value=${form[name]}
        onInput=${(event) => { key.current = newKey(); setForm({ ...form, [name]: event.target.value }); }} />`}<//>`;
  return html`
    <form onSubmit=${(event) => { event.preventDefault(); save.run(); }}>
      ${input("nome", "Nome", { required: true, ref: first })}
      ${input("telefone", "Telefone", { type: "tel" })}
      ${input("email", "E-mail", { type: "email" })}
      <p class="small">Basta um telefone ou um e-mail.</p>
      ${save.problem && html`<${Failure} problem=${save.problem} />`}
      <p class="actions">
        <button type="button" class="quiet" onClick=${onBack}>Voltar à busca</button>
        <${Action} type="submit" busy=${save.busy}>Cadastrar e continuar<//>
      </p>
    </form>
  `;
}

function Pedido({ cliente, onChange, onClose }) {
  const first = useFocus();
  const [form, setForm] = useState({ canal: "telefone", mensagem: "" });
  const key = useRef(newKey());
  const change = (fields) => { key.current = newKey(); setForm({ ...form, ...fields }); };
  const open = useAct(async () => {
    const { data } = await post("/chamados", { ...form, cliente_id: cliente.id }, { "Idempotency-Key": key.current });
    onClose();
    go("chamados", [String(data.chamado_id)]);
    tell(`Chamado ${data.protocolo} aberto.`, { tone: "good" });
  });
  return html`
    <form onSubmit=${(event) => { event.preventDefault(); open.run(); }}>
      <p class="row"><span>Para <strong>${cliente.nome}</strong></span>
        <button type="button" class="quiet" onClick=${onChange}>Trocar de cliente</button></p>
      <${Field} label="Por onde pediu">${(props) => html`
        <select ...${props} ref=${first} value=${form.canal} onChange=${(event) => change({ canal: event.target.value })}>
          ${options(CANAIS).map(([value, words]) => html`<option key=${value} value=${value} selected=${value === form.canal}>${words}</option>`)}
        </select>`}<//>
      <${Field} label="O que o cliente disse" error=${open.problem?.fields["#/mensagem"]}
        hint="Com as palavras dele: é por elas que o Retorno lê o assunto e sugere a resposta.">${(props) => html`
        <textarea ...${props} rows="4" maxlength="10000" required value=${form.mensagem}
          onInput=${(event) => change({ mensagem: event.target.value })}></textarea>`}<//>
      ${open.problem && html`<${Failure} problem=${open.problem} />`}
      <p class="actions"><${Action} type="submit" busy=${open.busy} disabled=${!form.mensagem.trim()}>Abrir chamado<//></p>
    </form>
  `;
}
