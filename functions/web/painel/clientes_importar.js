// Bringing clientes in by a file: choosing it, watching it being read, and the lines that could not come in.

import { html, useRef, useState } from "./preact.js";
import { address, call, get, newKey } from "./api.js";
import { asCsv, save } from "./clientes_arquivo.js";
import { IMPORTACAO, named } from "./clientes_palavras.js";
import { useRunning } from "./clientes_pedidos.js";
import { Titulo } from "./clientes_titulo.js";
import { useAct, usePages } from "./data.js";
import { asMoment, asNumber, plural } from "./format.js";
import { go, to } from "./router.js";
import { Action, Badge, Failure, Field, More, Shown } from "./ui.js";

const MOST_BYTES = 20 * 1024 * 1024;
// By the name: what the system calls a CSV depends on the spreadsheet that is installed.
const TYPES = { csv: "text/csv", txt: "text/csv", json: "application/json", ndjson: "application/x-ndjson" };
const CSV = "text/csv;charset=utf-8";
const SAMPLE = [
  ["nome", "telefone", "e-mail", "cpf", "observações"],
  ["Marina Alves", "(11) 98888-7777", "marina@exemplo.com.br", "", "Prefere de manhã"],
];

export function Importar() {
  const [file, setFile] = useState(null);
  const key = useRef(null);
  const choose = (event) => { key.current = newKey(); setFile(event.target.files[0] || null); };
  const type = file && TYPES[file.name.split(".").pop().toLowerCase()];
  const wrong = file && refusal(file, type);
  const send = useAct(async () => {
    const path = address("/clientes/importar", { nome_arquivo: file.name.slice(0, 120) });
    const headers = { "Content-Type": type, "Idempotency-Key": key.current };
    const { data } = await call("POST", path, { body: file, headers });
    go("clientes", [], { tela: "importar", id: data.id });
  });
  return html`
    <${Titulo}>Importar clientes<//>
    <form class="card" onSubmit=${(event) => { event.preventDefault(); if (file && !wrong) send.run(); }}>
      <p>Entendemos colunas como nome, telefone, e-mail, CPF, CNPJ, razão social, observações e as do seu CRM. Quem já está
        cadastrado é atualizado, não repetido; o que o arquivo não diz fica como está.</p>
      <${Field} label="Arquivo" hint="CSV, JSON ou NDJSON, até 20 MB e 100 mil linhas." error=${wrong || undefined}>${(props) => html`
        <input ...${props} type="file" accept=".csv,.txt,.json,.ndjson" required onChange=${choose} />`}<//>
      ${send.problem && html`<${Failure} problem=${send.problem} />`}
      ${send.busy && html`<progress aria-label="Enviando o arquivo"></progress>`}
      <p class="actions">
        <${Action} type="submit" busy=${send.busy} disabled=${!file || Boolean(wrong)}>Importar<//>
        <button type="button" class="quiet" onClick=${() => save(asCsv(SAMPLE), "modelo-clientes.csv", CSV)}>Baixar um modelo</button>
      </p>
    </form>
    <${Anteriores} />
  `;
}

function refusal(file, type) {
  if (!type) return "Escolha um arquivo CSV, JSON ou NDJSON.";
  return file.size > MOST_BYTES ? "O arquivo passa de 20 MB: divida-o em partes." : "";
}

function Anteriores() {
  const pages = usePages(address("/importacoes", { limite: 10 }), { every: 30_000 });
  return html`
    <h2>Importações anteriores</h2>
    <${Shown} of=${pages} empty="Nenhuma até agora." isEmpty=${(data) => !data.itens.length}>${(data) => html`
      <ul class="rows">${data.itens.map((one) => html`<${Anterior} key=${one.id} importacao=${one} />`)}</ul>
      <${More} more=${pages.more} busy=${pages.busy} />`}<//>
  `;
}

