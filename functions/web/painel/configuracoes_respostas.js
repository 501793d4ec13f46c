// The approved answers: what is said by itself, to which questions, until when; and trying a question out.

import { html, useState } from "./preact.js";
import { get, newKey, post, remove } from "./api.js";
import { useAct, usePages } from "./data.js";
import { asDay, asMoment, plural } from "./format.js";
import { Action, Badge, Confirmation, More, Shown, tell } from "./ui.js";
import { Marcado } from "./configuracoes_modelos.js";
import { Editor, INTENTS, NEW, SECTORS, bodyOf } from "./configuracoes_respostas_editor.js";
import { Ensaio } from "./configuracoes_respostas_ensaio.js";

const STATES = {
  vigente: ["Vigente", "good"],
  vencida: ["Vencida: confira e revalide", "warn"],
  incompleta: ["Falta o valor de uma variável", "warn"],
  inativa: ["Desligada", "muted"],
};

export function Respostas() {
  const list = usePages("/respostas?limite=50");
  const [editing, setEditing] = useState(null); // { resposta, etag }
  const [removing, setRemoving] = useState(null);
  const open = useAct(async (id) => {
    const { data, etag } = await get(`/respostas/${encodeURIComponent(id)}`);
    setEditing({ resposta: data, etag });
  });
  return html`
    <div class="row lead">
      <p>Estas palavras saem em nome da conta sem que ninguém as leia de novo. O que não estiver aqui vai para uma pessoa.</p>
      <button type="button" onClick=${() => setEditing({ resposta: NEW, etag: null })}>Nova resposta</button>
    </div>
    <${Ensaio} />
    <section aria-label="Respostas aprovadas">
      <h3>Aprovadas</h3>
      <${Shown} of=${list} isEmpty=${(data) => !data.itens.length} empty="Ainda não há respostas aprovadas. Comece pelas perguntas que mais chegam: horário, endereço, boleto.">
        ${(data) => html`
          <ul class="rows">
            ${data.itens.map((one) => html`<${Resposta} key=${one.id} resposta=${one} onEdit=${() => open.run(one.id)}
              onRemove=${() => setRemoving(one)} onChange=${list.reload} />`)}
          </ul>`}
      <//>
      <${More} more=${list.more} busy=${list.busy} />
    </section>
    ${editing && html`<${Editor} ...${editing} onClose=${() => setEditing(null)} onSaved=${() => { setEditing(null); list.reload(); }} />`}
    ${removing && html`<${Exclusao} resposta=${removing} onClose=${() => setRemoving(null)} onChange=${list.reload} />`}
  `;
}

function Resposta({ resposta, onEdit, onRemove, onChange }) {
  const [name, tone] = STATES[resposta.situacao];
  const renew = useAct(async () => {
    await post(`/respostas/${encodeURIComponent(resposta.id)}/revalidar`);
    tell(`“${resposta.titulo}” vale de novo a partir de agora.`, { tone: "good" });
    onChange();
  });
  return html`
    <li>
      <span class="row"><strong>${resposta.titulo}</strong><${Badge} tone=${tone}>${name}<//></span>
      <span class="small">
        ${INTENTS[resposta.intencao]} · ${SECTORS[resposta.setor]} · ${resposta.usos ? plural(resposta.usos, "uso", "usos") : "ainda sem uso"}
        ${resposta.usada_em && `, o último em ${asMoment(resposta.usada_em)}`}${resposta.vale_ate && ` · vale até ${asDay(resposta.vale_ate)}`}
      </span>
      <details><summary>Ver o texto e as perguntas</summary>
        <p class="text"><${Marcado} texto=${resposta.texto} /></p>
        <p class="small">${resposta.perguntas.length ? resposta.perguntas.join(" · ") : "Sem perguntas: a intenção sozinha a chama."}</p>
      </details>
      <p class="actions">
        <button type="button" class="quiet" aria-label=${`Editar ${resposta.titulo}`} onClick=${onEdit}>Editar</button>
        <${Action} class="quiet" aria-label=${`Continua certa: ${resposta.titulo}`} busy=${renew.busy} onClick=${renew.run}>Continua certa<//>
        <button type="button" class="quiet" aria-label=${`Excluir ${resposta.titulo}`} onClick=${onRemove}>Excluir</button>
      </p>
      ${renew.problem && html`<p class="failure" role="alert">${renew.problem.message}</p>`}
    </li>
  `;
}

function Exclusao({ resposta, onClose, onChange }) {
  const act = useAct(async () => {
    const path = `/respostas/${encodeURIComponent(resposta.id)}`;
    const { etag } = await get(path);
    await remove(path, { "If-Match": etag });
    tell("Resposta excluída.", { undo: () => restore(resposta, onChange) });
    onClose();
    onChange();
  });
  return html`
    <${Confirmation} title=${`Excluir “${resposta.titulo}”?`} action="Excluir resposta" busy=${act.busy} problem=${act.problem}
      text="Ela deixa de ser dada a partir de agora; perguntas assim passam a ir para uma pessoa." onConfirm=${act.run} onClose=${onClose} />
  `;
}

/** The same answer again, under a new id. */
async function restore(resposta, onChange) {
  try {
    await post("/respostas", bodyOf(resposta), { "Idempotency-Key": newKey() });
    tell("A resposta voltou.");
  } catch (problem) {
    tell(problem.message, { tone: "bad" });
  }
  onChange();
}
