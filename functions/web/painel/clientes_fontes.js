// Where the timeline comes from: one list per kind of thing that happened, and how all become one line. No screen here.

import { address } from "./api.js";
import { to } from "./router.js";

const PAGE = 20;
const WHOLE_PAGE = 200;

/** `of(one)` is when it was and what the timeline says; `em` is what its own list is in order of. */
const paged = (tipo, base, instant, itens = (data) => data.itens) => (clienteId) => ({
  tipo,
  path: (cursor) => address(base, { cliente_id: clienteId, limite: PAGE, cursor }),
  page: (data) => ({ itens: itens(data).map((one) => item(tipo, one, instant)), cursor: data.cursor }),
});

const item = (tipo, one, instant) => ({ tipo, chave: `${tipo}:${one.id}`, em: Date.parse(one[instant]), dado: one });

// The memory of the chat numbers its pages, as S2 did.
const mensagens = (clienteId) => ({
  tipo: "mensagens",
  path: (cursor) => address(`/api/v1/messages/client/${encodeURIComponent(clienteId)}`, { per_page: PAGE, page: cursor || 1 }),
  page: (data) => ({
    itens: data.messages.map((one) => item("mensagens", one, "created_at")), cursor: data.has_next ? data.page + 1 : null,
  }),
});

// The agenda is listed from the first appointment on: a person's is short, and is read whole.
const atendimentos = (clienteId) => ({
  tipo: "atendimentos",
  whole: true,
  path: (cursor) => address("/atendimentos", { cliente_id: clienteId, limite: WHOLE_PAGE, cursor }),
  page: (data) => ({ itens: data.itens.map((one) => item("atendimentos", one, "data_consulta")), cursor: data.cursor }),
});

const FONTES = [
  paged("relatos", "/relatos", "recebido_em"),
  paged("chamados", "/chamados", "data_criacao"),
  mensagens,
  atendimentos,
  paged("envios", "/envios", "criado_em"),
  paged("recebimentos", "/recebimentos", "recebido_em"),
];

/** The sources of one cliente's timeline, always as many, in the same order. */
export const fontesDe = (clienteId) => FONTES.map((make) => make(clienteId));

/**
 * The one line of several lists, newest first, and `next`, the list whose next page would tell more of it. What is older
 * than the end of an unfinished list waits: that list may have something in between.
 */
export function joined(lists) {
  const open = lists.filter((list) => list.cursor && !list.problem);
  const next = open.reduce((newest, list) => (newest && end(newest) >= end(list) ? newest : list), null);
  const horizon = next ? end(next) : -Infinity;
  const itens = lists.flatMap((list) => list.itens).filter((one) => one.em >= horizon);
  return { itens: itens.sort((one, other) => other.em - one.em), next };
}

const end = (list) => list.itens.at(-1)?.em ?? Infinity;

const VIEWS = { atendimento: "atendimentos", chamado: "chamados", acompanhamento: "relatos" };

/** The address of what an item tells of; null where nothing more is to be seen. */
export function placeOf({ tipo, dado }) {
  if (tipo === "mensagens") return null;
  if (tipo !== "recebimentos") return to(tipo, [dado.id]);
  return dado.destino_id && VIEWS[dado.destino] ? to(VIEWS[dado.destino], [dado.destino_id]) : null;
}
