// How the conta scores: by which profile, and which signals take points off. For admins alone.

import { html, useState } from "./preact.js";
import { get, patch } from "./api.js";
import { useAct } from "./data.js";
import { to } from "./router.js";
import { Action, Dialog, Failure, Field, tell } from "./ui.js";
import { PERFIS, SINAIS } from "./saude_palavras.js";

/** `conta` is what `useData("/conta")` gives. */
export function Perfil({ conta, onClose }) {
  const [now] = useState(conta.data.saude);
  const [etag] = useState(conta.etag); // of what the person sees here, not of what came since
  const [perfil, setPerfil] = useState(now.perfil);
  const [sinais, setSinais] = useState(() => sentOf(now.sinais));
  const save = useAct(async () => {
    await patch("/conta", { saude: { perfil, sinais } }, etag);
    await conta.reload();
    onClose();
    const undo = () => giveBack(now).then(conta.reload, (problem) => tell(problem.message, { tone: "bad" }));
    tell("Guardado. Os scores mudam no próximo cálculo.", { tone: "good", undo });
  });
  return html`
    <${Dialog} title="Como calculamos a saúde" onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); save.run(); }}>
        <fieldset class="choice">
          <legend>Perfil</legend>
          ${Object.entries(PERFIS).map(([one, [name, text]]) => html`
            <label key=${one}>
              <input type="radio" name="perfil" value=${one} checked=${perfil === one}
                disabled=${one === "proprio" && !now.proprio} onChange=${() => setPerfil(one)} />
              ${name}
              <small>${one === "proprio" && !now.proprio ? "A sua conta ainda não tem um perfil próprio: monte o primeiro aqui embaixo." : text}</small>
            </label>`)}
        </fieldset>
        <p><a role="button" class="quiet" href=${to("saude", [], { tela: "perfil" })}>${now.proprio ? "Editar o perfil próprio" : "Montar um perfil próprio"}</a></p>
        <h3>Sinais que descontam pontos</h3>
        ${Object.keys(SINAIS).map((one) => html`
          <${Sinal} key=${one} id=${one} value=${sinais[one]} fields=${save.problem?.fields || {}} onChange=${(value) => setSinais({ ...sinais, [one]: value })} />`)}
        ${save.problem && html`<${Recusa} problem=${save.problem} onReload=${() => { conta.reload(); onClose(); }} />`}
        <footer class="actions">
          <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
          <${Action} type="submit" busy=${save.busy}>Guardar<//>
        </footer>
      </form>
    <//>
  `;
}

const Recusa = ({ problem, onReload }) => (problem.status === 412
  ? html`<${Failure} problem=${{ message: "Outra pessoa mudou os ajustes enquanto você olhava. Recarregue para ver como estão." }} retry=${onReload} />`
  : html`<${Failure} problem=${problem} />`);

/** The versions are counted by the API, and are not sent. */
const sentOf = (sinais) => Object.fromEntries(Object.keys(SINAIS).map((one) => [one, sinais[one]]));

async function giveBack({ perfil, sinais }) {
  const { etag } = await get("/conta");
  await patch("/conta", { saude: { perfil, sinais: sentOf(sinais) } }, etag);
  tell("Voltou a ser como era.");
}

function Sinal({ id, value, fields, onChange }) {
  const [name, text] = SINAIS[id];
  const number = (member) => (event) => onChange({ ...value, [member]: Number(event.target.value) });
  const wrong = (member) => fields[`#/saude/sinais/${id}/${member}`] || (member === "maximo" && fields[`#/saude/sinais/${id}`]);
  return html`
    <fieldset>
      <label>
        <input type="checkbox" role="switch" checked=${value.ativo} onChange=${(event) => onChange({ ...value, ativo: event.target.checked })} />
        ${name}
      </label>
      ${value.ativo && html`
        <div class="grid2">
          <${Field} label="Pontos a menos" hint=${text} error=${wrong("por_unidade")}>${(props) => html`
            <input ...${props} type="number" min="0.01" max="0.2" step="0.01" required value=${value.por_unidade} onInput=${number("por_unidade")} />`}<//>
          <${Field} label="No máximo" hint="ao todo, por este sinal" error=${wrong("maximo")}>${(props) => html`
            <input ...${props} type="number" min="0.01" max="0.3" step="0.01" required value=${value.maximo} onInput=${number("maximo")} />`}<//>
        </div>`}
    </fieldset>
  `;
}
