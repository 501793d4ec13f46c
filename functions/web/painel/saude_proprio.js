// The conta's own profile: started from one that is there, changed piece by piece, tried, kept, and taken back.

import { html, useEffect, useMemo, useRef, useState } from "./preact.js";
import { get, isSame, patch, writeUpon } from "./api.js";
import { useAct, useData } from "./data.js";
import { withStyle } from "./grafico.js";
import { to } from "./router.js";
import { PERFIS, perfilOf } from "./saude_palavras.js";
import { Pesos, Pilar } from "./saude_proprio_pilares.js";
import { Previa } from "./saude_proprio_previa.js";
import { bodyOf, draftOf, missingOf } from "./saude_proprio_rascunho.js";
import { Action, Failure, Field, Shown, tell } from "./ui.js";

withStyle("/painel/saude_proprio.css");

const CHANGED = "Outra pessoa mudou as regras da saúde enquanto você editava. O que você fez continua aqui; se guardar de novo, fica no lugar do que ela fez.";

export function Proprio() {
  const conta = useData("/conta");
  const prontos = useData("/health-scores/perfis");
  const both = { data: conta.data && prontos.data, problem: conta.problem || prontos.problem, loading: conta.loading || prontos.loading,
    reload: () => { conta.reload(); prontos.reload(); } };
  return html`<div>
    <p><a href=${to("saude")}>‹ Voltar para a carteira</a></p>
    <h1>Perfil próprio</h1>
    <${Shown} of=${both} isEmpty=${() => false}>
      ${() => html`<${Editor} first=${{ data: conta.data, etag: conta.etag }} prontos=${prontos.data.itens} />`}
    <//>
  </div>`;
}

/** The versions are counted by the API, and are not sent. */
const sentOf = ({ redistribui, pilares }) => ({ redistribui, pilares });
const startOf = (proprio, prontos) => draftOf(proprio || prontos[0], prontos[0]);

function Editor({ first, prontos }) {
  const [base, setBase] = useState(first); // what the person saw, as its next version is written upon it
  const { perfil, proprio } = base.data.saude;
  const [draft, setDraft] = useState(() => startOf(proprio, prontos));
  const [refused, setRefused] = useState({}); // path → what the API says is wrong there
  const form = useRef(null);
  const body = useMemo(() => bodyOf(draft), [draft]);
  const missing = useMemo(() => missingOf(draft), [draft]);
  const isKept = perfil === "proprio" && isSame(body, bodyOf(startOf(proprio, prontos)));
  const save = useSave({ base, setBase, setRefused });
  const [failures, setFailures] = useState(0);
  useEffect(() => { if (failures) form.current.querySelector('[aria-invalid="true"]')?.focus(); }, [failures]);

  const submit = async (event) => {
    event.preventDefault();
    if (!(await save.run(body))) setFailures((before) => before + 1);
  };
  const change = (members, path) => {
    save.clear();
    setDraft((before) => ({ ...before, ...members }));
    setRefused((before) => Object.fromEntries(Object.entries(before).filter(([one]) => one && !one.startsWith(path))));
  };
  const put = (id, pilar) => change({ pilares: { ...draft.pilares, [id]: pilar } }, `/pilares/${id}`);
  const startAgain = (next) => {
    const before = draft;
    change(next, "");
    tell("Começamos de novo a partir deste perfil.", { undo: () => change(before, "") });
  };
  return html`
    <${Inicio} proprio=${proprio} perfil=${perfil} prontos=${prontos} onStart=${startAgain} />
    <div class="whatif">
      <form ref=${form} novalidate aria-label="Perfil próprio" onSubmit=${submit}>
        <${Pesos} pilares=${draft.pilares} at=${(path) => refused[path]} onChange=${(pilares) => change({ pilares }, "/pilares")} />
        ${Object.entries(draft.pilares).filter(([, one]) => one.ativo).map(([id, pilar]) => html`
          <${Pilar} key=${id} id=${id} pilar=${pilar} at=${(path) => refused[`/pilares/${id}${path}`]} onChange=${(one) => put(id, one)}
            isRefused=${Object.keys(refused).some((path) => path === `/pilares/${id}` || path.startsWith(`/pilares/${id}/regras`))} />`)}
        <${SemDados} value=${draft.redistribui} onChange=${(redistribui) => change({ redistribui }, "/redistribui")} />
        <${Guardar} ...${{ missing, isKept, save }} onDiscard=${() => startAgain(startOf(proprio, prontos))} />
      </form>
      <${Previa} proprio=${missing.length ? null : body} />
    </div>
  `;
}

