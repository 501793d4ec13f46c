// The settings of scores and of the morning brief.

import { html } from "./preact.js";
import { useData } from "./data.js";
import { Chave, Escolha, Numero, Texto } from "./configuracoes_campos.js";
import { Pessoa } from "./envios_pessoa.js";

const PROFILES = [
  ["documentado", "Documentado: as regras como foram escritas"],
  ["codigo", "Código: como o sistema de origem calculava"],
  ["ajustado", "Ajustado: o que não tem dado cede o peso ao resto"],
];
const SIGNALS = [["chamados_abertos", "Chamados em aberto"], ["faltas", "Faltas nos últimos 30 dias"]];
const RECIPIENTS = "pauta.destinatarios";
const MOST_RECIPIENTS = 20;

export function Saude({ em }) {
  const profiles = em.conta.data.saude.proprio ? [...PROFILES, ["proprio", "Próprio: o perfil desta conta"]] : PROFILES;
  return html`
    <section class="card">
      <h3>Saúde dos clientes</h3>
      <${Escolha} em=${em} path="saude.perfil" name="Perfil do score" options=${profiles} />
      <div class="grid2">${SIGNALS.map(([one, name]) => html`<${Sinal} key=${one} em=${em} path=${`saude.sinais.${one}`} name=${name} />`)}</div>
    </section>
  `;
}

const Sinal = ({ em, path, name }) => html`
  <div>
    <${Chave} em=${em} path=${`${path}.ativo`} name=${name} label=${`${name} tiram pontos`} />
    ${em.at(`${path}.ativo`) && html`
      <${Numero} em=${em} path=${`${path}.por_unidade`} name=${`${name}: pontos por unidade`} min="0.01" max="0.2" step="0.01" />
      <${Numero} em=${em} path=${`${path}.maximo`} name=${`${name}: no máximo`} min="0.01" max="0.3" step="0.01" />`}
  </div>
`;

export const Pauta = ({ em }) => html`
  <section class="card">
    <h3>Pauta da manhã</h3>
    <${Chave} em=${em} path="pauta.ativa" name="Pauta da manhã" label="Mandar a pauta do dia à equipe, nos dias úteis" />
    <${Texto} em=${em} path="pauta.hora" name="Hora da pauta" type="time" max="11:59" hint="Antes do meio-dia; se o expediente começa depois, sai no começo dele." />
    <${Destinatarios} em=${em} />
  </section>
`;

function Destinatarios({ em }) {
  const ids = em.at(RECIPIENTS);
  const write = (changed) => em.set(RECIPIENTS, changed, "Quem recebe a pauta");
  return html`
    <fieldset>
      <legend>Quem recebe a pauta</legend>
      <small>Pessoas da equipe, cadastradas como clientes e com autorização para a finalidade “Equipe”.</small>
      ${ids.length === 0 && html`<p class="empty">Ninguém ainda.</p>`}
      <ul class="rows">
        ${ids.map((id) => html`<${Destinatario} key=${id} id=${id} onRemove=${() => write(ids.filter((one) => one !== id))} />`)}
      </ul>
      ${em.error(RECIPIENTS) && html`<small class="error" role="alert">${em.error(RECIPIENTS)}</small>`}
      ${ids.length < MOST_RECIPIENTS && html`
        <${Pessoa} label="Acrescentar por nome ou telefone" onPick=${(one) => write([...new Set([...ids, String(one.id)])])} />`}
    </fieldset>
  `;
}

function Destinatario({ id, onRemove }) {
  const cliente = useData(`/clientes/${encodeURIComponent(id)}`);
  const nome = cliente.data ? cliente.data.nome : cliente.problem ? "Pessoa que não existe mais" : "…";
  return html`
    <li class="row"><span>${nome}</span>
      <button type="button" class="quiet" aria-label=${`Tirar ${nome} da pauta`} onClick=${onRemove}>Tirar</button></li>
  `;
}
