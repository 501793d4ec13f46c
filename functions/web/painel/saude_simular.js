// A what-if: what a score would be with other measures or by another profile. Nothing of it is kept.

import { html, useEffect, useMemo, useRef, useState } from "./preact.js";
import { Problem, call } from "./api.js";
import { useData } from "./data.js";
import { asDay } from "./format.js";
import { to } from "./router.js";
import { Failure, Field, Loading } from "./ui.js";
import { Explicacao, Pilares, Placar, Recomendacao } from "./saude_explicada.js";
import { MEDIDAS, PERFIS, PILARES_CURTOS, asChange, perfilOf, valueOf, wayOf } from "./saude_palavras.js";

const WAITS_MS = 300; // after the last change
// S4's own example, to start from where there is no cliente.
export const EXAMPLE = {
  qntd_acessos_30d: 45, dias_desde_ultimo_acesso: 2, qntd_entradas_30d: 12, dias_desde_ultima_entrada: 5,
  qntd_saidas_30d: 20, dias_desde_ultima_saida: 3, qntd_leads_30d: 8, dias_desde_ultimo_lead: 10,
  econversa_ativo: true, integradores_conectados: 1,
};

export function Simulador({ clienteId }) {
  const [changes, setChanges] = useState({});
  const [perfil, setPerfil] = useState("");
  const [medidas, setMedidas] = useState(EXAMPLE);
  const body = useMemo(() => ({
    ...(clienteId ? { cliente_id: clienteId } : { medidas }), mudancas: changes, ...(perfil && { perfil }),
  }), [clienteId, medidas, changes, perfil]);
  const sim = useSimulacao(body);
  const conta = useData("/conta");
  const fix = () => { setMedidas({ ...medidas, ...changes }); setChanges({}); };
  return html`<div>
    <p><a href=${clienteId ? to("saude", [clienteId]) : to("saude")}>‹ ${clienteId ? "Voltar para o cliente" : "Voltar para a carteira"}</a></p>
    <h1>Simular um score</h1>
    <p>${clienteId
      ? "Mude o que o cliente poderia fazer e veja na hora como o score ficaria. Nada fica guardado."
      : "Comece por um exemplo, mude os números e veja na hora como o score ficaria. Nada fica guardado."}</p>
    ${sim.problem && html`<${Failure} problem=${sim.problem} retry=${sim.retry} />`}
    ${!sim.data && !sim.problem && html`<${Loading} />`}
    ${sim.data && html`
      <${Agora} of=${sim.data} />
      <div class="whatif">
        <form class="card" aria-label="Medidas" onSubmit=${(event) => event.preventDefault()}>
          <${EscolhaPerfil} conta=${conta.data} value=${perfil} onPick=${setPerfil} />
          <${Medidas} base=${valuesOf(sim.data.antes)} changes=${changes} onChange=${setChanges} />
          <div class="actions">
            <button type="button" class="quiet" disabled=${!Object.keys(changes).length} onClick=${() => setChanges({})}>Desfazer mudanças</button>
            ${!clienteId && html`<button type="button" class="quiet" disabled=${!Object.keys(changes).length} onClick=${fix}>Usar como ponto de partida</button>`}
          </div>
        </form>
        <${Comparacao} of=${sim.data} busy=${sim.busy} />
      </div>`}
  </div>`;
}

const valuesOf = (antes) => ({ ...antes.medidas, chamados_abertos: antes.chamados_abertos, faltas: antes.faltas });

/**
 * What the API says of this question, asked a little after the last change; an older question is let go. Null asks
 * nothing, and keeps what was answered.
 */
export function useSimulacao(body) {
  const [state, setState] = useState({ data: null, problem: null, busy: true });
  const [turn, setTurn] = useState(0);
  const first = useRef(true);
  useEffect(() => {
    if (!body) return undefined;
    const stop = new AbortController();
    const ask = async () => {
      setState((before) => ({ ...before, busy: true }));
      try {
        const { data } = await call("POST", "/health-scores/simular", { body, signal: stop.signal });
        setState({ data, problem: null, busy: false });
      } catch (problem) {
        if (stop.signal.aborted) return;
        if (!(problem instanceof Problem)) throw problem;
        setState((before) => ({ ...before, problem, busy: false }));
      }
    };
    const timer = setTimeout(ask, first.current ? 0 : WAITS_MS);
    first.current = false;
    return () => { clearTimeout(timer); stop.abort(); };
  }, [body, turn]);
  return { ...state, retry: () => setTurn((before) => before + 1) };
}

