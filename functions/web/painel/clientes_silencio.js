// The silence that a cliente asked for (opt-out): what stands, taking the request and its end, each with its proof.

import { html, useState } from "./preact.js";
import { address, post, remove } from "./api.js";
import { CANAIS } from "./clientes_palavras.js";
import { Registro } from "./clientes_prova.js";
import { asMoment } from "./format.js";
import { tell } from "./ui.js";

const SILENCE = "Nenhuma mensagem por nossa iniciativa sai mais para esta pessoa, nem para os seus telefones e e-mails em outro"
  + " cadastro. Avisos das próprias consultas continuam.";
const START = { canal: "whatsapp", evidencia: "" };

export function Silencio({ ficha, path, who }) {
  const [asking, setAsking] = useState(false);
  const { opt_out: silence, opt_outs: lines } = ficha.data;
  const writes = who.papel !== "leitura";
  return html`
    <section class="card" aria-labelledby="silencio">
      <h2 id="silencio">Contato</h2>
      ${silence ? html`<${Pedido} silence=${silence} />` : html`<p>Pode receber mensagens, dentro do que consentiu.</p>`}
      ${writes && html`<p class="actions">${silence
        ? html`<button type="button" class="quiet" onClick=${() => setAsking(true)}>Voltou a querer mensagens</button>`
        : html`<button type="button" class="quiet" onClick=${() => setAsking(true)}>Não quer mais mensagens</button>`}</p>`}
      ${lines.length > 0 && html`<${Historico} lines=${lines} />`}
      ${asking && (silence
        ? html`<${Fim} path=${path} onDone=${ficha.reload} onClose=${() => setAsking(false)} />`
        : html`<${Comeco} path=${path} onDone=${ficha.reload} onClose=${() => setAsking(false)} />`)}
    </section>
  `;
}

const Pedido = ({ silence }) => html`
  <p class="stale">Pediu silêncio em ${asMoment(silence.em)}, por ${CANAIS[silence.canal]}: nada sai por nossa iniciativa${silence.total
    ? ", nem avisos de consulta." : ", a não ser avisos das próprias consultas."}</p>
`;

function Comeco({ path, onDone, onClose }) {
  const send = async (values) => {
    await post(`${path}/opt-out`, values);
    tell("Silêncio registrado: vale a partir de agora.", { tone: "good" });
    await onDone();
  };
  return html`
    <${Registro} title="Não quer mais mensagens" action="Registrar o silêncio" start=${START} act=${send} onClose=${onClose}
      text=${SILENCE} />
  `;
}

function Fim({ path, onDone, onClose }) {
  const send = async (values) => {
    await remove(address(`${path}/opt-out`, values));
    tell("Registrado: a pessoa voltou a querer mensagens.", { tone: "good" });
    await onDone();
  };
  return html`
    <${Registro} title="Voltou a querer mensagens" action="Encerrar o silêncio" start=${START} act=${send} onClose=${onClose}
      text="Só registre se foi a própria pessoa quem pediu, e guarde a prova: sem ela, voltar a escrever é irregular (LGPD)." />
  `;
}

const Historico = ({ lines }) => html`
  <details>
    <summary>Histórico de pedidos (${lines.length})</summary>
    <ul class="rows">
      ${[...lines].reverse().map((line) => html`
        <li class="small">${asMoment(line.em)} · ${line.sair ? "Pediu silêncio" : "Voltou a querer mensagens"} ·
          ${" "}${CANAIS[line.canal]}: ${line.evidencia}</li>`)}
    </ul>
  </details>
`;
