// The table of scores: by category, by name, in order, page by page, however many there are.

import { html, useCallback, useEffect, useRef, useState } from "./preact.js";
import { Problem, post } from "./api.js";
import { useAct } from "./data.js";
import { asDay, asMoney } from "./format.js";
import { go, to } from "./router.js";
import { Badge, Failure, Field, Loading, More } from "./ui.js";
import { CATEGORIAS, PILARES_CURTOS, asChange, asScore, toneOf, wayOf } from "./saude_palavras.js";

const PAGE = 50;
const WAITS_MS = 350; // after the last key
const FEWEST = 2; // letters of a name
const COLUMNS = Object.entries(PILARES_CURTOS);
const ORDENS = { piores: "Piores primeiro", melhores: "Melhores primeiro", nome: "Por nome" };

export function Tabela({ query, turn }) {
  const [nome, setNome] = useState("");
  const list = useBusca({ categoria: query.categoria, ordem: query.ordem || "piores", nome: nome.trim() }, turn);
  const change = (name, value) => go("saude", [], { ...query, [name]: value });
  return html`
    <section class="card" aria-labelledby="scores">
      <h2 id="scores">Scores</h2>
      <div class="filters">
        <${Field} label="Nome">${(props) => html`
          <input ...${props} type="search" autocomplete="off" maxlength="200" value=${nome} onInput=${(event) => setNome(event.target.value)} />`}<//>
        <${Field} label="Categoria">${(props) => html`
          <select ...${props} value=${query.categoria || ""} onChange=${(event) => change("categoria", event.target.value)}>
            <option value="">Todas</option>${CATEGORIAS.map((one) => html`<option key=${one} value=${one}>${one}</option>`)}
          </select>`}<//>
        <${Field} label="Ordem">${(props) => html`
          <select ...${props} value=${query.ordem || "piores"} onChange=${(event) => change("ordem", event.target.value)}>
            ${Object.entries(ORDENS).map(([one, name]) => html`<option key=${one} value=${one}>${name}</option>`)}
          </select>`}<//>
      </div>
      ${list.problem && html`<${Failure} problem=${list.problem} retry=${list.reload} />`}
      ${list.itens ? html`<${Linhas} itens=${list.itens} filtered=${Boolean(query.categoria || nome.trim())} />` : !list.problem && html`<${Loading} />`}
      <${More} more=${list.more} busy=${list.busy} />
    </section>
  `;
}

/** Pages of `POST /health-scores/buscar`; what was asked last is what is shown, however late an answer is. */
function useBusca({ categoria, ordem, nome }, turn) {
  const [state, setState] = useState({ itens: null, cursor: null, problem: null });
  const asked = useRef("");
  const ask = useCallback(async () => {
    const body = { ordem, limite: PAGE, ...(categoria && { categoria }), ...(nome.length >= FEWEST && { nome }) };
    const question = JSON.stringify(body);
    asked.current = question;
    try {
      const { data } = await post("/health-scores/buscar", body);
      if (asked.current === question) setState({ ...data, problem: null });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (asked.current === question) setState((before) => ({ ...before, problem }));
    }
  }, [categoria, ordem, nome]);
  const first = useRef(true);
  useEffect(() => {
    const timer = setTimeout(ask, first.current ? 0 : WAITS_MS);
    first.current = false;
    return () => clearTimeout(timer);
  }, [ask, turn]);
  const next = useAct(async () => {
    const question = asked.current;
    const { data } = await post("/health-scores/buscar", { ...JSON.parse(question), cursor: state.cursor });
    if (asked.current === question) setState((before) => ({ ...data, itens: [...before.itens, ...data.itens], problem: null }));
  });
  return { ...state, problem: state.problem || next.problem, reload: ask, more: state.cursor ? next.run : null, busy: next.busy };
}

function Linhas({ itens, filtered }) {
  if (!itens.length) {
    return html`<p class="empty" role="status">${filtered
      ? "Ninguém com estes filtros. Tire um deles para ver mais."
      : "Ainda não há scores. Eles aparecem depois do primeiro cálculo."}</p>`;
  }
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="Tabela de scores">
      <table class="plain">
        <thead><tr>
          <th scope="col">Cliente</th><th scope="col" class="end">Score</th><th scope="col">Categoria</th>
          <th scope="col" class="end">Em 7 dias</th>
          ${COLUMNS.map(([pilar, name]) => html`<th scope="col" class="end wide-only" key=${pilar}>${name}</th>`)}
          <th scope="col" class="end wide-only">Por mês</th>
        </tr></thead>
        <tbody>${itens.map((one) => html`<${Linha} key=${one.cliente_id} one=${one} />`)}</tbody>
      </table>
    </div>
  `;
}

const Linha = ({ one }) => html`
  <tr>
    <th scope="row"><a href=${to("saude", [one.cliente_id])}>${one.nome}</a>${one.cs && html`<br /><span class="small">CS: ${one.cs}</span>`}</th>
    <td class="end"><strong>${asScore(one.score)}</strong></td>
    <td>
      <${Badge} tone=${toneOf(one.categoria)}>${one.categoria}<//>
      <span class="small wide-only"><br />${one.sem_dados ? "Sem dados" : `desde ${asDay(one.desde)}`}</span>
    </td>
    <td class=${`end ${wayOf(one.variacao_7d)}`}>${asChange(one.variacao_7d)}</td>
    ${COLUMNS.map(([pilar]) => html`<td class="end wide-only" key=${pilar}>${asScore(one.pilares[pilar])}</td>`)}
    <td class="end wide-only">${asMoney(one.valor)}</td>
  </tr>
`;
