// The whole carteira: how many clientes are in each category, how that moved, the daily run, and the table of scores.

import { html, useMemo, useState } from "./preact.js";
import { useData } from "./data.js";
import { asDay, asPercent, plural } from "./format.js";
import { Grafico } from "./grafico.js";
import { to } from "./router.js";
import { Shown } from "./ui.js";
import { CATEGORIAS, perfilOf, toneOf } from "./saude_palavras.js";
import { Perfil } from "./saude_perfil.js";
import { Rodada, lastDone } from "./saude_rodada.js";
import { Tabela } from "./saude_tabela.js";

const POLL_MS = 60_000;
const DAYS = 60;

export function Carteira({ query, who }) {
  const rodadas = useData(`/health-scores/rodadas?dias=${DAYS}`, { every: POLL_MS });
  const conta = useData("/conta");
  const [choosing, setChoosing] = useState(false);
  const [turn, setTurn] = useState(0); // of the table, which is read anew when a run has ended
  const onEnd = () => { rodadas.reload(); setTurn((before) => before + 1); };
  return html`<div>
    <div class="row">
      <h1>Saúde</h1>
      <div class="actions">
        <a role="button" class="quiet" href=${to("saude", [], { tela: "simular" })}>Simular um score</a>
        ${who.papel === "admin" && html`<button type="button" class="quiet" disabled=${!conta.data} onClick=${() => setChoosing(true)}>Como calculamos</button>`}
      </div>
    </div>
    <p class="small">Perfil da conta: ${conta.data ? perfilOf(nameOf(conta.data.saude)) : "…"}</p>
    <div><${Shown} of=${rodadas} isEmpty=${() => false}>
      ${({ itens }) => html`
        <${Rodada} itens=${itens} who=${who} onEnd=${onEnd} />
        <${Quadro} itens=${itens} query=${query} />`}
    <//></div>
    <${Tabela} query=${query} turn=${turn} />
    ${choosing && html`<${Perfil} conta=${conta} onClose=${() => setChoosing(false)} />`}
  </div>`;
}

const nameOf = ({ perfil, sinais }) =>
  `${perfil}${sinais.chamados_abertos.ativo || sinais.faltas.ativo ? "+sinais" : ""}`;

function Quadro({ itens, query }) {
  const last = lastDone(itens);
  if (!last) {
    return html`<p class="empty">Ainda não houve um cálculo completo. Ele roda sozinho toda manhã; quem cuida da carteira também pode pedir em “Calcular agora”.</p>`;
  }
  return html`
    <div class="grid2 even">
      <section class="card" aria-labelledby="distribuicao"><h2 id="distribuicao">A carteira por categoria</h2><${Distribuicao} last=${last} query=${query} /></section>
      <section class="card" aria-labelledby="tendencia"><h2 id="tendencia">Como ela andou</h2><${Tendencia} itens=${itens} /></section>
    </div>
  `;
}

function Distribuicao({ last, query }) {
  const all = CATEGORIAS.reduce((sum, categoria) => sum + (last.por_categoria[categoria] || 0), 0);
  return html`
    <p class="small">
      ${plural(all, "cliente", "clientes")} no cálculo de ${asDay(last.dia)}${last.sem_dados
        ? `; ${plural(last.sem_dados, "está como Crítico por falta de dados", "estão como Crítico por falta de dados")}` : ""}.
      Escolha uma categoria para ver quem está nela.
    </p>
    <ul class="shares">
      ${CATEGORIAS.map((categoria) => html`<${Parte} key=${categoria} categoria=${categoria} n=${last.por_categoria[categoria] || 0} all=${all} query=${query} />`)}
    </ul>
    <p class="small">${last.quedas ? plural(last.quedas, "cliente caiu de categoria neste cálculo.", "clientes caíram de categoria neste cálculo.") : "Ninguém caiu de categoria neste cálculo."}</p>
  `;
}

function Parte({ categoria, n, all, query }) {
  const share = all ? (100 * n) / all : 0;
  const chosen = query.categoria === categoria;
  return html`
    <li>
      <a class="whole" aria-current=${chosen ? "true" : undefined} href=${to("saude", [], { ...query, categoria: chosen ? "" : categoria })}>
        <span class="row"><strong>${categoria}</strong><span>${plural(n, "cliente", "clientes")} · ${asPercent(Math.round(share * 10) / 10)}</span></span>
        <span class="share" aria-hidden="true"><span class=${`back-${toneOf(categoria)}${n ? "" : " nothing"}`} style=${{ width: `${share}%` }}></span></span>
      </a>
    </li>
  `;
}

function Tendencia({ itens }) {
  const { names, series } = useMemo(() => byDay(itens), [itens]);
  if (names.length < 2) return html`<p class="empty">A partir do segundo dia de cálculo, o caminho da carteira aparece aqui.</p>`;
  return html`<${Grafico} title="Clientes por categoria, dia a dia" names=${names} series=${series} kind="stack" />`;
}

/** Every day from the first run on; one without a finished run is a gap, and no guess. */
function byDay(itens) {
  const done = new Map(itens.filter((one) => one.status === "concluida").map((one) => [one.dia, one.por_categoria]));
  const days = daysFrom([...done.keys()]);
  const values = (categoria) => days.map((day) => (done.has(day) ? done.get(day)[categoria] || 0 : null));
  const worstFirst = [...CATEGORIAS].reverse();
  return {
    names: days.map((day) => asDay(day).slice(0, 5)),
    series: worstFirst.map((label) => ({ label, tone: toneOf(label), values: values(label) })),
  };
}

/** All days from the first to the last of these, which are in order. */
export function daysFrom(days) {
  if (!days.length) return [];
  const found = [];
  const at = new Date(`${days[0]}T12:00:00Z`);
  for (let day = days[0]; day <= days[days.length - 1]; day = at.toISOString().slice(0, 10)) {
    found.push(day);
    at.setUTCDate(at.getUTCDate() + 1);
  }
  return found;
}
