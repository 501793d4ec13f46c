// The pillars of a profile: how much each weighs in the score, and within each what it is measured by.

import { html, useState } from "./preact.js";
import { PILARES } from "./saude_palavras.js";
import { MEDIDAS, SOBRE, restOf } from "./saude_proprio_palavras.js";
import { WHOLE, balanced, isPilarWrong, sumOf } from "./saude_proprio_rascunho.js";
import { Peso, Regra } from "./saude_proprio_regras.js";
import { Badge } from "./ui.js";

/** `at(path)` says what the API found wrong there. `onChange` is given the pillars, by their ids. */
export function Pesos({ pilares, at, onChange }) {
  const change = (id, members) => onChange({ ...pilares, [id]: { ...pilares[id], ...members } });
  const balance = () => {
    const all = balanced(Object.values(pilares));
    onChange(Object.fromEntries(Object.keys(pilares).map((id, place) => [id, all[place]])));
  };
  return html`
    <section class="card" aria-labelledby="pesos">
      <h2 id="pesos">Quanto cada pilar pesa no score</h2>
      <p class="small">Um pilar é um lado da vida do cliente. Dê mais peso ao que mais importa para a sua conta; juntos, eles somam 100%.</p>
      <ul class="rows">
        ${Object.entries(pilares).map(([id, pilar]) => html`
          <li key=${id} class="rule">
            <label class="check">
              <input type="checkbox" role="switch" checked=${pilar.ativo} onChange=${(event) => change(id, { ativo: event.target.checked })} />
              <span><strong>${PILARES[id]}</strong><br /><span class="small">${SOBRE[id]}</span></span>
            </label>
            ${pilar.ativo && html`
              <div class="measure"><${Peso} label=${`Peso de ${PILARES[id]} no score (%)`} error=${at(`/pilares/${id}/peso`)} value=${pilar.peso} onChange=${(peso) => change(id, { peso })} /></div>`}
          </li>`)}
      </ul>
      <${Soma} parts=${Object.values(pilares)} name="dos pilares" error=${at("") || at("/pilares")} onBalance=${balance} />
    </section>
  `;
}

/** `at(path)` says what the API found wrong there, the path below this pillar; `isRefused`, whether it found anything. */
export function Pilar({ id, pilar, at, isRefused, onChange }) {
  const set = (place, regra) => onChange({ ...pilar, regras: pilar.regras.map((one, other) => (other === place ? regra : one)) });
  const isWrong = isRefused || isPilarWrong(pilar);
  const [open, setOpen] = useState(false);
  const sent = pilar.regras.map((_, place) => pilar.regras.slice(0, place).filter((one) => one.ativo).length);
  return html`
    <details class="card pilar" open=${open || isWrong} onToggle=${(event) => setOpen(event.currentTarget.open)}>
      <summary><span><h2>${PILARES[id]}</h2> <span class="small">${pilar.peso ?? 0}% do score</span><br />
        <span class="small">${pilar.regras.filter((one) => one.ativo).map((one) => `${MEDIDAS[one.medida].name} ${one.peso ?? 0}%`).join(" · ")}</span></span></summary>
      <p class="small">Ligue as medidas que contam, diga quanto cada uma pesa aqui dentro e abra as faixas para mudar quanto ela vale.</p>
      <ul class="rows">
        ${pilar.regras.map((regra, place) => html`
          <${Regra} key=${regra.medida} regra=${regra} onChange=${(one) => set(place, one)}
            at=${(path) => (regra.ativo ? at(`/regras/${sent[place]}${path}`) : undefined)} />`)}
      </ul>
      <${Soma} parts=${pilar.regras} name=${`dentro de ${PILARES[id]}`} error=${at("") || at("/regras")} onBalance=${() => onChange({ ...pilar, regras: balanced(pilar.regras) })} />
    </details>
  `;
}

function Soma({ parts, name, error, onBalance }) {
  const sum = sumOf(parts);
  const isWhole = sum === WHOLE;
  return html`
    <div class="row">
      <p class="total" role="status" aria-label=${`Soma dos pesos ${name}`}><${Badge} tone=${isWhole ? "good" : "warn"}>${isWhole ? "✓" : "!"} ${restOf(sum)}<//></p>
      ${!isWhole && parts.some((one) => one.ativo) && html`
        <button type="button" class="quiet" aria-label=${`Acertar para 100% os pesos ${name}`} onClick=${onBalance}>Acertar para 100%</button>`}
    </div>
    ${error && html`<small class="error" role="alert">${error}</small>`}
  `;
}