const EscolhaPerfil = ({ conta, value, onPick }) => html`
  <${Field} label="Perfil do “depois”" hint=${PERFIS[value]?.[1]}>${(props) => html`
    <select ...${props} value=${value} onChange=${(event) => onPick(event.target.value)}>
      <option value="">O da conta${conta ? ` (${perfilOf(conta.saude.perfil)})` : ""}</option>
      ${Object.entries(PERFIS).filter(([one]) => one !== "proprio" || conta?.saude.proprio).map(([one, [name]]) => html`
        <option key=${one} value=${one}>${name}</option>`)}
    </select>`}<//>
`;

function Medidas({ base, changes, onChange }) {
  const change = (id, value) => {
    const { [id]: _, ...rest } = changes;
    onChange(value === null || value === base[id] ? rest : { ...rest, [id]: value });
  };
  return html`
    <div class="measures">
      ${MEDIDAS.map((one) => html`
        <${Medida} key=${one.id} medida=${one} was=${asked(one, base[one.id])} now=${changes[one.id]} onChange=${(value) => change(one.id, value)} />`)}
    </div>
  `;
}

/** The API tells on or off as 1 or 0, and is asked with true or false. */
const asked = (medida, value) => (medida.onOff && typeof value === "number" ? Boolean(value) : value);

function Medida({ medida, was, now, onChange }) {
  const hint = now === undefined
    ? `Antes: ${valueOf(medida, was)}`
    : html`Antes: ${valueOf(medida, was)} · <span class="changed">Depois: ${valueOf(medida, now)}</span>`;
  const value = now ?? was ?? "";
  return html`
    <div class="measure">
      <${Field} label=${medida.label} hint=${hint}>${(props) => (medida.onOff
        ? html`<${LigaDesliga} props=${props} value=${value} onChange=${onChange} />`
        : html`<${Quantidade} props=${props} medida=${medida} value=${value} onChange=${onChange} />`)}<//>
    </div>
  `;
}

const LigaDesliga = ({ props, value, onChange }) => html`
  <select ...${props} value=${String(value)} onChange=${(event) => onChange(event.target.value === "" ? null : event.target.value === "true")}>
    <option value="" disabled>Sem dados</option><option value="true">Ligado</option><option value="false">Desligado</option>
  </select>
`;

function Quantidade({ props, medida, value, onChange }) {
  const read = (event) => {
    const { value: text } = event.target;
    onChange(text === "" ? null : Math.min(medida.limit, Math.max(0, Math.round(Number(text)) || 0)));
  };
  return html`
    <span class="ruled">
      <input ...${props} type="number" inputmode="numeric" min="0" max=${medida.limit} step="1" value=${value} placeholder="—" onInput=${read} />
      <input type="range" min="0" max=${medida.most} step="1" value=${value === "" ? 0 : value} aria-label=${`Régua: ${medida.label}`}
        aria-valuetext=${valueOf(medida, value === "" ? null : value)} onInput=${read} />
    </span>
  `;
}

/** In sight whatever is being changed. */
export const Agora = ({ of: { diferenca } }) => html`
  <p class="card now" role="status"><strong class=${wayOf(diferenca.score)}>${asChange(diferenca.score)}</strong> · ${upper(diferenca.texto)}</p>
`;

export function Comparacao({ of: { antes, depois, dia }, busy }) {
  return html`
    <div aria-busy=${busy ? "true" : undefined}>
      <section class="card" aria-labelledby="resultado">
        <h2 id="resultado">Antes e depois</h2>
        <div class="versus">
          <${Lado} title=${dia ? `Antes (${asDay(dia)})` : "Antes"} of=${antes} />
          <${Lado} title="Depois" of=${depois} />
        </div>
      </section>
      <section class="card" aria-labelledby="dicas"><h2 id="dicas">E então, o que fazer</h2><${Recomendacao} of=${depois.recomendacao} /></section>
      <details class="card"><summary>De onde vem cada ponto, depois</summary>
        <${Explicacao} title="Pontos depois da mudança" linhas=${depois.explicacao} score=${depois.score} /></details>
      <details class="card"><summary>De onde vem cada ponto, antes</summary>
        <${Explicacao} title="Pontos antes da mudança" linhas=${antes.explicacao} score=${antes.score} /></details>
    </div>
  `;
}

const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const Lado = ({ title, of }) => html`
  <div>
    <h3>${title}</h3>
    <${Placar} score=${of.score} categoria=${of.categoria} semDados=${of.sem_dados} />
    <${Pilares} pilares=${of.pilares} names=${PILARES_CURTOS} />
    <p class="small">${perfilOf(of.perfil)}</p>
  </div>
`;
