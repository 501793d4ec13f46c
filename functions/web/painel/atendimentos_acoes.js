// What the team does with an appointment: another hour, what they know of the person, whether they came; with a way back.

import { html, useState } from "./preact.js";
import { useAct } from "./data.js";
import { Action, Dialog, Failure, Field } from "./ui.js";
import { Corrigir } from "./atendimentos_corrigir.js";
import { setStatus, told } from "./atendimentos_dados.js";
import { Novo } from "./atendimentos_novo.js";
import { dayOf, hasHappened, isPast } from "./atendimentos_palavras.js";
import { Remarcar } from "./atendimentos_remarcar.js";

const FEITO = {
  confirmado: "Confirmado.",
  reagendar: "Anotado: a pessoa quer outro horário.",
  cancelado: "Atendimento cancelado.",
  realizado: "Presença registrada.",
  faltou: "Falta registrada.",
};

/** The states that may be told of it now, by its state and its hour: [status, words, class]. */
function statesFor(at) {
  const now = at.status_confirmacao;
  if (isPast(at)) {
    const happened = [["realizado", "A pessoa veio", ""], ["faltou", "Faltou", "quiet"]];
    return now === "cancelado" ? [] : happened.filter(([status]) => status !== now);
  }
  if (now === "cancelado") return [];
  return [["confirmado", "Confirmou por telefone", "quiet"], ["reagendar", "Quer outro horário", "quiet"]]
    .filter(([status]) => status !== now);
}

export function Acoes({ read, who, conta, onChanged }) {
  const [open, setOpen] = useState(null);
  const { data: at } = read;
  const change = useAct(async (status) => {
    const after = await setStatus(read, status);
    told(FEITO[status], { before: at, after: after.data, onChanged });
    onChanged();
  });
  if (who.papel === "leitura") return null;
  const mayCancel = !isPast(at) && at.status_confirmacao !== "cancelado";
  return html`
    <div class="actions" role="group" aria-label="O que fazer">
      ${hasHappened(at)
        ? html`<button type="button" class="quiet" onClick=${() => setOpen("novo")}>Marcar outro</button>`
        : html`<button type="button" onClick=${() => setOpen("remarcar")}>Remarcar</button>`}
      ${statesFor(at).map(([status, words, look]) => html`
        <${Action} key=${status} class=${look} busy=${change.busy} onClick=${() => change.run(status)}>${words}<//>`)}
      <button type="button" class="quiet" onClick=${() => setOpen("corrigir")}>Corrigir dados</button>
      ${mayCancel && html`<button type="button" class="danger" onClick=${() => setOpen("cancelar")}>Cancelar atendimento</button>`}
    </div>
    ${change.problem && html`<${Failure} problem=${change.problem} retry=${() => { change.clear(); onChanged(); }} />`}
    <${Aberto} open=${open} read=${read} conta=${conta} onChanged=${onChanged} onClose=${() => setOpen(null)} />
  `;
}

/** The dialog that is open, if one is. */
function Aberto({ open, read, conta, onChanged, onClose }) {
  const onDone = () => { onClose(); onChanged(); };
  const given = { read, conta, onChanged, onClose, onDone };
  if (open === "cancelar") return html`<${Cancelar} ...${given} />`;
  if (open === "remarcar") return html`<${Remarcar} ...${given} />`;
  if (open === "corrigir") return html`<${Corrigir} ...${given} />`;
  return open === "novo" && html`<${Novo} conta=${conta} dia=${dayOf(read.data)} like=${read.data} onClose=${onClose} />`;
}

function Cancelar({ read, onClose, onDone, onChanged }) {
  const [motivo, setMotivo] = useState("");
  const cancel = useAct(async () => {
    const after = await setStatus(read, "cancelado", motivo.trim());
    told(FEITO.cancelado, { before: read.data, after: after.data, onChanged });
    onDone();
  });
  return html`
    <${Dialog} title="Cancelar atendimento" onClose=${onClose}>
      <p>O horário de ${read.data.nome_paciente} fica livre, e os lembretes param. A pessoa não recebe aviso do cancelamento: se ela ainda não sabe, fale com ela.</p>
      <${Field} label="Motivo (se quiser)">
        ${(field) => html`<input ...${field} maxlength="500" value=${motivo} onInput=${(event) => setMotivo(event.target.value)} />`}
      <//>
      ${cancel.problem && html`<${Failure} problem=${cancel.problem} />`}
      <footer class="actions">
        <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
        <${Action} class="danger" busy=${cancel.busy} onClick=${cancel.run}>Cancelar o atendimento<//>
      </footer>
    <//>
  `;
}
