// What relatos turned into: from who came in to who was won, in people and in reais, by attendant and by origin.

import { html } from "./preact.js";
import { address } from "./api.js";
import { useData } from "./data.js";
import { asMoney, asNumber, plural } from "./format.js";
import { Shown } from "./ui.js";
import { Funil, Kpi, Periodo, Quadro, percentOf, quotesOf, rateOf } from "./numeros_partes.js";

const POLL_MS = 60_000;
const SEM_CONVERSAO = {
  perdido: "Perdido",
  sem_interesse: "Sem interesse",
  sem_resposta: "Sem resposta",
  nao_contatar: "Pediu para não ser procurado",
};
const ORIGENS = {
  manual: "Cadastro manual",
  relato: "Relato",
  importacao: "Importação",
  kommo: "Kommo",
  canal: "Mensagem recebida",
  sem_cliente: "Sem cliente",
};

export function Conversao({ query }) {
  const found = useData(address("/metricas/conversao", { de: query.de, ate: query.ate }), { every: POLL_MS });
  return html`
    <${Periodo} part="conversao" query=${query} shown=${found.data?.periodo} />
    <${Shown} of=${found} isEmpty=${isEmpty}
      empty="Nenhum relato neste período. Escreva ou dite um em “Relatos”, ou escolha outros dias.">
      ${(data) => html`<${Medida} data=${data} />`}
    <//>
  `;
}

const isEmpty = ({ geral }) => !geral.relatos && !geral.abertos.n && !geral.ganhos.n && !geral.perdidos.n;

const Medida = ({ data: { geral, por_atendente, por_origem } }) => html`
  <div class="grid2 even">
    <section class="card" aria-labelledby="funil">
      <h2 id="funil">Do relato ao sim</h2>
      <${Funil} steps=${[["Relatos", geral.relatos], ["Contatados", geral.contatados], ["Responderam", geral.responderam], ["Convertidos", geral.convertidos]]} />
      <p class="small">${plural(geral.contatos_feitos, "contato feito", "contatos feitos")} ao todo. As porcentagens são dos relatos do período.</p>
    </section>
    <section class="card" aria-labelledby="fins">
      <h2 id="fins">Como terminaram</h2>
      <dl class="facts">
        <div><dt>Convertidos</dt><dd>${asNumber(geral.convertidos)}</dd></div>
        ${Object.entries(geral.sem_conversao).map(([one, n]) => html`<div key=${one}><dt>${SEM_CONVERSAO[one] || one}</dt><dd>${asNumber(n)}</dd></div>`)}
        <div><dt>Em aberto</dt><dd>${asNumber(geral.em_aberto)}</dd></div>
      </dl>
    </section>
  </div>
  <div class="grid3 even">
    <${Kpi} label="Taxa de conversão" value=${percentOf(geral.taxa_conversao_pct)} note=${`de ${plural(geral.taxa_conversao_n, "relato que já terminou", "relatos que já terminaram")}`} />
    <${Kpi} label="Do relato ao desfecho" value=${days(geral.dias_ate_desfecho)} note=${`mediana de ${plural(geral.dias_ate_desfecho.n, "desfecho", "desfechos")}`} />
    <${Dinheiro} label="Ganho no período" of=${geral.ganhos} />
    <${Dinheiro} label="Perdido no período" of=${geral.perdidos} />
    <${Dinheiro} label="Em aberto agora" of=${geral.abertos} />
  </div>
  <section class="card" aria-labelledby="atendentes">
    <h2 id="atendentes">Por quem atendeu</h2>
    <${Quadro} title="Conversão por quem atendeu" first="Quem atendeu" columns=${COLUMNS} empty="Nenhum relato no período."
      rows=${por_atendente.map((one) => [one.atendente || "Não informado", one])} />
  </section>
  <section class="card" aria-labelledby="origens">
    <h2 id="origens">Por origem do cliente</h2>
    <${Quadro} title="Conversão por origem" first="Origem" columns=${COLUMNS} empty="Nenhum relato no período."
      rows=${Object.entries(por_origem).map(([one, row]) => [ORIGENS[one] || one, row])} />
  </section>
`;

const days = ({ n, mediana }) => (n ? plural(Math.round(mediana * 10) / 10, "dia", "dias") : null);

const Dinheiro = ({ label, of: { n, com_valor, valor } }) => html`
  <${Kpi} label=${label} value=${n === 0 ? asMoney(0) : valor === null ? null : asMoney(valor)}
    note=${`${plural(n, "orçamento", "orçamentos")}${n > com_valor ? `; ${asNumber(n - com_valor)} sem valor informado` : ""}`} />
`;

const COLUMNS = [
  ["Relatos", (one) => asNumber(one.relatos)],
  ["Contatados", (one) => asNumber(one.contatados)],
  ["Responderam", (one) => asNumber(one.responderam)],
  ["Convertidos", (one) => asNumber(one.convertidos)],
  ["Taxa", (one) => rateOf(one.taxa_conversao_pct, one.taxa_conversao_n)],
  ["Ganho", (one) => quotesOf(one.ganhos)],
  ["Perdido", (one) => quotesOf(one.perdidos)],
  ["Em aberto", (one) => quotesOf(one.abertos)],
];
