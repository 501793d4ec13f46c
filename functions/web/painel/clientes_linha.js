// The timeline of a cliente: relatos, chamados, mensagens, atendimentos, envios and recebimentos, newest first.

import { html, useEffect, useMemo, useState } from "./preact.js";
import { fontesDe, joined } from "./clientes_fontes.js";
import { Item, TIPOS } from "./clientes_itens.js";
import { useFonte } from "./clientes_paginas.js";
import { Failure, Loading, More } from "./ui.js";

const STEP = 20;
const EVERY_MS = 60_000;

export function Linha({ clienteId }) {
  const fontes = useMemo(() => fontesDe(clienteId), [clienteId]);
  const lists = fontes.map((fonte) => ({ tipo: fonte.tipo, ...useFonte(fonte, { every: EVERY_MS }) }));
  const [tipos, setTipos] = useState([]); // none is all
  const [wanted, setWanted] = useState(STEP);
  const asked = lists.filter((list) => !tipos.length || tipos.includes(list.tipo));
  const line = joined(asked);
  const waits = asked.some((list) => !list.read && !list.problem);
  const lacks = !waits && line.itens.length < wanted && line.next;
  useEffect(() => { if (lacks) lacks.more?.(); });
  const toggle = (tipo) => {
    setWanted(STEP);
    setTipos((before) => (before.includes(tipo) ? before.filter((one) => one !== tipo) : [...before, tipo]));
  };
  return html`
    <section class="linha" aria-labelledby="linha-do-tempo">
      <h2 id="linha-do-tempo">Linha do tempo</h2>
      <${Filtros} tipos=${tipos} onToggle=${toggle} onAll=${() => setTipos([])} />
      ${asked.filter((list) => list.problem).map((list) => html`
        <div key=${list.tipo}><p class="small">${TIPOS[list.tipo].many} não chegaram:</p>
          <${Failure} problem=${list.problem} retry=${list.reload} /></div>`)}
      ${waits ? html`<${Loading} />` : html`<${Itens} itens=${line.itens.slice(0, wanted)} />`}
      ${!waits && !line.itens.length && !lacks && html`
        <p class="empty">Nada por aqui ainda. O que for contado em um relato, pedido em um chamado, agendado ou enviado aparece nesta linha.</p>`}
      <${More} busy=${Boolean(lacks)} more=${!waits && (lacks || line.itens.length > wanted || line.next)
        && (() => setWanted(wanted + STEP))} />
    </section>
  `;
}

const Filtros = ({ tipos, onToggle, onAll }) => html`
  <fieldset class="tipos">
    <legend class="visually-hidden">O que mostrar</legend>
    <${Chave} on=${!tipos.length} onPress=${onAll}>Tudo<//>
    ${Object.entries(TIPOS).map(([tipo, { many }]) => html`
      <${Chave} key=${tipo} on=${tipos.includes(tipo)} onPress=${() => onToggle(tipo)}>${many}<//>`)}
  </fieldset>
`;

const Chave = ({ on, onPress, children }) => html`
  <button type="button" class=${on ? "" : "quiet"} aria-pressed=${on ? "true" : "false"} onClick=${onPress}>${children}</button>
`;

/** What is still to come stands apart: it is newer than today, but it has not happened. */
function Itens({ itens }) {
  const now = Date.now();
  const coming = itens.filter((one) => one.em > now).reverse();
  const past = itens.filter((one) => one.em <= now);
  return html`
    ${coming.length > 0 && html`<h3>Por vir</h3><${Lista} itens=${coming} />`}
    ${past.length > 0 && html`${coming.length > 0 && html`<h3>Até agora</h3>`}<${Lista} itens=${past} />`}
  `;
}

const Lista = ({ itens }) => html`<ol class="rows card">${itens.map((one) => html`<${Item} key=${one.chave} item=${one} />`)}</ol>`;
