// One relato from receipt to outcome: followed while it is worked on, with all that is known and planned of it.

import { html, useEffect, useState } from "./preact.js";
import { post } from "./api.js";
import { useAct, useData } from "./data.js";
import { asDay, asMoment } from "./format.js";
import { Entendido } from "./relatos_campos.js";
import { Contatos, Estrategia, Tarefas } from "./relatos_contatos.js";
import { Fim } from "./relatos_fim.js";
import { RESULTADO, STATUS, UNFINISHED } from "./relatos_palavras.js";
import { to } from "./router.js";
import { Action, Badge, Failure, Shown } from "./ui.js";

const SOON_MS = 1_500; // while a worker is at it
const EVERY_MS = 20_000;
const STEPS = ["recebido", "extraido", "com_estrategia", "em_acompanhamento"];
const DOING = {
  recebido: "Estamos lendo o relato…",
  extraido: "Entendido. Estamos escrevendo a estratégia de retorno…",
  com_estrategia: "Estratégia pronta. Estamos marcando os contatos…",
  em_acompanhamento: "Os contatos estão marcados. Avisamos em Hoje quando cada um vencer.",
};

export function Um({ id, writes }) {
  const path = `/relatos/${encodeURIComponent(id)}`;
  const [every, setEvery] = useState(SOON_MS);
  const read = useData(path, { every });
  useEffect(() => setEvery(!read.data || UNFINISHED.includes(read.data.status) ? SOON_MS : EVERY_MS), [read.data?.status]);
  return html`
    <p class="small"><a href=${to("relatos")}>← Todos os relatos</a></p>
    ${!read.data && html`<h1>Relato</h1>`}
    <${Shown} of=${read} isEmpty=${() => false}>${(relato) => html`
      <${Inteiro} relato=${relato} path=${path} read=${read} writes=${writes} />
    `}<//>
  `;
}

function Inteiro({ relato, path, read, writes }) {
  const query = `relato_id=${encodeURIComponent(relato.id)}`;
  const abertas = useData(`/tarefas?${query}&status=aberta`, { every: EVERY_MS });
  const feitas = useData(`/tarefas?${query}&status=concluida`, { every: EVERY_MS });
  const changed = () => Promise.all([read.reload(), abertas.reload(), feitas.reload()]);
  return html`
    <${Cabeca} relato=${relato} />
    <${Passos} relato=${relato} />
    ${relato.status === "falhou" && html`<${Falhou} relato=${relato} path=${path} writes=${writes} onDone=${changed} />`}
    <${Entendido} relato=${relato} etag=${read.etag} path=${path} writes=${writes} onDone=${changed} />
    <div class="grid2 plano">
      <${Contatos} relato=${relato} />
      <div>
        <${Fim} relato=${relato} path=${path} writes=${writes} onDone=${changed} />
        <${Tarefas} abertas=${abertas} feitas=${feitas} writes=${writes} onDone=${changed} />
        <${Estrategia} relato=${relato} />
      </div>
    </div>
  `;
}

function Cabeca({ relato }) {
  const name = relato.cliente.nome || relato.extracao?.identidade_cliente;
  const status = STATUS[relato.status] || {};
  const resultado = RESULTADO[relato.resultado];
  return html`
    <div class="row">
      <h1>${name ? `Relato sobre ${name}` : "Relato"}</h1>
      <span class="row">
        <${Badge} tone=${status.tone}>${status.text || relato.status}<//>
        ${resultado && html`<${Badge} tone=${resultado.tone}>${resultado.text}<//>`}
      </span>
    </div>
    <p class="small">
      Recebido em ${asMoment(relato.recebido_em)}${relato.atendente ? ` de ${relato.atendente}` : ""} · conta a partir de ${asDay(relato.base_dia || relato.data_referencia)}
      ${relato.cliente_id !== null && html` · <a href=${to("clientes", [String(relato.cliente_id)])}>Ver o cliente</a>`}
    </p>
  `;
}

/** The four steps, with the one that is under way; also said aloud. */
function Passos({ relato }) {
  const ended = relato.status === "encerrado";
  const failed = relato.status === "falhou";
  const place = ended ? STEPS.length : STEPS.indexOf(relato.status);
  const done = failed ? [true, relato.extracao, relato.estrategia, false] : STEPS.map((_, index) => index <= place);
  return html`
    <ol class="steps" aria-label="Andamento do relato">
      ${STEPS.map((step, index) => html`
        <li key=${step} class=${done[index] ? "done" : ""} aria-current=${index === place ? "step" : undefined}>
          <span aria-hidden="true">${done[index] ? "✓" : index + 1}</span> ${STATUS[step].text}
          <span class="visually-hidden">${done[index] ? "(feito)" : "(ainda não)"}</span>
        </li>`)}
    </ol>
    <p class="small" role="status" aria-live="polite">${ended ? `Encerrado em ${asMoment(relato.encerrado_em)}.` : DOING[relato.status] || ""}</p>
  `;
}

function Falhou({ path, writes, onDone }) {
  const retry = useAct(async () => {
    await post(`${path}/reprocessar`);
    await onDone();
  });
  return html`
    <div class="failure" role="alert">
      <p>Não conseguimos terminar de processar este relato. Nada do que você escreveu se perdeu${writes ? ": tente de novo do passo em que parou." : "."}</p>
      ${retry.problem && html`<p>${retry.problem.message}</p>`}
      ${writes && html`<${Action} class="quiet" busy=${retry.busy} onClick=${retry.run}>Processar de novo<//>`}
    </div>
  `;
}
