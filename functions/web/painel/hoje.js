import { html } from "./preact.js";
import { useData } from "./data.js";
import { Badge, Shown } from "./ui.js";

export default function Hoje() {
  const tarefas = useData("/tarefas?limite=20", { every: 30_000 });
  return html`<h1>Hoje</h1><section class="card"><h2>Tarefas</h2><${Shown} of=${tarefas} isEmpty=${(d) => !d.itens.length} empty="Nada por fazer.">${(d) => html`<ul class="rows">${d.itens.map((t) => html`<li>${t.assunto} <${Badge} tone="warn">${t.tipo}<//></li>`)}</ul>`}<//></section>`;
}
