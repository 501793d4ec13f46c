// One chamado: who asks, until when, what was said by whom, what the team noted, and how it came to be as it is.

import { html, useEffect, useRef } from "./preact.js";
import { address } from "./api.js";
import { useData } from "./data.js";
import { stateOf } from "./envios_palavras.js";
import { asMoment, plural } from "./format.js";
import { to } from "./router.js";
import { Badge, Shown } from "./ui.js";
import { Acoes } from "./chamados_acoes.js";
import { Editor, useEditor } from "./chamados_editor.js";
import { Urgencia, nameOf, withWhom } from "./chamados_fila.js";
import {
  CAMPOS, CANAIS, FALADOS, INTENCOES, SETORES, SITUACOES, authorOf, isEncerrado, valueOf,
} from "./chamados_palavras.js";
import { prazoOf } from "./chamados_prazos.js";
import { Fonte, Sugerida } from "./chamados_sugerida.js";

export function Conversa({ id, chamado, onChanged, who, pessoas }) {
  const editor = useEditor(id);
  const mayAct = who.papel !== "leitura";
  return html`
    <${Shown} of=${chamado} isEmpty=${() => false} empty="">
      ${(data) => {
        const read = { data, etag: chamado.etag };
        const mayAnswer = mayAct && data.situacao !== "fechado";
        return html`
          <${Cabeca} chamado=${data} who=${who} />
          ${mayAct && html`<${Acoes} read=${read} who=${who} pessoas=${pessoas} onChanged=${onChanged} />`}
          <${Falas} chamado=${data} />
          ${mayAnswer && html`<${Sugerida} chamado=${data} onUse=${editor.use} />`}
          ${mayAct && html`<${Editor} read=${read} editor=${editor} onChanged=${onChanged} />`}
          <${Leitura} chamado=${data} />
          <${Historico} chamado=${data} />
        `;
      }}
    <//>
  `;
}

function Cabeca({ chamado, who }) {
  const [situacao, tone] = SITUACOES[chamado.situacao];
  const prazo = prazoOf(chamado);
  const why = chamado.historico.findLast((line) => line.campo === "status" && line.motivo);
  return html`
    <header class="card">
      <div class="row">
        <h2><a href=${to("clientes", [String(chamado.cliente_id)])}>${nameOf(chamado)}</a></h2>
        <span class="small">${chamado.protocolo}</span>
      </div>
      ${chamado.assunto && html`<p class="assunto">${chamado.assunto}</p>`}
      <p class="marcas">
        <${Badge} tone=${tone}>${situacao}<//>
        <${Urgencia} prioridade=${chamado.prioridade} />
        ${prazo && html`<${Badge} tone=${prazo.tone}>${prazo.words}<//>`}
        ${chamado.reaberturas > 0 && html`<${Badge} tone="warn">Reaberto ${plural(chamado.reaberturas, "vez", "vezes")}<//>`}
      </p>
      <p class="small">${[
        CANAIS[chamado.canal], SETORES[chamado.setor], INTENCOES[chamado.intencao], withWhom(chamado, who),
        `aberto em ${asMoment(chamado.data_criacao)}`,
      ].filter(Boolean).join(" · ")}</p>
      ${why && !isEncerrado(chamado) && html`<p class="small"><strong>O que aconteceu por último:</strong> ${why.motivo}</p>`}
    </header>
  `;
}

/** Words and notes in the order in which they were written, with what became of each message; the newest is in sight. */
function Falas({ chamado }) {
  const box = useRef(null);
  const envios = useData(address("/envios", { cliente_id: chamado.cliente_id, limite: 100 }), { every: 20_000 });
  const saidas = new Map(envios.data?.itens.map((envio) => [envio.chave, envio]));
  const lines = [...chamado.falas, ...chamado.notas.map((nota) => ({ ...nota, autor: "nota" }))]
    .sort((one, other) => Date.parse(one.em) - Date.parse(other.em));
  useEffect(() => { box.current.scrollTop = box.current.scrollHeight; }, [lines.length]);
  return html`
    <div class="falas" ref=${box} role="region" aria-label="Conversa e anotações" tabindex="0">
      <ol aria-live="polite">
        ${lines.map((line, at) => html`<${Fala} key=${line.id || `nota-${at}`} line=${line} chamado=${chamado} saida=${saidas.get(line.id)} />`)}
      </ol>
      ${!lines.length && html`<p class="empty">Ainda não há palavras nesta conversa.</p>`}
    </div>
  `;
}

function Fala({ line, chamado, saida }) {
  return html`
    <li class=${`fala ${line.autor}`}>
      <p class="small quem">
        <strong>${speaker(line, chamado)}</strong>
        ${line.autor === "nota" && html`<${Badge} tone="warn">Nota interna: o cliente não vê<//>`}
        <time datetime=${line.em}>${asMoment(line.em)}</time>
        ${saida && html`<${Saida} envio=${saida} />`}
      </p>
      <p class="text">${line.texto || "(sem texto)"}</p>
      ${line.fonte && html`<${Fonte} fonte=${line.fonte} />`}
      ${line.autor === "pessoa" && !line.enviada && html`
        <p class="small">${FALADOS.includes(chamado.canal) ? "Dita na conversa: nada foi enviado." : "Não saiu por mensagem."}</p>`}
    </li>
  `;
}

function Saida({ envio }) {
  const [state, tone] = stateOf(envio.status);
  return html`<a href=${to("envios", [envio.id])}><${Badge} tone=${tone}>${state}<//></a>`;
}

