// The rules of a pillar: which measures count in it, how much each weighs, and what each band is worth.

import { html, useRef, useState } from "./preact.js";
import { Field } from "./ui.js";
import { FEWEST, MOST, isRuleWrong, withBand, withoutBand, wrongOf } from "./saude_proprio_rascunho.js";
import { MEDIDAS, faixaOf, ordinal } from "./saude_proprio_palavras.js";

/** What was typed: a number, or null where there is none. */
export const typed = (event) => (event.target.value === "" ? null : Number(event.target.value));

/** A share of 100, by its number and by a ruler. */
export const Peso = ({ label, hint, error, value, onChange }) => html`
  <${Field} label=${label} hint=${hint} error=${error}>${(props) => html`
    <span class="ruled">
      <input ...${props} type="number" inputmode="numeric" step="1" value=${value ?? ""} onInput=${(event) => onChange(typed(event))} />
      <input type="range" min="1" max="100" step="1" value=${value ?? 1} aria-label=${`Régua: ${label}`} aria-valuetext=${`${value ?? 1}%`} onInput=${(event) => onChange(typed(event))} />
    </span>`}<//>
`;

/** `at(path)` says what the API found wrong there, the path below this rule. */
export function Regra({ regra, at, onChange }) {
  const { name, asks } = MEDIDAS[regra.medida];
  const change = (members) => onChange({ ...regra, ...members });
  return html`
    <li class="rule">
      <label class="check">
        <input type="checkbox" role="switch" checked=${regra.ativo} onChange=${(event) => change({ ativo: event.target.checked })} />
        <span><strong>${name}</strong><br /><span class="small">${asks}</span></span>
      </label>
      ${regra.ativo && html`
        <div class="measure">
          <${Peso} label=${`Peso de ${name} (%)`} error=${at("/peso")} value=${regra.peso} onChange=${(peso) => change({ peso })} />
        </div>
        <${Faixas} regra=${regra} at=${at} onChange=${(faixas) => change({ faixas })} />`}
    </li>
  `;
}

function Faixas({ regra, at, onChange }) {
  const { medida, faixas } = regra;
  const wrong = wrongOf(regra);
  const refused = isRuleWrong(regra) ? undefined : at(""); // ours says it nearer
  const isWrong = isRuleWrong(regra) || refused || faixas.some((_, place) => at(`/faixas/${place}/ate`) || at(`/faixas/${place}/pontos`));
  const [open, setOpen] = useState(false);
  const change = (place, members) => onChange(faixas.map((one, other) => (other === place ? { ...one, ...members } : one)));
  return html`
    <details open=${open || Boolean(isWrong)} onToggle=${(event) => setOpen(event.currentTarget.open)}>
      <summary><span>Faixas de ${MEDIDAS[medida].name}<br /><span class="small">${shortly(medida, faixas)}</span></span></summary>
      <ol class="bands">
        ${faixas.map((faixa, place) => html`
          <${Faixa} key=${place} ...${{ medida, faixas, place, onChange: (members) => change(place, members) }}
            ate=${wrong[place].ate || at(`/faixas/${place}/ate`)} vale=${wrong[place].vale || (at(`/faixas/${place}/pontos`) && "Um número inteiro de 0 a 120.")}
            onRemove=${faixas.length > FEWEST && (() => onChange(withoutBand(faixas, place)))} />`)}
      </ol>
      ${refused && html`<small class="error" role="alert">As faixas juntas: ${refused}.</small>`}
      ${!MEDIDAS[medida].onOff && faixas.length < MOST && html`
        <button type="button" class="quiet" onClick=${() => onChange(withBand(faixas))} aria-label=${`Mais uma faixa de ${MEDIDAS[medida].name}`}>Mais uma faixa</button>`}
    </details>
  `;
}

/** From the best to the worst, in a line. */
function shortly(medida, faixas) {
  const ends = [0, faixas.length - 1].map((place) => `${faixaOf(medida, faixas, place)} vale ${faixas[place].vale ?? "—"}%`);
  return (MEDIDAS[medida].days ? ends : ends.reverse()).join("; ");
}

function Faixa({ medida, faixas, place, ate, vale, onChange, onRemove }) {
  const { ate: limit, vale: worth } = faixas[place];
  const { name, onOff, days } = MEDIDAS[medida];
  const own = `${ordinal(place)} de ${name}`;
  const id = useRef(`faixa-${Math.random().toString(36).slice(2)}`).current;
  const isBounded = place < faixas.length - 1 && !onOff;
  const number = (member, error, value) => ({
    type: "number", inputmode: "numeric", step: "1", value: value ?? "", onInput: (event) => onChange({ [member]: typed(event) }),
    "aria-invalid": error ? "true" : undefined, "aria-describedby": error ? `${id}-${member}` : undefined,
  });
  return html`
    <li class="band">
      <span class="for">${faixaOf(medida, faixas, place)}
        <span class="share" aria-hidden="true"><span class=${`back-main${worth ? "" : " nothing"}`} style=${{ width: `${Math.max(0, Math.min(worth || 0, 120)) / 1.2}%` }}></span></span>
      </span>
      <span class="edit">
        ${isBounded && html`<label>até <input ...${number("ate", ate, limit)} aria-label=${`até, ${own}${days ? ", em dias" : ""}`} /></label>`}
        <label>vale <input ...${number("vale", vale, worth)} aria-label=${`vale, ${own}, em %`} /> %</label>
        ${onRemove && !onOff && html`<button type="button" class="quiet" aria-label=${`Tirar a ${own}`} onClick=${onRemove}>✕</button>`}
      </span>
      ${ate && html`<small id=${`${id}-ate`} class="error">${ate}</small>`}
      ${vale && html`<small id=${`${id}-vale`} class="error">${vale}</small>`}
    </li>
  `;
}
