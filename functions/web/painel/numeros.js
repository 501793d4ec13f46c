// Números: what was measured of the business, each number with how many it is of. The address says which part.

import { html } from "./preact.js";
import { Atendimentos } from "./numeros_atendimentos.js";
import { Carteira } from "./numeros_carteira.js";
import { Chamados } from "./numeros_chamados.js";
import { Conversao } from "./numeros_conversao.js";
import { to } from "./router.js";

const PARTS = {
  carteira: ["Carteira", Carteira],
  conversao: ["Conversão", Conversao],
  chamados: ["Chamados", Chamados],
  atendimentos: ["Atendimentos", Atendimentos],
};

export default function Numeros({ route }) {
  const chosen = PARTS[route.rest[0]] ? route.rest[0] : "carteira";
  const [, Part] = PARTS[chosen];
  return html`<div>
    <h1>Números</h1>
    <nav class="tabs" aria-label="Partes dos números">
      ${Object.entries(PARTS).map(([id, [name]]) => html`
        <a key=${id} href=${to("numeros", [id], daysOf(route.query))} aria-current=${id === chosen ? "page" : undefined}>${name}</a>`)}
    </nav>
    <${Part} key=${chosen} query=${route.query} />
  </div>`;
}

/** The days stay chosen from one part to the next. */
const daysOf = ({ de, ate }) => ({ de, ate });
