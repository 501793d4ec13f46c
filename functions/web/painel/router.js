// Which view the address names: `#/chamados/01ABC?status=aberto` is view `chamados`, rest ["01ABC"], query.

import { useHeard } from "./data.js";

export function here() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/").filter(Boolean).map(decodeURIComponent);
  return { view: view || "hoje", rest, query: Object.fromEntries(new URLSearchParams(query || "")) };
}

export const useRoute = () => useHeard(here, globalThis, "hashchange");

/** The address of a view, to put in a link. */
export function to(view, rest = [], query = {}) {
  const path = [view, ...rest].map(encodeURIComponent).join("/");
  const said = Object.entries(query).filter(([, value]) => value);
  return `#/${path}${said.length ? `?${new URLSearchParams(said)}` : ""}`;
}

export const go = (view, rest, query) => { location.hash = to(view, rest, query); };
