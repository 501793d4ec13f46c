// What the law gives a titular (LGPD) and what it makes us keep: export, erasure, guarda legal. Of admins, but for reading.

import { html, useEffect, useState } from "./preact.js";
import { call, get, newKey, put } from "./api.js";
import { SOLICITANTES } from "./clientes_palavras.js";
import { Escolha, Linha, Registro } from "./clientes_prova.js";
import { save as download } from "./clientes_arquivo.js";
import { useAct } from "./data.js";
import { asDay } from "./format.js";
import { go } from "./router.js";
import { Action, Dialog, Failure, tell } from "./ui.js";

export function Guarda({ ficha, path, who }) {
  const [asking, setAsking] = useState(false);
  const guarda = ficha.data.guarda_legal;
  const isAdmin = who.papel === "admin";
  if (!guarda && !isAdmin) return null;
  const send = async ({ motivo, ate }) => {
    await put(`${path}/guarda-legal`, { motivo, ate: ate || null });
    tell("Guarda legal registrada.", { tone: "good" });
    await ficha.reload();
  };
  return html`
    <section class="card" aria-labelledby="guarda">
      <h2 id="guarda">Guarda legal</h2>
      ${guarda ? html`<p class="text">${guarda.motivo}</p><p class="small">${until(guarda)}</p>`
        : html`<p class="small">Nada. Registre aqui o que a lei manda guardar, como um prontuário, mesmo que a pessoa peça a eliminação.</p>`}
      ${isAdmin && html`<p class="actions"><button type="button" class="quiet" onClick=${() => setAsking(true)}>
        ${guarda ? "Mudar a guarda legal" : "Registrar guarda legal"}</button></p>`}
      ${asking && html`
        <${Registro} title="Guarda legal" action="Guardar" act=${send} onClose=${() => setAsking(false)}
          start=${{ motivo: guarda?.motivo || "", ate: guarda?.ate || "" }}
          text="Com a guarda, um pedido de eliminação bloqueia os dados em vez de apagá-los, e ninguém mais os vê.">
          ${({ values, put: change, errors }) => html`
            <${Linha} label="Motivo, com a lei" most=${500} hint="Por exemplo, prontuário odontológico (Lei 13.787/2018)."
              value=${values.motivo} error=${errors["#/motivo"]} onInput=${(motivo) => change({ motivo })} />
            <${Linha} label="Até quando" type="date" optional hint="Em branco, sem data para acabar." value=${values.ate}
              error=${errors["#/ate"]} onInput=${(ate) => change({ ate })} />`}
        <//>`}
    </section>
  `;
}

const until = (guarda) => (guarda.ate ? `Guardado até ${asDay(guarda.ate)}.` : "Guardado sem data para acabar.");

export function Titular({ cliente }) {
  const [open, setOpen] = useState(null);
  const path = `/titulares/${encodeURIComponent(cliente.id)}`;
  const json = useAct(async () => {
    const { data } = await get(`${path}/exportar`);
    download(JSON.stringify(data, null, 2), `titular-${cliente.id}.json`, "application/json");
  });
  return html`
    <section class="card" aria-labelledby="titular">
      <h2 id="titular">Direitos da pessoa (LGPD)</h2>
      <p class="small">Cada entrega e cada eliminação fica na auditoria. O prazo da lei é de 15 dias.</p>
      <p class="actions">
        <button type="button" class="quiet" onClick=${() => setOpen("declaracao")}>Ler a declaração</button>
        <${Action} class="quiet" busy=${json.busy} onClick=${() => json.run()}>Baixar os dados (JSON)<//>
        <button type="button" class="danger" onClick=${() => setOpen("eliminar")}>Eliminar os dados</button>
      </p>
      ${json.problem && html`<${Failure} problem=${json.problem} />`}
      ${open === "declaracao" && html`<${Declaracao} path=${path} cliente=${cliente} onClose=${() => setOpen(null)} />`}
      ${open === "eliminar" && html`<${Eliminar} path=${path} cliente=${cliente} onClose=${() => setOpen(null)} />`}
    </section>
  `;
}

const WORD = "ELIMINAR";

/** Two steps: why and for whom; then the word, so that nobody gets here by pressing Enter twice. */
function Eliminar({ path, cliente, onClose }) {
  const [asked, setAsked] = useState(null);
  const start = { motivo: "", solicitado_por: "titular" };
  if (asked) return html`<${Palavra} path=${path} cliente=${cliente} asked=${asked} onClose=${onClose} />`;
  return html`
    <${Registro} title="Eliminar os dados: 1 de 2" action="Continuar" start=${start} onClose=${onClose}
      act=${setAsked} stays>
      ${({ values, put: change, errors }) => html`
        <p>Tudo o que se guarda de <strong>${cliente.nome}</strong> é apagado: cadastro, relatos, chamados, mensagens, atendimentos e
          envios. Dos telefones e e-mails fica só um código, para que ninguém volte a procurar a pessoa.</p>
        ${cliente.guarda_legal && html`<p class="stale">Há guarda legal: ${cliente.guarda_legal.motivo}. O cadastro e os atendimentos serão
          bloqueados em vez de apagados, e ninguém mais os verá. ${until(cliente.guarda_legal)}</p>`}
        <${Linha} label="Motivo" most=${500} hint="Como o pedido chegou. Também é apagado no fim." value=${values.motivo}
          error=${errors["#/motivo"]} onInput=${(motivo) => change({ motivo })} />
        <${Escolha} label="Quem pediu" options=${SOLICITANTES} value=${values.solicitado_por}
          onInput=${(solicitado_por) => change({ solicitado_por })} />`}
    <//>
  `;
}

function Palavra({ path, cliente, asked, onClose }) {
  const [typed, setTyped] = useState("");
  const [key] = useState(newKey);
  const erase = useAct(async () => {
    const { data } = await call("POST", `${path}/eliminar`, { body: asked, headers: { "Idempotency-Key": key } });
    onClose();
    go("clientes", [], { tela: "pedidos", id: data.id });
  });
  return html`
    <${Dialog} title="Eliminar os dados: 2 de 2" onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); if (typed === WORD) erase.run(); }}>
        <p>Isto não pode ser desfeito. Para eliminar os dados de <strong>${cliente.nome}</strong>, escreva <strong>${WORD}</strong>.</p>
        <${Linha} label=${`Escreva ${WORD}`} value=${typed} onInput=${setTyped} />
        ${erase.problem && html`<${Failure} problem=${erase.problem} />`}
        <footer class="actions">
          <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
          <${Action} type="submit" class="danger" busy=${erase.busy} disabled=${typed !== WORD}>Eliminar para sempre<//>
        </footer>
      </form>
    <//>
  `;
}

function Declaracao({ path, cliente, onClose }) {
  const [text, setText] = useState(null);
  const read = useAct(async () => setText((await get(`${path}/exportar?formato=texto`)).data));
  useEffect(() => { read.run(); }, []);
  return html`
    <${Dialog} title="Declaração dos dados guardados" onClose=${onClose}>
      ${read.problem && html`<${Failure} problem=${read.problem} retry=${() => read.run()} />`}
      ${text === null ? !read.problem && html`<p class="loading" role="status">Reunindo tudo…</p>` : html`
        <div class="text scroll small declaracao" tabindex="0" role="region" aria-label="Texto da declaração">${text}</div>
        <footer class="actions">
          <button type="button" onClick=${() => download(text, `declaracao-${cliente.id}.txt`, "text/plain;charset=utf-8")}>Baixar o texto</button>
        </footer>`}
    <//>
  `;
}
