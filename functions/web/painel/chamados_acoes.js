// What people do with a chamado beside answering it: take it, hand it on, move it, correct how it was read.

import { html, useState } from "./preact.js";
import { put } from "./api.js";
import { useAct } from "./data.js";
import { Action, Confirmation, Dialog, Failure, Field, tell } from "./ui.js";
import { assign, move, pathOf, restore, upon } from "./chamados_dados.js";
import { INTENCOES, PRIORIDADES, SETORES, isEncerrado, options } from "./chamados_palavras.js";

export function Acoes({ read, who, pessoas, onChanged }) {
  const [open, setOpen] = useState(null);
  const chamado = read.data;
  const act = useAct(async (write, words) => {
    await upon(read, write);
    tell(words, { tone: "good", undo: () => undo(chamado, onChanged) });
  });
  const run = async (write, words) => { await act.run(write, words); await onChanged(); };
  if (chamado.situacao === "fechado") return null;
  const { first, more } = actsOf(chamado, who, pessoas);
  const button = (one, quiet) => html`
    <${Action} key=${one.words} class=${quiet ? "quiet" : undefined} busy=${act.busy}
      onClick=${() => (one.dialog ? setOpen(one.dialog) : run((etag) => one.write(chamado.id, etag), one.done))}>${one.words}<//>`;
  const close = () => setOpen(null);
  const parts = { read, who, pessoas, onChanged, onClose: close };
  return html`
    <div class="actions acoes">
      ${first.map((one, at) => button(one, at > 0))}
      <details class="mais-acoes">
        <summary>Mais ações</summary>
        <div class="actions">${more.map((one) => button(one, true))}</div>
      </details>
    </div>
    ${act.problem && html`<${Failure} problem=${act.problem} />`}
    ${open === "fechar" && html`<${Fechar} ...${parts} />`}
    ${open === "passar" && html`<${Passar} ...${parts} run=${run} />`}
    ${open === "corrigir" && html`<${Corrigir} ...${parts} />`}
  `;
}

const to = (status) => (id, etag) => move(id, status, { etag });

const ASSUMIR = (who) => ({ words: "Assumir", write: (id, etag) => assign(id, who.sujeito, etag), done: "O chamado é seu." });
const RESOLVER = { words: "Dar por resolvido", write: to("resolvido"), done: "Chamado resolvido." };
const REABRIR = { words: "Reabrir", write: to("aberto"), done: "Chamado reaberto." };
const ESPERAR = { words: "Esperar o cliente", write: to("aguardando_cliente"), done: "Agora a vez é do cliente: o prazo parou." };
const RETOMAR = { words: "Retomar", write: to("em_atendimento"), done: "A vez é da equipe de novo." };
const DEVOLVER = { words: "Devolver à fila", write: to("encaminhado"), done: "O chamado voltou à fila de todos." };
const PASSAR = { words: "Passar para…", dialog: "passar" };
const CORRIGIR = { words: "Corrigir leitura…", dialog: "corrigir" };
const FECHAR = { words: "Fechar…", dialog: "fechar" };

/** What this person may do with it as it stands: what comes first, and the rest. */
function actsOf(chamado, who, pessoas) {
  if (isEncerrado(chamado)) return { first: [REABRIR], more: [CORRIGIR, FECHAR] };
  const isMine = chamado.atendente === who.sujeito;
  const waits = chamado.situacao === "aguardando_cliente";
  const first = [who.username && !isMine && ASSUMIR(who), RESOLVER];
  const resumes = waits && (who.username || chamado.atendente) && RETOMAR;
  const more = [
    waits ? resumes : ESPERAR, pessoas && PASSAR, chamado.atendente && DEVOLVER, chamado.classificacao && CORRIGIR, FECHAR,
  ];
  return { first: first.filter(Boolean), more: more.filter(Boolean) };
}

