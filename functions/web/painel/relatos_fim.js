// How a relato ends: the cliente's answer, or the outcome, which is asked for twice because it cannot be taken back.

import { html, useState } from "./preact.js";
import { post } from "./api.js";
import { useAct } from "./data.js";
import { asMoment, asText } from "./format.js";
import { RESULTADO } from "./relatos_palavras.js";
import { Action, Confirmation, Dialog, Failure, Field, tell } from "./ui.js";

const CANAIS = { whatsapp: "WhatsApp", telefone: "Telefone", email: "E-mail", pessoalmente: "Pessoalmente", outro: "Outro" };
const DESFECHOS = ["convertido", "perdido", "sem_interesse"];

export function Fim({ relato, path, writes, onDone }) {
  const [open, setOpen] = useState(null);
  const { resposta, desfecho } = relato;
  const close = () => setOpen(null);
  return html`
    <section class="card">
      <h2>Resposta e desfecho</h2>
      ${resposta && html`
        <p>O cliente respondeu por ${CANAIS[resposta.canal] || resposta.canal} em ${asMoment(resposta.recebida_em)}.</p>
        ${resposta.texto && html`<blockquote class="text">${resposta.texto}</blockquote>`}`}
      ${desfecho && html`<p><strong>${RESULTADO[desfecho.tipo].text}</strong> · registrado por ${desfecho.registrado_por} em ${asMoment(desfecho.registrado_em)}${desfecho.motivo && html`<br />Motivo: ${desfecho.motivo}`}</p>`}
      ${!resposta && !desfecho && html`<p class="small">Quando o cliente responder ou a conversa terminar, conte aqui: os contatos que faltam param na hora.</p>`}
      ${writes && html`<div class="actions">
        ${!resposta && !desfecho && html`<button type="button" class="quiet" onClick=${() => setOpen("resposta")}>O cliente respondeu</button>`}
        ${!desfecho && html`<button type="button" onClick=${() => setOpen("desfecho")}>Registrar desfecho</button>`}
      </div>`}
      ${open === "resposta" && html`<${Resposta} path=${path} onDone=${onDone} onClose=${close} />`}
      ${open === "desfecho" && html`<${Desfecho} path=${path} onDone=${onDone} onClose=${close} />`}
    </section>
  `;
}

function Resposta({ path, onDone, onClose }) {
  const [said, setSaid] = useState({ canal: "whatsapp", texto: "" });
  const send = useAct(async () => {
    await post(`${path}/resposta`, { canal: said.canal, texto: said.texto.trim() || null });
    await onDone();
    onClose();
    tell("Resposta registrada. Os contatos que faltavam foram dispensados.", { tone: "good" });
  });
  return html`
    <${Dialog} title="O cliente respondeu" onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); send.run(); }}>
        <${Field} label="Por onde">${(props) => html`
          <select ...${props} value=${said.canal} onChange=${(event) => setSaid({ ...said, canal: event.target.value })}>
            ${Object.entries(CANAIS).map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}
          </select>`}<//>
        <${Field} label="O que disse (opcional)">${(props) => html`
          <textarea ...${props} rows="4" maxlength="4000" value=${said.texto} onInput=${(event) => setSaid({ ...said, texto: event.target.value })}></textarea>`}<//>
        ${send.problem && html`<${Failure} problem=${send.problem} />`}
        <footer class="actions">
          <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
          <${Action} type="submit" busy=${send.busy}>Registrar resposta<//>
        </footer>
      </form>
    <//>
  `;
}

function Desfecho({ path, onDone, onClose }) {
  const [said, setSaid] = useState({ tipo: "convertido", motivo: "" });
  const [sure, setSure] = useState(false);
  const send = useAct(async () => {
    await post(`${path}/desfecho`, { tipo: said.tipo, motivo: said.motivo.trim() || null });
    await onDone();
    onClose();
    tell("Desfecho registrado. O acompanhamento terminou.", { tone: "good" });
  });
  if (sure) return html`
    <${Confirmation} title="Encerrar este relato?" action="Encerrar" busy=${send.busy} problem=${send.problem}
      text=${`O desfecho “${RESULTADO[said.tipo].text}” fica registrado, os contatos que faltam são dispensados e isso não pode ser desfeito.`}
      onConfirm=${send.run} onClose=${() => { send.clear(); setSure(false); }} />
  `;
  return html`
    <${Dialog} title="Registrar desfecho" onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); setSure(true); }}>
        <fieldset>
          <legend>Como terminou?</legend>
          ${DESFECHOS.map((tipo) => html`
            <label key=${tipo}><input type="radio" name="tipo" checked=${said.tipo === tipo} onChange=${() => setSaid({ ...said, tipo })} /> ${RESULTADO[tipo].text}</label>`)}
        </fieldset>
        <${Field} label=${said.tipo === "perdido" ? "Motivo" : "Motivo (opcional)"} hint="Ajuda a entender o que funciona.">${(props) => html`
          <input ...${props} maxlength="200" required=${said.tipo === "perdido"} value=${said.motivo} onInput=${(event) => setSaid({ ...said, motivo: event.target.value })} />`}<//>
        <footer class="actions">
          <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
          <${Action} type="submit">Continuar<//>
        </footer>
      </form>
    <//>
  `;
}
