// The fields of a cliente: what each is called, how it is shown, typed and sent. The form of a new one and of a change.

import { html } from "./preact.js";
import { CANAIS } from "./clientes_palavras.js";
import { Responsavel } from "./clientes_responsavel.js";
import { asDay, asMoney, asPhone, asText } from "./format.js";
import { Field } from "./ui.js";

export const CONTATO = [
  { name: "nome", label: "Nome", needed: true },
  { name: "telefones", label: "Telefone", type: "tel", list: true, hint: "Com DDD. O primeiro é o principal.", show: asPhone,
    typed: asPhone },
  { name: "emails", label: "E-mail", type: "email", list: true },
  { name: "documento", label: "CPF ou CNPJ", show: asDocument, typed: asDocument },
  { name: "canal_preferido", label: "Prefere ser procurado por", choices: CANAIS, show: (value) => CANAIS[value] || asText(value) },
  { name: "responsavel_id", label: "Responsável (de menor de idade)", person: true },
  { name: "observacoes", label: "Observações", long: true },
];

export const CRM = [
  { name: "razao_social", label: "Razão social" },
  { name: "pipeline", label: "Funil (pipeline)" },
  { name: "status", label: "Situação no funil" },
  { name: "valor", label: "Valor (R$)", money: true, show: asMoney, typed: (value) => String(value).replace(".", ",") },
  { name: "vendedor", label: "Vendedor" },
  { name: "cs", label: "Responsável de CS" },
  { name: "data_adesao", label: "Adesão", type: "date", show: asDay },
  { name: "data_start_onboarding", label: "Começo da implantação", type: "date", show: asDay },
  { name: "data_end_onboarding", label: "Fim da implantação", type: "date", show: asDay },
  { name: "data_cancelamento", label: "Cancelamento", type: "date", show: asDay },
  { name: "motivos_churn", label: "Motivos do cancelamento", long: true },
  { name: "descricao_cancelamento", label: "Como foi o cancelamento", long: true },
  { name: "client_id", label: "Código no CRM (client_id)" },
  { name: "tenant_id", label: "Código no produto (tenant_id)" },
  { name: "slug", label: "Apelido na internet (slug)" },
];

const ALL = [...CONTATO, ...CRM];

/** What is typed, as a body: blanks are absent (null), amounts are numbers. */
export function asBody(edits) {
  const found = ALL.filter(({ name }) => name in edits).map((field) => [field.name, sent(field, edits[field.name])]);
  return Object.fromEntries(found);
}

/** Only what is not as it was. */
export function changed(edits, cliente) {
  const body = Object.entries(asBody(edits));
  return Object.fromEntries(body.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(cliente[name] ?? null)));
}

function sent(field, value) {
  if (field.list) return value.map((one) => one.trim()).filter(Boolean);
  const text = String(value ?? "").trim();
  if (!text) return null;
  return field.money ? amount(text) : text;
}

/** "1.234,56" and "1234.56" alike; what is no amount goes as it is, and the API says so. */
function amount(text) {
  const plain = text.replace(/[R$\s]/g, "");
  const isGrouped = plain.includes(",") || /^\d{1,3}(\.\d{3})+$/.test(plain);
  const number = Number(isGrouped ? plain.replaceAll(".", "").replace(",", ".") : plain);
  return Number.isFinite(number) ? number : text;
}

function asDocument(value) {
  const text = String(value ?? "");
  if (text.length === 11) return text.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, "$1.$2.$3-$4");
  if (text.length === 14) return text.replace(/(.{2})(.{3})(.{3})(.{4})(.{2})/, "$1.$2.$3/$4-$5");
  return asText(value);
}

/** What is known, as a person would have typed it. */
function asTyped({ typed }, value) {
  if (!typed || value === null || value === undefined) return value;
  return Array.isArray(value) ? value.map(typed) : typed(value);
}

/** `fields` of `cliente` with what was typed over it; `errors` maps a field to its sentence. */
export function Campos({ fields, cliente, edits, onEdit, errors }) {
  return html`
    <div class="campos">
      ${fields.map((field) => {
        const value = field.name in edits ? edits[field.name] : asTyped(field, cliente[field.name]);
        const part = field.list ? Muitos : field.person ? Responsavel : Um;
        return html`<${part} key=${field.name} field=${field} value=${value} errors=${errors}
          onInput=${(next) => onEdit({ [field.name]: next })} />`;
      })}
    </div>
  `;
}

/** The CRM's fields, folded away until there is something in them. */
export function Comercial(given) {
  const isOpen = CRM.some(({ name }) => given.cliente[name] || given.errors[`#/${name}`]);
  return html`
    <details open=${isOpen}>
      <summary>Dados comerciais (CRM)</summary>
      <${Campos} fields=${CRM} ...${given} />
    </details>
  `;
}

function Um({ field, value, onInput, errors }) {
  const hear = (event) => onInput(event.target.value);
  const text = value ?? "";
  return html`
    <${Field} label=${field.label} hint=${field.hint} error=${errors[`#/${field.name}`]}>${(props) => {
      if (field.choices) {
        return html`<select ...${props} value=${text || Object.keys(field.choices)[0]} onChange=${hear}>
          ${Object.entries(field.choices).map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
        </select>`;
      }
      if (field.long) return html`<textarea ...${props} rows="3" maxlength="4000" value=${text} onInput=${hear}></textarea>`;
      return html`<input ...${props} type=${field.type || "text"} inputmode=${field.money ? "decimal" : undefined}
        maxlength="200" required=${field.needed} autocomplete="off" value=${text} onInput=${hear} />`;
    }}<//>
  `;
}

const MOST = 10;

function Muitos({ field, value, onInput, errors }) {
  const all = value?.length ? value : [""];
  const put = (at, text) => onInput(all.map((one, index) => (index === at ? text : one)));
  return html`
    <fieldset>
      <legend class="visually-hidden">${field.label}</legend>
      ${all.map((one, at) => html`
        <${Field} key=${at} label=${all.length > 1 ? `${field.label} ${at + 1}` : field.label}
          hint=${at ? undefined : field.hint} error=${errors[`#/${field.name}/${at}`] || (!at && errors[`#/${field.name}`])}>${(props) => html`
          <input ...${props} type=${field.type} maxlength="254" autocomplete="off" value=${one}
            onInput=${(event) => put(at, event.target.value)} />`}<//>
      `)}
      ${all.length < MOST && html`<button type="button" class="quiet" onClick=${() => onInput([...all, ""])}>
        Mais um ${field.label.toLowerCase()}</button>`}
    </fieldset>
  `;
}

/** What was told of the fields that are on no screen. */
export function otherErrors(problem) {
  const shown = new Set(ALL.map(({ name }) => name));
  const others = Object.entries(problem?.fields || {}).filter(([pointer]) => !shown.has(pointer.split("/")[1]));
  return others.map(([, sentence]) => `O cadastro ${sentence}.`);
}
