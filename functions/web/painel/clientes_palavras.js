// What the names of states, channels and purposes are called on the screen of Clientes, and how loud they are.

export const CANAIS = { site: "Site", whatsapp: "WhatsApp", email: "E-mail", telefone: "Telefone", telegram: "Telegram" };
export const ORIGENS = {
  manual: "Cadastrado aqui", relato: "Veio de um relato", importacao: "Veio de um arquivo", kommo: "Veio do Kommo",
  canal: "Escreveu por um canal",
};
export const FINALIDADES = {
  atendimento: "Atendimento", lembretes: "Lembretes de consulta", acompanhamento: "Acompanhamento de orçamentos",
  marketing: "Novidades e ofertas",
};
export const BASES = {
  consentimento: "Consentimento da pessoa", contrato: "Contrato", tutela_da_saude: "Tutela da saúde",
  obrigacao_legal: "Obrigação legal", legitimo_interesse: "Legítimo interesse",
};
export const SOLICITANTES = {
  titular: "A própria pessoa", responsavel: "Responsável legal", procurador: "Procurador", autoridade: "Autoridade (ANPD, Justiça)",
  controlador: "Decisão da própria empresa",
};
export const PROVEDORES = {
  simulado: "simulado", meta: "WhatsApp", botconversa: "Botconversa", zapi: "Z-API", twilio: "Twilio", telegram: "Telegram",
  email: "e-mail", formulario: "formulário",
};
export const SETORES = { financeiro: "Financeiro", suporte: "Suporte", vendas: "Vendas", admin: "Administração", geral: "Geral" };
export const PASSOS = {
  clientes: "Cadastro", relatos: "Relatos e orçamentos", chamados: "Chamados", mensagens: "Memória de atendimento",
  perguntas: "Perguntas em aberto", atendimentos: "Atendimentos", tarefas: "Tarefas da equipe", envios: "Mensagens enviadas",
  recebimentos: "Mensagens recebidas", importacoes: "Linhas de importação", atividades: "Atividade", saude: "Notas de saúde",
  supressoes: "Lista de quem não deve ser procurado", botconversa: "Cadastro no Botconversa", fluxos: "Acompanhamentos em andamento",
  resumos: "Resumos guardados",
};

// State → [words, tone].
export const RELATO = {
  recebido: ["Recebido", "info"], extraido: ["Em leitura", "info"], com_estrategia: ["Em leitura", "info"],
  em_acompanhamento: ["Em acompanhamento", "info"], encerrado: ["Encerrado", "muted"], falhou: ["Falhou", "bad"],
};
export const RESULTADO = {
  respondeu: ["Respondeu", "good"], convertido: ["Convertido", "good"], perdido: ["Perdido", "bad"],
  sem_interesse: ["Sem interesse", "muted"], sem_resposta: ["Sem resposta", "warn"], nao_contatar: ["Pediu para não contatar", "warn"],
};
export const CHAMADO = {
  aberto: ["Aberto", "info"], encaminhado: ["Com a equipe", "warn"], em_atendimento: ["Em atendimento", "info"],
  aguardando_cliente: ["Aguardando o cliente", "muted"], resolvido: ["Resolvido", "good"], fechado: ["Fechado", "muted"],
};
export const ATENDIMENTO = {
  pendente: ["A confirmar", "warn"], confirmado: ["Confirmado", "good"], cancelado: ["Cancelado", "bad"],
  sem_resposta: ["Sem resposta", "warn"], reagendar: ["Quer outro horário", "warn"], realizado: ["Realizado", "good"],
  faltou: ["Faltou", "bad"],
};
export const ENVIO = {
  agendado: ["Agendado", "info"], enviando: ["Enviando", "info"], aceito: ["Saiu", "good"], entregue: ["Entregue", "good"],
  lido: ["Lido", "good"], falhou: ["Falhou", "bad"], incerto: ["Sem confirmação", "warn"], recusado: ["Não saiu", "warn"],
  cancelado: ["Cancelado", "muted"],
};
export const RECEBIMENTO = {
  recebido: ["Em leitura", "info"], encaminhado: ["Encaminhado", "good"], ignorado: ["Sem ação", "muted"], falhou: ["Falhou", "bad"],
};
export const DESTINOS = {
  opt_out: "pediu silêncio", voltar: "quis voltar a receber", numero_errado: "disse que o número é errado",
  pergunta: "respondeu a uma pergunta", atendimento: "falou de um atendimento", acompanhamento: "respondeu a um acompanhamento",
  chamado: "virou chamado",
};
export const VALIDACAO = { pending: ["Não validada", "muted"], human: ["Validada por pessoa", "good"], ai: ["Por máquina", "info"] };
export const PEDIDO = {
  recebido: ["Recebido", "info"], em_andamento: ["Em andamento", "info"], concluido: ["Concluído", "good"],
  falhou: ["Falhou: tentamos de novo todo dia", "bad"],
};
export const IMPORTACAO = { recebida: ["Recebida", "info"], em_andamento: ["Em andamento", "info"], concluida: ["Concluída", "good"] };

/** The words and the tone of a state; one that is not known here shows as it came. */
export const named = (words, key) => words[key] || [String(key ?? "—"), "muted"];

/** The start of a text that may be long. */
export const excerpt = (text, most = 280) => {
  const plain = String(text ?? "").trim();
  return plain.length > most ? `${plain.slice(0, most).trimEnd()}…` : plain;
};
