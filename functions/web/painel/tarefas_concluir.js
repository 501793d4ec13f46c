// One tarefa with all that it says, and the word with which it is concluded; no tarefa is opened again by hand.

import { html, useState } from "./preact.js";
import { post } from "./api.js";
import { asMoment, asPhone } from "./format.js";
import { useAct, useData } from "./data.js";
import { Action, Dialog, Failure, Field, Shown, tell } from "./ui.js";
import { aboutOf } from "./hoje_tarefas.js";

const pathOf = (id) => `/tarefas/${encodeURIComponent(id)}`;

/** `writes`: whether the papel may conclude it. */
export function Concluir({ id, writes, onClose, onDone }) {
  const tarefa = useData(pathOf(id));
  return html`
    <${Dialog} title="Tarefa" onClose=${onClose}>
      <${Shown} of=${tarefa} isEmpty=${() => false} empty="">
        ${(data) => html`<${Inteira} tarefa=${data} />
          ${data.status === "aberta" && writes
            ? html`<${Fim} id=${id} onClose=${onClose} onDone=${onDone} />`
            : html`<p class="small">${endOf(data)}</p>`}`}
      <//>
    <//>
  `;
}

function Inteira({ tarefa }) {
  const about = aboutOf(tarefa);
  return html`
    ${tarefa.cliente && html`<p><strong>${tarefa.cliente}</strong></p>`}
    ${[tarefa.assunto, tarefa.explicacao].filter(Boolean).map((words) => html`<p key=${words}>${words}</p>`)}
    ${tarefa.mensagem && html`<h3>O que a pessoa escreveu</h3><blockquote class="text">${tarefa.mensagem}</blockquote>`}
    ${tarefa.texto_sugerido && html`<h3>Sugestão do que dizer</h3><blockquote class="text">${tarefa.texto_sugerido}</blockquote>`}
    <p class="row">
      ${tarefa.telefone && html`<a href=${`tel:${tarefa.telefone}`}>${asPhone(tarefa.telefone)}</a>`}
      ${tarefa.email && html`<a href=${`mailto:${tarefa.email}`}>${tarefa.email}</a>`}
      ${about && html`<a href=${about.href}>${about.words}</a>`}
    </p>
    <p class="small">Para ${asMoment(tarefa.vence_em)}.</p>
  `;
}

function Fim({ id, onClose, onDone }) {
  const [observacao, setObservacao] = useState("");
  const conclude = useAct(async () => {
    await post(`${pathOf(id)}/concluir`, { observacao: observacao.trim() || null });
    tell("Tarefa concluída.", { tone: "good" });
    onDone();
    onClose();
  });
  return html`
    <form onSubmit=${(event) => { event.preventDefault(); conclude.run(); }}>
      <${Field} label="Como foi? (se quiser)" hint="Fica guardado com a tarefa. Uma tarefa concluída não volta a abrir.">
        ${(field) => html`<textarea rows="3" maxlength="2000" ...${field} value=${observacao} onInput=${(event) => setObservacao(event.target.value)}></textarea>`}
      <//>
      ${conclude.problem && html`<${Failure} problem=${conclude.problem} />`}
      <footer class="actions">
        <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
        <${Action} type="submit" busy=${conclude.busy}>Concluir<//>
      </footer>
    </form>
  `;
}

function endOf(tarefa) {
  if (tarefa.status === "concluida") return `Concluída em ${asMoment(tarefa.concluida_em)}.${tarefa.observacao ? ` ${tarefa.observacao}` : ""}`;
  return tarefa.status === "dispensada" ? "Dispensada: já não era preciso." : "";
}
