// What a profile is made of, in the words of somebody who never saw a formula.

import { asNumber, plural } from "./format.js";

export const SOBRE = {
  engajamento: "O cliente entra no sistema, e entra sempre?",
  movimentacao_estoque: "Ele registra o que entra e o que sai do estoque?",
  crm: "Chegam pessoas interessadas, os leads, pelo sistema?",
  adoption: "Ele já ligou o que o produto oferece?",
};

export const MEDIDAS = {
  dias_desde_ultimo_acesso: { name: "Último acesso", asks: "Há quantos dias o cliente entrou no sistema pela última vez.", days: true },
  qntd_acessos_30d: { name: "Acessos", asks: "Quantas vezes ele entrou no sistema nos últimos 30 dias.", none: "nenhum acesso", one: "acesso", many: "acessos" },
  dias_desde_ultima_entrada: { name: "Última entrada de estoque", asks: "Há quantos dias ele registrou algo que chegou ao estoque.", days: true },
  qntd_entradas_30d: { name: "Entradas de estoque", asks: "Quantas chegadas ao estoque ele registrou nos últimos 30 dias.", none: "nenhuma entrada", one: "entrada", many: "entradas" },
  dias_desde_ultima_saida: { name: "Última saída de estoque", asks: "Há quantos dias ele registrou algo que saiu do estoque.", days: true },
  qntd_saidas_30d: { name: "Saídas de estoque", asks: "Quantas saídas do estoque ele registrou nos últimos 30 dias.", none: "nenhuma saída", one: "saída", many: "saídas" },
  dias_desde_ultimo_lead: { name: "Último lead", asks: "Há quantos dias chegou a última pessoa interessada.", days: true },
  qntd_leads_30d: { name: "Leads", asks: "Quantas pessoas interessadas chegaram nos últimos 30 dias.", none: "nenhum lead", one: "lead", many: "leads" },
  econversa_ativo: { name: "eConversa", asks: "Se o eConversa está ligado.", none: "desligado", one: "ligado", many: "ligados", onOff: true },
  integradores_conectados: { name: "Integradores", asks: "Quantos integradores estão conectados agora.", none: "nenhum integrador", one: "integrador", many: "integradores" },
  dias_desde_ultima_econversa: { name: "Uso do eConversa", asks: "Há quantos dias houve uma conversa, com o eConversa ligado.", days: true },
  dias_desde_ultima_integracao: { name: "Uso de integradores", asks: "Há quantos dias um integrador trabalhou pela última vez.", days: true },
};

/** Whom a band is for: "de 2 a 6 acessos", "há mais de 30 dias, ou nunca". */
export function faixaOf(medida, faixas, place) {
  const words = MEDIDAS[medida];
  const from = place ? faixas[place - 1].ate + 1 : 0;
  const to = faixas[place].ate;
  const isLast = place === faixas.length - 1;
  if (words.onOff) return from === 0 ? words.none : words.one;
  if (place && faixas[place - 1].ate === null) return "depois da faixa de cima";
  if (!isLast && (to === null || to < from)) return "confira até quanto vai";
  return words.days ? daysOf(from, to, isLast) : countOf(words, { from, to, isLast });
}

function daysOf(from, to, isLast) {
  if (isLast) return `há mais de ${plural(from - 1, "dia", "dias")}, ou nunca`;
  if (to === 0) return "hoje mesmo";
  if (from === 0) return `há até ${plural(to, "dia", "dias")}`;
  return from === to ? `há ${plural(to, "dia", "dias")}` : `de ${asNumber(from)} a ${plural(to, "dia", "dias")}`;
}

function countOf({ none, one, many }, { from, to, isLast }) {
  if (isLast) return `${plural(from, one, many)} ou mais`;
  if (to === 0) return none;
  return from === to ? plural(to, one, many) : `de ${asNumber(from)} a ${plural(to, one, many)}`;
}

export const ordinal = (place) => `${place + 1}ª faixa`;

/** How far the weights are from a whole, and what to make of it. */
export function restOf(sum) {
  if (sum === 100) return "Fecha em 100%.";
  return sum < 100 ? `Soma ${asNumber(sum)}%: faltam ${asNumber(100 - sum)}%.` : `Soma ${asNumber(sum)}%: passou ${asNumber(sum - 100)}%.`;
}