/** Keeps `body` as the profile that is used; what the API refused goes to its fields. */
function useSave({ base, setBase, setRefused }) {
  const save = useAct(async (body) => {
    const saude = { perfil: "proprio", proprio: body };
    const upon = { path: "/conta", seen: (conta) => conta.saude, changed: CHANGED };
    try {
      await writeUpon(base, upon, (etag) => patch("/conta", { saude }, etag));
    } catch (problem) {
      setRefused(refusedOf(problem));
      if (problem.status === 412) setBase(await get("/conta"));
      throw problem;
    }
    setRefused({});
    const kept = await get("/conta");
    setBase(kept);
    const undo = () => giveBack(base.data.saude, kept).then(setBase, (problem) => tell(problem.message, { tone: "bad" }));
    tell(`Guardado: o perfil próprio (versão ${kept.data.saude.proprio.versao}) vale a partir do próximo cálculo.`, { tone: "good", undo });
  });
  return save;
}

const refusedOf = ({ fields }) => Object.fromEntries(
  Object.entries(fields || {}).filter(([pointer]) => pointer.startsWith("#/saude/proprio")).map(([pointer, sentence]) => [pointer.slice("#/saude/proprio".length), sentence]),
);

/** Back to how it was, unless somebody changed it since; the conta as it is then. A first own profile stays, unused. */
async function giveBack({ perfil, proprio }, kept) {
  const upon = { path: "/conta", seen: (conta) => conta.saude, changed: "Não desfizemos: alguém mudou as regras da saúde depois." };
  await writeUpon(kept, upon, (etag) => patch("/conta", { saude: { perfil, ...(proprio && { proprio: sentOf(proprio) }) } }, etag));
  tell(`Voltou a ser como era: perfil ${perfilOf(perfil)}. O que você editou continua na tela.`);
  return get("/conta");
}

function Inicio({ proprio, perfil, prontos, onStart }) {
  const sources = [...(proprio ? [["proprio", `O próprio de agora (versão ${proprio.versao})`, proprio]] : []),
    ...prontos.map((one) => [one.nome, PERFIS[one.nome][0], one])];
  const [chosen, setChosen] = useState(sources[0][0]);
  const start = (id) => {
    setChosen(id);
    onStart(draftOf(sources.find(([one]) => one === id)[2], prontos[0]));
  };
  return html`
    <section class="card" aria-labelledby="inicio">
      <h2 id="inicio">Por onde começar</h2>
      <p>Ninguém começa do zero: parta de um perfil pronto e mude o que for diferente na sua conta. Hoje ela usa o perfil ${perfilOf(perfil)}.</p>
      <${Field} label="Começar a partir de" hint=${PERFIS[chosen][1]}>${(props) => html`
        <select ...${props} value=${chosen} onChange=${(event) => start(event.target.value)}>
          ${sources.map(([id, name]) => html`<option key=${id} value=${id}>${name}</option>`)}
        </select>`}<//>
      <details>
        <summary>Como se chega a um score</summary>
        <ol>
          <li>Cada medida do cliente cai numa <strong>faixa</strong>, e a faixa diz quanto ela vale: 100% é o máximo que se espera, e até 120% premia quem passa disso.</li>
          <li>As medidas de um <strong>pilar</strong>, cada uma com o seu peso, fazem a nota do pilar, que nunca passa de 100%.</li>
          <li>Os pilares, cada um com o seu peso, fazem o <strong>score</strong>, de 0 a 1. Até 0,30 é Crítico; até 0,60, Normal; até 0,80, Saudável; daí em diante, Campeão.</li>
        </ol>
      </details>
    </section>
  `;
}

const SemDados = ({ value, onChange }) => html`
  <section class="card" aria-labelledby="sem-dados">
    <h2 id="sem-dados">Quando faltam dados</h2>
    <label class="check">
      <input type="checkbox" role="switch" checked=${value} onChange=${(event) => onChange(event.target.checked)} />
      <span>Não descontar o que ninguém informou<br /><span class="small">${value
        ? "O peso do que não tem dados vai para as outras medidas."
        : "O que não tem dados vale zero, como se o cliente nunca tivesse feito."}</span></span>
    </label>
  </section>
`;

const Guardar = ({ missing, isKept, save, onDiscard }) => html`
  <section class="save" aria-label="Guardar o perfil">
    <p role="status">${toldOf(missing, isKept)}</p>
    ${save.problem && !(save.problem.status === 422 && missing.length) && html`<${Failure} problem=${save.problem} />`}
    <p class="actions">
      <${Action} type="submit" busy=${save.busy} disabled=${isKept}>Guardar e usar<//>
      <button type="button" class="quiet" disabled=${isKept} onClick=${onDiscard}>Descartar</button>
      <button type="button" class="quiet phone-only" onClick=${toPrevia}>Ver como ficaria</button>
    </p>
  </section>
`;

/** On a phone the preview lies below what is being changed. */
function toPrevia() {
  const title = document.getElementById("previa");
  title.scrollIntoView({ block: "start" });
  title.focus({ preventScroll: true });
}

function toldOf(missing, isKept) {
  if (missing.length) return `Falta acertar: ${missing.join("; ")}.`;
  return isKept ? "É este o perfil que a conta usa." : "Tudo fecha: já dá para guardar.";
}
