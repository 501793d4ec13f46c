// The plan: its words, the calendar of contatos with what became of each, and the tarefas they gave to people.

import { html, useState } from "./preact.js";
import { asHour, asMoment, asPhone, asWeekday } from "./format.js";
import { SITUACAO, originOf } from "./relatos_palavras.js";
import { Concluir } from "./tarefas_concluir.js";
import { Badge, Shown, tell } from "./ui.js";

export function Estrategia({ relato }) {
  const { estrategia } = relato;
  if (!estrategia) return null;
  return html`
    <section class="card">
      <h2>Estratégia</h2>
      <p class="text">${estrategia.resumo}</p>
      <p class="text">${estrategia.personalizacao}</p>
      <p class="small">${originOf(estrategia.origem)}.</p>
    </section>
  `;
}

export function Contatos({ relato }) {
  const { contatos } = relato;
  return html`
    <section class="card" id="contatos">
      <h2>Contatos</h2>
      ${contatos.length > 0
        ? html`<ol class="rows">${contatos.map((contato) => html`<${Contato} key=${contato.numero} contato=${contato} automatico=${relato.contato_automatico} />`)}</ol>`
        : html`<p class="empty">${without(relato)}</p>`}
    </section>
  `;
}

function without(relato) {
  if (relato.resultado === "nao_contatar") return "O cliente pediu para não ser procurado: nenhum contato foi marcado.";
  return relato.status === "falhou" ? "Os contatos são marcados quando o relato terminar de ser processado." : "Os dias de contato aparecem aqui assim que a estratégia estiver pronta.";
}

function Contato({ contato, automatico }) {
  const situacao = SITUACAO[contato.situacao] || {};
  const moved = contato.data_nominal !== contato.data_ajustada;
  return html`
    <li>
      <div class="row">
        <strong>${contato.numero}º contato · ${asWeekday(contato.data_ajustada)}</strong>
        <${Badge} tone=${situacao.tone}>${situacao.text || contato.situacao}<//>
      </div>
      <p class="small">
        ${contato.motivo === "combinado" ? "Combinado com o cliente" : "Cadência da casa"}, às ${asHour(contato.devido_em)}${moved && ` · pelo calendário seria ${asWeekday(contato.data_nominal)}, ajustado para dia útil`}
        ${contato.situacao === "agendado" && ` · ${automatico ? "sai como mensagem" : "vira tarefa da equipe"}`}
      </p>
      ${contato.texto && html`<details><summary>Texto sugerido</summary><${Sugestao} text=${contato.texto} /></details>`}
    </li>
  `;
}

function Sugestao({ text }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell("Texto copiado.");
    } catch {
      tell("O navegador não deixou copiar. Selecione o texto e copie.", { tone: "bad" });
    }
  };
  return html`<p class="text">${text}</p><button type="button" class="quiet" onClick=${copy}>Copiar o texto</button>`;
}

export function Tarefas({ abertas, feitas, writes, onDone }) {
  const [which, setWhich] = useState(null);
  const none = !abertas.data?.itens.length && !feitas.data?.itens.length;
  return html`
    <section class="card">
      <h2>Tarefas</h2>
      <${Shown} of=${abertas} isEmpty=${(page) => !page.itens.length} empty=${none ? "Quando um contato vencer, a tarefa dele aparece aqui." : "Nada por fazer agora."}>${(page) => html`
        <ul class="rows">
          ${page.itens.map((tarefa) => html`
            <li key=${tarefa.id}>
              <div class="row">
                <span><strong>${tarefa.numero ? `${tarefa.numero}º contato` : tarefa.assunto || "Tarefa"}</strong> · até ${asMoment(tarefa.vence_em)}${tarefa.telefone && ` · ${asPhone(tarefa.telefone)}`}</span>
                ${writes && html`<button type="button" class="quiet" onClick=${() => setWhich(tarefa)}>Concluir</button>`}
              </div>
              ${tarefa.explicacao && html`<p class="small">${tarefa.explicacao}</p>`}
            </li>`)}
        </ul>`}<//>
      ${feitas.data?.itens.map((tarefa) => html`
        <p class="small" key=${tarefa.id}>✓ ${tarefa.numero}º contato feito por ${tarefa.concluida_por || "alguém"} em ${asMoment(tarefa.concluida_em)}${tarefa.observacao && `: ${tarefa.observacao}`}</p>`)}
      ${which && html`<${Concluir} id=${which.id} writes=${writes} onDone=${onDone} onClose=${() => setWhich(null)} />`}
    </section>
  `;
}
