// Clientes: who is served. The address says which of its screens; `tela` is in the query, since an id may be any word.

import { html } from "./preact.js";
import { Ficha } from "./clientes_ficha.js";
import { Importacao, Importar } from "./clientes_importar.js";
import { Lista } from "./clientes_lista.js";
import { Novo } from "./clientes_novo.js";
import { Pedido, Pedidos } from "./clientes_pedidos.js";

// The view is not shown before it looks as it should.
await new Promise((done) => {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: "/painel/clientes.css", onload: done, onerror: done });
  document.head.append(sheet);
});

export default function Clientes({ route, who }) {
  return html`<div class="clientes"><${Tela} route=${route} who=${who} /></div>`;
}

function Tela({ route, who }) {
  const { tela, id } = route.query;
  const [clienteId] = route.rest;
  if (clienteId) return html`<${Ficha} key=${clienteId} clienteId=${clienteId} who=${who} />`;
  if (tela === "novo") return html`<${Novo} />`;
  if (tela === "importar") return id ? html`<${Importacao} key=${id} id=${id} />` : html`<${Importar} />`;
  if (tela === "pedidos") return id ? html`<${Pedido} key=${id} id=${id} />` : html`<${Pedidos} />`;
  return html`<${Lista} who=${who} />`;
}
