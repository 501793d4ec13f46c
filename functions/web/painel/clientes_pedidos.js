// The pedidos of titulares: one as it is being fulfilled, and all of them with the days that the law leaves.

import { html, useEffect, useState } from "./preact.js";
import { address } from "./api.js";
import { PASSOS, PEDIDO, SOLICITANTES, named } from "./clientes_palavras.js";
import { Titulo } from "./clientes_titulo.js";
import { useData, usePages } from "./data.js";
import { asDay, asMoment, plural } from "./format.js";
import { to } from "./router.js";
import { Badge, More, Shown } from "./ui.js";

const EVERY_MS = 2_000; // while it runs somebody is waiting
const ENDED = ["concluido", "falhou"];

export function Pedido({ id }) {
  const path = `/titulares/pedidos/${encodeURIComponent(id)}`;
  const pedido = useRunning(path, (data) => ENDED.includes(data.status));
  return html`
    <${Titulo} back=${to("clientes", [], { tela: "pedidos" })} label="Pedidos de titulares">Pedido de eliminação<//>
    <${Shown} of=${pedido} isEmpty=${() => false}>${(data) => html`<${Andamento} pedido=${data} />`}<//>
  `;
}

/** What `path` gives, read again quickly until `isOver(data)`. */
export function useRunning(path, isOver) {
  const [over, setOver] = useState(false);
  const running = useData(path, { every: over ? 0 : EVERY_MS });
  const ended = Boolean(running.data && isOver(running.data));
  useEffect(() => setOver(ended), [ended]);
  return running;
}

function Andamento({ pedido }) {
  const [words, tone] = named(PEDIDO, pedido.status);
  const runs = !ENDED.includes(pedido.status);
  return html`
    <section class="card" aria-labelledby="andamento">
      <div class="row"><h2 id="andamento">Andamento</h2><${Badge} tone=${tone}>${words}<//></div>
      ${runs && html`<progress aria-label="Eliminação em andamento"></progress>`}
      <p role="status">${conclusion(pedido)}</p>
      ${pedido.bloqueado && html`<p class="stale">Guarda legal: ${pedido.bloqueado.motivo}. O cadastro e os atendimentos foram bloqueados
        e ninguém mais os vê; ${pedido.bloqueado.ate
          ? `serão apagados depois de ${asDay(pedido.bloqueado.ate)}.` : "ficam assim enquanto durar a guarda."}</p>`}
      <ul class="rows">
        ${pedido.passos.map((passo) => html`
          <li key=${passo.nome} class="row"><span>${PASSOS[passo.nome] || passo.nome}</span>
            <span class="small">${passo.feito ? plural(passo.itens, "item", "itens") : "ainda não terminou"} · ${asMoment(passo.em)}</span></li>`)}
      </ul>
      <p class="small">Pedido em ${asMoment(pedido.recebido_em)} (${SOLICITANTES[pedido.solicitado_por]}).
        ${pedido.concluido_em ? ` Concluído em ${asMoment(pedido.concluido_em)}.` : ` Prazo da lei: ${asDay(pedido.prazo_em)}.`}</p>
    </section>
  `;
}

function conclusion(pedido) {
  if (pedido.status === "concluido") return "Pronto: o pedido foi cumprido. Pode avisar a pessoa.";
  if (pedido.status === "falhou") return "Algo impediu a eliminação. O Retorno tenta de novo todos os dias e avisa antes do prazo.";
  return "Eliminando, passo a passo. Você pode sair desta página: o trabalho continua.";
}

const NONE = "Ninguém pediu a eliminação dos seus dados. Um pedido se registra na ficha da pessoa.";

export function Pedidos() {
  const pages = usePages(address("/titulares/pedidos", { limite: 30 }), { every: 60_000 });
  return html`
    <${Titulo}>Pedidos de titulares<//>
    <${Shown} of=${pages} empty=${NONE} isEmpty=${(data) => !data.itens.length}>${(data) => html`
      <ul class="rows">${data.itens.map((one) => html`<${Resumo} key=${one.id} pedido=${one} />`)}</ul>
      <${More} more=${pages.more} busy=${pages.busy} />`}<//>
  `;
}

function Resumo({ pedido }) {
  const [words, tone] = named(PEDIDO, pedido.status);
  const left = pedido.dias_restantes;
  return html`
    <li><a class="whole" href=${to("clientes", [], { tela: "pedidos", id: pedido.id })}>
      <span class="row"><span><strong>Eliminação</strong> <${Badge} tone=${tone}>${words}<//></span>
        <span class="small">${asMoment(pedido.recebido_em)}</span></span>
      <span class="small">${SOLICITANTES[pedido.solicitado_por]}${left !== null
        && ` · ${left < 0 ? `prazo vencido há ${plural(-left, "dia", "dias")}` : `${plural(left, "dia", "dias")} de prazo`}`}</span>
    </a></li>
  `;
}
