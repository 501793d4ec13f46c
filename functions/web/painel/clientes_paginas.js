// One source of the timeline: a list in pages, newest first, the first of which is read again and again. Apart from the
// panel's own `usePages`, since here several lists become one line and each has its own way to page.

import { useCallback, useEffect, useRef, useState } from "./preact.js";
import { Problem, get } from "./api.js";
import { usePolling } from "./data.js";

const NOTHING = { itens: [], cursor: null, read: false, problem: null };

/** What is known, and an older page. */
export function added(known, page) {
  const seen = new Set(known.itens.map((one) => one.chave));
  const older = page.itens.filter((one) => !seen.has(one.chave));
  return { itens: [...known.itens, ...older], cursor: page.cursor, read: true, problem: null };
}

/** What is known, and the first page as it is now; where the two do not meet any more, the first page alone. */
export function refreshed(known, page) {
  const fresh = { itens: page.itens, cursor: page.cursor, read: true, problem: null };
  if (!known.read || !page.cursor) return fresh;
  const news = new Set(page.itens.map((one) => one.chave));
  if (!known.itens.some((one) => news.has(one.chave))) return fresh;
  const end = page.itens.at(-1).em;
  // What lies within the page and is not in it is gone.
  const older = known.itens.filter((one) => !news.has(one.chave) && one.em <= end);
  return { ...fresh, itens: [...page.itens, ...older], cursor: known.cursor };
}

/**
 * The pages of a `source`: `path(cursor)` is the address of one, `page(data, cursor)` gives its
 * { itens: [{ chave, em, … }], cursor }; `whole` for a list that is asked for from its other end, and so read at once.
 * Returns what is known with { reload, more, busy }; `more` is null where there is none.
 */
export function useFonte(source, { every = 0 } = {}) {
  const [known, setKnown] = useState(NOTHING);
  const [busy, setBusy] = useState(false);
  const turn = useRef(source);
  turn.current = source;

  const attempt = async (act) => {
    try {
      const change = await act();
      if (turn.current === source) setKnown(change);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (turn.current === source) setKnown((before) => ({ ...before, problem }));
    }
  };
  const reload = useCallback(() => attempt(async () => {
    const page = await readFirst(source);
    return (before) => refreshed(before, page);
  }), [source]);
  const more = async () => {
    setBusy(true);
    await attempt(async () => {
      const page = await readPage(source, known.cursor);
      return (before) => added(before, page);
    });
    setBusy(false);
  };

  useEffect(() => { setKnown(NOTHING); reload(); }, [source]);
  usePolling(reload, every);
  return { ...known, busy, reload, more: known.cursor && !busy ? more : null };
}

async function readPage(source, cursor) {
  const { data } = await get(source.path(cursor));
  return source.page(data, cursor);
}

async function readFirst(source) {
  const first = await readPage(source, null);
  if (!source.whole) return first;
  let all = first;
  while (all.cursor) all = added(all, await readPage(source, all.cursor));
  return { itens: [...all.itens].sort((one, other) => other.em - one.em), cursor: null };
}
