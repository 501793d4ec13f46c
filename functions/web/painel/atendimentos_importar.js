// An agenda in a file: sent, followed while it is worked on, its bad rows told.

import { html, useState } from "./preact.js";
import { address, call, newKey } from "./api.js";
import { asNumber, plural } from "./format.js";
import { useAct, useData } from "./data.js";
import { Action, Dialog, Failure, Field, Shown } from "./ui.js";

// By the file's name: what browsers say of a CSV depends on what else is installed.
const MEDIA = { csv: "text/csv", json: "application/json", ndjson: "application/x-ndjson", jsonl: "application/x-ndjson" };
const OVER = "concluida";

export function Importar({ onClose, onDone }) {
  const [file, setFile] = useState(null);
  const [id, setId] = useState(null);
  const [key, setKey] = useState(newKey());
  const send = useAct(async () => {
    const type = MEDIA[file.name.split(".").pop().toLowerCase()] || "text/csv";
    const path = address("/atendimentos/importar", { nome_arquivo: file.name.slice(-120) });
    const { data } = await call("POST", path, { body: file, headers: { "Content-Type": type, "Idempotency-Key": key } });
    setId(data.id);
  });
  const choose = (event) => { setFile(event.target.files[0] || null); setKey(newKey()); send.clear(); };
  return html`
    <${Dialog} title="Importar agenda" onClose=${() => { onDone(); onClose(); }}>
      ${id
        ? html`<${Andamento} id=${id} />`
        : html`
          <p>Um arquivo CSV, JSON ou NDJSON de até 20 MB, com uma linha por atendimento: agenda, paciente, celular, data, hora e médico. Repetir o mesmo arquivo não duplica nada.</p>
          <${Field} label="Arquivo">
            ${(field) => html`<input type="file" accept=".csv,.json,.ndjson,.jsonl" ...${field} onChange=${choose} />`}
          <//>`}
      ${send.problem && html`<${Failure} problem=${send.problem} />`}
      <footer class="actions">
        <button type="button" class="quiet" onClick=${() => { onDone(); onClose(); }}>${id ? "Fechar" : "Voltar"}</button>
        ${!id && html`<${Action} busy=${send.busy} disabled=${!file} onClick=${send.run}>Enviar<//>`}
      </footer>
    <//>
  `;
}

function Andamento({ id }) {
  const [isOver, setOver] = useState(false);
  const importacao = useData(`/importacoes/${encodeURIComponent(id)}`, { every: isOver ? 0 : 2_000 });
  if (!isOver && importacao.data?.status === OVER) setOver(true);
  return html`
    <${Shown} of=${importacao} isEmpty=${() => false} empty="">
      ${(data) => html`
        <p role="status">${statusWords(data)}</p>
        <progress aria-label="Andamento" max="100" value=${data.percentual}></progress>
        <p>${plural(data.novos, "novo", "novos")}, ${plural(data.atualizados, "atualizado", "atualizados")}, ${plural(data.iguais, "igual", "iguais")}, ${asNumber(data.com_erro)} com erro.</p>
        ${data.colunas_ignoradas.length > 0 && html`<p class="small">Colunas que não conhecemos: ${data.colunas_ignoradas.join(", ")}.</p>`}
        ${data.erros.length > 0 && html`
          <div class="scroll" tabindex="0" role="region" aria-label="Linhas que não entraram">
            <table>
              <thead><tr><th scope="col">Linha</th><th scope="col">Campo</th><th scope="col">O que houve</th></tr></thead>
              <tbody>${data.erros.map((one, index) => html`<tr key=${index}><td>${one.linha}</td><td>${one.campo || "a linha toda"}</td><td>${one.motivo}</td></tr>`)}</tbody>
            </table>
          </div>`}
      `}
    <//>
  `;
}

function statusWords({ status, processadas, linhas }) {
  if (status === OVER) return "Pronto: o arquivo foi lido até o fim.";
  return `Importando: ${asNumber(processadas)} de ${plural(linhas, "linha", "linhas")}.`;
}
