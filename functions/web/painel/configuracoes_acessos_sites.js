// The sites that may show a form inside of a page of theirs: asked for with a new key, changed of one that is in use.

import { html, useState } from "./preact.js";
import { patch } from "./api.js";
import { useAct } from "./data.js";
import { Action, Dialog, Failure, Field, tell } from "./ui.js";

export const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** Which of the lines are wrong, and why; the API counts them from 0. */
function wrongOf(problem) {
  const wrong = Object.entries(problem?.fields || {}).filter(([pointer]) => pointer.startsWith("#/origens"));
  const said = ([pointer, sentence]) => {
    const place = /^#\/origens\/(\d+)$/.exec(pointer);
    return place ? `O ${Number(place[1]) + 1}º ${sentence}.` : sentence;
  };
  return wrong.map(said).join(" ") || undefined;
}

export const CampoSites = ({ value, problem, rows = 2, onChange }) => html`
  <${Field} label="Sites que podem mostrar o formulário dentro de uma página" error=${wrongOf(problem)}
    hint="Um por linha, como https://www.clinica.com.br. Sem nenhum, a página só abre sozinha.">${(props) => html`
    <textarea ...${props} rows=${rows} value=${value} onInput=${(event) => onChange(event.target.value)} />`}<//>
`;

export function Sites({ chave, onClose, onSaved }) {
  const [text, setText] = useState(chave.origens.join("\n"));
  const saving = useAct(async () => {
    await change(chave, linesOf(text));
    onClose();
    onSaved();
    const undo = () => change(chave, chave.origens).then(
      () => { tell("Os sites voltaram a ser os de antes."); onSaved(); },
      (problem) => tell(problem.message, { tone: "bad" }),
    );
    tell("Sites guardados: já valem para quem abrir o formulário.", { tone: "good", undo });
  });
  return html`
    <${Dialog} title=${`Sites de “${chave.nome}”`} onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); saving.run(); }}>
        <${CampoSites} value=${text} problem=${saving.problem} rows="4" onChange=${setText} />
        <p class="small">Vale na hora. Num site que sair da lista, o formulário deixa de aparecer; o endereço continua abrindo sozinho.</p>
        ${saving.problem && html`<${Failure} problem=${saving.problem} />`}
        <p class="actions"><${Action} type="submit" busy=${saving.busy}>Guardar sites<//></p>
      </form>
    <//>
  `;
}

const change = (chave, origens) => patch(`/auth/chaves/${encodeURIComponent(chave.id)}`, { origens });
