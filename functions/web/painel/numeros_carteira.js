// The carteira in numbers: who is served and pays, who leaves, and how that went month by month.

import { html, useMemo } from "./preact.js";
import { address } from "./api.js";
import { useData } from "./data.js";
import { asDay, asMoney, asNumber, localDay, plural } from "./format.js";
import { Grafico } from "./grafico.js";
import { go, to } from "./router.js";
import { Badge, Field, Shown } from "./ui.js";
import { Kpi, Quadro, people, rateOf } from "./numeros_partes.js";
import { CATEGORIAS, toneOf } from "./saude_palavras.js";

const POLL_MS = 60_000;
const MONTHS = { 6: "6 meses", 12: "12 meses", 24: "2 anos", 60: "5 anos" };
const USUAL = "12";

export function Carteira({ query }) {
  const { adesao_de, adesao_ate } = query;
  const meses = MONTHS[query.meses] ? query.meses : USUAL;
  const path = address("/dashboard", { data_adesao_inicio: adesao_de, data_adesao_fim: adesao_ate });
  const dashboard = useData(path, { every: POLL_MS });
  const evolucao = useData(address("/clientes/evolucao", { de: monthsAgo(Number(meses) - 1), ate: localDay() }));
  const change = (some) => go("numeros", ["carteira"], { ...query, ...some });
  return html`
    <section aria-labelledby="indicadores">
      <h2 id="indicadores">Indicadores de hoje</h2>
      <${Adesao} query=${query} onChange=${change} />
      <${Shown} of=${dashboard} isEmpty=${() => false}>${(data) => html`<${Indicadores} data=${data} />`}<//>
    </section>
    <section aria-labelledby="evolucao">
      <div class="row">
        <h2 id="evolucao">Mês a mês</h2>
        <${Field} label="Período">${(props) => html`
          <select ...${props} value=${meses} onChange=${(event) => change({ meses: event.target.value })}>
            ${Object.entries(MONTHS).map(([one, name]) => html`<option key=${one} value=${one}>Últimos ${name}</option>`)}
          </select>`}<//>
      </div>
      <${Shown} of=${evolucao} isEmpty=${({ meses: all }) => all.every((one) => !one.ativos && !one.novos && !one.churns)}
        empty="Ainda não há clientes com data de adesão em um dos funis ativos. Importe ou cadastre os seus em “Clientes”.">
        ${(data) => html`<${Meses} data=${data} />`}
      <//>
    </section>
  `;
}

/** A day of the month so many months ago. */
function monthsAgo(count) {
  const [year, month] = localDay().split("-").map(Number);
  const at = new Date(Date.UTC(year, month - 1 - count, 1));
  return at.toISOString().slice(0, 10);
}

const Adesao = ({ query: { adesao_de, adesao_ate }, onChange }) => html`
  <div class="filters">
    <${Field} label="Adesão a partir de">${(props) => html`
      <input ...${props} type="date" value=${adesao_de || ""} max=${adesao_ate || undefined} onChange=${(event) => onChange({ adesao_de: event.target.value })} />`}<//>
    <${Field} label="Adesão até">${(props) => html`
      <input ...${props} type="date" value=${adesao_ate || ""} min=${adesao_de || undefined} onChange=${(event) => onChange({ adesao_ate: event.target.value })} />`}<//>
    ${(adesao_de || adesao_ate) && html`
      <button type="button" class="quiet" onClick=${() => onChange({ adesao_de: "", adesao_ate: "" })}>Todas as datas</button>`}
  </div>
`;

const Indicadores = ({ data }) => html`
  <div class="grid3 even">
    <${Kpi} label="Clientes ativos" value=${asNumber(data.clientes_ativos)} note=${`${asNumber(data.clientes_onboarding)} em onboarding`} />
    <${Kpi} label="Clientes pagantes" value=${asNumber(data.clientes_pagantes)}
      note=${`de ${plural(data.clientes_ativos, "ativo", "ativos")}${data.sem_valor ? `; de ${asNumber(data.sem_valor)} não sabemos o valor` : ""}`} />
    <${Kpi} label="Receita por mês (MRR)" value=${asMoney(data.mrr_value)}
      note=${`de ${plural(data.clientes_pagantes, "pagante", "pagantes")}${data.sem_valor ? `; ${plural(data.sem_valor, "sem valor ficou fora", "sem valor ficaram fora")}` : ""}`} />
    <${Kpi} label="Receita perdida por mês (churn)" value=${asMoney(data.churn_value)} note=${`de ${plural(data.clientes_churn, "cliente que saiu", "clientes que saíram")}`} />
    <${Kpi} label="Tempo médio de onboarding" value=${data.tmo_n ? plural(data.tmo_dias, "dia", "dias") : null} note=${onboardings(data)} />
    <${Saude} data=${data} />
  </div>
`;

