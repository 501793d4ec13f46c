// A new appointment: who comes, found among the clientes or written by hand, with whom, and when.

import { html, useState } from "./preact.js";
import { Problem, post } from "./api.js";
import { asPhone } from "./format.js";
import { useAct } from "./data.js";
import { go, to } from "./router.js";
import { Action, Dialog, Failure, Field } from "./ui.js";
import { Campos, textsOf } from "./atendimentos_corrigir.js";
import { profissionalOf, told, useKeyOf, useReserva } from "./atendimentos_dados.js";
import { dayOf, whenOf } from "./atendimentos_palavras.js";
import { Modos, Quando } from "./atendimentos_remarcar.js";
import { Vagas } from "./atendimentos_vagas.js";

/** `like` is an appointment of the same person with the same professional, `dia` the day that is looked at. */
export function Novo({ conta, dia, like, onClose }) {
  const form = useForm({ dia, like, onClose });
  const profissional = profissionalOf(conta, form.values.nome_medico);
  const offers = profissional && !form.isFree;
  return html`
    <${Dialog} title="Novo atendimento" onClose=${onClose}>
      ${!like && html`<${Busca} onFound=${form.found} cliente=${form.cliente} />`}
      <form onSubmit=${(event) => { event.preventDefault(); form.save.run(offers); }}>
        <${Campos} values=${form.values} onChange=${form.setValues} problem=${form.save.problem} list="profissionais-da-conta" />
        <datalist id="profissionais-da-conta">
          ${(conta?.atendimentos.profissionais || []).map((one) => html`<option key=${one.nome} value=${one.nome} />`)}
        </datalist>
        ${profissional && html`<${Modos} isFree=${form.isFree} onChoose=${form.chooseFree} />`}
        ${offers
          ? html`<${Vagas} profissional=${profissional.nome} reserva=${form.reserva} />`
          : html`<${Quando} value=${form.quando} onInput=${form.setQuando} error=${form.save.problem?.fields["#/data_consulta"]} />`}
        <label>
          <input type="checkbox" checked=${form.querAntes} onChange=${(event) => form.setQuerAntes(event.target.checked)} />
          Quer vir antes, se um horário vagar
        </label>
        ${form.save.problem && html`<${Failure} problem=${form.save.problem} />`}
        <footer class="actions">
          <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
          <${Action} type="submit" busy=${form.save.busy} disabled=${offers && !form.reserva.reserva}>Marcar<//>
        </footer>
      </form>
    <//>
  `;
}

function useForm({ dia, like, onClose }) {
  const [values, setAll] = useState(() => ({ ...textsOf(like), observacoes: "" }));
  const [cliente, setCliente] = useState(like?.paciente_id ? { id: like.paciente_id, nome: like.nome_paciente } : null);
  const [quando, setQuando] = useState(like ? "" : morningOf(dia));
  const [isFree, setFree] = useState(false);
  const [querAntes, setQuerAntes] = useState(false);
  const reserva = useReserva();
  const keyOf = useKeyOf();
  const setValues = (next) => {
    if (next.nome_medico !== values.nome_medico) reserva.release();
    setAll(next);
  };
  const found = (one) => {
    setCliente(one);
    if (one) setAll({ ...values, nome_paciente: one.nome, telefone: one.telefone || "", email: one.email || "" });
  };
  const save = useAct(async (offers) => {
    const data_consulta = offers ? reserva.reserva.inicio : quando;
    const body = { ...values, cliente_id: cliente?.id ?? null, quer_antes: querAntes, data_consulta };
    await book(body, { key: keyOf(body), reserva: offers ? reserva : null });
    onClose();
  });
  const chooseFree = (free) => { reserva.release(); setFree(free); };
  return { values, setValues, cliente, found, quando, setQuando, isFree, chooseFree, querAntes, setQuerAntes, reserva, save };
}

async function book(body, { key, reserva }) {
  const { data } = await post("/atendimentos", body, { "Idempotency-Key": key });
  if (reserva) await taken(reserva, data);
  const place = ["atendimentos", [String(data.id)]];
  const onChanged = () => location.hash === to(...place) && go("atendimentos", [], { dia: dayOf(data) });
  told(`Marcado: ${whenOf(data)}.`, { before: { ...data, status_confirmacao: "cancelado" }, after: data, onChanged });
  go(...place);
}

// A day that has begun already offers no hour by itself.
const morningOf = (dia) => (dia && Date.parse(`${dia}T09:00`) > Date.now() ? `${dia}T09:00` : "");

/** The appointment is booked whatever becomes of the hold, which expires by itself. */
async function taken(reserva, data) {
  try {
    await reserva.settle(String(data.id));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
}

function Busca({ onFound, cliente }) {
  const [words, setWords] = useState("");
  const [achados, setAchados] = useState(null);
  const search = useAct(async () => {
    const { data } = await post("/clientes/buscar", { ...asked(words.trim()), limite: 10 });
    setAchados(data.itens);
  });
  const choose = (one) => { setAchados(null); onFound(one); };
  if (cliente) {
    return html`<p class="row"><span>Cliente: <strong>${cliente.nome}</strong></span>
      <button type="button" class="quiet" onClick=${() => onFound(null)}>Não é esta pessoa</button></p>`;
  }
  return html`
    <form class="filters" onSubmit=${(event) => { event.preventDefault(); search.run(); }}>
      <${Field} label="Buscar cliente por nome ou telefone" error=${search.problem?.message}>
        ${(field) => html`<input type="search" ...${field} minlength="2" required value=${words} onInput=${(event) => setWords(event.target.value)} />`}
      <//>
      <${Action} type="submit" class="quiet" busy=${search.busy}>Buscar<//>
    </form>
    <div aria-live="polite">
      ${achados && !achados.length && html`<p class="small">Ninguém encontrado. Preencha os dados à mão: o cadastro nasce com o atendimento.</p>`}
      ${achados && achados.length > 0 && html`
        <ul class="rows achados">
          ${achados.map((one) => html`
            <li key=${one.id}><button type="button" class="quiet" onClick=${() => choose(one)}>
              ${one.nome}${one.telefone ? ` · ${asPhone(one.telefone)}` : ""}</button></li>`)}
        </ul>`}
    </div>
  `;
}

const asked = (words) => (/^[\d\s()+.-]{8,}$/.test(words) ? { telefone: words } : { nome: words });