function Anterior({ importacao }) {
  const { id, nome_arquivo: nome, linhas, com_erro: erros } = importacao;
  const [words, tone] = named(IMPORTACAO, importacao.status);
  return html`
    <li><a class="whole" href=${to("clientes", [], { tela: "importar", id })}>
      <span class="row"><span><strong>${nome || "Arquivo sem nome"}</strong> <${Badge} tone=${tone}>${words}<//></span>
        <span class="small">${asMoment(importacao.criada_em)}</span></span>
      <span class="small">${plural(linhas, "linha", "linhas")} de ${importacao.tipo}${erros > 0
        && ` · ${plural(erros, "não entrou", "não entraram")}`}</span>
    </a></li>
  `;
}

export function Importacao({ id }) {
  const path = `/importacoes/${encodeURIComponent(id)}`;
  const running = useRunning(path, (data) => data.status === "concluida");
  return html`
    <${Titulo} back=${to("clientes", [], { tela: "importar" })} label="Importar clientes">Importação<//>
    <${Shown} of=${running} isEmpty=${() => false}>${(data) => html`<${Andamento} importacao=${data} path=${path} />`}<//>
  `;
}

function Andamento({ importacao, path }) {
  const it = importacao;
  const [words, tone] = named(IMPORTACAO, it.status);
  return html`
    <section class="card" aria-labelledby="andamento">
      <div class="row"><h2 id="andamento" class="text">${it.nome_arquivo || "Arquivo sem nome"}</h2><${Badge} tone=${tone}>${words}<//></div>
      <progress value=${it.percentual} max="100" aria-label="Linhas lidas"></progress>
      <p role="status">
        ${it.status === "concluida" ? "Pronto: " : ""}${asNumber(it.processadas)} de ${plural(it.linhas, "linha lida", "linhas lidas")}.
      </p>
      <div class="contagem">
        ${[["Novos", it.novos], ["Atualizados", it.atualizados], ["Já estavam assim", it.iguais], ["Não entraram", it.com_erro]].map(
          ([label, count]) => html`<div key=${label}><span class="number">${asNumber(count)}</span><span class="small">${label}</span></div>`,
        )}
      </div>
      ${it.colunas_ignoradas.length > 0 && html`<p class="small text">Colunas que não usamos: ${it.colunas_ignoradas.join(", ")}.</p>`}
    </section>
    ${it.com_erro > 0 && html`<${Erros} importacao=${it} path=${path} />`}
  `;
}

function Erros({ importacao, path }) {
  const all = useAct(async () => {
    const rows = (await readErrors(path)).map((one) => [one.linha, one.campo, one.motivo]);
    save(asCsv([["linha", "campo", "motivo"], ...rows]), `erros-${importacao.id}.csv`, CSV);
  });
  const shown = importacao.erros;
  return html`
    <section class="card" aria-labelledby="erros">
      <div class="row">
        <h2 id="erros">Linhas que não entraram</h2>
        <${Action} class="quiet" busy=${all.busy} onClick=${() => all.run()}>Baixar todas (CSV)<//>
      </div>
      ${all.problem && html`<${Failure} problem=${all.problem} />`}
      <p class="small">Corrija-as no arquivo e envie de novo: o que já entrou não se repete. A lista fica guardada por 30 dias.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Linhas que não entraram">
        <table>
          <thead><tr><th scope="col" class="end">Linha</th><th scope="col">Campo</th><th scope="col">Motivo</th></tr></thead>
          <tbody>${shown.map((one) => html`<tr><td class="end">${one.linha}</td><td>${one.campo || "—"}</td><td>${one.motivo}</td></tr>`)}</tbody>
        </table>
      </div>
      ${importacao.com_erro > shown.length && html`<p class="small">As primeiras ${shown.length}; o resto está no arquivo.</p>`}
    </section>
  `;
}

async function readErrors(path) {
  const all = [];
  let cursor = null;
  do {
    const { data } = await get(address(`${path}/erros`, { limite: 1000, cursor }));
    all.push(...data.itens);
    cursor = data.cursor;
  } while (cursor);
  return all;
}
