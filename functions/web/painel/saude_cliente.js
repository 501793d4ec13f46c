// One cliente's saúde: the score, where each point comes from, what changed, what to do, how it went.

import { html, useMemo, useState } from "./preact.js";
import { post } from "./api.js";
import { useAct, useData } from "./data.js";
import { asDay, asMoment, asMoney } from "./format.js";
import { Grafico } from "./grafico.js";
import { to } from "./router.js";
import { Action, Failure, Field, Shown, tell } from "./ui.js";
import { daysFrom } from "./saude_carteira.js";
import { Explicacao, Pilares, Placar, Recomendacao } from "./saude_explicada.js";
import { PILARES, asChange, asScore, perfilOf, wayOf } from "./saude_palavras.js";

const CALCULATES = ["admin", "cs"];
const POLL_MS = 60_000;
const MONTHS = { 2: "2 meses", 6: "6 meses", 12: "1 ano", 25: "Tudo" };

export function Cliente({ clienteId, who }) {
  const [months, setMonths] = useState("2");
  const path = `/health-scores/${encodeURIComponent(clienteId)}`;
  const detail = useData(`${path}?meses=${months}`, { every: POLL_MS });
  const again = useAct(async () => {
    const { data } = await post(`${path}/calcular`);
    await detail.reload();
    tell(`Score calculado agora: ${asScore(data.score)}, ${data.categoria}.`, { tone: "good" });
  });
  return html`<div>
    <p><a href=${to("saude")}>‹ Voltar para a carteira</a></p>
    <div class="row">
      <h1>${detail.data ? detail.data.nome : "Saúde do cliente"}</h1>
      <div class="actions">
        <a role="button" class="quiet" href=${to("saude", [clienteId], { tela: "simular" })}>Simular</a>
        ${CALCULATES.includes(who.papel) && html`<${Action} class="quiet" busy=${again.busy} onClick=${again.run}>Recalcular<//>`}
      </div>
    </div>
    ${again.problem && html`<${Failure} problem=${again.problem} />`}
    <${Shown} of=${detail} isEmpty=${() => false}>
      ${(data) => html`<${Detalhe} data=${data} months=${months} onMonths=${setMonths} />`}
    <//>
  </div>`;
}

const Detalhe = ({ data, months, onMonths }) => html`
  <div class="grid2 even">
    <section class="card" aria-labelledby="agora">
      <h2 id="agora">Agora</h2>
      <${Placar} score=${data.score} categoria=${data.categoria} semDados=${data.sem_dados} />
      <${Pilares} pilares=${data.pilares} />
      <p class="small">
        Em ${data.categoria} desde ${asDay(data.desde)}. Perfil ${perfilOf(data.perfil)}, calculado em ${asMoment(data.calculado_em)}.
        ${!data.guardado && " Este score foi feito só para esta tela: o próximo cálculo guarda o dele."}
      </p>
      <p class="small">
        <a href=${to("clientes", [data.cliente_id])}>Abrir a ficha do cliente</a>
        ${[data.cs && ` · CS: ${data.cs}`, data.pipeline && ` · ${data.pipeline}`, data.valor !== null && ` · ${asMoney(data.valor)} por mês`].filter(Boolean)}
      </p>
    </section>
    <section class="card" aria-labelledby="fazer"><h2 id="fazer">O que fazer</h2><${Recomendacao} of=${data.recomendacao} /></section>
  </div>
  <section class="card" aria-labelledby="mudou">
    <h2 id="mudou">O que mudou</h2>
    <div class="grid2">${data.mudancas.map((one) => html`<${Mudanca} key=${one.dias} of=${one} />`)}</div>
  </section>
  <section class="card" aria-labelledby="pontos">
    <h2 id="pontos">Por que este score</h2>
    <${Explicacao} linhas=${data.explicacao} score=${data.score} />
  </section>
  <section class="card" aria-labelledby="historico">
    <div class="row">
      <h2 id="historico">Histórico</h2>
      <${Field} label="Período">${(props) => html`
        <select ...${props} value=${months} onChange=${(event) => onMonths(event.target.value)}>
          ${Object.entries(MONTHS).map(([one, name]) => html`<option key=${one} value=${one}>${name}</option>`)}
        </select>`}<//>
    </div>
    <${Historico} historico=${data.historico} />
  </section>
`;

const Mudanca = ({ of: { dias, diferenca, texto } }) => html`
  <div>
    <h3>Em ${dias} dias</h3>
    ${diferenca && html`<p class=${`number ${wayOf(diferenca.score)}`}>${asChange(diferenca.score)}</p>`}
    <p>${texto}</p>
  </div>
`;

function Historico({ historico }) {
  const { names, series } = useMemo(() => byDay(historico), [historico]);
  if (names.length < 2) return html`<p class="empty">O histórico aparece a partir do segundo dia de cálculo.</p>`;
  return html`<${Grafico} title="Score e pilares, dia a dia" names=${names} series=${series} format=${asScore} />`;
}

const LINES = { engajamento: "info", movimentacao_estoque: "warn", crm: "good", adoption: "muted" };

function byDay(historico) {
  const days = daysFrom(Object.keys(historico));
  const values = (read) => days.map((day) => (historico[day] ? read(historico[day]) : null));
  const pilares = Object.entries(PILARES).map(([pilar, label]) => (
    { label, tone: LINES[pilar], dashed: true, values: values((day) => day.pilares[pilar] ?? null) }
  ));
  return {
    names: days.map((day) => asDay(day).slice(0, 5)),
    series: [...pilares, { label: "Score", tone: "main", values: values((day) => day.score) }],
  };
}
