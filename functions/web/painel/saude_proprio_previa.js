// What a profile that nobody kept yet would do: to one score in detail, and to some clientes of the carteira at once.

import { html, useEffect, useMemo, useState } from "./preact.js";
import { Problem, isSame, post } from "./api.js";
import { useAct } from "./data.js";
import { plural } from "./format.js";
import { CATEGORIAS, asScore, toneOf } from "./saude_palavras.js";
import { Agora, Comparacao, EXAMPLE, useSimulacao } from "./saude_simular.js";
import { Action, Badge, Failure, Field, Loading } from "./ui.js";

const WAITS_MS = 350; // after the last key
const FEWEST_LETTERS = 2;
const OFFERED = 50;
const OF_EACH_END = 10; // the worst and the best of the carteira
const AT_ONCE = 4;
const GONE = [404, 409]; // left, or has no score any more

/** `proprio` is what would be kept, or null while it is not whole. */
export function Previa({ proprio }) {
  const [cliente, setCliente] = useState(null); // null: the example
  const body = useMemo(() => proprio && { ...(cliente ? { cliente_id: cliente.cliente_id } : { medidas: EXAMPLE }), proprio }, [proprio, cliente]);
  const sim = useSimulacao(body);
  return html`
    <div class="trial">
      <section class="card" aria-labelledby="previa">
        <h2 id="previa" tabindex="-1">Como ficaria</h2>
        <p class="small">Antes é o perfil de agora; depois, o que está aqui. Nada muda até você guardar.</p>
        <${Escolha} chosen=${cliente} onPick=${setCliente} />
      </section>
      ${!proprio && html`<p class="stale" role="status">A prévia volta quando tudo fechar: veja o que falta junto do botão de guardar.</p>`}
      ${sim.problem && html`<${Failure} problem=${sim.problem} retry=${sim.retry} />`}
      ${!sim.data && !sim.problem && proprio && html`<${Loading} />`}
      ${sim.data && html`<div><${Agora} of=${sim.data} /><${Comparacao} of=${sim.data} busy=${sim.busy} /></div>`}
      <${Amostra} proprio=${proprio} />
    </div>
  `;
}

function Escolha({ chosen, onPick }) {
  const [nome, setNome] = useState("");
  const found = useOffered(nome.trim());
  const offered = chosen ? [chosen, ...found.filter((one) => one.cliente_id !== chosen.cliente_id)] : found;
  const pick = (id) => onPick(offered.find((one) => one.cliente_id === id) || null);
  return html`
    <div class="grid2">
      <${Field} label="Procurar cliente">${(props) => html`
        <input ...${props} type="search" autocomplete="off" maxlength="200" placeholder="Parte do nome" value=${nome} onInput=${(event) => setNome(event.target.value)} />`}<//>
      <${Field} label="Ver com">${(props) => html`
        <select ...${props} value=${chosen?.cliente_id || ""} onChange=${(event) => pick(event.target.value)}>
          <option value="">Um exemplo inventado</option>
          ${offered.map((one) => html`<option key=${one.cliente_id} value=${one.cliente_id}>${one.nome} (${asScore(one.score)})</option>`)}
        </select>`}<//>
    </div>
  `;
}

/** The clientes with this in their names, by their names; none while nobody has a score or nobody answers. */
function useOffered(nome) {
  const [found, setFound] = useState([]);
  useEffect(() => {
    let isLate = false;
    const ask = async () => {
      const body = { ordem: "nome", limite: OFFERED, ...(nome.length >= FEWEST_LETTERS && { nome }) };
      const { itens } = (await post("/health-scores/buscar", body).catch(onlyProblem)).data;
      if (!isLate) setFound(itens);
    };
    const timer = setTimeout(ask, nome ? WAITS_MS : 0);
    return () => { isLate = true; clearTimeout(timer); };
  }, [nome]);
  return found;
}

function onlyProblem(problem) {
  if (!(problem instanceof Problem)) throw problem;
  return { data: { itens: [] } };
}

function Amostra({ proprio }) {
  const [seen, setSeen] = useState(null); // { proprio, linhas }
  const trying = useAct(async () => setSeen({ proprio, linhas: await tried(proprio) }));
  return html`
    <section class="card" aria-labelledby="amostra">
      <h2 id="amostra">Na carteira</h2>
      <p class="small">Experimente nos ${OF_EACH_END} piores e nos ${OF_EACH_END} melhores scores de uma vez.</p>
      ${trying.problem && html`<${Failure} problem=${trying.problem} />`}
      <${Action} class="quiet" busy=${trying.busy} disabled=${!proprio} onClick=${trying.run}>Experimentar na carteira<//>
      ${seen && html`<${Efeito} linhas=${seen.linhas} isOld=${!isSame(seen.proprio, proprio)} />`}
    </section>
  `;
}

/** Each cliente with its score before and after, a few asked at once; who has gone meanwhile is left out. */
async function tried(proprio) {
  const ends = await Promise.all(["piores", "melhores"].map((ordem) => post("/health-scores/buscar", { ordem, limite: OF_EACH_END })));
  const asked = [...new Map(ends.flatMap(({ data }) => data.itens).map((one) => [one.cliente_id, one])).values()];
  const linhas = [];
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    linhas.push(...await Promise.all(asked.slice(at, at + AT_ONCE).map((one) => triedOn(one, proprio))));
  }
  return linhas.filter(Boolean);
}

async function triedOn({ cliente_id, nome }, proprio) {
  try {
    const { data } = await post("/health-scores/simular", { cliente_id, proprio });
    return { id: cliente_id, nome, antes: data.antes, depois: data.depois };
  } catch (problem) {
    if (GONE.includes(problem.status)) return null;
    throw problem;
  }
}

function Efeito({ linhas, isOld }) {
  if (!linhas.length) return html`<p class="empty" role="status">Ainda não há clientes com score. Eles aparecem depois do primeiro cálculo.</p>`;
  return html`
    <p role="status">${isOld && html`<strong>Você mudou o perfil depois disto: experimente de novo. </strong>`}${toldOf(linhas)}</p>
    <div class="scroll" tabindex="0" role="region" aria-label="Efeito na carteira">
      <table class="plain">
        <thead><tr><th scope="col">Cliente</th><th scope="col">Antes</th><th scope="col">Depois</th></tr></thead>
        <tbody>${linhas.map((one) => html`
          <tr key=${one.id}><th scope="row">${one.nome}</th><td><${Nota} of=${one.antes} /></td><td><${Nota} of=${one.depois} /></td></tr>`)}</tbody>
      </table>
    </div>
  `;
}

const Nota = ({ of }) => html`<strong>${asScore(of.score)}</strong> <${Badge} tone=${toneOf(of.categoria)}>${of.categoria}<//>`;

function toldOf(linhas) {
  const steps = linhas.map(({ antes, depois }) => CATEGORIAS.indexOf(antes.categoria) - CATEGORIAS.indexOf(depois.categoria));
  const [up, down] = [steps.filter((one) => one > 0).length, steps.filter((one) => one < 0).length];
  if (!up && !down) return `De ${plural(linhas.length, "cliente", "clientes")}, ninguém mudaria de categoria.`;
  const some = (n, one, many) => (n ? plural(n, one, many) : `nenhum ${one}`);
  return `De ${plural(linhas.length, "cliente", "clientes")}, ${some(up, "subiria", "subiriam")} e ${some(down, "desceria", "desceriam")} de categoria.`;
}
