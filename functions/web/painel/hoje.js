// The view of today: what to do first and why, who comes, which deadlines run out, what is left to do.

import { html } from "./preact.js";
import { useData } from "./data.js";
import { asWeekday } from "./format.js";
import { Agenda } from "./hoje_agenda.js";
import { Pauta, Prazos } from "./hoje_pauta.js";
import { Tarefas } from "./hoje_tarefas.js";

export default function Hoje({ route, who }) {
  const resumo = useData("/resumo-do-dia?limite=100", { every: 60_000 });
  const dia = useData("/atendimentos/dia", { every: 60_000 });
  const tarefas = useData("/tarefas?limite=100", { every: 30_000 });
  const today = dia.data || resumo.data;
  const done = () => { tarefas.reload(); resumo.reload(); };
  return html`
    <h1>Hoje</h1>
    <p class="small">${today ? asWeekday(today.dia) : "\u00a0"}</p>
    <div class="grid2">
      <div>
        <${Pauta} resumo=${resumo} />
      </div>
      <div>
        <${Prazos} resumo=${resumo} />
        <${Agenda} dia=${dia} />
        <${Tarefas} tarefas=${tarefas} today=${today} route=${route} who=${who} onDone=${done} />
      </div>
    </div>
  `;
}
