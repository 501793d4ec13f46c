// The view of chamados: the queue beside the conversation; on a phone the conversation takes the screen.

import { html, useEffect, useRef, useState } from "./preact.js";
import { useData } from "./data.js";
import { to } from "./router.js";
import { Conversa } from "./chamados_conversa.js";
import { pathOf, useFila } from "./chamados_dados.js";
import { Fila, filtrosOf } from "./chamados_fila.js";
import { Novo } from "./chamados_novo.js";
import { Sugestoes } from "./chamados_sugestoes.js";

const APPROVERS = ["admin", "atendente", "cs"];
const SUGESTOES = "sugestoes";

const styled = new Promise((done) => {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: "/painel/chamados.css", onload: done, onerror: done });
  document.head.append(sheet);
});

export default function Chamados({ route, who }) {
  const mayAnswer = who.papel !== "leitura";
  const [opening, setOpening] = useState(false);
  const [isStyled, setStyled] = useState(false); // shown once it looks as it should; what it asks for leaves before
  useEffect(() => { styled.then(() => setStyled(true)); }, []);
  const isSugestoes = route.rest[0] === SUGESTOES;
  const id = isSugestoes ? null : route.rest[0] || null;
  return html`
    <div class=${id ? "chamados aberta" : "chamados"} hidden=${!isStyled}>
      <div class="row cabeca">
        <h1>Chamados</h1>
        ${mayAnswer && html`<button type="button" onClick=${() => setOpening(true)}>Novo chamado</button>`}
      </div>
      ${APPROVERS.includes(who.papel) && html`<${Abas} isSugestoes=${isSugestoes} />`}
      ${isSugestoes ? html`<${Sugestoes} />` : html`<${Atendimento} id=${id} route=${route} who=${who} />`}
      ${opening && html`<${Novo} onClose=${() => setOpening(false)} />`}
    </div>
  `;
}

const Abas = ({ isSugestoes }) => html`
  <nav class="tabs" aria-label="Chamados e sugestões">
    <a href=${to("chamados")} aria-current=${isSugestoes ? undefined : "page"}>Fila</a>
    <a href=${to("chamados", [SUGESTOES])} aria-current=${isSugestoes ? "page" : undefined}>Sugestões</a>
  </nav>
`;

function Atendimento({ id, route, who }) {
  const fila = useFila(filtrosOf(route.query));
  const chamado = useData(id && pathOf(id), { every: 20_000 });
  const usuarios = useData(who.papel === "admin" ? "/usuarios?limite=100" : null);
  const pessoas = usuarios.data && usuarios.data.itens.filter((one) => one.ativo && one.papel !== "leitura");
  const changed = () => Promise.all([chamado.reload(), fila.reload()]);
  return html`
    <div class=${id ? "split chosen" : "split"}>
      <section class="lado" aria-label="Fila"><${Fila} fila=${fila} route=${route} who=${who} pessoas=${pessoas} /></section>
      <section class="conversa-aberta" aria-label="Conversa">
        ${id
          ? html`<${Aberto} key=${id} id=${id} chamado=${chamado} onChanged=${changed} ...${{ route, who, pessoas }} />`
          : html`<p class="empty escolha">Escolha um chamado na fila para ler a conversa e responder.</p>`}
      </section>
    </div>
  `;
}

/** On a phone the list is gone once a conversation is open: the focus goes along, and comes back with it. */
function Aberto({ id, chamado, onChanged, route, who, pessoas }) {
  const back = useRef(null);
  useEffect(() => {
    const isPhone = getComputedStyle(back.current).display !== "none";
    if (isPhone) back.current.focus();
    scrollTo({ top: 0 });
  }, []);
  return html`
    <p class="back"><a ref=${back} href=${to("chamados", [], route.query)}>‹ Voltar à fila</a></p>
    <${Conversa} id=${id} chamado=${chamado} onChanged=${onChanged} who=${who} pessoas=${pessoas} />
  `;
}
