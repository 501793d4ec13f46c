// Where a request is, for who knows its protocolo and the contact that was given with it.

import { html, useEffect, useState } from "/painel/preact.js";
import { post } from "/painel/api.js";
import { useAct } from "/painel/data.js";
import { asMoment } from "/painel/format.js";
import { Action, Failure, Field } from "/painel/ui.js";
import { ofAsking } from "./palavras.js";

/** `sent` is what this page has just sent, if anything. */
export function Situacao({ chave, sent }) {
  const [protocolo, setProtocolo] = useState("");
  const [contato, setContato] = useState("");
  const [found, setFound] = useState(null);
  const [wrong, setWrong] = useState({});
  const ask = useAct(async () => {
    setFound(null);
    const { data } = await post(`/formulario/${chave}/situacao`, { protocolo: protocolo.trim(), ...asContact(contato) });
    setFound(data);
  });
  useEffect(() => {
    if (!sent) return;
    setProtocolo(sent.protocolo);
    setContato(sent.contato);
    setFound(null);
  }, [sent]);
  const submit = (event) => {
    event.preventDefault();
    const missing = { protocolo: !protocolo.trim(), contato: !contato.trim() };
    setWrong(missing);
    if (!missing.protocolo && !missing.contato) ask.run();
    else event.target.querySelector(`[name=${missing.protocolo ? "protocolo" : "contato"}]`).focus();
  };
  return html`
    <details class="where">
      <summary>Já escreveu? Veja onde está o seu pedido</summary>
      <form onSubmit=${submit} novalidate>
        <${Field} label="Protocolo" error=${wrong.protocolo && "Informe o protocolo que você recebeu."}>${(props) => html`
          <input ...${props} name="protocolo" autocomplete="off" autocapitalize="characters" required maxlength="100"
            value=${protocolo} onInput=${(event) => setProtocolo(event.target.value)} />`}<//>
        <${Field} label="Telefone ou e-mail que você informou" error=${wrong.contato && "Informe o telefone ou o e-mail."}>${(props) => html`
          <input ...${props} name="contato" autocomplete="off" required maxlength="254"
            value=${contato} onInput=${(event) => setContato(event.target.value)} />`}<//>
        <div class="actions"><${Action} type="submit" class="quiet" busy=${ask.busy}>Consultar<//></div>
      </form>
      ${ask.problem && html`<${Failure} problem=${{ message: ofAsking(ask.problem) }} />`}
      <div role="status">${found && html`<${Achado} ...${found} />`}</div>
    </details>
  `;
}

const Achado = ({ situacao, recebido_em, resposta, respondido_em }) => html`
  <div class="answer">
    <p><strong>${situacao}</strong></p>
    <p class="small">Recebido em ${asMoment(recebido_em)}</p>
    ${resposta && html`
      <p>Resposta${respondido_em ? ` de ${asMoment(respondido_em)}` : ""}:</p>
      <blockquote>${resposta}</blockquote>
    `}
  </div>
`;

const asContact = (text) => (text.includes("@") ? { email: text.trim() } : { telefone: text.trim() });
