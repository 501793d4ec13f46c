// The log-in. The token stays in this page's memory: closing or reloading it ends the session here.

import { html, useState } from "./preact.js";
import { call, setToken } from "./api.js";
import { useAct } from "./data.js";
import { Action, Failure, Field } from "./ui.js";

export function Entrar({ onEnter, ended }) {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [first, setFirst] = useState(null); // a provisional password, to be changed before anything else
  const enter = useAct(async () => {
    const { data } = await call("POST", "/auth/login", { body: new URLSearchParams({ username, password }) });
    setToken(data.access_token);
    if (data.senha_provisoria) return setFirst(password);
    return onEnter();
  });
  if (first) return html`<${NovaSenha} current=${first} onEnter=${onEnter} />`;
  return html`
    <main class="entrance">
      <h1>Retorno</h1>
      <p>Para que ninguém fique sem retorno.</p>
      ${ended && html`<p class="stale" role="status">Sua sessão terminou. Entre de novo para continuar.</p>`}
      <form onSubmit=${(event) => { event.preventDefault(); enter.run(); }}>
        <${Field} label="Usuário ou e-mail">${(props) => html`
          <input ...${props} name="username" autocomplete="username" required value=${username}
            onInput=${(event) => setUsername(event.target.value)} />`}<//>
        <${Field} label="Senha">${(props) => html`
          <input ...${props} name="password" type="password" autocomplete="current-password" required value=${password}
            onInput=${(event) => setPassword(event.target.value)} />`}<//>
        ${enter.problem && html`<${Failure} problem=${enter.problem} />`}
        <${Action} type="submit" busy=${enter.busy}>Entrar<//>
      </form>
    </main>
  `;
}

function NovaSenha({ current, onEnter }) {
  const [password, setPassword] = useState("");
  const change = useAct(async () => {
    const { data } = await call("POST", "/auth/senha", { body: { senha_atual: current, nova_senha: password } });
    setToken(data.access_token);
    return onEnter();
  });
  return html`
    <main class="entrance">
      <h1>Escolha a sua senha</h1>
      <p>A senha que você recebeu é provisória: só você deve saber a nova.</p>
      <form onSubmit=${(event) => { event.preventDefault(); change.run(); }}>
        <${Field} label="Nova senha" hint="Ao menos 8 caracteres.">${(props) => html`
          <input ...${props} type="password" autocomplete="new-password" minlength="8" required value=${password}
            onInput=${(event) => setPassword(event.target.value)} />`}<//>
        ${change.problem && html`<${Failure} problem=${change.problem} />`}
        <${Action} type="submit" busy=${change.busy}>Guardar e entrar<//>
      </form>
    </main>
  `;
}
