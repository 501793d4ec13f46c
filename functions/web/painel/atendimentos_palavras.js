// The words and colours of an appointment: its states, what was sent, how an answer was read, who did what, its hour.

import { asWeekday } from "./format.js";

export const ESTADOS = {
  pendente: ["Pendente", "info"],
  confirmado: ["Confirmado", "good"],
  cancelado: ["Cancelado", "muted"],
  sem_resposta: ["Sem resposta", "warn"],
  reagendar: ["Quer reagendar", "warn"],
  realizado: ["Realizado", "good"],
  faltou: ["Faltou", "bad"],
};
export const AVISOS = {
  confirmacao: "Pergunta se a pessoa vem",
  lembrete: "Lembrete a quem não respondeu",
  ultimo: "Último aviso",
};
export const ATOS = { ...AVISOS, escalar: "A equipe é avisada de que ninguém confirmou" };
const LEITURAS = {
  confirmado: "confirmou",
  cancelado: "cancelou",
  reagendar: "quer outro horário",
  duvida: "tem uma dúvida",
  opt_out: "não quer mais mensagens",
  indefinido: "não deu para entender",
};
const CAMPOS = { status_confirmacao: "Situação", data_consulta: "Horário", nome_paciente: "Pessoa" };
const VIERAM = ["realizado", "faltou"];

export const estadoOf = (status) => ESTADOS[status] || [status, "muted"];

/** The marks of a row that somebody should look at: [words, tone]. */
export function marksOf(horario) {
  return [
    horario.silencioso && ["Em silêncio desde a pergunta", "warn"],
    horario.tardia && ["Respondeu em cima da hora", "warn"],
    horario.sem_contato && ["Nenhuma mensagem chegou", "bad"],
    horario.escalado && ["Equipe avisada", "info"],
    horario.preparo && (horario.preparo_avisado ? ["Preparo avisado", "muted"] : ["Preparo ainda não avisado", "info"]),
  ].filter(Boolean);
}

/** At the clock of where it takes place, whatever the browser's zone: `data_consulta` says it as it is read there. */
export const dayOf = (at) => at.data_consulta.slice(0, 10);
export const hourOf = (at) => at.data_consulta.slice(11, 16);
export const whenOf = (at) => `${asWeekday(dayOf(at))}, às ${hourOf(at)}`;

/** An instant in words at the clock of `fuso`. */
export function momentIn(fuso, instant) {
  const format = { weekday: "short", day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", timeZone: fuso };
  return new Intl.DateTimeFormat("pt-BR", format).format(new Date(instant));
}

export const hasHappened = (at) => VIERAM.includes(at.status_confirmacao);

/** Whether its hour is over: by the clock, or as Retorno closed it. */
export function isPast(at, now = Date.now()) {
  const isClosed = at.encerrado_em && at.status_confirmacao !== "cancelado";
  return Boolean(isClosed) || Date.parse(at.data_consulta) <= now;
}

export function readingOf({ lida, aplicada }) {
  const words = LEITURAS[lida.classe] || lida.classe;
  const wish = lida.desejo ? `: “${lida.desejo}”` : "";
  return `Lido como: ${words}${wish}. ${aplicada ? "Valeu para este horário." : "Não mudou nada."}`;
}

export function changeOf({ campo, de, para }, fuso) {
  const said = (value) => {
    if (!value) return "nada";
    if (campo === "data_consulta") return momentIn(fuso, value);
    return campo === "status_confirmacao" ? estadoOf(value)[0] : value;
  };
  return `${CAMPOS[campo] || campo}: de ${said(de)} para ${said(para)}`;
}

export function authorOf(por, who) {
  if (por === who.sujeito) return "você";
  return { retorno: "o Retorno", paciente: "a própria pessoa" }[por] || "a equipe ou a agenda de origem";
}

/** `AAAA-MM-DD`, `count` days later. */
export function addDays(dia, count) {
  const at = new Date(`${dia}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

/** One name however it was written, as the API compares them. */
export const keyOf = (nome) => nome.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
