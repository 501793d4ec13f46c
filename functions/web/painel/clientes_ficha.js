// The ficha of one cliente: who they are and what they agreed to at the left, all that happened with them at the right.

import { html, useEffect, useRef } from "./preact.js";
import { Dados } from "./clientes_dados.js";
import { Consentimentos } from "./clientes_consentimentos.js";
import { Linha } from "./clientes_linha.js";
import { Repetidos } from "./clientes_repetidos.js";
import { Silencio } from "./clientes_silencio.js";
import { Guarda, Titular } from "./clientes_titular.js";
import { Titulo } from "./clientes_titulo.js";
import { useData } from "./data.js";
import { go } from "./router.js";
import { Badge, Failure, Loading } from "./ui.js";

export function Ficha({ clienteId, who }) {
  const path = `/clientes/${encodeURIComponent(clienteId)}`;
  const ficha = useData(path, { every: 30_000 });
  const cliente = ficha.data;
  const rest = useRef(null);
  const given = { ficha, path, who };
  // A merged one answers as the one that stays: the address follows, so that lists and links name the living one.
  useEffect(() => { if (cliente && String(cliente.id) !== clienteId) go("clientes", [cliente.id]); }, [cliente]);
  if (ficha.problem?.status === 404) return html`<${Ausente} />`;
  return html`
    <${Titulo}>${cliente ? cliente.nome : "Cliente"}<//>
    ${cliente?.opt_out && html`<p><${Badge} tone="warn">Pediu silêncio<//></p>`}
    <p class="atalho"><button type="button" class="quiet" onClick=${() => rest.current?.scrollIntoView()}>Consentimentos e direitos ↓</button></p>
    ${ficha.problem && html`<${Failure} problem=${ficha.problem} retry=${ficha.reload} />`}
    <div class="ficha-de">
      <div class="quem">${cliente ? html`<${Dados} ...${given} /><${Repetidos} ...${given} />` : !ficha.problem && html`<${Loading} />`}</div>
      <${Linha} clienteId=${clienteId} />
      <div class="resto" ref=${rest}>${cliente && html`<${Direitos} ...${given} />`}</div>
    </div>
  `;
}

const Ausente = () => html`
  <${Titulo}>Cliente<//>
  <p class="empty">Este cadastro não existe, ou os seus dados foram eliminados ou bloqueados a pedido da pessoa.</p>
`;

const Direitos = (given) => html`
  <${Silencio} ...${given} />
  <${Consentimentos} ...${given} />
  <${Guarda} ...${given} />
  ${given.who.papel === "admin" && html`<${Titular} cliente=${given.ficha.data} />`}
`;
