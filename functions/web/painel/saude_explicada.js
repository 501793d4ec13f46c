// A score told line by line, and what to do about it: shown of a cliente, and of each side of a what-if.

import { html } from "./preact.js";
import { Badge } from "./ui.js";
import { PILARES, asPoints, asScore, toneOf, wayOf } from "./saude_palavras.js";

export const Placar = ({ score, categoria, semDados }) => html`
  <p class="row">
    <span class="number">${asScore(score)}</span>
    <span><${Badge} tone=${toneOf(categoria)}>${categoria}<//>${semDados && html` <${Badge}>Sem dados<//>`}</span>
  </p>
`;

/** The lines in their pillars; what is of no pillar comes last, and the sum is the score. */
export function Explicacao({ linhas, score, title = "De onde vem cada ponto" }) {
  const groups = [...Object.keys(PILARES), null].map((pilar) => [pilar, linhas.filter((one) => one.pilar === pilar)]);
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${title}>
      <table class="plain">
        <caption>${title}: as linhas somam o score.</caption>
        <thead><tr><th scope="col">O que conta</th><th scope="col" class="end">Pontos</th></tr></thead>
        ${groups.filter(([, of]) => of.length).map(([pilar, of]) => html`<${Grupo} key=${pilar || "resto"} pilar=${pilar} linhas=${of} />`)}
        <tfoot><tr><th scope="row">Score</th><td class="end">${asScore(score)}</td></tr></tfoot>
      </table>
    </div>
  `;
}

const Grupo = ({ pilar, linhas }) => html`
  <tbody>
    <tr class="group"><th scope="rowgroup" colspan="2">${pilar ? PILARES[pilar] : "Ajustes e avisos"}</th></tr>
    ${linhas.map((one, place) => html`
      <tr key=${place}>
        <td>${one.texto}${one.sem_dados && html` <${Badge}>sem dados<//>`}</td>
        <td class=${`end ${wayOf(one.pontos)}`}>${one.tipo === "aviso" ? "" : asPoints(one.pontos)}</td>
      </tr>`)}
  </tbody>
`;

export const Recomendacao = ({ of }) => html`
  <p class="row"><strong>${of.acao}</strong><${Badge} tone=${URGENCY[of.prioridade] || "muted"}>Prioridade ${of.prioridade.toLowerCase()}<//></p>
  <p>${of.descricao}</p>
  ${of.dica && html`<p><strong>Onde há mais a ganhar:</strong> ${of.dica.texto}</p>`}
`;

const URGENCY = { Crítica: "bad", Alta: "warn", Média: "info", Baixa: "good" };

/** Each pillar's score, as bars of a whole of 1. */
export const Pilares = ({ pilares, names = PILARES }) => html`
  <ul class="shares">
    ${Object.entries(names).filter(([pilar]) => pilar in pilares).map(([pilar, name]) => html`
      <li key=${pilar}>
        <span class="row"><span>${name}</span><strong>${asScore(pilares[pilar])}</strong></span>
        <span class="share" aria-hidden="true"><span class=${`back-main${pilares[pilar] ? "" : " nothing"}`} style=${{ width: `${Math.min(pilares[pilar], 1) * 100}%` }}></span></span>
      </li>`)}
  </ul>
`;
