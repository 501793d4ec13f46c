// Relatos: the list with its filters, and the way to a new one or to one of them.

import { html, useEffect, useRef, useState } from "./preact.js";
import { address } from "./api.js";
import { usePages } from "./data.js";
import { asDistance, asMoment, asText } from "./format.js";
import { Novo } from "./relatos_novo.js";
import { RESULTADO, STATUS } from "./relatos_palavras.js";
import { Um } from "./relatos_um.js";
import { go, here, to } from "./router.js";
import { Badge, Field, More, Shown } from "./ui.js";

const PAGE = 30;
const EVERY_MS = 20_000;
const TYPING_MS = 400;

// The view is not shown before it looks as it should.
await new Promise((done) => {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: "/painel/relatos.css", onload: done, onerror: done });
  document.head.append(sheet);
});

export default function Relatos({ route, who }) {
  return html`<div class="relatos"><${Tela} route=${route} who=${who} /></div>`;
}

function Tela({ route, who }) {
  const [which] = route.rest;
  const writes = who.papel !== "leitura";
  if (which === "novo" && writes) return html`<${Novo} who=${who} query=${route.query} />`;
  if (which && which !== "novo") return html`<${Um} key=${which} id=${which} writes=${writes} />`;
  return html`<${Lista} filter=${route.query} writes=${writes} />`;
}

function Lista({ filter, writes }) {
  const pages = usePages(address("/relatos", { ...filter, limite: PAGE }), { every: EVERY_MS });
  const isFiltered = Object.values(filter).some(Boolean);
  return html`
    <div class="row">
      <h1>Relatos</h1>
      ${writes && html`<a role="button" href=${to("relatos", ["novo"])}>Novo relato</a>`}
    </div>
    <${Filtros} filter=${filter} />
    <${Shown} of=${pages} isEmpty=${(page) => !page.itens.length}
      empty=${isFiltered ? "Nenhum relato com estes filtros. Mude ou limpe os filtros." : "Ainda não há relatos. Conte a primeira conversa em “Novo relato”: a gente entende, planeja e lembra de dar retorno."}>
      ${(page) => html`
        <section class="card" aria-label="Lista de relatos">
          <ul class="rows">${page.itens.map((one) => html`<${Linha} key=${one.id} relato=${one} />`)}</ul>
        </section>
        <${More} more=${pages.more} busy=${pages.busy} />`}
    <//>
  `;
}

function Filtros({ filter }) {
  const [cliente, setCliente] = useState(filter.cliente || "");
  const timer = useRef(null);
  const set = (part) => {
    clearTimeout(timer.current); // what was being typed goes along
    go("relatos", [], { ...here().query, cliente: cliente.trim(), ...part });
  };
  const type = (text) => {
    setCliente(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set({ cliente: text.trim() }), TYPING_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const day = (name, label) => html`<${Field} label=${label}>${(props) => html`
    <input ...${props} type="date" value=${filter[name] || ""} onChange=${(event) => set({ [name]: event.target.value })} />`}<//>`;
  return html`
    <form class="filters" aria-label="Filtros" onSubmit=${(event) => event.preventDefault()}>
      <${Field} label="Cliente">${(props) => html`
        <input ...${props} type="text" maxlength="200" placeholder="Parte do nome" value=${cliente} onInput=${(event) => type(event.target.value)} />`}<//>
      <${Field} label="Situação">${(props) => html`
        <select ...${props} value=${filter.status || ""} onChange=${(event) => set({ status: event.target.value })}>
          <option value="">Todas</option>
          ${Object.entries(STATUS).map(([value, { text }]) => html`<option key=${value} value=${value}>${text}</option>`)}
        </select>`}<//>
      ${day("recebido_de", "Recebido desde")}
      ${day("recebido_ate", "até")}
      ${Object.values(filter).some(Boolean) && html`<button type="button" class="quiet" onClick=${() => { setCliente(""); go("relatos"); }}>Limpar</button>`}
    </form>
  `;
}

function Linha({ relato }) {
  const status = (relato.resultado && RESULTADO[relato.resultado]) || STATUS[relato.status] || {};
  return html`
    <li>
      <a class="whole" href=${to("relatos", [relato.id])}>
        <span class="row"><strong>${relato.cliente || "Cliente não identificado"}</strong><${Badge} tone=${status.tone}>${status.text || relato.status}<//></span>
        <span>${asText(relato.resumo)}</span>
        <span class="small row">
          <span>Recebido ${asDistance(relato.recebido_em)}${relato.atendente && ` · ${relato.atendente}`}</span>
          ${relato.proximo_contato_em && html`<span>Próximo contato: ${asMoment(relato.proximo_contato_em)}</span>`}
        </span>
      </a>
    </li>
  `;
}
