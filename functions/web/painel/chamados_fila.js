// The queue: what waits, the most urgent first, with its deadline in words; and the filters that narrow it.

import { html, useState } from "./preact.js";
import { asDistance } from "./format.js";
import { go, to } from "./router.js";
import { Badge, Field, More, Shown } from "./ui.js";
import { CANAIS, ENCERRADOS, PRIORIDADES, SETORES, SITUACOES, options } from "./chamados_palavras.js";
import { inOrder, prazoOf, summary } from "./chamados_prazos.js";

const FILTROS = ["situacao", "canal", "setor", "prioridade", "atendente"];

/** The filters that the address names. */
export const filtrosOf = (query) => Object.fromEntries(FILTROS.map((name) => [name, query[name] || ""]));

export function Fila({ fila, route, who, pessoas }) {
  const [search, setSearch] = useState("");
  const filtros = filtrosOf(route.query);
  const shown = { ...fila, data: fila.data && chosen(fila.data, filtros, search) };
  return html`
    <${Filtros} route=${route} filtros=${filtros} who=${who} pessoas=${pessoas} search=${search} onSearch=${setSearch} />
    <div class="fila" role="region" aria-label="Fila de chamados" tabindex="0">
      <${Shown} of=${shown} empty=${emptyWords(filtros, search)}>
        ${(itens) => html`
          <p class="small" role="status">${summary(itens)}</p>
          <ul class="rows">
            ${itens.map((one) => html`<li key=${one.id}><${Linha} chamado=${one} route=${route} who=${who} /></li>`)}
          </ul>
        `}
      <//>
      <${More} more=${fila.more} />
      ${fila.hasMore && !fila.more && html`<p class="small">Há mais de mil em aberto: use os filtros para ver o resto.</p>`}
      ${search && filtros.situacao !== "todos" && html`
        <button type="button" class="quiet more" onClick=${() => go("chamados", route.rest, { ...route.query, situacao: "todos" })}>
          Procurar também nos encerrados</button>`}
    </div>
  `;
}

function emptyWords(filtros, search) {
  if (search) return "Nenhum chamado com estas palavras. Procure por nome, protocolo ou parte da mensagem.";
  if (Object.values(filtros).some(Boolean)) return "Nenhum chamado com estes filtros. Tire algum para ver mais.";
  return "Nenhum chamado em aberto: ninguém está sem retorno. Se alguém ligar, abra um em “Novo chamado”.";
}

function chosen(itens, { situacao, atendente }, search) {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const found = itens.filter((one) => (
    (atendente !== "ninguem" || !one.atendente) && words.every((word) => said(one).includes(word))
  ));
  const byAge = situacao === "todos" || ENCERRADOS.includes(situacao);
  return byAge ? found : inOrder(found);
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const said = (one) => plain([one.cliente_nome, one.protocolo, one.assunto, one.mensagem].filter(Boolean).join(" "));

function Linha({ chamado, route, who }) {
  const [situacao, tone] = SITUACOES[chamado.situacao];
  const prazo = prazoOf(chamado);
  const current = route.rest[0] === String(chamado.id);
  return html`
    <a class="whole" href=${to("chamados", [String(chamado.id)], route.query)} aria-current=${current ? "true" : undefined}>
      <span class="row"><strong>${nameOf(chamado)}</strong><${Urgencia} prioridade=${chamado.prioridade} /></span>
      <span class="resumo excerpt">${chamado.assunto ? `${chamado.assunto} — ` : ""}${chamado.mensagem || "Sem texto"}</span>
      <span class="marcas">
        <${Badge} tone=${tone}>${situacao}<//>
        ${prazo && html`<${Badge} tone=${prazo.tone}>${prazo.words}<//>`}
        ${chamado.reaberturas > 0 && html`<${Badge} tone="warn">Voltou depois de resolvido<//>`}
      </span>
      <span class="small">${linha(chamado, who)}</span>
    </a>
  `;
}

export const nameOf = (chamado) => chamado.cliente_nome || "Cliente sem cadastro";

export function Urgencia({ prioridade }) {
  if (!prioridade) return html`<${Badge}>Prioridade ainda não lida<//>`;
  const [words, tone] = PRIORIDADES[prioridade];
  return html`<${Badge} tone=${tone}>Prioridade ${words.toLowerCase()}<//>`;
}

function linha(chamado, who) {
  const parts = [CANAIS[chamado.canal], SETORES[chamado.setor], withWhom(chamado, who), asDistance(chamado.data_criacao)];
  return parts.filter(Boolean).join(" · ");
}

/** Who attends to it, as `who` reads it. */
export function withWhom(chamado, who) {
  if (!chamado.atendente) return "com ninguém";
  return chamado.atendente === who.sujeito ? "com você" : `com ${chamado.atendente_nome || "alguém que saiu da conta"}`;
}

function Filtros({ route, filtros, who, pessoas, search, onSearch }) {
  const change = (name) => (event) => go("chamados", route.rest, { ...route.query, [name]: event.target.value });
  const others = [["setor", "Setor", options(SETORES)], ["prioridade", "Prioridade", options(PRIORIDADES)], ["canal", "Canal", options(CANAIS)]];
  const set = others.filter(([name]) => filtros[name]).length;
  return html`
    <search class="filters">
      <${Field} label="Procurar">${(props) => html`
        <input ...${props} type="search" placeholder="Nome, protocolo ou palavra" autocomplete="off" value=${search}
          onInput=${(event) => onSearch(event.target.value)} />`}<//>
      <${Escolha} label="Situação" first="Em aberto" value=${filtros.situacao} onChange=${change("situacao")}
        of=${[...options(SITUACOES), ["todos", "Todos"]]} />
      <${Escolha} label="Quem atende" first="Qualquer pessoa" value=${filtros.atendente} onChange=${change("atendente")}
        of=${atendentes(who, pessoas)} />
      <details class="mais" open=${set > 0}>
        <summary>Mais filtros${set ? ` (${set} em uso)` : ""}</summary>
        <div class="filters">
          ${others.map(([name, label, of]) => html`
            <${Escolha} key=${name} label=${label} first="Qualquer um" value=${filtros[name]} onChange=${change(name)} of=${of} />`)}
        </div>
      </details>
    </search>
  `;
}

function atendentes(who, pessoas) {
  const mine = who.username ? [[who.sujeito, "Eu (meus chamados)"]] : [];
  const others = (pessoas || []).filter((one) => one.id !== who.sujeito).map((one) => [one.id, one.nome || one.username]);
  return [...mine, ["ninguem", "Ninguém ainda"], ...others];
}

const Escolha = ({ label, first, value, onChange, of }) => html`
  <${Field} label=${label}>${(props) => html`
    <select ...${props} value=${value} onChange=${onChange}>
      <option value="">${first}</option>
      ${of.map(([one, words]) => html`<option key=${one} value=${one} selected=${one === value}>${words}</option>`)}
    </select>`}<//>
`;
