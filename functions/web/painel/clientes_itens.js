// One row of the timeline: what kind of thing, when, what was said, where it stands; and the way to all of it.

import { html } from "./preact.js";
import { placeOf } from "./clientes_fontes.js";
import {
  ATENDIMENTO, CHAMADO, DESTINOS, ENVIO, PROVEDORES, RECEBIMENTO, RELATO, RESULTADO, SETORES, VALIDACAO, excerpt, named,
} from "./clientes_palavras.js";
import { asDistance, asMoment } from "./format.js";
import { Badge } from "./ui.js";

// Of each kind: its names, its state, its title, its text, and what else is worth a small line.
export const TIPOS = {
  relatos: {
    one: "Relato", many: "Relatos",
    state: (it) => (it.resultado ? named(RESULTADO, it.resultado) : named(RELATO, it.status)),
    text: (it) => it.resumo,
    more: (it) => [it.atendente && `por ${it.atendente}`, it.proximo_contato_em && `próximo contato ${asDistance(it.proximo_contato_em)}`],
  },
  chamados: {
    one: "Chamado", many: "Chamados",
    state: (it) => named(CHAMADO, it.situacao),
    title: (it) => it.assunto,
    text: (it) => it.mensagem,
    more: (it) => [it.protocolo, it.prioridade && `prioridade ${it.prioridade}`, it.atendente_nome && `com ${it.atendente_nome}`],
  },
  mensagens: {
    one: "Mensagem", many: "Mensagens",
    state: (it) => named(VALIDACAO, it.validated_by),
    text: (it) => it.message,
    more: (it) => [SETORES[it.sector], it.operator_name && `por ${it.operator_name}`],
    below: (it) => it.answer && html`<details><summary>Resposta</summary><p class="text">${it.answer}</p></details>`,
  },
  atendimentos: {
    one: "Atendimento", many: "Atendimentos",
    clock: (it) => it.data_consulta.slice(0, 19), // as the clock shows it where it takes place
    state: (it) => named(ATENDIMENTO, it.status_confirmacao),
    title: (it) => [it.procedimento || it.especialidade, it.nome_medico].filter(Boolean).join(" com "),
    text: (it) => it.observacoes,
    more: (it) => [it.local, it.situacao],
  },
  envios: {
    one: "Envio", many: "Envios",
    state: (it) => named(ENVIO, it.status),
    text: (it) => it.texto,
    more: (it) => [it.provedor && `por ${PROVEDORES[it.provedor] || it.provedor}`],
  },
  recebimentos: {
    one: "Recebida", many: "Recebidas",
    state: (it) => named(RECEBIMENTO, it.status),
    title: (it) => it.assunto,
    text: (it) => it.transcricao || it.texto || it.botao,
    more: (it) => [`por ${PROVEDORES[it.provedor] || it.provedor}`, DESTINOS[it.destino]],
  },
};

export function Item({ item }) {
  const tipo = TIPOS[item.tipo];
  const place = placeOf(item);
  const inside = html`<${Miolo} item=${item} tipo=${tipo} />`;
  return html`
    <li>
      ${place ? html`<a class="whole" href=${place}>${inside}</a>` : html`<div class="whole">${inside}</div>`}
      ${tipo.below && tipo.below(item.dado)}
    </li>
  `;
}

function Miolo({ item, tipo }) {
  const [words, tone] = tipo.state(item.dado);
  const title = tipo.title && tipo.title(item.dado);
  const text = tipo.text(item.dado);
  const more = tipo.more(item.dado).filter(Boolean).join(" · ");
  return html`
    <span class="row">
      <span><strong>${tipo.one}</strong> <${Badge} tone=${tone}>${words}<//></span>
      <time class="small" dateTime=${new Date(item.em).toISOString()}>${asMoment(tipo.clock ? tipo.clock(item.dado) : item.em)}</time>
    </span>
    ${title && html`<strong class="title">${title}</strong>`}
    ${text && html`<span class="title">${excerpt(text)}</span>`}
    ${more && html`<span class="small">${more}</span>`}
  `;
}
