// The deadlines of a chamado in words, and the order in which people should take chamados.

import { asMoment, plural } from "./format.js";
import { isEncerrado } from "./chamados_palavras.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ORDER = ["critica", "alta", "media", "baixa"];
const NEVER = Number.MAX_SAFE_INTEGER;

/** Its next deadline: { words, tone, late, soon, at }; null where none runs any more. */
export function prazoOf(chamado, now = Date.now()) {
  if (isEncerrado(chamado)) return null;
  if (chamado.situacao === "aguardando_cliente") return { words: "Prazo parado: a vez é do cliente", tone: "muted", at: NEVER };
  const isFirst = !chamado.primeira_resposta_em;
  const due = isFirst ? chamado.responder_ate : chamado.resolver_ate;
  if (!due) return { words: "Sem prazo ainda", tone: "muted", at: NEVER };
  const at = Date.parse(due);
  if (at <= now) return late(isFirst, at, now);
  return running(isFirst, at, { now, warned: chamado.avisado_em });
}

function late(isFirst, at, now) {
  const what = isFirst ? "Primeira resposta atrasada" : "Solução atrasada";
  return { words: `${what} há ${lasting(now - at)}`, tone: "bad", late: true, at };
}

function running(isFirst, at, { now, warned }) {
  const what = isFirst ? "Responder" : "Resolver";
  const left = at - now;
  const soon = Boolean(warned) || left < HOUR;
  const when = left < DAY ? `em ${lasting(left)}` : `até ${asMoment(at)}`;
  return { words: `${what} ${when}`, tone: soon ? "warn" : "muted", soon, at };
}

/** "40 minutos", "3 horas", "2 dias". */
function lasting(ms) {
  if (ms < HOUR) return plural(Math.max(1, Math.round(ms / MINUTE)), "minuto", "minutos");
  if (ms < 2 * DAY) return plural(Math.round(ms / HOUR), "hora", "horas");
  return plural(Math.round(ms / DAY), "dia", "dias");
}

/** The most urgent first, of those the one due first; what waits for the cliente comes last. */
export function inOrder(chamados) {
  return [...chamados].sort((one, other) => {
    const [mine, theirs] = [rank(one), rank(other)];
    const at = mine.findIndex((value, index) => value !== theirs[index]);
    return at < 0 ? 0 : mine[at] - theirs[at];
  });
}

function rank(chamado) {
  const waits = chamado.situacao === "aguardando_cliente" ? 1 : 0;
  const urgency = ORDER.indexOf(chamado.prioridade || "media");
  return [waits, urgency, prazoOf(chamado)?.at ?? NEVER, Date.parse(chamado.data_criacao)];
}

/** "12 chamados · 2 com prazo estourado · 1 perto do prazo". */
export function summary(chamados) {
  const prazos = chamados.map((one) => prazoOf(one)).filter(Boolean);
  const late = prazos.filter((one) => one.late).length;
  const soon = prazos.filter((one) => one.soon).length;
  const parts = [plural(chamados.length, "chamado", "chamados")];
  if (late) parts.push(`${late} com prazo estourado`);
  if (soon) parts.push(`${soon} perto do prazo`);
  return parts.join(" · ");
}
