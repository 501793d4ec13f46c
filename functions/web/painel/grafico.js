// Charts: uPlot, loaded with the first of them; each is also a sentence for who cannot see it, and a table for everybody.

import { html, useEffect, useMemo, useRef, useState } from "./preact.js";
import { asNumber } from "./format.js";

const HEIGHT = 240;
const COLOURS = { good: "--good", warn: "--warn", bad: "--bad", info: "--info", muted: "--muted", main: "--pico-primary" };
const WHOLE_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5];
const MOST_NAMES = 6; // of the axis below, on a phone
const styled = new Set();
let arriving = null;

/** Add a stylesheet of ours to the page, once. */
export function withStyle(href) {
  if (styled.has(href)) return;
  styled.add(href);
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

withStyle("/painel/grafico.css");

function loadPlot() {
  arriving ||= new Promise((resolve, reject) => {
    withStyle("/painel/uplot.css");
    const script = Object.assign(document.createElement("script"), { src: "/painel/uplot.js" });
    script.onload = () => resolve(globalThis.uPlot);
    script.onerror = () => { arriving = null; script.remove(); reject(new Error("uplot")); };
    document.head.append(script);
  });
  return arriving;
}

/**
 * A chart of `series` ([{ label, tone, values, dashed }]) over `names`, the words below it; a missing value is null
 * and leaves a gap. `kind` is "line", "bars" or "stack"; `top` fixes the highest value; `nameOf` is what the names are.
 */
export function Grafico({ title, names, series, kind = "line", format = asNumber, top, nameOf = "Dia" }) {
  const whole = format === asNumber; // of people and things there is no half
  const [at, setAt] = useState(null);
  const [failed, setFailed] = useState(false);
  const box = usePlot({ names, series, kind, format, top, whole, onPoint: setAt, onFail: () => setFailed(true) });
  return html`
    <figure>
      ${failed ? html`<p class="small">O gráfico não carregou. Os números estão na tabela.</p>` : html`
        <ul class="legend" aria-hidden="true">${series.map((one) => html`
          <li key=${one.label}><span class=${swatch(one, kind)}></span>${one.label}</li>`)}</ul>
        <div class="chart" ref=${box} role="img" aria-label=${`${title}. ${summary(names, series, format)}`}></div>
        <p class="small reading" aria-hidden="true">${reading(at, names, series, format)}</p>`}
      <${Tabela} title=${title} names=${names} series=${series} format=${format} nameOf=${nameOf} open=${failed} />
    </figure>
  `;
}

const swatch = ({ tone = "main", dashed }, kind) =>
  `swatch back-${tone}${kind === "line" ? " line" : ""}${dashed ? " dashed" : ""}`;

function Tabela({ title, names, series, format, nameOf, open }) {
  return html`
    <details class="as-table" open=${open}>
      <summary>Ver como tabela</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${`Tabela: ${title}`}>
        <table class="plain">
          <thead><tr><th scope="col">${nameOf}</th>${series.map((one) => html`<th scope="col" class="end" key=${one.label}>${one.label}</th>`)}</tr></thead>
          <tbody>${names.map((name, row) => html`
            <tr key=${row}><th scope="row">${name}</th>${series.map((one) => html`<td class="end" key=${one.label}>${format(one.values[row])}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
    </details>
  `;
}

/** The first and the last of each series, in words. */
function summary(names, series, format) {
  return series.map(({ label, values }) => {
    const known = values.map((value, row) => ({ value, row })).filter((one) => one.value !== null && one.value !== undefined);
    if (!known.length) return `${label}: sem dados`;
    const [first, last] = [known[0], known[known.length - 1]];
    return `${label}: ${format(first.value)} em ${names[first.row]}, ${format(last.value)} em ${names[last.row]}`;
  }).join("; ");
}

const reading = (at, names, series, format) =>
  (at === null ? "" : `${names[at]} · ${series.map((one) => `${one.label} ${format(one.values[at])}`).join(" · ")}`);

/** The box in which the chart is drawn: anew when its data or the scheme changes, as wide as its place. */
function usePlot(given) {
  const box = useRef(null);
  const drawn = useMemo(() => JSON.stringify([given.names, given.series, given.kind, given.top]), [given.names, given.series, given.kind]);
  useEffect(() => {
    let plot = null;
    let gone = false;
    const draw = (uPlot) => {
      if (gone || !box.current) return;
      plot?.destroy();
      plot = new uPlot(optionsOf(uPlot, given, box.current.clientWidth), dataOf(given), box.current);
    };
    const start = () => loadPlot().then(draw, given.onFail);
    const sizes = new ResizeObserver(([entry]) => plot?.setSize({ width: entry.contentRect.width, height: HEIGHT }));
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    sizes.observe(box.current);
    scheme.addEventListener("change", start);
    start();
    return () => {
      gone = true;
      sizes.disconnect();
      scheme.removeEventListener("change", start);
      plot?.destroy();
    };
  }, [drawn]);
  return box;
}

/** By place, so that months and days stand alike; a stack is drawn from its whole down to its lowest part. */
function dataOf({ names, series, kind }) {
  const places = names.map((_, place) => place);
  if (kind !== "stack") return [places, ...series.map((one) => one.values)];
  const heights = series.map((_, upTo) => places.map((row) => sum(series.slice(0, upTo + 1).map((one) => one.values[row]))));
  return [places, ...heights.reverse()];
}

const sum = (values) => (values.every((one) => one === null || one === undefined) ? null : values.reduce((all, one) => all + (one || 0), 0));

function optionsOf(uPlot, { names, series, kind, format, top, whole, onPoint }, width) {
  const css = getComputedStyle(document.documentElement);
  const colour = (name) => css.getPropertyValue(name).trim();
  const ordered = kind === "stack" ? [...series].reverse() : series;
  const axis = { stroke: colour("--pico-muted-color"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
  const few = Math.max(1, Math.ceil(names.length / (width < 480 ? MOST_NAMES / 2 : MOST_NAMES * 1.5)));
  return {
    width, height: HEIGHT, legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: kind === "line" } },
    scales: { x: { time: false, range: [-0.6, names.length - 0.4] }, y: { range: (_, __, most) => [0, top ?? (most > 0 ? most * 1.1 : 1)] } },
    axes: [
      { ...axis, size: 30, grid: { show: false }, splits: () => names.map((_, place) => place).filter((place) => place % few === 0),
        values: (_, places) => places.map((place) => names[place]) },
      { ...axis, size: 64, incrs: whole ? WHOLE_STEPS : undefined, values: (_, values) => values.map((value) => format(value)) },
    ],
    series: [{}, ...ordered.map((one, place) => serieOf(uPlot, one, { kind, colour, side: sideOf(kind, ordered.length, place) }))],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
  };
}

/** Two bars of one name stand beside each other. */
const sideOf = (kind, count, place) => (kind === "bars" && count === 2 ? [-1, 1][place] : 0);

function serieOf(uPlot, { tone = "main", dashed }, { kind, colour, side }) {
  const ink = colour(COLOURS[tone]);
  if (kind === "line") return { stroke: ink, width: 2, dash: dashed ? [6, 4] : undefined, points: { size: 5, fill: ink }, spanGaps: false };
  return { stroke: ink, fill: ink, width: 0, paths: uPlot.paths.bars({ size: [side ? 0.38 : 0.8, 48], align: side }), points: { show: false } };
}
