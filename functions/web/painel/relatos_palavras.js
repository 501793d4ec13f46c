// The words for what a relato holds: its steps, its fields, what became of a contato, how it ended.

import { asDay, asMoney, plural } from "./format.js";

export const STATUS = {
  recebido: { text: "Recebido", tone: "info" },
  extraido: { text: "Entendido", tone: "info" },
  com_estrategia: { text: "Com estratégia", tone: "info" },
  em_acompanhamento: { text: "Em acompanhamento", tone: "good" },
  encerrado: { text: "Encerrado", tone: "muted" },
  falhou: { text: "Falhou", tone: "bad" },
};

/** Where a worker is still to do something: worth looking often. */
export const UNFINISHED = ["recebido", "extraido", "com_estrategia"];

export const RESULTADO = {
  respondeu: { text: "O cliente respondeu", tone: "good" },
  convertido: { text: "Convertido", tone: "good" },
  perdido: { text: "Perdido", tone: "bad" },
  sem_interesse: { text: "Sem interesse", tone: "muted" },
  sem_resposta: { text: "Sem resposta", tone: "warn" },
  nao_contatar: { text: "Pediu para não ser procurado", tone: "muted" },
};

export const SITUACAO = {
  agendado: { text: "Marcado", tone: "info" },
  envio_pedido: { text: "Mensagem pedida", tone: "good" },
  tarefa_criada: { text: "Virou tarefa", tone: "warn" },
  vencido: { text: "A data já tinha passado", tone: "muted" },
  dispensado: { text: "Dispensado", tone: "muted" },
};

export const FORMAS = {
  a_vista: "À vista",
  pix: "Pix",
  cartao_credito: "Cartão de crédito",
  cartao_debito: "Cartão de débito",
  boleto: "Boleto",
  parcelado: "Parcelado",
  financiamento: "Financiamento",
  convenio: "Convênio",
};

/** The fields of an extraction as people read them; `evidence` are the names under which its quotes may stand. */
export const CAMPOS = [
  { name: "data_conversa", label: "Dia da conversa", show: asLocalMoment },
  { name: "identidade_cliente", label: "Cliente" },
  { name: "identidade_atendente", label: "Atendente" },
  { name: "resumo_assunto", label: "Assunto" },
  { name: "valor_orcamento", label: "Valor do orçamento", show: (value) => value && asMoney(value) },
  { name: "forma_pagamento", label: "Forma de pagamento", evidence: ["forma_pagamento", "formas_pagamento"] },
  { name: "parcelas", label: "Parcelas", show: (value) => value && plural(value, "vez", "vezes") },
  { name: "informacoes_organizadas", label: "O que mais foi dito", show: (facts) => (facts.length ? facts : null) },
  { name: "instrucoes_proximo_passo", label: "Próximo passo" },
  { name: "proximo_contato", label: "Retorno combinado", show: (value) => value && asDay(value) },
  { name: "nao_contatar", label: "Pediu para não ser procurado", show: (value) => (value ? "Sim" : null) },
];

const LABELS = Object.fromEntries(CAMPOS.map((campo) => [campo.name, campo.label]));
LABELS.formas_pagamento = "Forma de pagamento";

export const labelOf = (name) => LABELS[name] || name.replaceAll("_", " ");

/** Who read or wrote it, told honestly. */
export function originOf(origem) {
  const [by, model] = (origem || "").split(/:(.*)/s);
  if (by === "regras") return "Feito por regras fixas, sem inteligência artificial";
  if (by === "pessoa") return "Feito por uma pessoa";
  return by ? `Feito por inteligência artificial (${by}${model ? `, modelo ${model}` : ""})` : "Origem não informada";
}

/** "2025-02-14 21:23:00", local to the conta, as it is: no zone of the browser touches it. */
function asLocalMoment(value) {
  return value && [asDay(value.slice(0, 10)), value.slice(11, 16)].filter(Boolean).join(" às ");
}
