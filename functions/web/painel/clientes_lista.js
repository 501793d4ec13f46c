// The list of clientes: the newest by pages, or who was searched for.

import { html, useEffect, useRef, useState } from "./preact.js";
import { Problem, address } from "./api.js";
import { find, questions } from "./clientes_busca.js";
import { usePages } from "./data.js";
import { asDay, asPhone, plural } from "./format.js";
import { go, to } from "./router.js";
import { Badge, Failure, Field, Loading, More, Shown } from "./ui.js";

const WAITS_MS = 400; // after the last key, so that a name is not asked for letter by letter
const IMPORTS = ["admin", "cs", "integracao"];
const remembered = { who: null, typed: "" }; // coming back from a ficha finds the search as it was

export function Lista({ who }) {
  const [typed, setTyped] = useState(remembered.who === who.sujeito ? remembered.typed : "");
  const remember = (text) => { Object.assign(remembered, { who: who.sujeito, typed: text }); setTyped(text); };
  const asks = typed.trim().length > 1;
  return html`
    <div class="row">
      <h1>Clientes</h1>
      <div class="actions">
        ${who.papel === "admin" && html`<a href=${to("clientes", [], { tela: "pedidos" })}>Pedidos de titulares</a>`}
        ${IMPORTS.includes(who.papel) && html`
          <button type="button" class="quiet" onClick=${() => go("clientes", [], { tela: "importar" })}>Importar arquivo</button>`}
        ${who.papel !== "leitura" && html`
          <button type="button" onClick=${() => go("clientes", [], { tela: "novo" })}>Novo cliente</button>`}
      </div>
    </div>
    <form role="search" onSubmit=${(event) => event.preventDefault()}>
      <${Field} label="Procurar cliente" hint="Nome, telefone com DDD, e-mail, CPF ou CNPJ. Os números precisam estar completos.">${(props) => html`
        <input ...${props} type="search" autocomplete="off" maxlength="200" value=${typed}
          onInput=${(event) => remember(event.target.value)} />`}<//>
    </form>
    ${asks ? html`<${Achados} typed=${typed} />` : html`<${Novos} />`}
  `;
}

const EMPTY = "Ainda não há clientes. Cadastre o primeiro em “Novo cliente”, ou importe a sua lista de um arquivo.";

function Novos() {
  const pages = usePages(address("/clientes", { formato: "pagina", limite: 30 }), { every: 60_000 });
  return html`
    <${Shown} of=${pages} empty=${EMPTY} isEmpty=${(data) => !data.itens.length}>${(data) => html`
      <h2>Mais recentes</h2>
      <${Linhas} itens=${data.itens} />
      <${More} more=${pages.more} busy=${pages.busy} />`}<//>
  `;
}

/** Who fits what is typed, asked a moment after the last key; an answer to an older question is not shown. */
function useSearch(typed) {
  const text = typed.trim();
  const [found, setFound] = useState(null);
  const newest = useRef(text);
  newest.current = text;
  const ask = async (cursor) => {
    try {
      const page = await find(text, cursor);
      if (newest.current === text) setFound((before) => (cursor ? { ...page, itens: [...before.itens, ...page.itens] } : page));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (newest.current === text) setFound({ itens: [], problem });
    }
  };
  useEffect(() => {
    const timer = setTimeout(ask, WAITS_MS, null);
    return () => clearTimeout(timer);
  }, [text]);
  return { found, ask };
}

const UNFINISHED = "Continue a escrever: para procurar, o telefone (com DDD), o e-mail e o documento precisam estar completos.";

function Achados({ typed }) {
  const { found, ask } = useSearch(typed);
  if (!questions(typed).length) return html`<p class="empty" role="status">${UNFINISHED}</p>`;
  if (!found) return html`<${Loading} text="Procurando…" />`;
  if (found.problem) return html`<${Failure} problem=${found.problem} retry=${() => ask(null)} />`;
  return html`
    <p class="small" role="status">${found.itens.length
      ? plural(found.itens.length, "cliente encontrado", "clientes encontrados")
      : "Ninguém com esses dados. Confira o que digitou, ou cadastre em “Novo cliente”."}</p>
    <${Linhas} itens=${found.itens} />
    <${More} more=${found.cursor && (() => ask(found.cursor))} />
  `;
}

const Linhas = ({ itens }) => html`
  <ul class="rows">
    ${itens.map((one) => html`
      <li key=${one.id}>
        <a class="whole" href=${to("clientes", [one.id])}>
          <span class="grid3">
            <span><strong>${one.nome}</strong>${one.razao_social && one.razao_social !== one.nome
              && html`<br /><span class="small">${one.razao_social}</span>`}</span>
            <span class="small">${[one.telefone && asPhone(one.telefone), one.email].filter(Boolean).join(" · ") || "Sem telefone nem e-mail"}</span>
            <span class="small">
              Desde ${asDay(one.data_criacao)} ${one.pipeline && html`<${Badge}>${one.pipeline}<//>`}
              ${one.opt_out && html` <${Badge} tone="warn">Pediu silêncio<//>`}
            </span>
          </span>
        </a>
      </li>
    `)}
  </ul>
`;
