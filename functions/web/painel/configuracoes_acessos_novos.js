// Making a token or a key, and changing a key for another while the old one still opens for some time.

import { html, useState } from "./preact.js";
import { newKey, post } from "./api.js";
import { useAct } from "./data.js";
import { Action, Dialog, Failure, Field } from "./ui.js";
import { CampoSites, linesOf } from "./configuracoes_acessos_sites.js";
import { errorAt } from "./configuracoes_ajustes.js";
import { AREAS, PAPEIS, papelOf } from "./configuracoes_papeis.js";

const CHANNELS = { formulario: "Formulário", botconversa: "Botconversa e N8N", email: "E-mail (SendGrid)", telegram: "Telegram", zapi: "Z-API" };
const HEADERS = { botconversa: "no cabeçalho X-Webhook-Secret", telegram: "como secret_token do webhook" };

/** What is asked for, sent once however often it is pressed. */
function useMaking(path, onMade, titled) {
  const [key] = useState(newKey);
  return useAct(async (body) => {
    const { data } = await post(path, body, { "Idempotency-Key": key });
    onMade({ ...titled, items: itemsOf(data) });
  });
}

/** The secret, and every address that it opens, as providers are told it. */
function itemsOf({ segredo, caminho, caminhos }) {
  const others = Object.entries(caminhos || {}).map(([channel, path]) => [
    `Endereço: ${CHANNELS[channel] || channel}${HEADERS[channel] ? `, com o segredo ${HEADERS[channel]}` : ""}`, location.origin + path,
  ]);
  return [["Segredo", segredo], ...(caminho ? [["Endereço", location.origin + caminho]] : []), ...others];
}

const Nome = ({ value, problem, onChange }) => html`
  <${Field} label="Nome" hint="Para você reconhecer depois." error=${errorAt(problem, "nome")}>${(props) => html`
    <input ...${props} required maxlength="120" value=${value} onInput=${(event) => onChange(event.target.value)} />`}<//>
`;

export function NovoToken({ onClose, onMade }) {
  const [draft, setDraft] = useState({ nome: "", papel: "integracao", validade_dias: "" });
  const [escopos, setEscopos] = useState(null); // null: all that the papel may
  const making = useMaking("/auth/tokens", onMade, { title: "Token criado", text: "Use em Authorization: Bearer, ou em X-API-Key." });
  const submit = (event) => {
    event.preventDefault();
    making.run({ nome: draft.nome, papel: draft.papel, ...(draft.validade_dias && { validade_dias: Number(draft.validade_dias) }), ...(escopos && { escopos }) });
  };
  const given = (name) => (event) => setDraft({ ...draft, [name]: event.target.value });
  return html`
    <${Dialog} title="Novo token" onClose=${onClose}>
      <form onSubmit=${submit}>
        <${Nome} value=${draft.nome} problem=${making.problem} onChange=${(nome) => setDraft({ ...draft, nome })} />
        <${Field} label="Papel" hint=${papelOf(draft.papel).may} error=${errorAt(making.problem, "papel")}>${(props) => html`
          <select ...${props} value=${draft.papel} onChange=${given("papel")}>
            ${Object.entries(PAPEIS).map(([one, papel]) => html`<option key=${one} value=${one}>${papel.name}</option>`)}
          </select>`}<//>
        <${Field} label="Vale por (dias)" hint="Vazio: até ser revogado." error=${errorAt(making.problem, "validade_dias")}>${(props) => html`
          <input ...${props} type="number" min="1" max="1825" value=${draft.validade_dias} onInput=${given("validade_dias")} />`}<//>
        <${Escopos} value=${escopos} error=${errorAt(making.problem, "escopos")} onChange=${setEscopos} />
        ${making.problem && html`<${Failure} problem=${making.problem} />`}
        <p class="actions"><${Action} type="submit" busy=${making.busy}>Criar token<//></p>
      </form>
    <//>
  `;
}

