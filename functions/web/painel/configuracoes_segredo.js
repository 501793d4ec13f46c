// A secret that is shown this once: it lives in the open dialog alone, and goes with it.

import { html, useState } from "./preact.js";
import { Dialog } from "./ui.js";

/** `items` are [label, words]; the first is what was asked for. */
export function Segredo({ title, text, items, onClose }) {
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <p>${text}</p>
      <p class="stale">Copie agora: depois de fechar, ninguém mais consegue ver isto.</p>
      ${items.map(([label, words]) => html`<${Copiavel} key=${label} label=${label} words=${words} />`)}
      <footer class="actions"><button type="button" onClick=${onClose}>Já guardei</button></footer>
    <//>
  `;
}

/** Words to be taken elsewhere, with a button that copies them. */
export function Copiavel({ label, words }) {
  const [copied, setCopied] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      setCopied("Copiado.");
    } catch {
      setCopied("O navegador não deixou copiar: selecione o texto e copie.");
    }
  };
  return html`
    <div class="copy">
      <label>${label}<input readonly value=${words} onFocus=${(event) => event.target.select()} /></label>
      <button type="button" class="quiet" aria-label=${`Copiar ${label.toLowerCase()}`} onClick=${copy}>Copiar</button>
      <small role="status">${copied}</small>
    </div>
  `;
}
