// What a cliente agreed to, purpose by purpose: what stands now, and the ledger, which only grows.

import { html, useState } from "./preact.js";
import { post } from "./api.js";
import { BASES, CANAIS, FINALIDADES } from "./clientes_palavras.js";
import { Escolha, Linha, Registro } from "./clientes_prova.js";
import { asMoment } from "./format.js";
import { Badge, tell } from "./ui.js";

export function Consentimentos({ ficha, path, who }) {
  const [asking, setAsking] = useState(null); // { finalidade, concedido }
  const lines = ficha.data.consentimentos;
  const standing = Object.fromEntries(lines.map((line) => [line.finalidade, line])); // the newest line of each stands
  const writes = who.papel !== "leitura";
  return html`
    <section class="card" aria-labelledby="consentimentos">
      <h2 id="consentimentos">Consentimentos</h2>
      <ul class="rows">
        ${Object.entries(FINALIDADES).map(([finalidade, words]) => html`
          <${Finalidade} key=${finalidade} words=${words} line=${standing[finalidade]}
            onAsk=${writes && ((concedido) => setAsking({ finalidade, concedido }))} />`)}
      </ul>
      ${lines.length > 0 && html`<${Historico} lines=${lines} />`}
      ${asking && html`<${Registrar} asking=${asking} path=${path} before=${standing[asking.finalidade]}
        onDone=${ficha.reload} onClose=${() => setAsking(null)} />`}
    </section>
  `;
}

function Finalidade({ words, line, onAsk }) {
  const [told, tone] = !line ? ["Sem registro", "muted"] : line.concedido ? ["Concedido", "good"] : ["Revogado", "bad"];
  return html`
    <li class="row finalidade">
      <span><strong>${words}</strong> <${Badge} tone=${tone}>${told}<//>
        ${line && html`<br /><span class="small">${BASES[line.base_legal]} · ${asMoment(line.em)}</span>`}</span>
      ${onAsk && (line?.concedido
        ? html`<button type="button" class="quiet" aria-label=${`Revogar: ${words}`} onClick=${() => onAsk(false)}>Revogar</button>`
        : html`<button type="button" class="quiet" aria-label=${`Registrar: ${words}`} onClick=${() => onAsk(true)}>Registrar</button>`)}
    </li>
  `;
}

function Registrar({ asking, before, path, onDone, onClose }) {
  const { finalidade, concedido } = asking;
  const start = {
    base_legal: before?.base_legal || "consentimento", texto_versao: before?.texto_versao || "", canal: "whatsapp", evidencia: "",
  };
  const send = async (values) => {
    await post(`${path}/consentimentos`, { ...values, finalidade, concedido });
    tell(concedido ? "Consentimento registrado." : "Revogação registrada: vale a partir de agora.", { tone: "good" });
    await onDone();
  };
  const text = concedido
    ? "Registre só o que a pessoa disse, com o texto que ela leu e a prova. A linha não se apaga; revogar cria outra."
    : "A partir de agora nada sai para esta finalidade. O que já saiu continua no histórico.";
  return html`
    <${Registro} title=${`${concedido ? "Registrar" : "Revogar"}: ${FINALIDADES[finalidade]}`} text=${text}
      action=${concedido ? "Registrar" : "Revogar"} start=${start} act=${send} onClose=${onClose}>
      ${({ values, put, errors }) => html`
        ${concedido && html`
          <${Escolha} label="Base legal" options=${BASES} value=${values.base_legal} onInput=${(base_legal) => put({ base_legal })} />`}
        <${Linha} label="Versão do texto que a pessoa leu" hint="Por exemplo, convite-2026-01." value=${values.texto_versao}
          error=${errors["#/texto_versao"]} onInput=${(texto_versao) => put({ texto_versao })} />`}
    <//>
  `;
}

const Historico = ({ lines }) => html`
  <details>
    <summary>Histórico (${lines.length})</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Histórico de consentimentos">
      <table>
        <thead><tr><th scope="col">Quando</th><th scope="col">Finalidade</th><th scope="col">O que disse</th>
          <th scope="col">Texto</th><th scope="col">Prova</th></tr></thead>
        <tbody>
          ${[...lines].reverse().map((line) => html`
            <tr>
              <td>${asMoment(line.em)}</td><td>${FINALIDADES[line.finalidade]}</td>
              <td>${line.concedido ? "Concedeu" : "Revogou"} (${BASES[line.base_legal]})</td>
              <td class="text">${line.texto_versao}</td><td class="text">${CANAIS[line.canal]}: ${line.evidencia}</td>
            </tr>`)}
        </tbody>
      </table>
    </div>
  </details>
`;