async function undo(before, onChanged) {
  try {
    await restore(before);
    tell("Desfeito: o chamado está como antes.");
  } catch (problem) {
    tell(`Não deu para desfazer: ${problem.message}`, { tone: "bad" });
  }
  await onChanged();
}

function Fechar({ read, onChanged, onClose }) {
  const close = useAct(() => upon(read, (etag) => move(read.data.id, "fechado", { etag })));
  const confirm = async () => {
    if (!await close.run()) return onChanged();
    onClose();
    tell("Chamado fechado.", { tone: "good" });
    return onChanged();
  };
  return html`
    <${Confirmation} title="Fechar este chamado?" action="Fechar chamado" onConfirm=${confirm} onClose=${onClose}
      busy=${close.busy} problem=${close.problem}
      text="Um chamado fechado não muda mais e não reabre: se o cliente escrever de novo, começa outro. Para encerrar por enquanto, dê por resolvido." />
  `;
}

function Passar({ read, who, pessoas, run, onClose }) {
  const others = pessoas.filter((one) => one.id !== read.data.atendente);
  const [chosen, setChosen] = useState(others[0]?.id || "");
  const named = (one) => `${one.nome || one.username}${one.id === who.sujeito ? " (você)" : ""}`;
  const give = async () => {
    const pessoa = others.find((one) => one.id === chosen);
    onClose();
    await run((etag) => assign(read.data.id, pessoa.id, etag), `Agora quem atende é ${named(pessoa)}.`);
  };
  return html`
    <${Dialog} title="Passar o chamado para…" onClose=${onClose}>
      ${others.length
        ? html`
          <form onSubmit=${(event) => { event.preventDefault(); give(); }}>
            <${Field} label="Quem vai atender">${(props) => html`
              <select ...${props} value=${chosen} onChange=${(event) => setChosen(event.target.value)}>
                ${others.map((one) => html`<option key=${one.id} value=${one.id}>${named(one)}</option>`)}
              </select>`}<//>
            <p class="actions"><button type="submit">Passar</button></p>
          </form>`
        : html`<p class="empty">Só há uma pessoa nesta conta. Convide outras em Configurações.</p>`}
    <//>
  `;
}

const CORRIGIVEIS = [["intencao", "Assunto", INTENCOES], ["setor", "Setor", SETORES], ["prioridade", "Prioridade", PRIORIDADES]];

function Corrigir({ read, onChanged, onClose }) {
  const chamado = read.data;
  const before = Object.fromEntries(CORRIGIVEIS.map(([name]) => [name, chamado[name]]));
  const [right, setRight] = useState(before);
  const write = (body, etag) => put(`${pathOf(chamado.id)}/classificacao`, body, etag ? { "If-Match": etag } : {});
  const save = useAct(() => upon(read, (etag) => write(right, etag)));
  const takeBack = () => write(before).then(
    () => { tell("A leitura voltou ao que era."); onChanged(); },
    (problem) => tell(problem.message, { tone: "bad" }),
  );
  const submit = async () => {
    if (!await save.run()) return onChanged();
    onClose();
    tell("Leitura corrigida: vale a sua palavra de agora em diante.", { tone: "good", undo: takeBack });
    return onChanged();
  };
  return html`
    <${Dialog} title="Corrigir como foi lido" onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); submit(); }}>
        ${CORRIGIVEIS.map(([name, label, table]) => html`
          <${Field} key=${name} label=${label}>${(props) => html`
            <select ...${props} value=${right[name]} onChange=${(event) => setRight({ ...right, [name]: event.target.value })}>
              ${options(table).map(([value, words]) => html`<option key=${value} value=${value} selected=${value === right[name]}>${words}</option>`)}
            </select>`}<//>`)}
        <p class="small">O prazo é recontado com a nova prioridade, e o que você corrige não muda mais sozinho.</p>
        ${save.problem && html`<${Failure} problem=${save.problem} />`}
        <p class="actions"><${Action} type="submit" busy=${save.busy}>Corrigir<//></p>
      </form>
    <//>
  `;
}
