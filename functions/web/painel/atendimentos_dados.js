// What the view of atendimentos writes: changes that mind what others did meanwhile, their undoing, hours that are held.

import { useEffect, useRef, useState } from "./preact.js";
import { Problem, get, isSame, newKey, post, remove, writeUpon } from "./api.js";
import { tell } from "./ui.js";
import { hasHappened, keyOf } from "./atendimentos_palavras.js";

const DESFEITO = "Desfeito logo em seguida.";

/** The address of one atendimento. */
export const pathOf = (id) => `/atendimentos/${encodeURIComponent(id)}`;

const SEEN = ["versao", "status_confirmacao", "nome_paciente", "telefone", "email", "nome_medico", "local", "observacoes"];
const seen = (at) => [at.respostas.length, ...SEEN.map((name) => at[name])];

/** Write upon what was read, `write(etag)`; Retorno itself saves an appointment when a reminder leaves. */
export const upon = (read, write) => writeUpon(read, {
  path: pathOf(read.data.id),
  seen,
  changed: "Este atendimento mudou agora há pouco. Veja como ele está e confirme.",
}, write);

export const setStatus = (read, status, motivo = "") => upon(read, (etag) => (
  post(`${pathOf(read.data.id)}/status`, { status, motivo }, { "If-Match": etag })
));

export const moveTo = (read, data_consulta, motivo = "") => upon(read, (etag) => (
  post(`${pathOf(read.data.id)}/remarcar`, { data_consulta, motivo }, { "If-Match": etag })
));

/** Say what was done, and offer to take it back where the API lets it be taken back. */
export function told(text, { before, after, onChanged }) {
  const back = wayBack(before, after);
  const undo = back && (async () => {
    try {
      await back();
      tell("Desfeito: está como antes.", { tone: "good" });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      tell(`Não deu para desfazer. ${problem.message}`, { tone: "bad" });
    }
    onChanged?.();
  });
  tell(text, { undo: undo || undefined, tone: "good" });
}

/** What happened is only corrected; what left its hour goes back to it while that is still to come. */
function wayBack(before, after) {
  const left = before.data_consulta !== after.data_consulta || after.status_confirmacao === "cancelado";
  if (left) return Date.parse(before.data_consulta) > Date.now() ? () => goBack(before, after) : null;
  if (hasHappened(after) && !hasHappened(before)) return null;
  return async () => setStatus(await unchanged(after), before.status_confirmacao, DESFEITO);
}

async function goBack(before, after) {
  const back = await moveTo(await unchanged(after), before.data_consulta, DESFEITO);
  if (before.status_confirmacao !== back.data.status_confirmacao) {
    await setStatus(back, before.status_confirmacao, DESFEITO);
  }
}

async function unchanged(after) {
  const fresh = await get(pathOf(after.id));
  if (isSame(seen(fresh.data), seen(after))) return fresh;
  throw new Problem(412, { detail: "Alguém já mudou este atendimento depois disso." });
}

/** The professional of the conta who is called so, whatever the accents and capitals; else undefined. */
export const profissionalOf = (conta, nome) => (
  conta?.atendimentos.profissionais.find((one) => keyOf(one.nome) === keyOf(nome || ""))
);

/** A free hour that is held while somebody decides; let go when they leave. { reserva, hold, settle, release } */
export function useReserva(atendimentoId) {
  const [reserva, setReserva] = useState(null);
  const held = useRef(null);
  const put = (one) => { held.current = one; setReserva(one); };
  const release = () => {
    const one = held.current;
    put(null);
    if (one) letGo(one);
  };
  useEffect(() => release, []);

  const hold = async (profissional, inicio) => {
    const before = held.current;
    const asked = { profissional, inicio, ...(atendimentoId ? { atendimento_id: atendimentoId } : {}) };
    const { data } = await post("/agenda/reservas", asked);
    put(data);
    if (before && before.id !== data.id) letGo(before);
    return data;
  };
  const settle = async (id = atendimentoId) => {
    const path = `/agenda/reservas/${encodeURIComponent(held.current.id)}/confirmar`;
    const { data } = await post(path, { atendimento_id: id });
    held.current = null;
    return data;
  };
  return { reserva, hold, settle, release };
}

// One that is not let go of expires by itself.
function letGo({ id }) {
  remove(`/agenda/reservas/${encodeURIComponent(id)}`).catch((problem) => {
    if (!(problem instanceof Problem)) throw problem;
  });
}

/** A key that stays while the same body is sent again, and is another's as soon as a word of it changes. */
export function useKeyOf() {
  const kept = useRef({ said: "", key: newKey() });
  return (body) => {
    const said = JSON.stringify(body);
    if (said !== kept.current.said) kept.current = { said, key: newKey() };
    return kept.current.key;
  };
}
