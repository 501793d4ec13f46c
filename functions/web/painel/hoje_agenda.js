// The day's appointments in short: how many in each state, who should be looked at, who comes next.

import { html } from "./preact.js";
import { plural } from "./format.js";
import { to } from "./router.js";
import { Badge, Shown } from "./ui.js";
import { ESTADOS, estadoOf, isPast, marksOf } from "./atendimentos_palavras.js";

const MOST = 6;

export function Agenda({ dia }) {
  return html`
    <section class="card" aria-labelledby="agenda">
      <div class="row"><h2 id="agenda">Atendimentos de hoje</h2><a href=${to("atendimentos")}>Ver o dia</a></div>
      <${Shown} of=${dia} isEmpty=${(data) => !data.total} empty="Nenhum atendimento hoje.">
        ${(data) => html`<${Resumo} dia=${data} />`}
      <//>
    </section>
  `;
}

function Resumo({ dia }) {
  const next = dia.itens.filter((one) => !isPast(one) && one.status_confirmacao !== "cancelado");
  const states = Object.keys(ESTADOS).filter((status) => dia.por_status[status]);
  return html`
    <p class="badges">
      ${states.map((status) => html`<span key=${status}><${Badge} tone=${estadoOf(status)[1]}>${estadoOf(status)[0]}: ${dia.por_status[status]}<//> </span>`)}
    </p>
    ${next.length === 0 && html`<p class="small">Os de hoje já passaram.</p>`}
    <ul class="rows">
      ${next.slice(0, MOST).map((one) => html`<li key=${one.id}><${Linha} horario=${one} /></li>`)}
    </ul>
    ${next.length > MOST && html`<p class="small">E mais ${plural(next.length - MOST, "pessoa", "pessoas")} até o fim do dia.</p>`}
  `;
}

function Linha({ horario }) {
  const [words, tone] = estadoOf(horario.status_confirmacao);
  const [mark] = marksOf(horario).filter(([, of]) => of === "warn" || of === "bad");
  return html`
    <a class="whole" href=${to("atendimentos", [String(horario.id)])}>
      <span class="row"><strong>${horario.hora} ${horario.nome_paciente}</strong><${Badge} tone=${tone}>${words}<//></span>
      <span class="small">${[horario.nome_medico, mark && mark[0]].filter(Boolean).join(" · ")}</span>
    </a>
  `;
}
