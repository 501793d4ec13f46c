// Fields bound to a path of the settings: text, number, switch, choice, lists, opening hours, names with words.

import { html } from "./preact.js";
import { Field, tell } from "./ui.js";

const DAYS = [["semana", "Segunda a sexta"], ["sabado", "Sábado"], ["domingo", "Domingo e feriados"]];

export function Texto({ em, path, name, hint, ...rest }) {
  return html`
    <${Field} label=${name} hint=${hint} error=${em.error(path)}>${(props) => html`
      <input ...${props} ...${rest} value=${em.at(path)} onInput=${(event) => em.set(path, event.target.value, name)} />`}<//>
  `;
}

/** Empty is sent as it is, so that the API says what is missing. */
export function Numero({ em, path, name, hint, ...rest }) {
  const read = ({ target }) => em.set(path, target.value === "" ? null : Number(target.value), name);
  return html`
    <${Field} label=${name} hint=${hint} error=${em.error(path)}>${(props) => html`
      <input ...${props} ...${rest} type="number" inputmode="numeric" value=${em.at(path) ?? ""} onInput=${read} />`}<//>
  `;
}

export function Chave({ em, path, name, label = name, hint }) {
  return html`
    <div class="field">
      <label class="check">
        <input type="checkbox" role="switch" checked=${em.at(path)} onChange=${(event) => em.set(path, event.target.checked, name)} />
        <span>${label}</span>
      </label>
      ${hint && html`<small>${hint}</small>`}
      ${em.error(path) && html`<small class="error">${em.error(path)}</small>`}
    </div>
  `;
}

export function Escolha({ em, path, name, hint, options }) {
  return html`
    <${Field} label=${name} hint=${hint} error=${em.error(path)}>${(props) => html`
      <select ...${props} value=${em.at(path)} onChange=${(event) => em.set(path, event.target.value, name)}>
        ${options.map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}
      </select>`}<//>
  `;
}

/** One thing a line. `read` makes a value of a line's words, `write` the words of a value. */
export function Lista({ em, path, name, hint, rows = 3, read = String, write = String }) {
  const value = em.at(path);
  const change = ({ target }) => {
    const lines = target.value.split(/[\n,;]/).map((line) => line.trim()).filter(Boolean);
    em.set(path, lines.map(read), name);
  };
  return html`
    <${Field} label=${name} hint=${hint} error=${em.error(path)}>${(props) => html`
      <textarea ...${props} rows=${rows} value=${value.map(write).join("\n")} onChange=${change}></textarea>`}<//>
  `;
}

/** Hours of the week: each kind of day open from one hour to another, or shut. */
export function Horario({ em, path, name, hint }) {
  const value = em.at(path);
  const change = (day, faixa) => em.set(path, { ...value, [day]: faixa }, name);
  return html`
    <fieldset class="hours">
      <legend>${name}</legend>
      ${hint && html`<small>${hint}</small>`}
      ${DAYS.map(([day, words]) => html`<${Faixa} key=${day} words=${words} faixa=${value[day]} onChange=${(faixa) => change(day, faixa)} />`)}
      ${em.error(path) && html`<small class="error" role="alert">${em.error(path)}</small>`}
    </fieldset>
  `;
}

function Faixa({ words, faixa, onChange }) {
  const hour = (edge) => html`
    <input type="time" aria-label=${`${words}: ${edge === "inicio" ? "das" : "até"}`} value=${faixa[edge]}
      onChange=${(event) => onChange({ ...faixa, [edge]: event.target.value })} />`;
  return html`
    <div class="day">
      <label class="check">
        <input type="checkbox" checked=${Boolean(faixa)}
          onChange=${(event) => onChange(event.target.checked ? { inicio: "09:00", fim: "18:00" } : null)} />
        <span>${words}</span>
      </label>
      ${faixa ? html`<span class="span">${hour("inicio")} às ${hour("fim")}</span>` : html`<span class="small">fechado</span>`}
    </div>
  `;
}

/** Names and their words, such as a variable and its value, or a procedure and how to come to it. */
export function Nomes({ em, path, name, hint, key_, value_, add }) {
  const pairs = Object.entries(em.at(path));
  const write = (changed) => em.set(path, Object.fromEntries(changed), name);
  const at = (place, pair) => {
    if (pairs.some(([one], index) => index !== place && one === pair[0])) return tell(`Já existe “${pair[0]}” em ${name}.`);
    return write(pairs.map((one, index) => (index === place ? pair : one)));
  };
  return html`
    <fieldset class="pairs">
      <legend>${name}</legend>
      ${hint && html`<small>${hint}</small>`}
      ${pairs.map(([one, words], place) => html`
        <div class="pair" key=${place}>
          <input aria-label=${`${key_} ${place + 1}`} placeholder=${key_} value=${one} onChange=${(event) => at(place, [event.target.value.trim(), words])} />
          <input aria-label=${`${value_} ${place + 1}`} placeholder=${value_} value=${words} onInput=${(event) => at(place, [one, event.target.value])} />
          <button type="button" class="quiet" aria-label=${`Tirar ${one || "esta linha"}`} onClick=${() => write(pairs.filter((_, index) => index !== place))}>✕</button>
        </div>
      `)}
      <button type="button" class="quiet" disabled=${pairs.some(([one]) => !one)} onClick=${() => write([...pairs, ["", ""]])}>${add}</button>
      ${em.error(path) && html`<small class="error" role="alert">${em.error(path)}</small>`}
    </fieldset>
  `;
}
