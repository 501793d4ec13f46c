// Trying a question out: what it would be answered by itself, or why a person would.

import { html, useState } from "./preact.js";
import { post } from "./api.js";
import { useAct } from "./data.js";
import { asPercent } from "./format.js";
import { Action, Badge, Failure, Field } from "./ui.js";
import { INTENTS, SECTORS } from "./configuracoes_respostas_editor.js";

const MOST_SHOWN = 3;

export function Ensaio() {
  const [texto, setTexto] = useState("");
  const [said, setSaid] = useState(null);
  const ask = useAct(async () => setSaid((await post("/respostas/testar", { texto })).data));
  return html`
    <section class="card">
      <h3>Experimente uma pergunta</h3>
      <form onSubmit=${(event) => { event.preventDefault(); ask.run(); }}>
        <${Field} label="Pergunta" hint="Nada é enviado nem contado." error=${ask.problem?.fields["#/texto"]}>${(props) => html`
          <textarea ...${props} rows="2" required maxlength="4000" value=${texto} onInput=${(event) => setTexto(event.target.value)}></textarea>`}<//>
        ${ask.problem && html`<${Failure} problem=${ask.problem} />`}
        <p class="actions"><${Action} type="submit" class="quiet" busy=${ask.busy}>Testar<//></p>
      </form>
      <div aria-live="polite">${said && html`<${Dito} ensaio=${said} />`}</div>
    </section>
  `;
}

const Dito = ({ ensaio }) => html`
  <p class="row">
    <${Badge} tone=${ensaio.responde ? "good" : "info"}>${ensaio.responde ? "Responderia sozinho" : "Iria para uma pessoa"}<//>
    <span class="small">Lido como ${INTENTS[ensaio.classificacao.intencao]}, setor ${SECTORS[ensaio.classificacao.setor]}</span>
  </p>
  ${ensaio.explicacao && html`<p>${ensaio.explicacao}</p>`}
  ${ensaio.texto && html`<blockquote class="text">${ensaio.texto}</blockquote>`}
  ${ensaio.candidatas.length > 0 && html`
    <p class="small">Mais parecidas: ${ensaio.candidatas.slice(0, MOST_SHOWN).map(named).join(" · ")}</p>`}
`;

const named = (one) => `${one.rotulo || one.pergunta} (${asPercent(one.pontuacao * 100)})`;
