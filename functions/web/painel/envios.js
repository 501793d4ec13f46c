// The ledger of messages: what left, what waits and what did not leave, each with its reasons.

import { html, useState } from "./preact.js";
import { address } from "./api.js";
import { useData, usePages } from "./data.js";
import { asMoment } from "./format.js";
import { go, to } from "./router.js";
import { Badge, Field, More, Shown } from "./ui.js";
import { Detalhe } from "./envios_detalhe.js";
import { Pessoa } from "./envios_pessoa.js";
import { Simulacao } from "./envios_simulacao.js";
import { CHANNELS, STATE_NAMES, channelOf, purposeOf, reasonOf, stateOf } from "./envios_palavras.js";

const POLL_MS = 20_000;
const FILTERS = ["status", "provedor", "dia", "cliente"];

export default function Envios({ route, who }) {
  const { status, provedor, dia, cliente } = route.query;
  const path = address("/envios", { status, provedor, cliente_id: cliente, de: dia, ate: dia, limite: 50 });
  const list = usePages(path, { every: POLL_MS });
  const [trying, setTrying] = useState(false);
  const chosen = route.rest[0];
  return html`
    <div class="row lead">
      <h1>Envios</h1>
      ${who.papel !== "leitura" && html`
        <button type="button" class=${trying ? "quiet" : ""} aria-expanded=${trying} onClick=${() => setTrying(!trying)}>
          ${trying ? "Fechar a pergunta" : "Poderia mandar agora?"}</button>`}
    </div>
    ${trying && html`<${Simulacao} />`}
    <div class=${chosen ? "split chosen" : "split"}>
      <section aria-label="Lista de envios">
        <${Filtros} query=${route.query} />
        <${Shown} of=${list} isEmpty=${(data) => !data.itens.length} empty=${emptyWords(route.query)}>
          ${(data) => html`<${Lista} itens=${data.itens} chosen=${chosen} query=${route.query} />`}
        <//>
        <${More} more=${list.more} busy=${list.busy} />
      </section>
      <section aria-label="Envio escolhido">
        ${chosen
          ? html`<${Detalhe} key=${chosen} id=${chosen} query=${route.query} who=${who} onChange=${list.reload} />`
          : html`<p class="empty">Escolha um envio para ver, passo a passo, por que saiu, espera ou não saiu.</p>`}
      </section>
    </div>
  `;
}

const emptyWords = (query) => (FILTERS.some((name) => query[name])
  ? "Nenhum envio com estes filtros. Tire um deles para ver mais."
  : "Ainda não há envios. Eles aparecem aqui quando o Retorno escreve para alguém, ou decide esperar.");

function Filtros({ query }) {
  const change = (name, value) => go("envios", [], { ...query, [name]: value });
  return html`
    <div class="filters">
      <${Field} label="Situação">${(props) => html`
        <${Escolha} props=${props} value=${query.status} all="Todas" names=${STATE_NAMES} onPick=${(one) => change("status", one)} />`}<//>
      <${Field} label="Canal">${(props) => html`
        <${Escolha} props=${props} value=${query.provedor} all="Todos" names=${CHANNELS} onPick=${(one) => change("provedor", one)} />`}<//>
      <${Field} label="Dia do pedido">${(props) => html`
        <input ...${props} type="date" value=${query.dia || ""} onChange=${(event) => change("dia", event.target.value)} />`}<//>
    </div>
    <${DeQuem} id=${query.cliente} onPick=${(id) => change("cliente", id)} />
    ${FILTERS.some((name) => query[name]) && html`<p><a href=${to("envios")}>Limpar os filtros</a></p>`}
  `;
}

const Escolha = ({ props, value, all, names, onPick }) => html`
  <select ...${props} value=${value || ""} onChange=${(event) => onPick(event.target.value)}>
    <option value="">${all}</option>
    ${Object.entries(names).map(([one, name]) => html`<option key=${one} value=${one}>${name}</option>`)}
  </select>
`;

/** The filter by person: by name or phone, then shown as who it is. */
function DeQuem({ id, onPick }) {
  const [open, setOpen] = useState(false);
  const cliente = useData(id ? `/clientes/${encodeURIComponent(id)}` : null);
  if (id) {
    return html`
      <p class="row">
        <span>Só de <strong>${cliente.data ? cliente.data.nome : "uma pessoa"}</strong></span>
        <button type="button" class="quiet" onClick=${() => onPick("")}>De todas as pessoas</button>
      </p>`;
  }
  if (!open) return html`<p><button type="button" class="quiet" onClick=${() => setOpen(true)}>Filtrar por pessoa</button></p>`;
  return html`<${Pessoa} label="Nome ou telefone da pessoa" onPick=${(one) => { setOpen(false); onPick(one.id); }} />`;
}

const Lista = ({ itens, chosen, query }) => html`
  <ul class="rows">
    ${itens.map((envio) => html`
      <li key=${envio.id}>
        <a class="whole" href=${to("envios", [envio.id], query)} aria-current=${envio.id === chosen ? "true" : undefined}>
          <${Linha} envio=${envio} />
        </a>
      </li>
    `)}
  </ul>
`;

function Linha({ envio }) {
  const [name, tone] = stateOf(envio.status);
  return html`
    <span class="row">
      <strong>${envio.cliente_nome || "Pessoa removida"}</strong>
      <${Badge} tone=${tone}>${name}<//>
    </span>
    <span class="excerpt">${envio.texto}</span>
    <span class="small">
      ${purposeOf(envio.finalidade)}${envio.provedor && ` · ${channelOf(envio.provedor)}`} · ${asMoment(envio.criado_em)}
      ${whyNot(envio)}
    </span>
  `;
}

function whyNot({ status, decisao, nao_antes_de }) {
  const reason = decisao?.motivo ? ` · ${reasonOf(decisao.motivo)}` : "";
  if (status === "agendado") return `${reason} · pode sair em ${asMoment(nao_antes_de)}`;
  return ["recusado", "falhou"].includes(status) ? reason : "";
}
