// The settings of appointments: when people are asked, what becomes of silence, who works when, how to come prepared.

import { html } from "./preact.js";
import { Field } from "./ui.js";
import { Chave, Escolha, Nomes, Numero, Texto } from "./configuracoes_campos.js";

const SILENCE = [["nunca", "Deixar marcado"], ["avisar_equipe", "Avisar a equipe"], ["cancelar", "Cancelar"]];
const WEEKDAYS = ["Segunda", "Terça", "Quarta", "Quinta", "Sexta", "Sábado", "Domingo"];
const PATH = "atendimentos.profissionais";
const NAME = "Profissionais";
const NOBODY = { nome: "", especialidade: "", duracao_min: 30, grade: {} };

export const Atendimentos = ({ em }) => html`
  <section class="card">
    <h3>Atendimentos</h3>
    <${Chave} em=${em} path="atendimentos.confirmar_ao_criar" name="Confirmar ao marcar" label="Pedir a confirmação assim que a consulta é marcada" />
    <div class="grid3">
      <${Numero} em=${em} path="atendimentos.antecedencia_h" name="Perguntar antes (horas)" min="1" max="720" />
      <${Numero} em=${em} path="atendimentos.silencio_h" name="Perguntar de novo após (horas)" min="1" max="720" />
      <${Numero} em=${em} path="atendimentos.ultimo_aviso_h" name="Último aviso antes (horas)" min="1" max="720" />
    </div>
    <div class="grid3">
      <${Escolha} em=${em} path="atendimentos.autocancelar" name="Quem não confirma" options=${SILENCE} />
      <${Numero} em=${em} path="atendimentos.autocancelar_h" name="Decidir antes (horas)" min="1" max="720" />
      <${Numero} em=${em} path="atendimentos.reserva_min" name="Segurar a vaga por (minutos)" min="5" max="1440" />
    </div>
    <${Texto} em=${em} path="atendimentos.local" name="Local" maxlength="200" hint="Endereço que as mensagens dizem." />
    <${Chave} em=${em} path="atendimentos.mostrar_profissional" name="Mostrar profissional" label="As mensagens dizem o profissional e a especialidade"
      hint="A especialidade é dado de saúde: ligue só se todos concordam." />
    <${Nomes} em=${em} path="atendimentos.preparos" name="Preparos" key_="Procedimento" value_="Como vir" add="Mais um preparo"
      hint="O que a pessoa deve fazer antes, como um jejum." />
    <${Profissionais} em=${em} />
  </section>
`;

function Profissionais({ em }) {
  const all = em.at(PATH);
  const write = (changed) => em.set(PATH, changed, NAME);
  return html`
    <fieldset>
      <legend>${NAME}</legend>
      ${em.error(PATH) && html`<small class="error" role="alert">${em.error(PATH)}</small>`}
      ${all.map((one, at) => html`
        <${Profissional} key=${at} one=${one} open=${!one.nome} onChange=${(changed) => write(all.map((other, place) => (place === at ? changed : other)))}
          onRemove=${() => write(all.filter((_, place) => place !== at))} />`)}
      <button type="button" class="quiet" onClick=${() => write([...all, NOBODY])}>Mais um profissional</button>
    </fieldset>
  `;
}

function Profissional({ one, open, onChange, onRemove }) {
  const given = (name, value) => onChange({ ...one, [name]: value });
  return html`
    <details open=${open}>
      <summary>${one.nome || "Profissional sem nome"}${one.especialidade && ` · ${one.especialidade}`} · ${one.duracao_min} min</summary>
      <div class="grid3">
        <${Field} label="Nome">${(props) => html`<input ...${props} maxlength="120" value=${one.nome} onInput=${(event) => given("nome", event.target.value)} />`}<//>
        <${Field} label="Especialidade">${(props) => html`<input ...${props} maxlength="200" value=${one.especialidade} onInput=${(event) => given("especialidade", event.target.value)} />`}<//>
        <${Field} label="Duração (minutos)">${(props) => html`
          <input ...${props} type="number" min="5" max="480" value=${one.duracao_min} onInput=${(event) => given("duracao_min", Number(event.target.value))} />`}<//>
      </div>
      ${WEEKDAYS.map((name, day) => html`<${Dia} key=${day} name=${name} faixas=${one.grade[day] || []} onChange=${(faixas) => given("grade", withDay(one.grade, day, faixas))} />`)}
      <button type="button" class="quiet" onClick=${onRemove}>Tirar ${one.nome || "este profissional"}</button>
    </details>
  `;
}

function withDay(grade, day, faixas) {
  const { [day]: _, ...others } = grade;
  return faixas.length ? { ...others, [day]: faixas } : others;
}

/** The stretches of one weekday, up to four. */
function Dia({ name, faixas, onChange }) {
  const at = (place, faixa) => onChange(faixas.map((one, index) => (index === place ? faixa : one)));
  return html`
    <div class="day">
      <span>${name}</span>
      ${faixas.map((faixa, place) => html`
        <span class="span" key=${place}>
          <input type="time" aria-label=${`${name}, período ${place + 1}: das`} value=${faixa.inicio} onChange=${(event) => at(place, { ...faixa, inicio: event.target.value })} />
          às
          <input type="time" aria-label=${`${name}, período ${place + 1}: até`} value=${faixa.fim} onChange=${(event) => at(place, { ...faixa, fim: event.target.value })} />
          <button type="button" class="quiet" aria-label=${`Tirar período ${place + 1} de ${name}`} onClick=${() => onChange(faixas.filter((_, index) => index !== place))}>✕</button>
        </span>
      `)}
      ${faixas.length < 4 && html`
        <button type="button" class="quiet" aria-label=${`Mais um período em ${name}`} onClick=${() => onChange([...faixas, { inicio: "08:00", fim: "12:00" }])}>+</button>`}
    </div>
  `;
}
