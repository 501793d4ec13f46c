// Another hour for an appointment: one of the free ones, held and then confirmed, or whatever date was agreed.

import { html, useState } from "./preact.js";
import { get } from "./api.js";
import { useAct } from "./data.js";
import { Action, Dialog, Failure, Field } from "./ui.js";
import { moveTo, pathOf, profissionalOf, told, useReserva } from "./atendimentos_dados.js";
import { whenOf } from "./atendimentos_palavras.js";
import { Vagas } from "./atendimentos_vagas.js";

export function Remarcar({ read, conta, onClose, onDone, onChanged }) {
  const at = read.data;
  const all = conta?.atendimentos.profissionais || [];
  const [nome, setNome] = useState(profissionalOf(conta, at.nome_medico)?.nome || "");
  const [isFree, setFree] = useState(!nome);
  const [quando, setQuando] = useState("");
  const [motivo, setMotivo] = useState("");
  const reserva = useReserva(String(at.id));
  const isReady = isFree ? quando : reserva.reserva;
  const move = useAct(async () => {
    const after = isFree ? (await moveTo(read, quando, motivo.trim())).data : await settled(at, reserva);
    told(`Remarcado: ${whenOf(after)}.`, { before: at, after, onChanged });
    onDone();
  });
  const choose = (free) => { reserva.release(); move.clear(); setFree(free); };
  return html`
    <${Dialog} title=${`Remarcar ${at.nome_paciente}`} onClose=${onClose}>
      <p>Está marcado para ${whenOf(at)}. No novo horário o Retorno pergunta de novo se a pessoa vem.</p>
      <${Modos} isFree=${isFree} onChoose=${choose} />
      ${isFree
        ? html`
          <${Quando} value=${quando} onInput=${setQuando} error=${move.problem?.fields["#/data_consulta"]} />
          <${Field} label="Motivo (se quiser)">
            ${(field) => html`<input ...${field} maxlength="500" value=${motivo} onInput=${(event) => setMotivo(event.target.value)} />`}
          <//>`
        : html`<${Profissional} all=${all} nome=${nome} onChange=${(one) => { reserva.release(); setNome(one); }} />
          ${nome && html`<${Vagas} profissional=${nome} reserva=${reserva} />`}`}
      ${move.problem && html`<${Failure} problem=${move.problem} />`}
      <footer class="actions">
        <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
        <${Action} busy=${move.busy} disabled=${!isReady} onClick=${move.run}>Confirmar o novo horário<//>
      </footer>
    <//>
  `;
}

/** What the hold was for is done; what is read afterwards is what people see. */
async function settled(at, reserva) {
  await reserva.settle();
  return (await get(pathOf(at.id))).data;
}

/** Between the free hours and whatever was agreed. */
export const Modos = ({ isFree, onChoose }) => html`
  <div class="modos" role="group" aria-label="Como escolher o horário">
    <button type="button" class="quiet" aria-pressed=${!isFree} onClick=${() => onChoose(false)}>Horários livres</button>
    <button type="button" class="quiet" aria-pressed=${isFree} onClick=${() => onChoose(true)}>Outra data e hora</button>
  </div>
`;

export const Quando = ({ value, onInput, error }) => html`
  <${Field} label="Data e hora" error=${error} hint="No relógio de onde o atendimento acontece.">
    ${(field) => html`<input type="datetime-local" required ...${field} value=${value} onInput=${(event) => onInput(event.target.value)} />`}
  <//>
`;

/** Those of the conta who have hours to offer. */
export function Profissional({ all, nome, onChange }) {
  if (!all.length) {
    return html`<p class="empty">A conta ainda não tem profissionais com horários. Cadastre-os em Configurações, ou use “Outra data e hora”.</p>`;
  }
  return html`
    <${Field} label="Profissional">
      ${(field) => html`
        <select ...${field} value=${nome} onChange=${(event) => onChange(event.target.value)}>
          <option value="">Escolha…</option>
          ${all.map((one) => html`<option key=${one.nome} value=${one.nome}>${one.nome}</option>`)}
        </select>`}
    <//>
  `;
}
