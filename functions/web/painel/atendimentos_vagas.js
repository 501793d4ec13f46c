// The free hours of who treats, five at a time; the one that is pressed is held while somebody decides.

import { html, useState } from "./preact.js";
import { address } from "./api.js";
import { plural } from "./format.js";
import { useAct, useData } from "./data.js";
import { Action, Failure, Field, Shown } from "./ui.js";
import { momentIn } from "./atendimentos_palavras.js";

const STEP = 5;
const MOST = 50;

/** `reserva` is what `useReserva` gives; whoever is without hours in this conta is not asked about here. */
export function Vagas({ profissional, reserva }) {
  const [de, setDe] = useState("");
  return html`
    <${Field} label="A partir do dia">
      ${(field) => html`<input type="date" ...${field} value=${de} onChange=${(event) => setDe(event.target.value)} />`}
    <//>
    <${Livres} key=${`${profissional} ${de}`} ...${{ profissional, de, reserva }} />
  `;
}

function Livres({ profissional, de, reserva }) {
  const [count, setCount] = useState(STEP);
  const livres = useData(address("/agenda", { profissional, de, limite: MOST }));
  const choose = useAct(async (inicio) => {
    try {
      await reserva.hold(profissional, inicio);
    } catch (problem) {
      if (problem.status === 409) livres.reload(); // somebody else has it by now
      throw problem;
    }
  });
  return html`
    <${Shown} of=${livres} isEmpty=${(data) => !data.horarios.length} empty="Nenhum horário livre neste período. Escolha outro dia acima, ou outra data e hora.">
      ${(data) => html`
        <div class="vagas" role="group" aria-label=${`Horários livres de ${data.profissional}`}>
          ${data.horarios.slice(0, count).map((one) => html`
            <${Action} key=${one.inicio} class="quiet" busy=${choose.busy} aria-pressed=${isHeld(reserva, one)}
              onClick=${() => choose.run(one.inicio)}>${one.local}<//>`)}
        </div>
        ${count < data.horarios.length && html`
          <button type="button" class="quiet" onClick=${() => setCount(count + STEP)}>Mais ${plural(Math.min(STEP, data.horarios.length - count), "horário", "horários")}</button>`}
      `}
    <//>
    ${choose.problem && html`<${Failure} problem=${choose.problem} />`}
    <p class="small" role="status">${heldWords(reserva, livres.data)}</p>
  `;
}

const heldWords = ({ reserva }, livres) => (
  reserva && livres ? `Horário seguro para você até ${momentIn(livres.fuso, reserva.reserva_ate)}.` : ""
);

const isHeld = ({ reserva }, { inicio }) => (
  reserva !== null && Date.parse(reserva.inicio) === Date.parse(inicio)
);
