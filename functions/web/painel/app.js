// The panel: who is in, where they are, and the view of it. A view is a module whose `default` is its component.

import { html, render, useEffect, useState } from "./preact.js";
import { get, onSessionEnd, post, setToken } from "./api.js";
import { useHeard } from "./data.js";
import { Entrar } from "./entrar.js";
import { setZone } from "./format.js";
import { to, useRoute } from "./router.js";
import { Failure, Loading, Notices } from "./ui.js";
import { seenBy } from "./views.js";

function Painel() {
  const [who, setWho] = useState(null);
  const [ended, setEnded] = useState(false);
  const leave = () => { setToken(null); setWho(null); };
  const enter = async () => {
    onSessionEnd(() => { leave(); setEnded(true); });
    const { data } = await get("/auth/eu");
    setEnded(false);
    setZone(data.fuso);
    setWho(data);
  };
  if (!who) return html`<${Entrada} onEnter=${enter} ended=${ended} />`;
  return html`<${Shell} who=${who} onLeave=${async () => { await post("/auth/sair").catch(() => {}); leave(); }} />`;
}

const CONVITE = { load: () => import("./convite.js") };

/** The log-in, or what an invitation's address opens: `#/convite/<code>`. */
function Entrada({ onEnter, ended }) {
  const { view, rest } = useRoute();
  if (view !== "convite" || !rest[0]) return html`<${Entrar} onEnter=${onEnter} ended=${ended} />`;
  return html`<${View} view=${CONVITE} code=${rest[0]} onEnter=${onEnter} onLeave=${() => { location.hash = "#/hoje"; }} />`;
}

function Shell({ who, onLeave }) {
  const route = useRoute();
  const views = seenBy(who.papel);
  const view = views.find((one) => one.id === route.view);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    setOpen(false);
    document.title = `${view ? view.title : "Não encontrada"} · Retorno`;
    document.getElementById("conteudo")?.focus();
  }, [route.view]);
  return html`
    <a class="skip" href="#conteudo" onClick=${toContent}>Ir para o conteúdo</a>
    <div class="shell">
      <header class="bar">
        <strong>Retorno</strong>
        <button type="button" class="quiet menu" aria-expanded=${open} aria-controls="navegacao"
          onClick=${() => setOpen(!open)}>${view ? view.title : "Menu"} ▾</button>
      </header>
      <nav id="navegacao" class=${open ? "open" : ""} aria-label="Principal">
        <strong class="brand">Retorno</strong>
        <ul>
          ${views.map((one) => html`
            <li key=${one.id}><a href=${to(one.id)} aria-current=${one === view ? "page" : undefined}>${one.title}</a></li>
          `)}
        </ul>
        <div class="who">
          <span>${who.username || who.sujeito} · ${who.papel}</span>
          <button type="button" class="quiet" onClick=${onLeave}>Sair</button>
        </div>
      </nav>
      <main id="conteudo" tabindex="-1">
        <${Offline} />
        ${view ? html`<${View} key=${view.id} view=${view} route=${route} who=${who} />` : html`<p class="empty">Esta página não existe ou não é para o seu papel.</p>`}
      </main>
    </div>
    <${Notices} />
  `;
}

function View({ view, ...given }) {
  const [module, setModule] = useState(null);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    view.load().then(setModule, () => setFailed(true));
  };
  useEffect(load, []);
  if (failed) return html`<${Failure} problem=${{ message: "Esta página não chegou inteira. Confira a internet." }} retry=${load} />`;
  if (!module) return html`<${Loading} />`;
  return html`<${module.default} ...${given} />`;
}

function Offline() {
  const online = useHeard(() => navigator.onLine, globalThis, "online", "offline");
  return !online && html`<p class="stale" role="status">Você está sem internet. O que está na tela continua aqui; o resto volta sozinho.</p>`;
}

function toContent(event) {
  event.preventDefault();
  document.getElementById("conteudo").focus();
}

render(html`<${Painel} />`, document.getElementById("painel"));
