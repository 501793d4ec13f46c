// The ledger in words: states with their colours, reasons, rules, channels and purposes.

/** A state in words and its tone. What waits is no failure, and what is uncertain is not called sent. */
const STATES = {
  agendado: ["Aguardando", "info"],
  enviando: ["Saindo agora", "info"],
  aceito: ["Enviado", "good"],
  entregue: ["Entregue", "good"],
  lido: ["Lido", "good"],
  falhou: ["Falhou", "bad"],
  incerto: ["Talvez enviado", "warn"],
  recusado: ["Não enviado", "warn"],
  cancelado: ["Cancelado", "muted"],
};

export const STATE_NAMES = Object.fromEntries(Object.entries(STATES).map(([state, [name]]) => [state, name]));

export const CHANNELS = {
  simulado: "Simulado",
  meta: "WhatsApp (Meta)",
  botconversa: "Botconversa",
  zapi: "Z-API",
  twilio: "Twilio",
  telegram: "Telegram",
  email: "E-mail",
};

export const PURPOSES = {
  atendimento: "Atendimento",
  lembretes: "Lembrete de consulta",
  acompanhamento: "Acompanhamento",
  marketing: "Divulgação",
  equipe: "Equipe",
};

const REASONS = {
  opt_out: "pediu para não receber",
  suprimido: "não deve mais ser procurada",
  sem_consentimento: "sem autorização para esta finalidade",
  duplicado: "outra igual já está a caminho",
  fora_do_horario: "fora do horário",
  feriado: "feriado",
  frequencia: "já recebeu o bastante neste período",
  fora_da_janela: "janela de 24 horas fechada",
  sem_modelo: "falta um modelo aprovado",
  sem_canal: "sem canal ativo",
  sem_endereco: "sem telefone ou endereço",
  tarde_demais: "passou do prazo",
  cancelado: "cancelado",
  ainda_nao: "ainda não é a hora",
  provedor: "o canal não aceitou",
};

const RULES = {
  prazo: "Prazo da mensagem",
  opt_out: "Pedido de saída",
  consentimento: "Autorização",
  duplicidade: "Mensagem repetida",
  horario: "Horário e feriados",
  frequencia: "Frequência",
  janela: "Janela de 24 horas",
  canal: "Canal e endereço",
};

const VERDICTS = {
  enviar: ["Pode sair", "good"],
  usar_modelo: ["Pode sair, como modelo aprovado", "good"],
  adiar: ["Espera", "info"],
  recusar: ["Não pode sair", "warn"],
};

export const stateOf = (status) => STATES[status] || [status, "muted"];
export const verdictOf = (acao) => VERDICTS[acao] || [acao, "muted"];
export const channelOf = (provedor) => CHANNELS[provedor] || provedor || "—";
export const purposeOf = (finalidade) => PURPOSES[finalidade] || finalidade;
export const reasonOf = (motivo) => REASONS[motivo] || motivo;
export const ruleOf = (regra) => RULES[regra] || regra;
/** Who did it: a person and an integration have ids of their own, the rest is a channel or a part of Retorno. */
export function actorOf(por) {
  if (/^[0-9A-HJKMNP-TV-Z]{26}$/.test(por)) return "pessoa da equipe";
  if (por.startsWith("token:") || por.startsWith("basic:")) return "integração";
  return CHANNELS[por] || "Retorno";
}
