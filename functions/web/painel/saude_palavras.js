// The words, the colours and the numbers of saúde: categories, pillars, measures, profiles.

import { asNumber } from "./format.js";

export const CATEGORIAS = ["Campeão", "Saudável", "Normal", "Crítico"];
const TONES = { Campeão: "good", Saudável: "info", Normal: "warn", Crítico: "bad" };
export const toneOf = (categoria) => TONES[categoria] || "muted";

export const PILARES = {
  engajamento: "Engajamento",
  movimentacao_estoque: "Movimentação de estoque",
  crm: "CRM",
  adoption: "Adoção",
};

/** Where there is little room. */
export const PILARES_CURTOS = { ...PILARES, movimentacao_estoque: "Estoque" };

export const PERFIS = {
  documentado: ["Documentado", "As faixas do documento, ao pé da letra."],
  codigo: ["Do código", "Como o primeiro sistema calculava, com pilares que podem passar de 1,00."],
  ajustado: ["Ajustado", "As mesmas faixas, mais justas: quem fez uma vez já pontua, e falta de dados não derruba o score."],
  proprio: ["Próprio", "As regras que a sua conta definiu."],
};
/** "documentado:1+sinais:2" as people read it. */
export function perfilOf(id) {
  const [nome, ...sinais] = (id || "").split("+");
  const [base, versao] = nome.split(":");
  const known = PERFIS[base]?.[0] || base;
  const own = base === "proprio" && versao ? ` (${versao === "simulado" ? "em prova" : `versão ${versao}`})` : "";
  return `${known}${own}${sinais.length ? ", com sinais" : ""}`;
}

export const SINAIS = {
  chamados_abertos: ["Chamados abertos", "para cada chamado ainda sem solução"],
  faltas: ["Faltas a atendimentos", "para cada falta nos últimos 30 dias"],
};

const NEVER = 9999;
/** What a what-if may change: its name, and how far its ruler goes; days count since the last time. */
export const MEDIDAS = [
  { id: "dias_desde_ultimo_acesso", label: "Dias desde o último acesso", days: true },
  { id: "qntd_acessos_30d", label: "Acessos em 30 dias", most: 120 },
  { id: "dias_desde_ultima_entrada", label: "Dias desde a última entrada de estoque", days: true },
  { id: "qntd_entradas_30d", label: "Entradas de estoque em 30 dias", most: 80 },
  { id: "dias_desde_ultima_saida", label: "Dias desde a última saída de estoque", days: true },
  { id: "qntd_saidas_30d", label: "Saídas de estoque em 30 dias", most: 80 },
  { id: "dias_desde_ultimo_lead", label: "Dias desde o último lead", days: true },
  { id: "qntd_leads_30d", label: "Leads em 30 dias", most: 60 },
  { id: "integradores_conectados", label: "Integradores conectados", most: 6, limit: 10_000 },
  { id: "econversa_ativo", label: "eConversa", onOff: true },
  { id: "dias_desde_ultima_econversa", label: "Dias desde a última conversa no eConversa", days: true },
  { id: "dias_desde_ultima_integracao", label: "Dias desde a última atividade de integrador", days: true },
  { id: "chamados_abertos", label: "Chamados abertos", most: 20, limit: 10_000 },
  { id: "faltas", label: "Faltas em 30 dias", most: 10, limit: 10_000 },
].map((one) => ({ most: 60, limit: one.days ? NEVER : 1_000_000, ...one }));

/** A measure's value in words: nothing told, never, on or off, or the number. */
export function valueOf(medida, value) {
  if (value === null || value === undefined) return "sem dados";
  if (medida.onOff) return value ? "ligado" : "desligado";
  return medida.days && value >= NEVER ? "nunca" : asNumber(value);
}

const two = new Intl.NumberFormat("pt-BR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const exact = new Intl.NumberFormat("pt-BR", { minimumFractionDigits: 2, maximumFractionDigits: 6 });
const given = (value, show) => (value === null || value === undefined ? "—" : show(value));
const withSign = (format) => (value) => given(value, (one) => `${one < 0 ? "−" : one > 0 ? "+" : ""}${format.format(Math.abs(one))}`);

export const asScore = (value) => given(value, (one) => two.format(one));
/** With its sign, in all its digits: so that lines add up for who adds them. */
export const asPoints = withSign(exact);
export const asChange = withSign(two);
/** The class that colours a change; its sign says the same. */
export const wayOf = (value) => (value > 0 ? "up" : value < 0 ? "down" : "");

const ESTADOS = {
  em_andamento: "em andamento",
  concluida: "concluído",
  interrompida: "interrompido pelo fim do dia",
  falhou: "não terminou",
};
export const estadoOf = (status) => ESTADOS[status] || status;
