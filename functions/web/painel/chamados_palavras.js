// The words and the colours of a chamado: its states, urgencies, subjects, channels, and where an answer comes from.

export const SITUACOES = {
  aberto: ["Em análise", "info"],
  encaminhado: ["Esperando a equipe", "warn"],
  em_atendimento: ["Em atendimento", "info"],
  aguardando_cliente: ["Esperando o cliente", "muted"],
  resolvido: ["Resolvido", "good"],
  fechado: ["Fechado", "muted"],
};
export const PRIORIDADES = {
  critica: ["Crítica", "bad"],
  alta: ["Alta", "warn"],
  media: ["Média", "info"],
  baixa: ["Baixa", "muted"],
};
export const SETORES = {
  financeiro: "Financeiro",
  suporte: "Suporte",
  vendas: "Vendas",
  admin: "Administração",
  geral: "Geral",
};
export const CANAIS = {
  whatsapp: "WhatsApp",
  email: "E-mail",
  site: "Site",
  telefone: "Telefone",
  telegram: "Telegram",
  chat_ia: "Chat",
};
export const INTENCOES = {
  segunda_via_boleto: "Segunda via de boleto",
  pagamento: "Pagamento",
  orcamento: "Orçamento",
  agendamento: "Agendamento",
  problema_tecnico: "Problema técnico",
  gerenciamento_plano: "Mudança de plano",
  cancelamento: "Cancelamento",
  reclamacao: "Reclamação",
  elogio_agradecimento: "Elogio ou agradecimento",
  informacao: "Pedido de informação",
  outro: "Outro assunto",
};
export const CAMPOS = {
  status: "Situação",
  atendente: "Quem atende",
  prioridade: "Prioridade",
  setor: "Setor",
  intencao: "Assunto",
  prazo_primeira_resposta: "Prazo da primeira resposta",
  prazo_resolucao: "Prazo da solução",
};

// Somebody talks to them there: what is answered is said, and nothing is sent.
export const FALADOS = ["telefone", "chat_ia"];
export const ENCERRADOS = ["resolvido", "fechado"];
export const isEncerrado = (chamado) => ENCERRADOS.includes(chamado.situacao);

const SINAIS = { aviso: "está acabando", estouro: "acabou" };
const VALORES = {
  status: (value) => SITUACOES[value]?.[0],
  prioridade: (value) => PRIORIDADES[value]?.[0],
  setor: (value) => SETORES[value],
  intencao: (value) => INTENCOES[value],
  prazo_primeira_resposta: (value) => SINAIS[value],
  prazo_resolucao: (value) => SINAIS[value],
};

/** The value of a line of the history as people read it; `nomes` are usernames by id. */
export function valueOf(campo, value, nomes) {
  if (campo === "atendente") return value ? nomes[value] || "alguém que saiu da conta" : "ninguém";
  return value ? VALORES[campo]?.(value) || value : "ainda não lido";
}

/** Who did it: a person of the conta, the cliente, silence, the reading, or Retorno itself. */
export function authorOf(por, campo, nomes) {
  if (nomes[por]) return nomes[por];
  const known = { retorno: "o Retorno", cliente: "o cliente", silencio: "o silêncio do cliente" }[por];
  if (known) return known;
  return ["prioridade", "setor", "intencao"].includes(campo) ? "a leitura automática" : "uma integração";
}

export const FONTES = {
  resposta: ["Resposta aprovada", "good"],
  mensagem: ["Mensagem validada", "good"],
  modelo: ["Escrita por um modelo de IA", "warn"],
};

/** How alike the question is to the one that was answered, in words; of a whole subject there is no measure. */
export function likeness(pontuacao) {
  if (pontuacao >= 1) return "feita para este assunto";
  return `${Math.round(pontuacao * 100)}% parecida`;
}

/** The source of an answer in one line. */
export function sourceOf(fonte) {
  if (fonte.tipo === "modelo") return `redigida pelo modelo ${fonte.rotulo || "da conta"}, a partir do que foi aprovado`;
  const named = fonte.rotulo && fonte.rotulo !== "geral" ? `“${fonte.rotulo}”, ` : "";
  return `${named}${likeness(fonte.pontuacao)}`;
}

/** What the cliente said that nobody answered yet, the oldest first. */
export function unanswered(falas) {
  const last = falas.findLastIndex((fala) => fala.autor !== "cliente");
  return falas.slice(last + 1).map((fala) => fala.texto).filter(Boolean).join("\n");
}

/** [["financeiro", "Financeiro"], …] of one of the tables above. */
export const options = (table) => Object.entries(table).map(([value, shown]) => [value, [shown].flat()[0]]);
