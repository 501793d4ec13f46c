// Saúde: how the clientes are doing. The address says which screen: the carteira, one cliente, or a what-if.

import { html } from "./preact.js";
import { Carteira } from "./saude_carteira.js";
import { Cliente } from "./saude_cliente.js";
import { Simulador } from "./saude_simular.js";

export default function Saude({ route, who }) {
  const [clienteId] = route.rest;
  if (route.query.tela === "simular") return html`<${Simulador} key=${clienteId || ""} clienteId=${clienteId} />`;
  if (clienteId) return html`<${Cliente} key=${clienteId} clienteId=${clienteId} who=${who} />`;
  return html`<${Carteira} query=${route.query} who=${who} />`;
}
