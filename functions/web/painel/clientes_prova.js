// The questions that every line of the ledgers answers: how it was told, and what proves it.

import { html, useState } from "./preact.js";
import { CANAIS } from "./clientes_palavras.js";
import { useAct } from "./data.js";
import { Action, Dialog, Failure, Field } from "./ui.js";

/** A choice of `options`, a map of keys to words. */
export const Escolha = ({ label, options, value, onInput, error, hint }) => html`
  <${Field} label=${label} error=${error} hint=${hint}>${(props) => html`
    <select ...${props} value=${value} onChange=${(event) => onInput(event.target.value)}>
      ${Object.entries(options).map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
    </select>`}<//>
`;

export const Linha = ({ label, value, onInput, error, hint, most = 200, type = "text", optional }) => html`
  <${Field} label=${label} error=${error} hint=${hint}>${(props) => html`
    <input ...${props} type=${type} maxlength=${most} required=${!optional} autocomplete="off" value=${value}
      onInput=${(event) => onInput(event.target.value)} />`}<//>
`;

/**
 * A dialog that gathers `start` and what is typed over it, and sends it by `act(values)`; `children` are more fields:
 * ({ values, put, errors }) → vnode. It asks for `canal` and `evidencia` where `start` has them; `stays` open afterwards
 * where `act` itself leads on.
 */
export function Registro({ title, text, action, start, act, onClose, stays, children }) {
  const [values, setValues] = useState(start);
  const put = (more) => setValues((before) => ({ ...before, ...more }));
  const send = useAct(async () => {
    await act(values);
    if (!stays) onClose();
  });
  const errors = send.problem?.fields || {};
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      ${text && html`<p>${text}</p>`}
      <form onSubmit=${(event) => { event.preventDefault(); send.run(); }}>
        ${children && children({ values, put, errors })}
        ${"canal" in start && html`
          <${Escolha} label="Por onde a pessoa disse" options=${CANAIS} value=${values.canal} onInput=${(canal) => put({ canal })} />
          <${Linha} label="O que prova" hint="Código da mensagem, do protocolo ou da gravação; por exemplo, ligacao-2026-02-14."
            value=${values.evidencia} error=${errors["#/evidencia"]} onInput=${(evidencia) => put({ evidencia })} />`}
        ${send.problem && html`<${Failure} problem=${send.problem} />`}
        <footer class="actions">
          <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
          <${Action} type="submit" busy=${send.busy}>${action}<//>
        </footer>
      </form>
    <//>
  `;
}