const onboardings = ({ tmo_n, tmo_ignorados }) =>
  `de ${plural(tmo_n, "onboarding concluído", "onboardings concluídos")}${tmo_ignorados
    ? `; ${plural(tmo_ignorados, "com datas iguais ou trocadas ficou fora", "com datas iguais ou trocadas ficaram fora")}` : ""}`;

const Saude = ({ data }) => html`
  <div class="card kpi">
    <p class="small">Saúde dos ativos</p>
    <p>${CATEGORIAS.map((one) => html`<a key=${one} href=${to("saude", [], { categoria: one })}><${Badge} tone=${toneOf(one)}>${one}: ${asNumber(data.clientes_health[one])}<//></a> `)}</p>
    <p class="small">${data.sem_score ? `${people(data.sem_score)} ainda sem score` : "todos com score"}</p>
  </div>
`;

function Meses({ data }) {
  const { meses } = data;
  const names = useMemo(() => meses.map((one) => monthName(one.mes)), [meses]);
  const of = (member) => meses.map((one) => one[member]);
  const moves = useMemo(() => [{ label: "Entraram", tone: "good", values: of("novos") }, { label: "Saíram", tone: "bad", values: of("churns") }], [meses]);
  const stays = useMemo(() => [{ label: "Ativos no fim do mês", tone: "main", values: of("ativos") }], [meses]);
  const money = useMemo(() => [{ label: "MRR no fim do mês", tone: "info", values: of("mrr_value") }], [meses]);
  return html`
    <div class="grid3 even">
      <div class="card"><h3>Entradas e saídas</h3><${Grafico} title="Clientes que entraram e saíram" kind="bars" names=${names} series=${moves} nameOf="Mês" /></div>
      <div class="card"><h3>Clientes ativos</h3><${Grafico} title="Clientes ativos no fim de cada mês" names=${names} series=${stays} nameOf="Mês" /></div>
      <div class="card"><h3>Receita por mês</h3><${Grafico} title="MRR no fim de cada mês" names=${names} series=${money} nameOf="Mês" format=${shortMoney} /></div>
    </div>
    <div class="card"><h3>Tudo em uma tabela</h3><${Quadro} title="Evolução mês a mês" first="Mês" columns=${COLUMNS} rows=${[...meses].reverse().map((one) => [monthName(one.mes), one])} /></div>
    <p class="small">${leftOut(data)}</p>
  `;
}

const COLUMNS = [
  ["No início", (one) => asNumber(one.ativos_inicio)],
  ["Entraram", (one) => asNumber(one.novos)],
  ["Saíram", (one) => asNumber(one.churns)],
  ["Churn da base", (one) => rateOf(one.taxa_churn_pct, one.ativos_inicio)],
  ["No fim", (one) => asNumber(one.ativos)],
  ["MRR", (one) => asMoney(one.mrr_value)],
  ["Perdido", (one) => asMoney(one.churn_value)],
];

const compact = new Intl.NumberFormat("pt-BR", { style: "currency", currency: "BRL", notation: "compact", maximumFractionDigits: 1 });
const shortMoney = (value) => (value === null || value === undefined ? "—" : compact.format(value));
const monthName = (mes) => asDay(`${mes}-15`).slice(3);

function leftOut({ ate, sem_data_adesao, sem_data_cancelamento, datas_invertidas }) {
  const parts = [
    sem_data_adesao && `${asNumber(sem_data_adesao)} sem data de adesão`,
    sem_data_cancelamento && `${asNumber(sem_data_cancelamento)} sem data de cancelamento`,
    datas_invertidas && `${asNumber(datas_invertidas)} com datas trocadas`,
  ].filter(Boolean);
  const out = parts.length ? ` Ficaram fora: ${parts.join(", ")}, pois ninguém sabe em que meses estiveram aqui.` : " Ninguém ficou fora.";
  return `O mês atual vai até ${asDay(ate)}; receitas pelo que cada um paga hoje.${out}`;
}
