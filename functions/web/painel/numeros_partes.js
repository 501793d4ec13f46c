// What the parts of Números are made of: a number with what it is of, rates and times, the days asked for, tables.

import { html } from "./preact.js";
import { asDay, asMoney, asNumber, asPercent, localDay, plural } from "./format.js";
import { go } from "./router.js";
import { Field } from "./ui.js";

const NOTHING = "sem dados";
const known = (value) => value !== null && value !== undefined;

/** A number, and beside it of how many it is or what was left out of it. */
export const Kpi = ({ label, value, note }) => html`
  <div class="card kpi">
    <p class="small">${label}</p>
    <p><span class="number">${known(value) ? value : NOTHING}</span>${note && html`<span class="small">${note}</span>`}</p>
  </div>
`;

/** "62,5% de 40": a rate says of how many it is; of nobody there is none. */
export const rateOf = (pct, n) => (known(pct) ? `${asPercent(pct)} de ${asNumber(n)}` : NOTHING);
export const percentOf = (pct) => (known(pct) ? asPercent(pct) : null);
/** "R$ 2.500,00 (3 de 5)": of quotes, those that say how much. */
export const quotesOf = ({ n, com_valor, valor }) =>
  (n === 0 ? "nenhum" : known(valor) ? `${asMoney(valor)} (${asNumber(com_valor)} de ${asNumber(n)})` : `${asNumber(n)} sem valor`);

const STEPS = [[86_400, "dia", "dias"], [3_600, "h", "h"], [60, "min", "min"]];

/** Seconds as people say them, in their largest two units. */
export function lasting(seconds) {
  if (!known(seconds)) return NOTHING;
  if (seconds < 60) return `${asNumber(Math.round(seconds))} s`;
  const at = STEPS.findIndex(([size]) => seconds >= size);
  const [size, one, many] = STEPS[at];
  const whole = Math.floor(seconds / size);
  const first = `${asNumber(whole)} ${whole === 1 ? one : many}`;
  const next = STEPS[at + 1];
  const rest = next ? Math.floor((seconds % size) / next[0]) : 0;
  return rest ? `${first} ${rest} ${next[2]}` : first;
}

/** A time by its middle, with how many were measured. */
export const durationOf = ({ n, mediana_s }) => (n ? `${lasting(mediana_s)} (${asNumber(n)})` : NOTHING);

const SHORTCUTS = [[7, "7 dias"], [30, "30 dias"], [90, "90 dias"]];

/** The days in the address, both included; without them, what the API usually measures. */
export function Periodo({ part, query, shown }) {
  const change = (days) => go("numeros", [part], { ...query, ...days });
  return html`
    <div class="filters">
      <${Field} label="De">${(props) => html`
        <input ...${props} type="date" value=${query.de || ""} max=${query.ate || undefined} onChange=${(event) => change({ de: event.target.value })} />`}<//>
      <${Field} label="Até">${(props) => html`
        <input ...${props} type="date" value=${query.ate || ""} min=${query.de || undefined} onChange=${(event) => change({ ate: event.target.value })} />`}<//>
      <div class="actions">
        ${SHORTCUTS.map(([days, name]) => html`
          <button type="button" class="quiet" key=${days} onClick=${() => change({ de: localDay(1 - days), ate: localDay() })}>Últimos ${name}</button>`)}
      </div>
    </div>
    <p class="small" role="status">${shown ? `Medido de ${asDay(shown.de)} a ${asDay(shown.ate)}.` : ""}</p>
  `;
}

/** `columns` are [heading, row → text]; `rows` are [name, row]. */
export function Quadro({ title, first, columns, rows, empty }) {
  if (!rows.length) return html`<p class="empty">${empty}</p>`;
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${title}>
      <table class="plain">
        <thead><tr><th scope="col">${first}</th>${columns.map(([name]) => html`<th scope="col" class="end" key=${name}>${name}</th>`)}</tr></thead>
        <tbody>${rows.map(([name, row], place) => html`
          <tr key=${place}><th scope="row">${name}</th>${columns.map(([heading, of]) => html`<td class="end" key=${heading}>${of(row)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
  `;
}

/** Steps of which each is a part of the first: [name, how many]. */
export function Funil({ steps }) {
  const most = steps[0][1];
  return html`
    <ol class="shares">
      ${steps.map(([name, n]) => html`
        <li key=${name}>
          <span class="row"><span>${name}</span><span><strong>${asNumber(n)}</strong>${most > 0 && ` · ${asPercent(Math.round((1000 * n) / most) / 10)}`}</span></span>
          <span class="share" aria-hidden="true"><span class=${`back-main${n ? "" : " nothing"}`} style=${{ width: `${most ? Math.min(100, (100 * n) / most) : 0}%` }}></span></span>
        </li>`)}
    </ol>
  `;
}

export const people = (n) => plural(n, "cliente", "clientes");
