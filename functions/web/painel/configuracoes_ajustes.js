// The settings of the conta with what somebody is changing of them: only what differs is sent, and it can be taken back.

import { useState } from "./preact.js";
import { patch } from "./api.js";
import { useAct, useData } from "./data.js";
import { tell } from "./ui.js";

const CHANGED_MEANWHILE = 412;

/**
 * { conta, at, set, changed, save, discard, … }. A path is like `chamados.expediente`; `changed` are the names of the
 * fields that differ, `wrong` those of them that the API refused. What was typed stays when somebody else's newer settings are read underneath.
 */
export function useAjustes() {
  const conta = useData("/conta");
  const [draft, setDraft] = useState({}); // path → { value, name }
  const paths = conta.data ? Object.keys(draft).filter((path) => !same(draft[path].value, pick(conta.data, path))) : [];
  const saving = useAct(async () => {
    await send(conta, paths, (path) => draft[path].value);
    setDraft({});
  });
  const save = async () => {
    if (!(await saving.run())) await conta.reload(); // somebody else's may be there by now
  };
  return {
    conta,
    changed: paths.map((path) => draft[path].name),
    problem: saving.problem,
    wrong: paths.filter((path) => errorAt(saving.problem, path)).map((path) => draft[path].name),
    isConflict: saving.problem?.status === CHANGED_MEANWHILE,
    busy: saving.busy,
    at: (path) => (path in draft ? draft[path].value : pick(conta.data, path)),
    set: (path, value, name) => setDraft((before) => ({ ...before, [path]: { value, name } })),
    error: (path) => errorAt(saving.problem, path),
    save,
    discard: () => { setDraft({}); saving.clear(); },
    /** Changes outside the form, such as one template more: { "mensageria.modelos": […] }. Rejects with a Problem. */
    put: (changes) => send(conta, Object.keys(changes), (path) => changes[path]),
  };
}

async function send(conta, paths, valueOf) {
  const before = Object.fromEntries(paths.map((path) => [path, pick(conta.data, path)]));
  const { etag } = await patch("/conta", bodyOf(paths, valueOf, conta.data), conta.etag);
  await conta.reload();
  tell("Ajustes guardados.", { tone: "good", undo: () => undo(conta, before, etag) });
}

/** Back to what was there, unless somebody changed something since: then theirs stays. */
async function undo(conta, before, etag) {
  try {
    await patch("/conta", bodyOf(Object.keys(before), (path) => before[path], conta.data), etag);
    tell("Desfeito: os ajustes voltaram ao que eram.");
  } catch (problem) {
    tell(problem.status === CHANGED_MEANWHILE
      ? "Não desfizemos: alguém mudou os ajustes depois. Confira os valores de agora." : problem.message, { tone: "bad" });
  }
  await conta.reload();
}

function bodyOf(paths, valueOf, data) {
  const body = {};
  for (const path of paths) {
    const parts = path.split(".");
    const last = parts.pop();
    const inside = parts.reduce((at, part, place) => (at[part] ??= start(parts.slice(0, place + 1).join("."), data)), body);
    inside[last] = valueOf(path);
  }
  return body;
}

// The API replaces these as a whole, so what stays of them is sent along.
const WHOLE = ["mensageria.frequencia", "mensageria.horarios", "saude.sinais.chamados_abertos", "saude.sinais.faltas"];
const start = (path, data) => (WHOLE.includes(path) ? { ...pick(data, path) } : {});

const pick = (data, path) => path.split(".").reduce((inside, part) => inside?.[part], data);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What the API says is wrong at this path, or anywhere inside of it. */
export function errorAt(problem, path) {
  const pointer = `#/${path.replaceAll(".", "/")}`;
  const found = Object.entries(problem?.fields || {}).filter(([one]) => one === pointer || one.startsWith(`${pointer}/`));
  return found.length ? found.map(([, sentence]) => sentence).join("; ") : undefined;
}
