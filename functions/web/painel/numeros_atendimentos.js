// Atendimentos in numbers: who was asked, who confirmed, who came, by professional and by when the question left.

import { html } from "./preact.js";
import { address } from "./api.js";
import { useData } from "./data.js";
import { asNumber, plural } from "./format.js";
import { Shown } from "./ui.js";
import { Funil, Kpi, Periodo, Quadro, durationOf, lasting, percentOf, rateOf } from "./numeros_partes.js";

const POLL_MS = 60_000;
const ANTECEDENCIAS = {
  ate_12h: "Até 12 horas antes",
  de_12h_a_24h: "De 12 a 24 horas antes",
  de_24h_a_48h: "De 1 a 2 dias antes",
  de_48h_a_72h: "De 2 a 3 dias antes",
  mais_de_72h: "Mais de 3 dias antes",
};

export function Atendimentos({ query }) {
  const found = useData(address("/atendimentos/metricas", { de: query.de, ate: query.ate }), { every: POLL_MS });
  return html`
    <${Periodo} part="atendimentos" query=${query} shown=${found.data?.periodo} />
    <${Shown} of=${found} isEmpty=${({ geral }) => !geral.total}
      empty="Nenhum atendimento marcado para este período. Marque um em “Atendimentos”, ou escolha outros dias.">
      ${(data) => html`<${Medida} data=${data} />`}
    <//>
  `;
}

const Medida = ({ data: { geral, por_profissional, por_antecedencia, por_hora_do_aviso } }) => html`
  <div class="grid2 even">
    <section class="card" aria-labelledby="caminho">
      <h2 id="caminho">Da agenda à confirmação</h2>
      <${Funil} steps=${[["Marcados", geral.total], ["Perguntados", geral.perguntados], ["Confirmados", geral.confirmados]]} />
    </section>
    <section class="card" aria-labelledby="outros">
      <h2 id="outros">O que mais aconteceu</h2>
      <dl class="facts">
        <div><dt>Cancelados</dt><dd>${asNumber(geral.cancelados)}${geral.cancelados_por_silencio ? `, ${asNumber(geral.cancelados_por_silencio)} por falta de resposta` : ""}</dd></div>
        <div><dt>Querem remarcar</dt><dd>${asNumber(geral.querem_remarcar)}</dd></div>
        <div><dt>Sem resposta</dt><dd>${asNumber(geral.sem_resposta)}</dd></div>
      </dl>
    </section>
  </div>
  <div class="grid3 even">
    <${Kpi} label="Taxa de confirmação" value=${percentOf(geral.taxa_confirmacao_pct)} note=${`de ${plural(geral.perguntados, "perguntado", "perguntados")}`} />
    <${Kpi} label="Taxa de faltas" value=${percentOf(geral.taxa_falta_pct)}
      note=${`${asNumber(geral.faltaram)} de ${plural(geral.presencas_sabidas, "presença conhecida", "presenças conhecidas")}`} />
    <${Kpi} label="Tempo até a resposta" value=${geral.resposta.n ? lasting(geral.resposta.mediana_s) : null} note=${`mediana de ${plural(geral.resposta.n, "resposta", "respostas")}`} />
  </div>
  <${Grupo} id="profissionais" title="Por profissional" first="Profissional" rows=${por_profissional.map((one) => [one.nome_medico, one])} />
  <div class="grid2">
    <${Grupo} id="antecedencia" title="Por antecedência da pergunta" first="Antecedência" rows=${Object.entries(por_antecedencia).map(([one, row]) => [ANTECEDENCIAS[one] || one, row])} />
    <${Grupo} id="hora" title="Por hora da pergunta" first="Hora" rows=${Object.entries(por_hora_do_aviso)} />
  </div>
`;

const Grupo = ({ id, title, first, rows }) => html`
  <section class="card" aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    <${Quadro} title=${`Atendimentos: ${title.toLowerCase()}`} first=${first} columns=${COLUMNS} rows=${rows} empty="Ninguém foi perguntado neste período." />
  </section>
`;

const COLUMNS = [
  ["Marcados", (one) => asNumber(one.total)],
  ["Confirmação", (one) => rateOf(one.taxa_confirmacao_pct, one.perguntados)],
  ["Faltas", (one) => rateOf(one.taxa_falta_pct, one.presencas_sabidas)],
  ["Resposta", (one) => durationOf(one.resposta)],
];
