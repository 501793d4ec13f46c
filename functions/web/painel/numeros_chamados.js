// Chamados in numbers: how many, how soon they were answered and solved, and what needed nobody.

import { html, useMemo } from "./preact.js";
import { address } from "./api.js";
import { useData } from "./data.js";
import { asNumber, plural } from "./format.js";
import { Grafico } from "./grafico.js";
import { Shown } from "./ui.js";
import { CANAIS, INTENCOES, SETORES, SITUACOES } from "./chamados_palavras.js";
import { Kpi, Periodo, Quadro, durationOf, lasting, percentOf, rateOf } from "./numeros_partes.js";

const POLL_MS = 60_000;

export function Chamados({ query }) {
  const days = { de: query.de, ate: query.ate };
  const found = useData(address("/metricas", days), { every: POLL_MS });
  const states = useData(address("/metricas/por-status", days), { every: POLL_MS });
  return html`
    <${Periodo} part="chamados" query=${query} shown=${found.data?.medidas.periodo} />
    <${Shown} of=${found} isEmpty=${({ medidas }) => !medidas.geral.total}
      empty="Nenhum chamado neste período. Abra um em “Chamados”, ou escolha outros dias.">
      ${({ medidas }) => html`<${Medida} medidas=${medidas} />`}
    <//>
    <section class="card" aria-labelledby="situacoes">
      <h2 id="situacoes">Por situação</h2>
      <p class="small">${query.de || query.ate ? "Dos chamados que chegaram nestes dias." : "De todos os chamados, desde o começo."}</p>
      <${Shown} of=${states} isEmpty=${(data) => !Object.keys(data.situacoes).length} empty="Ainda não há chamados.">
        ${({ situacoes }) => html`<${Quadro} title="Chamados por situação" first="Situação" columns=${[["Chamados", asNumber]]}
          rows=${Object.entries(situacoes).map(([one, n]) => [SITUACOES[one]?.[0] || one, n])} />`}
      <//>
    </section>
  `;
}

function Medida({ medidas: { geral, por_canal, por_setor, por_intencao, por_atendente } }) {
  const canais = Object.entries(por_canal);
  const names = useMemo(() => canais.map(([one]) => CANAIS[one] || one), [por_canal]);
  const series = useMemo(() => [
    { label: "Chamados", tone: "main", values: canais.map(([, one]) => one.total) },
    { label: "Resolvidos", tone: "good", values: canais.map(([, one]) => one.resolvidos) },
  ], [por_canal]);
  return html`
    <div class="grid3 even">
      <${Kpi} label="Chamados" value=${asNumber(geral.total)} note=${`${plural(geral.encaminhados, "foi para uma pessoa", "foram para uma pessoa")}`} />
      <${Kpi} label="Resolvidos" value=${asNumber(geral.resolvidos)} note=${plural(geral.reabertos, "foi reaberto", "foram reabertos")} />
      <${Kpi} label="Resolvidos sem ninguém" value=${percentOf(geral.taxa_automatica_pct)}
        note=${`${asNumber(geral.resolvidos_automaticamente)} de ${plural(geral.resolvidos, "resolvido", "resolvidos")}`} />
      <${Tempo} label="Até a primeira resposta" of=${geral.primeira_resposta} />
      <${Tempo} label="Até a solução" of=${geral.resolucao} />
    </div>
    <section class="card" aria-labelledby="canais"><h2 id="canais">Por canal</h2>
      <${Grafico} title="Chamados por canal" kind="bars" names=${names} series=${series} nameOf="Canal" />
      <${Grupos} title="Chamados por canal, em números" first="Canal" rows=${canais.map(([one, row]) => [CANAIS[one] || one, row])} /></section>
    <section class="card" aria-labelledby="atendem"><h2 id="atendem">Por quem atende</h2>
      <${Grupos} title="Chamados por quem atende" first="Quem atende" rows=${por_atendente.map((one) => [one.nome || "Alguém que saiu", one])} /></section>
    <section class="card" aria-labelledby="setores"><h2 id="setores">Por setor</h2>
      <${Grupos} title="Chamados por setor" first="Setor" rows=${Object.entries(por_setor).map(([one, row]) => [SETORES[one] || one, row])} /></section>
    <section class="card" aria-labelledby="assuntos"><h2 id="assuntos">Por assunto</h2>
      <${Grupos} title="Chamados por assunto" first="Assunto" rows=${Object.entries(por_intencao).map(([one, row]) => [INTENCOES[one] || one, row])} /></section>
  `;
}

const Tempo = ({ label, of: { n, media_s, mediana_s, p90_s } }) => html`
  <${Kpi} label=${label} value=${n ? lasting(mediana_s) : null}
    note=${n ? `mediana de ${plural(n, "chamado", "chamados")}; média ${lasting(media_s)}, 9 em cada 10 em até ${lasting(p90_s)}` : "nenhum chamado para medir"} />
`;

const Grupos = ({ title, first, rows }) => html`<${Quadro} title=${title} first=${first} columns=${COLUMNS} rows=${rows} empty="Nada a mostrar neste período." />`;

const COLUMNS = [
  ["Chamados", (one) => asNumber(one.total)],
  ["Resolvidos", (one) => asNumber(one.resolvidos)],
  ["Sem ninguém", (one) => rateOf(one.taxa_automatica_pct, one.resolvidos)],
  ["1ª resposta", (one) => durationOf(one.primeira_resposta)],
  ["Solução", (one) => durationOf(one.resolucao)],
];
