// One envio: what was sent, every rule that was asked and what it said, the ledger, and stopping what still waits.

import { html, useEffect, useRef, useState } from "./preact.js";
import { post } from "./api.js";
import { useAct, useData } from "./data.js";
import { asMoment, plural } from "./format.js";
import { to } from "./router.js";
import { Badge, Confirmation, Shown, tell } from "./ui.js";
import { Passos } from "./envios_passos.js";
import { actorOf, channelOf, purposeOf, reasonOf, stateOf } from "./envios_palavras.js";

const POLL_MS = 15_000;

export function Detalhe({ id, query, who, onChange }) {
  const envio = useData(`/envios/${encodeURIComponent(id)}`, { every: POLL_MS });
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), []);
  return html`
    <p class="back"><a href=${to("envios", [], query)}>← Voltar à lista</a></p>
    <h2 tabindex="-1" ref=${heading}>Este envio</h2>
    <${Shown} of=${envio} isEmpty=${() => false}>
      ${(data) => html`<${Inteiro} envio=${data} who=${who} onChange=${() => { envio.reload(); onChange(); }} />`}
    <//>
  `;
}

function Inteiro({ envio, who, onChange }) {
  const [name, tone] = stateOf(envio.status);
  return html`
    <div class="card">
      <p class="row"><${Badge} tone=${tone}>${name}<//>${(envio.provedor || envio.canal) && html`<span class="small">${channelOf(envio.provedor || envio.canal)}</span>`}</p>
      <${Quando} envio=${envio} />
      <${Mensagem} envio=${envio} />
      <${Dados} envio=${envio} />
      ${envio.status === "agendado" && who.papel !== "leitura" && html`<${Cancelar} id=${envio.id} onDone=${onChange} />`}
    </div>
    <section class="card">
      <h3>Por que foi assim</h3>
      ${envio.decisao
        ? html`<${Passos} decisao=${envio.decisao} />`
        : html`<p class="empty">O portão ainda não olhou este envio. Costuma levar segundos.</p>`}
    </section>
    <section class="card">
      <h3>O que aconteceu</h3>
      <${Historico} linhas=${envio.historico} />
      ${envio.tentativas > 0 && html`<p class="small">${plural(envio.tentativas, "tentativa", "tentativas")} no canal.</p>`}
    </section>
  `;
}

/** When it may leave, or what its state means to who looks at it. */
function Quando({ envio }) {
  const { status, decisao } = envio;
  if (status === "agendado") {
    return html`<p>Pode sair a partir de <strong>${asMoment(envio.nao_antes_de)}</strong>${decisao?.motivo ? `: ${reasonOf(decisao.motivo)}` : ""}.</p>`;
  }
  if (status === "incerto") {
    return html`<p>O canal não confirmou, e a mensagem pode ter saído. O Retorno não repete sozinho: confira a conversa antes de mandar de novo.</p>`;
  }
  if (status === "aceito" && envio.provedor === "simulado") {
    return html`<p>Canal simulado: a mensagem ficou registrada aqui e ninguém a recebeu.</p>`;
  }
  if (status === "aceito") return html`<p>O canal aceitou a mensagem; a entrega ainda não foi confirmada.</p>`;
  return null;
}

const Mensagem = ({ envio }) => html`
  ${envio.assunto && html`<p><strong>Assunto:</strong> ${envio.assunto}</p>`}
  <h3>${envio.texto_enviado ? "O que a pessoa lê" : "O texto pedido"}</h3>
  <blockquote class="text">${envio.texto_enviado || envio.texto}</blockquote>
  ${envio.botoes.length > 0 && html`
    <p class="small">Botões: ${envio.botoes.map((one) => one.titulo).join(" · ")}</p>`}
  ${envio.texto_enviado && envio.texto_enviado !== envio.texto && html`
    <details><summary>O texto pedido</summary><p class="text">${envio.texto}</p></details>`}
`;

function Dados({ envio }) {
  const cliente = useData(`/clientes/${encodeURIComponent(envio.cliente_id)}`);
  const lines = [
    ["Para", html`<a href=${to("clientes", [String(envio.cliente_id)])}>${cliente.data ? cliente.data.nome : "ver a pessoa"}</a>`],
    ["Finalidade", purposeOf(envio.finalidade)],
    ["Pedido em", asMoment(envio.criado_em)],
    envio.nao_depois_de && ["Só serve até", asMoment(envio.nao_depois_de)],
    envio.modelo && ["Modelo", envio.modelo],
    envio.relato_id && ["Origem", html`<a href=${to("relatos", [envio.relato_id])}>um relato</a>`],
  ].filter(Boolean);
  return html`<dl class="facts">${lines.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function Cancelar({ id, onDone }) {
  const [asking, setAsking] = useState(false);
  const cancel = useAct(async () => {
    await post(`/envios/${encodeURIComponent(id)}/cancelar`);
    setAsking(false);
    tell("Envio cancelado: ele não sai mais.", { tone: "good" });
    onDone();
  });
  return html`
    <p class="actions"><button type="button" class="quiet" onClick=${() => setAsking(true)}>Cancelar este envio</button></p>
    ${asking && html`
      <${Confirmation} title="Cancelar este envio?" action="Cancelar o envio" busy=${cancel.busy} problem=${cancel.problem}
        text="A mensagem não sai mais, e isto não se desfaz. Quem pediu o envio pode pedir outro depois."
        onConfirm=${cancel.run} onClose=${() => setAsking(false)} />`}
  `;
}

const Historico = ({ linhas }) => html`
  <ol class="rows">
    ${linhas.map((linha, at) => html`
      <li key=${at} class="row">
        <${Badge} tone=${stateOf(linha.status)[1]}>${stateOf(linha.status)[0]}<//>
        <span class="small">${asMoment(linha.em)} · ${actorOf(linha.por)}${linha.codigo && ` · ${reasonOf(linha.codigo)}`}</span>
      </li>
    `)}
  </ol>
`;
