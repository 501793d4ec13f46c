// The day: by professional side by side on a desk, one list by hour on a phone; counts by state that also filter.

import { html, useEffect, useState } from "./preact.js";
import { useHeard } from "./data.js";
import { asWeekday, plural } from "./format.js";
import { go, to } from "./router.js";
import { Badge, Field, Shown } from "./ui.js";
import { ESTADOS, addDays, estadoOf, keyOf, marksOf } from "./atendimentos_palavras.js";

const DESK = matchMedia("(min-width: 64rem)");
const ALERTAS = [
  ["silenciosos", "em silêncio"],
  ["tardias", "com resposta em cima da hora"],
  ["sem_contato", "sem contato"],
];

export function Navegacao({ dia }) {
  const move = (count) => go("atendimentos", [], { dia: addDays(dia, count) });
  return html`
    <div class="filters dia-nav">
      <button type="button" class="quiet" aria-label="Dia anterior" disabled=${!dia} onClick=${() => move(-1)}>‹ <span>Dia anterior</span></button>
      <${Field} label="Dia">
        ${(field) => html`<input type="date" ...${field} value=${dia}
          onChange=${(event) => event.target.value && go("atendimentos", [], { dia: event.target.value })} />`}
      <//>
      <button type="button" class="quiet" aria-label="Dia seguinte" disabled=${!dia} onClick=${() => move(1)}><span>Dia seguinte</span> ›</button>
      <button type="button" class="quiet" onClick=${() => go("atendimentos")} aria-label="Ir para hoje"><span>Ir para </span>hoje</button>
    </div>
  `;
}

export function Dia({ dia, shown }) {
  const [only, setOnly] = useState("");
  useEffect(() => setOnly(""), [shown]);
  const title = shown ? asWeekday(shown) : "Hoje";
  return html`
    <section class="card" aria-label="Atendimentos do dia">
      <h2 aria-live="polite">${title}</h2>
      <${Shown} of=${dia} isEmpty=${(data) => !data.total} empty=${emptyWords(title)}>
        ${(data) => html`
          <${Contagem} dia=${data} only=${only} onOnly=${setOnly} />
          <${Horarios} dia=${data} itens=${chosen(data, only)} />
        `}
      <//>
    </section>
  `;
}

const emptyWords = (title) => (
  `Nenhum atendimento em ${title}. Marque um em “Novo atendimento”, ou traga a agenda em “Importar”.`
);

function chosen(dia, only) {
  if (!only) return dia.itens;
  if (only in ESTADOS) return dia.itens.filter((one) => one.status_confirmacao === only);
  return dia.itens.filter((one) => dia[only].includes(one.id));
}

/** How many are in each state, and who should be looked at; pressing one shows these alone. */
function Contagem({ dia, only, onOnly }) {
  const estados = Object.keys(ESTADOS).filter((status) => dia.por_status[status]);
  const alertas = ALERTAS.filter(([name]) => dia[name].length);
  const chip = (name, words, tone) => html`
    <button type="button" key=${name} class=${`chip ${tone}`} aria-pressed=${only === name}
      onClick=${() => onOnly(only === name ? "" : name)}>${words}</button>`;
  return html`
    <div class="chips" role="group" aria-label="Mostrar só">
      ${chip("", `Todos: ${dia.total}`, "muted")}
      ${estados.map((status) => chip(status, `${estadoOf(status)[0]}: ${dia.por_status[status]}`, estadoOf(status)[1]))}
      ${alertas.map(([name, words]) => chip(name, `${dia[name].length} ${words}`, "warn"))}
    </div>
  `;
}

function Horarios({ dia, itens }) {
  const isDesk = useHeard(() => DESK.matches, DESK, "change");
  if (!itens.length) return html`<p class="empty">Nenhum assim neste dia. Escolha “Todos” para ver o dia inteiro.</p>`;
  if (!isDesk) return html`<${Lista} itens=${itens} named=${true} />`;
  const groups = dia.profissionais
    .map((one) => [one, itens.filter((item) => keyOf(item.nome_medico) === keyOf(one.nome_medico))])
    .filter(([, own]) => own.length);
  return html`
    <div class="colunas">
      ${groups.map(([one, own]) => html`
        <section key=${one.nome_medico} aria-label=${nameOf(one)}>
          <h3>${nameOf(one)}</h3>
          <p class="small">${plural(one.marcados, "marcado", "marcados")}, ${plural(one.confirmados, "confirmado", "confirmados")}</p>
          <${Lista} itens=${own} />
        </section>`)}
    </div>
  `;
}

const nameOf = (one) => one.nome_medico || "Sem profissional";

const Lista = ({ itens, named }) => html`
  <ul class="rows horarios">
    ${itens.map((one) => html`<li key=${one.id}><${Horario} horario=${one} named=${named} /></li>`)}
  </ul>
`;

function Horario({ horario, named }) {
  const [words, tone] = estadoOf(horario.status_confirmacao);
  const about = [horario.procedimento, named && nameOf(horario), horario.local];
  return html`
    <a class=${`whole horario ${tone}`} href=${to("atendimentos", [String(horario.id)])}>
      <strong><time datetime=${horario.data_consulta}>${horario.hora}</time> ${horario.nome_paciente}</strong>
      <span class="small">${about.filter(Boolean).join(" · ")}</span>
      <span class="marcas">
        <${Badge} tone=${tone}>${words}<//>
        ${marksOf(horario).map(([mark, of]) => html`<${Badge} key=${mark} tone=${of}>${mark}<//>`)}
      </span>
    </a>
  `;
}
