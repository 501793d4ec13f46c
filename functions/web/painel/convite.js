// Coming in by an invitation: its code is in the part of the address that no server is told.

import { html, useState } from "./preact.js";
import { post, setToken } from "./api.js";
import { useAct } from "./data.js";
import { Action, Failure, Field } from "./ui.js";

const FIELDS = [
  ["nome", "Seu nome", { autocomplete: "name", maxlength: 200 }],
  ["username", "Nome de usuário", { autocomplete: "username", required: true, minlength: 3, maxlength: 60 }],
  ["email", "E-mail", { type: "email", autocomplete: "email", required: true, maxlength: 254 }],
  ["password", "Senha", { type: "password", autocomplete: "new-password", required: true, minlength: 8, maxlength: 200 }],
];
const HINTS = { username: "Letras sem acento, números, ponto, hífen e sublinhado.", password: "Ao menos 8 caracteres." };

export default function Convite({ code, onEnter, onLeave }) {
  const [draft, setDraft] = useState({ nome: "", username: "", email: "", password: "" });
  const join = useAct(async () => {
    const { nome, ...rest } = draft;
    const { data } = await post("/auth/signup", { ...rest, ...(nome.trim() && { nome }), convite: code });
    history.replaceState(null, "", "#/hoje");
    setToken(data.access_token);
    return onEnter();
  });
  return html`
    <main class="entrance">
      <h1>Boas-vindas ao Retorno</h1>
      <p>Você foi convidado. Escolha como vai entrar daqui em diante.</p>
      <form onSubmit=${(event) => { event.preventDefault(); join.run(); }}>
        ${FIELDS.map(([name, label, rest]) => html`
          <${Field} key=${name} label=${label} hint=${HINTS[name]} error=${join.problem?.fields[`#/${name}`]}>${(props) => html`
            <input ...${props} ...${rest} name=${name} value=${draft[name]} onInput=${(event) => setDraft({ ...draft, [name]: event.target.value })} />`}<//>
        `)}
        ${join.problem && html`<${Failure} problem=${join.problem} />`}
        <div class="actions">
          <${Action} type="submit" busy=${join.busy}>Criar meu acesso<//>
          <button type="button" class="quiet" onClick=${onLeave}>Já tenho acesso</button>
        </div>
      </form>
    </main>
  `;
}
