// The heading of the screens behind the list of clientes; apart because all of them begin with it.

import { html, useEffect, useRef } from "./preact.js";
import { to } from "./router.js";

/** The heading of a screen with the way back; it takes the focus, so that a reader hears where they are. */
export function Titulo({ children, back = to("clientes"), label = "Clientes" }) {
  const heading = useRef(null);
  useEffect(() => heading.current.focus(), []);
  return html`
    <p class="voltar"><a href=${back}>← ${label}</a></p>
    <h1 ref=${heading} tabindex="-1">${children}</h1>
  `;
}
