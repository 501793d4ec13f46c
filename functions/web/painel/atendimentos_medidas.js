// What was measured of the last thirty days, in short: each rate with how many it is of.

import { html } from "./preact.js";
import { asDay, asNumber, asPercent, plural } from "./format.js";
import { useData } from "./data.js";
import { Shown } from "./ui.js";

const HOUR_S = 3_600;

export function Medidas() {
  const medidas = useData("/atendimentos/metricas");
  return html`
    <section class="card" aria-label="Em números">
      <h2>Em números</h2>
      <${Shown} of=${medidas} isEmpty=${(data) => !data.geral.total} empty="Ainda não há o que medir: os números aparecem com os primeiros atendimentos.">
        ${({ periodo, geral }) => html`
          <p class="small">Atendimentos de ${asDay(periodo.de)} a ${asDay(periodo.ate)}: ${asNumber(geral.total)}.</p>
          <div class="grid4 medidas">
            <${Medida} number=${asPercent(geral.taxa_confirmacao_pct)} words="confirmaram" n=${`${asNumber(geral.confirmados)} de ${plural(geral.perguntados, "perguntado", "perguntados")}`} />
            <${Medida} number=${asPercent(geral.taxa_falta_pct)} words="faltaram" n=${`${asNumber(geral.faltaram)} de ${plural(geral.presencas_sabidas, "presença sabida", "presenças sabidas")}`} />
            <${Medida} number=${lasting(geral.resposta.mediana_s)} words="até a resposta, na mediana" n=${plural(geral.resposta.n, "resposta", "respostas")} />
            <${Medida} number=${asNumber(geral.cancelados)} words="cancelados" n=${`${asNumber(geral.cancelados_por_silencio)} por silêncio, de ${asNumber(geral.total)} ao todo`} />
          </div>
        `}
      <//>
    </section>
  `;
}

const Medida = ({ number, words, n }) => html`
  <div><span class="number">${number}</span> ${words}<span class="small">${n}</span></div>
`;

function lasting(seconds) {
  if (seconds === null) return "—";
  return seconds < HOUR_S ? `${asNumber(Math.round(seconds / 60))} min` : `${asNumber(Math.round(seconds / 360) / 10)} h`;
}