function speaker(line, { nomes, cliente_nome: cliente }) {
  if (line.autor === "cliente") return `${cliente || "Cliente"} (cliente)`;
  if (line.autor === "automatica") return "Resposta automática";
  return nomes[line.por] || "Equipe";
}

function Leitura({ chamado }) {
  const read = chamado.classificacao;
  const held = [["Assunto", INTENCOES[chamado.intencao]], ["Setor", SETORES[chamado.setor]]];
  const due = [
    ["Primeira resposta até", chamado.responder_ate], ["Primeira resposta dada em", chamado.primeira_resposta_em],
    ["Solução até", chamado.resolver_ate], ["Resolvido em", chamado.resolvido_em], ["Fechado em", chamado.fechado_em],
  ].filter(([, at]) => at);
  return html`
    <details class="card">
      <summary>Como foi lido e prazos</summary>
      <dl class="ficha">
        ${held.map(([name, words]) => html`<dt key=${name}>${name}</dt><dd>${words || "ainda não lido"}</dd>`)}
        ${due.map(([name, at]) => html`<dt key=${name}>${name}</dt><dd>${asMoment(at)}</dd>`)}
      </dl>
      ${read && html`<${Evidencias} read=${read} corrected=${chamado.correcoes.length > 0} />`}
    </details>
  `;
}

const EVIDENCIAS = { ...CAMPOS, intencao: "Assunto", clinica: "Saúde", continua: "Continua sem solução" };

function Evidencias({ read, corrected }) {
  const found = Object.entries(read.evidencias);
  return html`
    ${read.clinica && html`<p><${Badge} tone="warn">Fala da saúde de alguém<//> Só uma pessoa responde.</p>`}
    ${found.length > 0 && html`
      <p class="small">O que no texto levou a esta leitura:</p>
      <ul>${found.map(([campo, words]) => html`<li key=${campo}>${EVIDENCIAS[campo] || "Outro sinal"}: <q>${words}</q></li>`)}</ul>`}
    <p class="small">${corrected ? "Corrigido por uma pessoa. " : ""}Lido por ${read.origem.startsWith("regras") ? "regras do Retorno" : `modelo ${read.origem}`}.</p>
  `;
}

function Historico({ chamado }) {
  const lines = [...chamado.historico].reverse();
  return html`
    <details class="card">
      <summary>Histórico (${plural(lines.length, "mudança", "mudanças")})</summary>
      ${!lines.length && html`<p class="empty">Nada mudou desde que foi aberto.</p>`}
      <ol class="rows">
        ${lines.map((line, at) => html`
          <li key=${at}>
            ${changeOf(line, chamado.nomes)}
            <span class="small"> ${asMoment(line.em)}, por ${authorOf(line.por, line.campo, chamado.nomes)}${line.motivo && `. ${line.motivo}`}</span>
          </li>`)}
      </ol>
    </details>
  `;
}

function changeOf({ campo, de, para }, nomes) {
  const name = CAMPOS[campo] || campo;
  if (campo.startsWith("prazo_")) return `${name}: ${valueOf(campo, para, nomes)}`;
  return `${name}: de ${valueOf(campo, de, nomes)} para ${valueOf(campo, para, nomes)}`;
}
