// The text of a relato with its evidence: where each quote stands, and the one that is looked at marked.

import { html, useEffect, useMemo, useRef } from "./preact.js";

/** Text without case and accents, white space squeezed; `at[i]` is where character i stood. */
function folded(text) {
  let plain = "";
  const at = [];
  for (let index = 0; index < text.length; index += 1) {
    const bare = text[index].normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    for (const char of bare.replace(/\s/gu, " ")) {
      if (char === " " && plain.endsWith(" ")) continue;
      plain += char;
      at.push(index);
    }
  }
  return { plain, at };
}

/** Where `quote` stands in `text`: [start, end], or null. As it is written, else whatever its accents and spaces. */
export function find(text, quote) {
  const exact = quote ? text.indexOf(quote) : -1;
  if (exact >= 0) return [exact, exact + quote.length];
  const needle = folded(quote || "").plain.trim();
  if (!needle) return null;
  const { plain, at } = folded(text);
  const start = plain.indexOf(needle);
  return start < 0 ? null : [at[start], at[start + needle.length - 1] + 1];
}

/** The text cut where a quote begins or ends: [{ text, names }], each piece with the fields it is evidence of. */
export function pieces(text, evidence) {
  const ranges = Object.entries(evidence).flatMap(([name, quote]) => {
    const found = find(text, quote);
    return found ? [{ name, start: found[0], end: found[1] }] : [];
  });
  const cuts = [...new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => ({
    start,
    text: text.slice(start, cuts[index + 1]),
    names: ranges.filter((range) => range.start <= start && range.end >= cuts[index + 1]).map(({ name }) => name),
  }));
}

/** `active` are the names of the field that is looked at. */
export function Texto({ text, evidence, active }) {
  const box = useRef(null);
  const cut = useMemo(() => pieces(text, evidence), [text, JSON.stringify(evidence)]);
  useEffect(() => {
    const mark = box.current?.querySelector("mark");
    if (mark) box.current.scrollTop = Math.max(0, mark.offsetTop - box.current.offsetTop - box.current.clientHeight / 3);
  }, [active.join()]);
  if (!text) return html`<p class="empty">O prazo de guarda passou: as palavras deste relato foram apagadas.</p>`;
  return html`
    <div class="text" ref=${box} tabindex="0" role="region" aria-label="Texto do relato">
      ${cut.map((piece) => html`<${Piece} key=${piece.start} piece=${piece} active=${active} />`)}
    </div>
  `;
}

function Piece({ piece, active }) {
  if (piece.names.some((name) => active.includes(name))) return html`<mark>${piece.text}</mark>`;
  return piece.names.length ? html`<span class="cited">${piece.text}</span>` : piece.text;
}
