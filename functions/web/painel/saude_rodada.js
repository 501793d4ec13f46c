// The daily run: when it was, how far it is while it goes on, and the wish to have it now.

import { html, useEffect, useRef, useState } from "./preact.js";
import { post } from "./api.js";
import { useAct, useData } from "./data.js";
import { asDistance, asNumber, plural } from "./format.js";
import { Action, Failure, tell } from "./ui.js";
import { estadoOf } from "./saude_palavras.js";

const CALCULATES = ["admin", "cs"];
const PROGRESS_MS = 2_000;

/** The newest run that was finished; the numbers of another are not those of everybody. */
export const lastDone = (itens) => itens.findLast((one) => one.status === "concluida") || null;

export function Rodada({ itens, who, onEnd }) {
  const last = itens[itens.length - 1];
  const [asked, setAsked] = useState(null); // the run that was asked for here: it may end before the list shows it
  const running = asked || (last?.status === "em_andamento" ? last : null);
  const begin = useAct(async () => setAsked((await post("/health-scores/calcular")).data));
  const end = () => { setAsked(null); onEnd(); };
  return html`
    <div class="card">
      <div class="row">
        ${running
          ? html`<${Andamento} key=${`${running.dia} ${running.vez}`} rodada=${running} before=${lastDone(itens)} onEnd=${end} />`
          : html`<${Ultima} rodada=${last} />`}
        ${CALCULATES.includes(who.papel) && !running && html`<${Action} class="quiet" busy=${begin.busy} onClick=${begin.run}>Calcular agora<//>`}
      </div>
      ${begin.problem && html`<${Failure} problem=${begin.problem} />`}
    </div>
  `;
}

const Ultima = ({ rodada }) => html`
  <p>${rodada
    ? html`<strong>Último cálculo ${estadoOf(rodada.status)} ${asDistance(rodada.concluida_em || rodada.atualizada_em)}</strong>
      <br /><span class="small">${plural(rodada.clientes, "cliente", "clientes")}${rodada.ilegiveis
        ? ` · ${plural(rodada.ilegiveis, "cadastro não pôde ser lido", "cadastros não puderam ser lidos")}` : ""}</span>`
    : html`<strong>Nenhum cálculo nos últimos dias</strong>`}</p>
`;

/** How far it is; of how many nobody knows, so the last run's number is what it is measured by. */
function Andamento({ rodada, before, onEnd }) {
  const now = useData(`/health-scores/rodadas/${rodada.dia}`, { every: PROGRESS_MS });
  const shown = now.data || rodada;
  const told = useRef(false);
  useEffect(() => {
    if (shown.status === "em_andamento" || told.current) return;
    told.current = true;
    tell(shown.status === "concluida" ? `Cálculo concluído: ${plural(shown.clientes, "cliente", "clientes")}.` : `Cálculo ${estadoOf(shown.status)}.`, { tone: shown.status === "concluida" ? "good" : "bad" });
    onEnd();
  }, [shown.status]);
  const most = Math.max(before?.clientes || 0, shown.clientes);
  return html`
    <div role="status">
      <p><strong>Calculando…</strong> ${plural(shown.clientes, "cliente pronto", "clientes prontos")}${before ? ` de cerca de ${asNumber(most)}` : ""}</p>
      <progress aria-label="Andamento do cálculo" max=${most || undefined} value=${before ? shown.clientes : undefined}></progress>
    </div>
  `;
}
