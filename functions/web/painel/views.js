// The views of the panel: their names, who sees them, and how they are loaded, each with the first visit to it.

const TODOS = ["admin", "atendente", "cs", "leitura", "integracao"];

export const VIEWS = [
  { id: "hoje", title: "Hoje", papeis: TODOS, load: () => import("./hoje.js") },
  { id: "relatos", title: "Relatos", papeis: TODOS, load: () => import("./relatos.js") },
  { id: "chamados", title: "Chamados", papeis: TODOS, load: () => import("./chamados.js") },
  { id: "atendimentos", title: "Atendimentos", papeis: TODOS, load: () => import("./atendimentos.js") },
  { id: "clientes", title: "Clientes", papeis: TODOS, load: () => import("./clientes.js") },
  { id: "saude", title: "Saúde", papeis: TODOS, load: () => import("./saude.js") },
  { id: "numeros", title: "Números", papeis: TODOS, load: () => import("./numeros.js") },
  { id: "envios", title: "Envios", papeis: TODOS, load: () => import("./envios.js") },
  { id: "configuracoes", title: "Configurações", papeis: ["admin"], load: () => import("./configuracoes.js") },
];

export const seenBy = (papel) => VIEWS.filter((view) => view.papeis.includes(papel));
