// What the conta decided and who comes in: one tab for each, each asking for its own data and forgetting it on leaving.

import { html } from "./preact.js";
import { to } from "./router.js";
import { Auditoria } from "./configuracoes_auditoria.js";
import { Acessos } from "./configuracoes_acessos.js";
import { useAjustes } from "./configuracoes_ajustes.js";
import { Canais } from "./configuracoes_canais.js";
import { Conta } from "./configuracoes_conta.js";
import { Modelos } from "./configuracoes_modelos.js";
import { Respostas } from "./configuracoes_respostas.js";
import { Usuarios } from "./configuracoes_usuarios.js";

const TABS = [
  ["conta", "Conta", Conta],
  ["modelos", "Modelos", Modelos],
  ["respostas", "Respostas", Respostas],
  ["usuarios", "Usuários", Usuarios],
  ["acessos", "Tokens e chaves", Acessos],
  ["canais", "Canais", Canais],
  ["auditoria", "Auditoria", Auditoria],
];

export default function Configuracoes({ route, who }) {
  const ajustes = useAjustes();
  const [id, title, Tab] = TABS.find(([one]) => one === route.rest[0]) || TABS[0];
  return html`
    <h1>Configurações</h1>
    <nav class="tabs" aria-label="Configurações">
      ${TABS.map(([one, name]) => html`
        <a key=${one} href=${to("configuracoes", [one])} aria-current=${one === id ? "page" : undefined}>
          ${name}${one === "conta" && ajustes.changed.length ? " •" : ""}
        </a>
      `)}
    </nav>
    <h2 class="visually-hidden">${title}</h2>
    <${Tab} key=${id} ajustes=${ajustes} route=${route} who=${who} />
  `;
}
