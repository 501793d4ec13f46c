// The morning brief: what to do first, why, and how much money hangs on it; and the deadlines of chamados among it.

import { html, useState } from "./preact.js";
import { asMoney, plural } from "./format.js";
import { to } from "./router.js";
import { Badge, More, Shown } from "./ui.js";

const STEP = 6;
const URGENCIAS = { atrasado: ["Atrasado", "bad"], hoje: ["Hoje", "warn"], em_breve: ["Em breve", "info"] };
const GRAVIDADES = { critica: ["Crítico", "bad"], alta: ["Importante", "warn"] };
// Where the panel shows what a route of the API names.
const VIEWS = {
  relatos: (id) => to("relatos", [id]),
  chamados: (id) => to("chamados", [id]),
  atendimentos: (id) => to("atendimentos", [id]),
  "health-scores": (id) => to("saude", [id]),
  tarefas: (id) => to("hoje", ["tarefas", id]),
};

function viewOf(link) {
  const [kind, id] = link.split("/").filter(Boolean).map(decodeURIComponent);
  return VIEWS[kind] && id ? VIEWS[kind](id) : null;
}

export function Pauta({ resumo }) {
  const [count, setCount] = useState(STEP);
  return html`
    <section class="card" aria-labelledby="pauta">
      <h2 id="pauta">O que fazer primeiro</h2>
      <${Shown} of=${resumo} isEmpty=${() => false} empty="">
        ${(data) => html`
          <${Soma} resumo=${data} />
          <ol class="rows">
            ${data.acoes.slice(0, count).map((acao) => html`<li key=${acao.link}><${Acao} acao=${acao} /></li>`)}
          </ol>
          <${More} more=${count < data.acoes.length ? () => setCount(count + STEP) : null} />
          ${count >= data.acoes.length && data.de_fora > 0 && html`
            <p class="small">Há mais ${plural(data.de_fora, "assunto", "assuntos")} depois destes.</p>`}
        `}
      <//>
    </section>
  `;
}

function Soma({ resumo }) {
  return html`
    <p>${resumo.saudacao}</p>
    ${resumo.quantos > 0 && html`
      <div class="row">
        ${resumo.atrasados > 0 && html`<${Numero} number=${resumo.atrasados} words=${resumo.atrasados === 1 ? "atrasado" : "atrasados"} />`}
        ${resumo.valor_em_risco > 0 && html`<${Numero} number=${asMoney(resumo.valor_em_risco)} words="em jogo" />`}
      </div>
      <p class="small">${resumo.grupos.filter((one) => one.quantos).map((one) => `${one.nome}: ${one.quantos}`).join(" · ")}</p>`}
  `;
}

const Numero = ({ number, words }) => html`<div><span class="number">${number}</span> <span class="small">${words}</span></div>`;

function Acao({ acao }) {
  const href = viewOf(acao.link);
  const urgencia = URGENCIAS[acao.urgencia];
  const gravidade = GRAVIDADES[acao.gravidade];
  const inside = html`
    <span class="row"><strong>${acao.titulo}</strong>${acao.valor_em_risco !== null && html`<strong>${asMoney(acao.valor_em_risco)}</strong>`}</span>
    <span>${acao.motivo}</span><br />
    <span class="small">
      <${Badge} tone=${urgencia[1]}>${urgencia[0]}<//> ${gravidade && html`<${Badge} tone=${gravidade[1]}>${gravidade[0]}<//> `}
      ${acao.responsavel ? `com ${acao.responsavel}` : ""}
    </span>
  `;
  return href ? html`<a class="whole" href=${href}>${inside}</a>` : html`<div>${inside}</div>`;
}

/** The chamados of the brief: those past their deadline, and those whose deadline ends today. */
export function Prazos({ resumo }) {
  return html`
    <section class="card" aria-labelledby="prazos">
      <h2 id="prazos">Prazos de chamados</h2>
      <${Shown} of=${resumo} isEmpty=${(data) => !ofChamados(data).length} empty="Nenhum prazo estourado nem perto do fim.">
        ${(data) => html`<${ListaPrazos} acoes=${ofChamados(data)} grupo=${data.grupos.find((one) => one.tipo === "chamado")} />`}
      <//>
    </section>
  `;
}

const ofChamados = (resumo) => resumo.acoes.filter((acao) => acao.tipo === "chamado");

function ListaPrazos({ acoes, grupo }) {
  const late = acoes.filter((acao) => acao.urgencia === "atrasado").length;
  const rest = grupo ? grupo.quantos - Math.min(acoes.length, STEP) : 0;
  return html`
    <p>
      <${Badge} tone=${late ? "bad" : "good"}>${plural(late, "estourado", "estourados")}<//>${" "}
      <${Badge} tone="warn">${acoes.length - late} perto do fim<//>
    </p>
    <ul class="rows">
      ${acoes.slice(0, STEP).map((acao) => html`
        <li key=${acao.link}>
          <a class="whole row" href=${viewOf(acao.link)}>
            <span>${acao.titulo}</span>
            <${Badge} tone=${URGENCIAS[acao.urgencia][1]}>${acao.urgencia === "atrasado" ? "Estourou" : "Termina"} ${acao.quando}<//>
          </a>
        </li>`)}
    </ul>
    ${rest > 0 && html`<p><a href=${to("chamados")}>Ver mais ${plural(rest, "chamado", "chamados")} na fila</a></p>`}
  `;
}
