// The thanks: the protocolo, large, to be copied and kept.

import { html, useEffect, useRef, useState } from "/painel/preact.js";

export function Enviado({ protocolo, onAgain }) {
  const title = useRef(null);
  const shown = useRef(null);
  const [copied, setCopied] = useState("");
  useEffect(() => title.current.focus(), []);
  const half = Math.ceil(protocolo.length / 2); // where it breaks on a phone
  const copy = async () => setCopied(await copyText(protocolo, shown.current));
  return html`
    <section class="sent">
      <h2 ref=${title} tabindex="-1">Recebemos a sua mensagem</h2>
      <p>Guarde o protocolo: com ele você acompanha o seu pedido aqui mesmo.</p>
      <p class="protocol" ref=${shown}>${protocolo.slice(0, half)}<wbr />${protocolo.slice(half)}</p>
      <div class="actions">
        <button type="button" onClick=${copy}>Copiar protocolo</button>
        <button type="button" class="quiet" onClick=${onAgain}>Escrever outra mensagem</button>
      </div>
      <p class="small" role="status">${copied}</p>
    </section>
  `;
}

/** What became of it, as a sentence. A frame may be kept from the clipboard: then the text is selected for the hand. */
async function copyText(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return "Protocolo copiado.";
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy") ? "Protocolo copiado." : "O protocolo está selecionado: copie com Ctrl+C.";
  }
}
