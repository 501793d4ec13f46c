// Data that a view shows: asked for once or again and again, never while nobody looks; and what the browser tells of itself.

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";
import { Problem, get } from "./api.js";

const START = { data: null, etag: null, problem: null, loading: true };

/**
 * What a GET of `path` gives, read again every `every` ms while the tab is visible; null asks for nothing.
 * Returns { data, etag, problem, loading, reload }. A failure keeps the data that was shown before.
 */
export function useData(path, { every = 0 } = {}) {
  const [state, setState] = useState(START);
  const current = useRef(path);

  const reload = useCallback(async () => {
    if (!path) return;
    try {
      const { data, etag } = await get(path);
      if (current.current === path) setState({ data, etag, problem: null, loading: false });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (current.current === path) setState((before) => ({ ...before, problem, loading: false }));
    }
  }, [path]);

  useEffect(() => {
    current.current = path;
    setState(path ? START : { ...START, loading: false });
    reload();
  }, [path]);

  usePolling(reload, path ? every : 0);
  return { ...state, reload };
}

/** Call `act` every `every` ms while the page is looked at, at once when it is looked at again or comes online. */
export function usePolling(act, every) {
  useEffect(() => {
    if (!every) return undefined;
    const turn = () => document.visibilityState === "visible" && act();
    const timer = setInterval(turn, every);
    document.addEventListener("visibilitychange", turn);
    addEventListener("online", turn);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", turn);
      removeEventListener("online", turn);
    };
  }, [act, every]);
}

/**
 * What `read()` says now and after each of `events` at `target`. It listens from the moment it is drawn, not after the
 * browser has painted, so that nothing that happens between the two is missed.
 */
export function useHeard(read, target, ...events) {
  const [heard, setHeard] = useState(read);
  useLayoutEffect(() => {
    const hear = () => setHeard(read);
    events.forEach((event) => target.addEventListener(event, hear));
    return () => events.forEach((event) => target.removeEventListener(event, hear));
  }, []);
  return heard;
}

/**
 * An act that takes a while: { run, busy, problem, clear }. While it runs, pressing again does nothing.
 * `run` resolves to what `act` gives, or to undefined after a Problem, which is then in `problem`.
 */
export function useAct(act) {
  const [state, setState] = useState({ busy: false, problem: null });
  const running = useRef(false);

  const run = async (...given) => {
    if (running.current) return undefined;
    running.current = true;
    setState({ busy: true, problem: null });
    try {
      const done = await act(...given);
      setState({ busy: false, problem: null });
      return done ?? true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setState({ busy: false, problem });
      return undefined;
    } finally {
      running.current = false;
    }
  };
  return { ...state, run, clear: () => setState({ busy: false, problem: null }) };
}

/**
 * A list that comes in pages of `itens`, `cursor`: the first page as `useData` reads it, the others as they are asked
 * for. Returns { data: { itens }, …, more, busy }; what a newer first page pushed out stays in the list.
 */
export function usePages(path, options) {
  const first = useData(path, options);
  const [rest, setRest] = useState(null); // { path, itens, cursor }
  const later = rest?.path === path ? rest : null;
  const cursor = later ? later.cursor : first.data?.cursor;
  const next = useAct(async () => {
    const { data } = await get(`${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`);
    setRest({ path, itens: [...joined(first.data, later), ...data.itens], cursor: data.cursor });
  });
  const data = first.data && { ...first.data, itens: joined(first.data, later) };
  return { ...first, data, more: cursor ? next.run : null, busy: next.busy, problem: first.problem || next.problem };
}

function joined(first, later) {
  const known = new Set(first.itens.map((one) => one.id));
  return [...first.itens, ...(later?.itens || []).filter((one) => !known.has(one.id))];
}
