// The papéis and the areas of escopos, as an admin chooses among them.

export const PAPEIS = {
  admin: { name: "Administração", may: "Faz tudo, também estes ajustes e os acessos." },
  cs: { name: "Sucesso do cliente", may: "Atende, aprova respostas e junta cadastros." },
  atendente: { name: "Atendimento", may: "Relata, atende chamados e consultas." },
  leitura: { name: "Leitura", may: "Vê, e não muda nada." },
  integracao: { name: "Integração", may: "Um sistema: lê e escreve o que quem atende pode." },
};

/** Those that a person is invited with. */
export const PESSOAS = ["atendente", "cs", "admin", "leitura"];
export const papelOf = (papel) => PAPEIS[papel] || { name: papel || "sem papel", may: "" };

export const AREAS = {
  relatos: "Relatos",
  tarefas: "Tarefas",
  chamados: "Chamados",
  respostas: "Respostas aprovadas",
  mensagens: "Memória de conversas",
  clientes: "Clientes",
  titulares: "Direitos dos titulares",
  atendimentos: "Atendimentos",
  envios: "Envios",
  recebimentos: "Recebimentos",
  atividades: "Atividades",
  saude: "Saúde",
  metricas: "Números",
  resumos: "Resumos",
  conta: "Ajustes da conta",
  canais: "Canais",
  usuarios: "Usuários",
  acessos: "Tokens e chaves",
  auditoria: "Auditoria",
};
