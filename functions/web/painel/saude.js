// Saúde: how the clientes are doing. The address says which screen: the carteira, one cliente, a what-if, or the own profile.

import { html } from "./preact.js";
import { Carteira } from "./saude_carteira.js";
import { Cliente } from "./saude_cliente.js";
import { Proprio } from "./saude_proprio.js";
import { Simulador } from "./saude_simular.js";

export default function Saude({ route, who }) {
  const [clienteId] = route.rest;
  if (route.query.tela === "simular") return html`<${Simulador} key=${clienteId || ""} clienteId=${clienteId} />`;
  if (route.query.tela === "perfil" && who.papel === "admin") return html`<${Proprio} />`;
  if (clienteId) return html`<${Cliente} key=${clienteId} clienteId=${clienteId} who=${who} />`;
  return html`<${Carteira} query=${route.query} who=${who} />`;
}