function Escopos({ value, error, onChange }) {
  const toggle = (escopo) => onChange(value.includes(escopo) ? value.filter((one) => one !== escopo) : [...value, escopo]);
  const box = (area, act, words) => html`
    <label class="check">
      <input type="checkbox" aria-label=${`${AREAS[area]}: ${words}`} checked=${value.includes(`${area}:${act}`)} onChange=${() => toggle(`${area}:${act}`)} />
      <span>${words}</span>
    </label>`;
  return html`
    <label class="check">
      <input type="checkbox" role="switch" checked=${value !== null} onChange=${(event) => onChange(event.target.checked ? [] : null)} />
      <span>Limitar o que ele pode</span>
    </label>
    ${error && html`<small class="error" role="alert">${error}</small>`}
    ${value && html`
      <ul class="rows scopes">
        ${Object.entries(AREAS).map(([area, name]) => html`
          <li key=${area} class="row"><span>${name}</span><span class="span">${box(area, "ler", "ler")}${box(area, "escrever", "escrever")}</span></li>`)}
      </ul>`}
  `;
}

const KINDS = [
  ["formulario", "Formulário de site", "Abre o formulário público da conta."],
  ["webhook", "Webhooks de canais", "Para Botconversa, N8N, Z-API, Telegram e e-mail, que não assinam o que mandam."],
  ["kommo", "Webhook do Kommo", "Para o CRM avisar o que mudou."],
];

export function NovaChave({ onClose, onMade }) {
  const [draft, setDraft] = useState({ nome: "", tipo: "formulario" });
  const [sites, setSites] = useState("");
  const isForm = draft.tipo === "formulario";
  const making = useMaking("/auth/chaves", onMade, { title: "Chave criada", text: "Cole o endereço, ou o segredo, onde o provedor ou o site pedem." });
  return html`
    <${Dialog} title="Nova chave" onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); making.run(isForm ? { ...draft, origens: linesOf(sites) } : draft); }}>
        <${Nome} value=${draft.nome} problem=${making.problem} onChange=${(nome) => setDraft({ ...draft, nome })} />
        <${Field} label="Para quê" hint=${KINDS.find(([one]) => one === draft.tipo)[2]} error=${errorAt(making.problem, "tipo")}>${(props) => html`
          <select ...${props} value=${draft.tipo} onChange=${(event) => setDraft({ ...draft, tipo: event.target.value })}>
            ${KINDS.map(([one, name]) => html`<option key=${one} value=${one}>${name}</option>`)}
          </select>`}<//>
        ${isForm && html`<${CampoSites} value=${sites} problem=${making.problem} onChange=${setSites} />`}
        ${making.problem && html`<${Failure} problem=${making.problem} />`}
        <p class="actions"><${Action} type="submit" busy=${making.busy}>Criar chave<//></p>
      </form>
    <//>
  `;
}

export function Troca({ chave, onClose, onMade }) {
  const [hours, setHours] = useState(24);
  const making = useMaking(`/auth/chaves/${encodeURIComponent(chave.id)}/trocar`, onMade,
    { title: "Chave trocada", text: "Cole a nova no provedor ou no site; a antiga ainda vale pelo tempo que você escolheu." });
  return html`
    <${Dialog} title=${`Trocar “${chave.nome}”`} onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); making.run({ sobreposicao_horas: hours }); }}>
        <${Field} label="A antiga ainda vale por (horas)" hint="De 0, se ela vazou, a 168." error=${errorAt(making.problem, "sobreposicao_horas")}>${(props) => html`
          <input ...${props} type="number" min="0" max="168" required value=${hours} onInput=${(event) => setHours(Number(event.target.value))} />`}<//>
        ${making.problem && html`<${Failure} problem=${making.problem} />`}
        <p class="actions"><${Action} type="submit" busy=${making.busy}>Trocar chave<//></p>
      </form>
    <//>
  `;
}
