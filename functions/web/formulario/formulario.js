// The public page: write, then see the protocolo, then ask where the request is. The key is in the address.

import { html, render, useState } from "/painel/preact.js";
import { Enviado } from "./enviado.js";
import { tellHeight } from "./moldura.js";
import { Pedido } from "./pedido.js";
import { Situacao } from "./situacao.js";

const chave = location.pathname.split("/")[2];

function Formulario() {
  const [sent, setSent] = useState(null); // the last one, which `Situacao` goes on knowing
  const [isWriting, setWriting] = useState(true);
  const keep = (done) => { setSent(done); setWriting(false); };
  return html`
    ${isWriting
      ? html`<${Pedido} chave=${chave} onSent=${keep} />`
      : html`<${Enviado} protocolo=${sent.protocolo} onAgain=${() => setWriting(true)} />`}
    <${Situacao} chave=${chave} sent=${sent} />
  `;
}

render(html`<${Formulario} />`, document.getElementById("pedido"));
tellHeight(document.getElementById("formulario"));
