// A new relato: pasted, typed or dictated, with what the attendant knows beside it.

import { html, useRef, useState } from "./preact.js";
import { newKey, post } from "./api.js";
import { useAct } from "./data.js";
import { localDay } from "./format.js";
import { Ditado } from "./relatos_ditado.js";
import { go, to } from "./router.js";
import { Action, Failure, Field } from "./ui.js";

const LONGEST = 10_000;
const EMPTY = { texto: "", nome: "", telefone: "", email: "", atendente: "", dia: "", automatico: false };
const draft = { of: null, said: EMPTY }; // what somebody began stays while they look elsewhere, never for somebody else

export function Novo({ who, query }) {
  const [said, setSaid] = useState(draft.of === who.sujeito ? draft.said : EMPTY);
  const key = useRef(newKey());
  const change = (part) => setSaid((before) => {
    const after = { ...before, ...(typeof part === "function" ? part(before) : part) };
    Object.assign(draft, { of: who.sujeito, said: after });
    key.current = newKey(); // other words are another act
    return after;
  });
  const send = useAct(async () => {
    const { data } = await post("/relatos", bodyOf(said, query.cliente_id), { "Idempotency-Key": key.current });
    draft.said = EMPTY;
    go("relatos", [data.id]);
  });
  const wrong = send.problem?.fields || {};
  const field = (name) => ({ said, change, error: wrong[POINTERS[name]], name });
  return html`
    <p class="small"><a href=${to("relatos")}>← Todos os relatos</a></p>
    <h1>Novo relato</h1>
    <form onSubmit=${(event) => { event.preventDefault(); send.run(); }}>
      <section class="card">
        <${Field} label="O que aconteceu na conversa?" error=${wrong["#/texto"]}
          hint=${`Cole ou conte com as suas palavras: quem é, o que quer, valores, o que ficou combinado. ${said.texto.length.toLocaleString("pt-BR")} de 10.000 caracteres.`}>
          ${(props) => html`<textarea ...${props} rows="10" required maxlength=${LONGEST} value=${said.texto}
            onInput=${(event) => change({ texto: event.target.value })}></textarea>`}<//>
        <${Ditado} disabled=${send.busy} onText=${(text) => change((before) => added(before, text))} />
      </section>
      ${!query.cliente_id && html`<${Pessoa} field=${field} />`}
      <${Conversa} field=${field} />
      ${send.problem && html`<${Failure} problem=${send.problem} />`}
      <div class="actions"><${Action} type="submit" busy=${send.busy}>Enviar relato<//></div>
    </form>
  `;
}

const POINTERS = {
  nome: "#/cliente/nome", telefone: "#/cliente/telefone", email: "#/cliente/email",
  atendente: "#/atendente", dia: "#/data_referencia",
};

const Pessoa = ({ field }) => html`
  <section class="card">
    <h2>Cliente</h2>
    <p class="small">Com telefone ou e-mail, o relato fica ligado ao cadastro do cliente. Sem eles, o nome vem do texto.</p>
    <div class="grid3">
      <${Line} ...${field("nome")} label="Nome (opcional)" autocomplete="off" />
      <${Line} ...${field("telefone")} label="Telefone (opcional)" type="tel" autocomplete="off" />
      <${Line} ...${field("email")} label="E-mail (opcional)" type="email" autocomplete="off" />
    </div>
  </section>
`;

const Conversa = ({ field }) => {
  const { said, change } = field("dia");
  return html`
    <section class="card">
      <h2>Conversa</h2>
      <div class="grid2">
        <${Line} ...${field("dia")} label="Dia da conversa (opcional)" type="date" max=${localDay()}
          hint="“Amanhã” e “em 30 dias” contam a partir deste dia. Vazio quer dizer hoje." />
        <${Line} ...${field("atendente")} label="Quem atendeu (opcional)" autocomplete="off" />
      </div>
      <label><input type="checkbox" role="switch" checked=${said.automatico}
        onChange=${(event) => change({ automatico: event.target.checked })} />
        O Retorno pode mandar as mensagens dos contatos; sem isso, cada contato vira uma tarefa da equipe</label>
    </section>
  `;
};

const Line = ({ said, change, error, name, label, hint, ...rest }) => html`
  <${Field} label=${label} hint=${hint} error=${error}>${(props) => html`
    <input ...${props} ...${rest} maxlength="200" value=${said[name]} onInput=${(event) => change({ [name]: event.target.value })} />`}<//>
`;

/** What was dictated comes after what stands there already. */
const added = (before, text) => ({
  texto: [before.texto.trimEnd(), text].filter(Boolean).join("\n\n").slice(0, LONGEST),
});

function bodyOf(said, clienteId) {
  const cliente = filled({ nome: said.nome, telefone: said.telefone, email: said.email });
  return filled({
    texto: said.texto,
    cliente_id: clienteId,
    cliente: !clienteId && Object.keys(cliente).length ? cliente : undefined,
    atendente: said.atendente,
    data_referencia: said.dia,
    contato_automatico: said.automatico || undefined,
  });
}

const filled = (fields) => Object.fromEntries(
  Object.entries(fields).filter(([, value]) => value !== undefined && (typeof value !== "string" || value.trim())),
);
