// One appointment: where it stands, what happens next by itself, what was sent and answered, how it came to be so.

import { html, useEffect, useState } from "./preact.js";
import { asMoment, asPhone, plural } from "./format.js";
import { useData } from "./data.js";
import { to } from "./router.js";
import { Badge, Shown } from "./ui.js";
import { Acoes } from "./atendimentos_acoes.js";
import { pathOf } from "./atendimentos_dados.js";
import { ATOS, AVISOS, authorOf, changeOf, dayOf, estadoOf, momentIn, readingOf, whenOf } from "./atendimentos_palavras.js";

export function Detalhe({ id, who, conta }) {
  const atendimento = useData(pathOf(id), { every: 20_000 });
  const at = atendimento.data;
  useEffect(() => { scrollTo({ top: 0 }); }, []);
  return html`
    <p class="volta"><a href=${to("atendimentos", [], at ? { dia: dayOf(at) } : {})}>‹ Voltar ao dia</a></p>
    <h1>${at ? at.nome_paciente : "Atendimento"}</h1>
    <${Shown} of=${atendimento} isEmpty=${() => false} empty="">
      ${(data) => html`
        <${Situacao} at=${data} />
        <${Acoes} read=${{ data, etag: atendimento.etag }} who=${who} conta=${conta} onChanged=${atendimento.reload} />
        <div class="grid2">
          <div><${Ficha} at=${data} /><${Historico} at=${data} who=${who} /></div>
          <div><${Conversa} at=${data} /><${Envios} at=${data} /></div>
        </div>
      `}
    <//>
  `;
}

function Situacao({ at }) {
  const [words, tone] = estadoOf(at.status_confirmacao);
  return html`
    <section class="card" aria-label="Situação" aria-live="polite">
      <p class="row"><strong>${whenOf(at)}</strong><${Badge} tone=${tone}>${words}<//></p>
      <p>${at.situacao}</p>
      <p class="small">${nextOf(at)}</p>
      ${at.escalado_em && html`<p class="small">A equipe foi avisada em ${momentIn(at.fuso, at.escalado_em)} de que ninguém confirmou.</p>`}
    </section>
  `;
}

/** What Retorno does next about it, and when. */
function nextOf({ proximo_em: em, proximo_ato: ato, fuso }) {
  if (!em) return "Nenhum aviso sai mais por este atendimento.";
  if (ato === "encerrar") return "Nenhum outro aviso sai antes do horário.";
  const when = Date.parse(em) <= Date.now() ? "em instantes" : momentIn(fuso, em);
  return `A seguir: ${ATOS[ato] || "o Retorno vê o que falta avisar"}, ${when}.`;
}

function Ficha({ at }) {
  const lines = [
    ["Profissional", at.nome_medico], ["Especialidade", at.especialidade], ["Procedimento", at.procedimento],
    ["Local", at.local], ["Duração", plural(at.duracao_min, "minuto", "minutos")],
    ["Telefone", at.telefone && html`<a href=${`tel:${at.telefone}`}>${asPhone(at.telefone)}</a>`],
    ["E-mail", at.email && html`<a href=${`mailto:${at.email}`}>${at.email}</a>`],
    ["Cliente", at.cliente_id && html`<a href=${to("clientes", [String(at.cliente_id)])}>Abrir o cadastro</a>`],
    ["Quer vir antes", at.quer_antes && "Sim, se um horário vagar"],
    ["Nº na agenda", at.nr_seq_agenda], ["Marcado em", momentIn(at.fuso, at.criado_em)],
  ].filter(([, value]) => value);
  return html`
    <section class="card">
      <h2>Dados</h2>
      <dl class="ficha">${lines.map(([name, value]) => html`<dt key=${name}>${name}</dt><dd>${value}</dd>`)}</dl>
      ${at.observacoes && html`<h3>Observações</h3><p class="text">${at.observacoes}</p>`}
    </section>
  `;
}

/** What we sent and what they answered, in the order in which it was written. */
function Conversa({ at }) {
  const lines = [
    ...at.avisos.map((one) => ({ ...one, key: one.chave })),
    ...at.respostas.map((one) => ({ ...one, key: one.recebimento_id, isTheirs: true })),
  ].sort((one, other) => Date.parse(one.em) - Date.parse(other.em));
  return html`
    <section class="card">
      <h2>Avisos e respostas</h2>
      ${!lines.length && html`<p class="empty">Nada foi enviado ainda, e a pessoa não escreveu sobre este atendimento.</p>`}
      <ol class="falas-at">
        ${lines.map((one) => html`
          <li key=${one.key} class=${one.isTheirs ? "dela" : ""}>
            <p class="small"><strong>${one.isTheirs ? at.nome_paciente : AVISOS[one.tipo]}</strong> · ${momentIn(at.fuso, one.em)}</p>
            <p class="text">${one.texto || "(sem texto)"}</p>
            <p class="small">${one.isTheirs ? readingOf(one) : sentWords(one, at)}</p>
          </li>`)}
      </ol>
    </section>
  `;
}

function sentWords({ voltou, versao }, at) {
  if (voltou) return "Não chegou: confira o contato e os consentimentos.";
  return versao === at.versao ? "" : "Falava do horário anterior.";
}

const STATUS = {
  agendado: ["Espera a hora", "info"], enviando: ["Saindo", "info"], aceito: ["Enviado", "info"],
  entregue: ["Entregue", "good"], lido: ["Lido", "good"], falhou: ["Falhou", "bad"],
  incerto: ["Sem certeza se chegou", "warn"], recusado: ["Não saiu", "warn"], cancelado: ["Cancelado", "muted"],
};

/** All that left to who gets the messages, read once somebody wants to see it. */
function Envios({ at }) {
  const [asked, setAsked] = useState(false);
  if (!at.cliente_id) return null;
  return html`
    <details class="card" onToggle=${(event) => event.target.open && setAsked(true)}>
      <summary>Envios a esta pessoa</summary>
      ${asked && html`<${ListaEnvios} clienteId=${at.cliente_id} />`}
    </details>
  `;
}

function ListaEnvios({ clienteId }) {
  const envios = useData(`/envios?${new URLSearchParams({ cliente_id: clienteId, limite: 20 })}`);
  return html`
    <${Shown} of=${envios} isEmpty=${(data) => !data.itens.length} empty="Nada saiu para esta pessoa ainda.">
      ${({ itens }) => html`
        <ul class="rows">
          ${itens.map((one) => {
            const [words, tone] = STATUS[one.status] || [one.status, "muted"];
            return html`
              <li key=${one.id}>
                <a class="whole" href=${to("envios", [one.id])}>
                  <span class="row"><span class="small">${asMoment(one.criado_em)}</span><${Badge} tone=${tone}>${words}<//></span>
                  <span>${one.texto}</span>
                </a>
              </li>`;
          })}
        </ul>
      `}
    <//>
  `;
}

function Historico({ at, who }) {
  const lines = [...at.historico].reverse();
  return html`
    <details class="card">
      <summary>Histórico (${plural(lines.length, "mudança", "mudanças")})</summary>
      ${!lines.length && html`<p class="empty">Nada mudou desde que foi marcado.</p>`}
      <ol class="rows">
        ${lines.map((line, index) => html`
          <li key=${index}>${changeOf(line, at.fuso)}<br />
            <span class="small">${momentIn(at.fuso, line.em)}, por ${authorOf(line.por, who)}${line.motivo && `. ${line.motivo}`}</span>
          </li>`)}
      </ol>
    </details>
  `;
}
