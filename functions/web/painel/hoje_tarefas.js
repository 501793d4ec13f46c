// What is left for people to do, the one due first; each leads to what it is about, and is concluded with a word of how.

import { html, useState } from "./preact.js";
import { asDay, asHour, asMoney, asMoment, dayOf } from "./format.js";
import { go, to } from "./router.js";
import { Badge, More, Shown } from "./ui.js";
import { Concluir } from "./tarefas_concluir.js";

const STEP = 6;
export const TIPOS = {
  contato: "Retomar contato", responder: "Responder", numero_errado: "Corrigir contato", prazo: "Prazo de chamado",
  atendimento: "Atendimento", vaga: "Horário livre", saude: "Saúde do cliente",
};

export function Tarefas({ tarefas, today, route, who, onDone }) {
  const [count, setCount] = useState(STEP);
  const [kind, asked] = route.rest;
  const id = kind === "tarefas" ? asked : null;
  return html`
    <section class="card" aria-labelledby="tarefas">
      <h2 id="tarefas">Tarefas</h2>
      <${Shown} of=${tarefas} isEmpty=${(data) => !data.itens.length} empty="Nenhuma tarefa aberta. Elas nascem dos retornos combinados, dos prazos e de quem escreve.">
        ${({ itens, cursor }) => html`
          <p class="small">${summary(itens, cursor, today)}</p>
          <ul class="rows">
            ${itens.slice(0, count).map((one) => html`<li key=${one.id}><${Tarefa} tarefa=${one} today=${today} who=${who} /></li>`)}
          </ul>
          <${More} more=${count < itens.length ? () => setCount(count + STEP) : null} />
        `}
      <//>
      ${id && html`<${Concluir} key=${id} id=${id} writes=${who.papel !== "leitura"} onClose=${() => go("hoje")} onDone=${onDone} />`}
    </section>
  `;
}

function summary(itens, cursor, today) {
  const late = itens.filter((one) => dueOf(one, today)[1] === "bad").length;
  const open = `${itens.length}${cursor ? " ou mais abertas" : itens.length === 1 ? " aberta" : " abertas"}`;
  return late ? `${open}, ${late} ${late === 1 ? "atrasada" : "atrasadas"}.` : `${open}.`;
}

/** When it is due, and its tone; by the day of the conta, which `today` names. */
export function dueOf({ vence_em: due }, today) {
  if (!today) return [`Até ${asMoment(due)}`, "muted"];
  const day = dayOf(due);
  if (day < today.dia) return [`Venceu em ${asDay(day)}`, "bad"];
  return day === today.dia ? [`Hoje, às ${asHour(due)}`, "warn"] : [`Até ${asDay(day)}`, "muted"];
}

function Tarefa({ tarefa, today, who }) {
  const [due, tone] = dueOf(tarefa, today);
  const about = aboutOf(tarefa);
  const name = [TIPOS[tarefa.tipo] || tarefa.tipo, tarefa.cliente].filter(Boolean).join(": ");
  const verb = who.papel === "leitura" ? "Ver" : "Concluir";
  return html`
    <div class="row"><strong>${name}</strong><${Badge} tone=${tone}>${due}<//></div>
    <div>${tarefa.assunto || tarefa.explicacao || tarefa.mensagem || ""}</div>
    <div class="small">${[tarefa.atendente && `com ${tarefa.atendente}`, tarefa.valor !== null && `${asMoney(tarefa.valor)} por mês`].filter(Boolean).join(" · ")}</div>
    <div class="actions">
      <button type="button" class="quiet" aria-label=${`${verb} tarefa: ${name}`} onClick=${() => go("hoje", ["tarefas", tarefa.id])}>${verb}</button>
      ${about && html`<a href=${about.href}>${about.words}</a>`}
    </div>
  `;
}

/** What it is about, the nearest first: { href, words }, or null. */
export function aboutOf(tarefa) {
  if (tarefa.tipo === "saude" && !tarefa.cliente_id) { // of all who fell and wait for a tarefa of their own
    const categoria = tarefa.motivo === "criticos_em_espera" ? "Crítico" : "";
    return { href: to("saude", [], { categoria }), words: categoria ? "Ver quem está em Crítico" : "Ver a lista em Saúde" };
  }
  const found = [
    ["chamado_id", "chamados", "Ver o chamado"], ["atendimento_id", "atendimentos", "Ver o atendimento"],
    ["relato_id", "relatos", "Ver o relato"], ["cliente_id", tarefa.tipo === "saude" ? "saude" : "clientes", "Ver o cliente"],
  ].find(([name]) => tarefa[name]);
  return found ? { href: to(found[1], [String(tarefa[found[0]])]), words: found[2] } : null;
}
