// The form itself: who writes, where the answer goes, what it is about.

import { html, useEffect, useRef, useState } from "/painel/preact.js";
import { newKey, post } from "/painel/api.js";
import { useAct } from "/painel/data.js";
import { Action, Failure, Field } from "/painel/ui.js";
import { CONSENTIMENTO, Consentimento } from "./consentimento.js";
import { ofSending } from "./palavras.js";

const EMPTY = { nome: "", telefone: "", email: "", mensagem: "", consentimento: false, nao_preencha: "" };
const PHONE_DIGITS = [10, 15];
const opened = performance.now();

/** `onSent` hears the protocolo and the contact that answers for it. */
export function Pedido({ chave, onSent }) {
  const [values, setValues] = useState(EMPTY);
  const [wrong, setWrong] = useState({});
  const [refusals, setRefusals] = useState(0);
  const form = useRef(null);
  const key = useRef(newKey()); // of one message: pressing again, or after a lost answer, sends it once
  const change = ({ target }) => {
    setValues((all) => ({ ...all, [target.name]: target.type === "checkbox" ? target.checked : target.value }));
    setWrong((all) => ({ ...all, [target.name]: undefined }));
  };
  const send = useAct(async () => {
    const { data } = await post(`/formulario/${chave}`, asBody(values), { "Idempotency-Key": key.current });
    onSent({ protocolo: data.protocolo, contato: values.telefone.trim() || values.email.trim() });
  });
  const refuse = (found) => {
    setWrong(found);
    setRefusals((count) => count + 1);
  };
  const submit = (event) => {
    event.preventDefault();
    const found = missing(values);
    if (Object.keys(found).length) refuse(found);
    else send.run();
  };
  useEffect(() => { if (send.problem) refuse(ofFields(send.problem)); }, [send.problem]);
  useEffect(() => form.current.querySelector('[aria-invalid="true"]')?.focus(), [refusals]);

  const input = (name, props, rest) => html`
    <input ...${props} ...${rest} name=${name} value=${values[name]} onInput=${change} />`;
  return html`
    <p>Conte o que você precisa. Nossa equipe responde por onde você preferir.</p>
    <form ref=${form} onSubmit=${submit} novalidate>
      <${Field} label="Seu nome" error=${wrong.nome}>${(props) =>
        input("nome", props, { autocomplete: "name", required: true, maxlength: 120 })}<//>
      <fieldset>
        <legend>Por onde respondemos?</legend>
        <div class="contacts">
          <${Field} label="Telefone (WhatsApp)" hint="Com DDD, como (11) 98888-7777." error=${wrong.telefone}>${(props) =>
            input("telefone", props, { type: "tel", autocomplete: "tel", maxlength: 40 })}<//>
          <${Field} label="E-mail" hint="Basta um dos dois." error=${wrong.email}>${(props) =>
            input("email", props, { type: "email", autocomplete: "email", maxlength: 254 })}<//>
        </div>
      </fieldset>
      <${Field} label="Sua mensagem" error=${wrong.mensagem}>${(props) => html`
        <textarea ...${props} name="mensagem" required maxlength="5000" value=${values.mensagem} onInput=${change} />`}<//>
      <div class="besides" aria-hidden="true">
        <label>Não preencha este campo
          <input name="nao_preencha" tabindex="-1" autocomplete="off" value=${values.nao_preencha} onInput=${change} />
        </label>
      </div>
      <${Consentimento} checked=${values.consentimento} error=${wrong.consentimento} onInput=${change} />
      ${send.problem && html`<${Failure} problem=${{ message: ofSending(send.problem) }} />`}
      <div class="actions"><${Action} type="submit" busy=${send.busy}>${send.busy ? "Enviando…" : "Enviar mensagem"}<//></div>
    </form>
  `;
}

function asBody({ nome, telefone, email, mensagem, nao_preencha }) {
  const said = { nome, telefone, email, mensagem, nao_preencha };
  const told = Object.entries(said).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const aberto_ha_ms = Math.round(performance.now() - opened);
  return { ...Object.fromEntries(told), consentimento: CONSENTIMENTO, aberto_ha_ms };
}

/** By field, what the person can mend before anything is sent. */
function missing({ nome, telefone, email, mensagem, consentimento }) {
  const found = { ...wrongContact(telefone.trim(), email.trim()) };
  if (!nome.trim()) found.nome = "Diga como podemos chamar você.";
  if (!mensagem.trim()) found.mensagem = "Escreva a sua mensagem.";
  if (!consentimento) found.consentimento = "Para podermos responder, precisamos da sua autorização.";
  return found;
}

function wrongContact(telefone, email) {
  const digits = telefone.replace(/\D/g, "").length;
  if (!telefone && !email) return { telefone: "Informe um telefone com DDD ou um e-mail, para podermos responder." };
  const found = {};
  if (telefone && (digits < PHONE_DIGITS[0] || digits > PHONE_DIGITS[1])) found.telefone = "Confira o telefone: falta o DDD?";
  if (email && !/^\S+@\S+\.\S+$/.test(email)) found.email = "Confira o e-mail, como voce@exemplo.com.br.";
  return found;
}

/** What the API says of single fields: `#/telefone` is this form's `telefone`. */
const ofFields = (problem) =>
  Object.fromEntries(Object.entries(problem.fields).map(([pointer, text]) => [pointer.slice(2), sentence(text)]));

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
