// A decision of the gate, rule by rule, in the order they were asked; the last one decided.

import { html } from "./preact.js";
import { asMoment } from "./format.js";
import { Badge } from "./ui.js";
import { ruleOf, verdictOf } from "./envios_palavras.js";

export function Passos({ decisao }) {
  const [verdict, tone] = verdictOf(decisao.acao);
  return html`
    <p class="row">
      <${Badge} tone=${tone}>${verdict}${decisao.ate ? ` até ${asMoment(decisao.ate)}` : ""}<//>
      <span class="small">decidido em ${asMoment(decisao.em)}</span>
    </p>
    <ol class="rows">
      ${decisao.passos.map((passo) => html`
        <li key=${passo.regra}>
          <span class="row">
            <strong>${ruleOf(passo.regra)}</strong>
            <${Badge} tone=${passo.passou ? "good" : "warn"}>${passo.passou ? "✓ Passou" : "✕ Parou aqui"}<//>
          </span>
          <span class="small">${passo.explicacao}</span>
        </li>
      `)}
    </ol>
  `;
}
