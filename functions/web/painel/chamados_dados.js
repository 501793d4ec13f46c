// What the view of chamados reads and writes: the queue over its pages, and changes that mind what others did meanwhile.

import { useCallback, useEffect, useRef, useState } from "./preact.js";
import { Problem, address, get, put, writeUpon } from "./api.js";
import { usePolling } from "./data.js";
import { ENCERRADOS } from "./chamados_palavras.js";

const PAGE = 200;
const MOST_PAGES = 5; // of those in the open: more than a thousand is a list that nobody reads
const START = { itens: null, hasMore: false, problem: null, loading: true };

/** The address of one chamado. */
export const pathOf = (id) => `/chamados/${encodeURIComponent(id)}`;

/**
 * The chamados that the filters ask for, read again by itself: like `useData`, and `more` for the next page or null.
 * Of those in the open all are read, since their order is ours; of ended ones a page at a time, the newest first.
 */
export function useFila(filtros) {
  const bases = basesOf(filtros);
  const key = bases.join(" ");
  const [pages, setPages] = useState(1);
  const [state, setState] = useState(START);
  const current = useRef(key);
  const depth = isOpenQueue(filtros) ? MOST_PAGES : pages;

  const reload = useCallback(async () => {
    const wanted = key;
    try {
      const found = await Promise.all(bases.map((base) => read(base, depth)));
      if (current.current !== wanted) return;
      const itens = found.flatMap((one) => one.itens).filter((one) => fits(one, filtros.situacao));
      setState({ itens, hasMore: found.some((one) => one.cursor), problem: null, loading: false });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (current.current === wanted) setState((before) => ({ ...before, problem, loading: false }));
    }
  }, [key, depth]);

  useEffect(() => { current.current = key; setPages(1); setState(START); }, [key]);
  useEffect(() => { reload(); }, [reload]);
  usePolling(reload, 30_000);
  const more = state.hasMore && !isOpenQueue(filtros) ? () => setPages(pages + 1) : null;
  return { data: state.itens, problem: state.problem, loading: state.loading, hasMore: state.hasMore, reload, more };
}

const isOpenQueue = ({ situacao }) => situacao !== "todos" && !ENCERRADOS.includes(situacao);

// The API folds `aberto` over all that is neither with the team nor over, and `resolvido` over all that is over.
const ASKED = { "": ["aberto", "encaminhado"], fechado: ["fechado"], todos: [""] };
const FOLDED = ["aberto", "resolvido"];
const fits = (chamado, situacao) => !FOLDED.includes(situacao) || chamado.situacao === situacao;

function basesOf({ situacao = "", canal, setor, prioridade, atendente }) {
  const asked = ASKED[situacao] || [situacao];
  const named = atendente === "ninguem" ? "" : atendente;
  return asked.map((status) => (
    address("/chamados", { formato: "pagina", limite: PAGE, status, canal, setor, prioridade, atendente: named })
  ));
}

async function read(base, depth) {
  const itens = [];
  let cursor = null;
  for (let page = 0; page < depth; page += 1) {
    const { data } = await get(cursor ? `${base}&${new URLSearchParams({ cursor })}` : base);
    itens.push(...data.itens);
    cursor = data.cursor;
    if (!cursor) break;
  }
  return { itens, cursor };
}

/** Write upon what was read, `write(etag)`. */
export const upon = (read, write) => writeUpon(read, {
  path: pathOf(read.data.id),
  seen: (chamado) => [
    chamado.falas.map((fala) => fala.id),
    chamado.notas.length,
    ...["situacao", "atendente", "prioridade", "setor", "intencao"].map((name) => chamado[name]),
  ],
  changed: "Este chamado mudou agora há pouco. Veja o que há de novo na conversa e confirme.",
}, write);

/** Put it in this state; with an etag, only of that version. */
export const move = (id, status, { motivo = "", etag } = {}) => (
  put(pathOf(id), { novo_status: status, motivo }, etag ? { "If-Match": etag } : {})
);

/** Give it to a usuario, null for nobody. */
export const assign = (id, atendente, etag) => (
  put(`${pathOf(id)}/atendente`, { atendente }, etag ? { "If-Match": etag } : {})
);

/** Bring back the state and the atendente that it had, step by step as its life allows. */
export async function restore(before) {
  let { data } = await get(pathOf(before.id));
  const isOver = ENCERRADOS.includes(data.situacao);
  if (isOver && !ENCERRADOS.includes(before.situacao)) ({ data } = await move(before.id, "aberto", { motivo: "Desfeito" }));
  if (data.atendente !== before.atendente) ({ data } = await assign(before.id, before.atendente));
  if (data.situacao !== before.situacao) await move(before.id, before.situacao, { motivo: "Desfeito" });
}
