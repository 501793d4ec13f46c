// "Could I write to this person now?": asked of the same gate, without sending or keeping anything.

import { html, useEffect, useRef, useState } from "./preact.js";
import { newKey, post } from "./api.js";
import { useAct } from "./data.js";
import { asMoment } from "./format.js";
import { Action, Failure, Field } from "./ui.js";
import { Passos } from "./envios_passos.js";
import { Pessoa } from "./envios_pessoa.js";
import { PURPOSES, channelOf } from "./envios_palavras.js";

const MOST_CHARACTERS = 4_096;

export function Simulacao() {
  const [pessoa, setPessoa] = useState(null);
  const heading = useRef(null);
  useEffect(() => heading.current.focus(), []);
  return html`
    <section class="card" aria-label="Poderia mandar agora?">
      <h2 tabindex="-1" ref=${heading}>Poderia mandar agora?</h2>
      <p class="small">Nada é enviado nem guardado: o portão só diz o que faria, e por quê.</p>
      ${pessoa
        ? html`<${Pergunta} key=${pessoa.id} pessoa=${pessoa} onOther=${() => setPessoa(null)} />`
        : html`<${Pessoa} label="Para quem? Nome ou telefone" onPick=${setPessoa} />`}
    </section>
  `;
}

function Pergunta({ pessoa, onOther }) {
  const [finalidade, setFinalidade] = useState("acompanhamento");
  const [texto, setTexto] = useState("");
  const [resposta, setResposta] = useState(null);
  const ask = useAct(async () => {
    const pedido = { chave: newKey(), cliente_id: pessoa.id, finalidade, texto };
    setResposta((await post("/envios/simular", pedido)).data);
  });
  const fields = ask.problem?.fields || {};
  return html`
    <p class="row">
      <span>Para <strong>${pessoa.nome}</strong></span>
      <button type="button" class="quiet" onClick=${onOther}>Outra pessoa</button>
    </p>
    <form onSubmit=${(event) => { event.preventDefault(); ask.run(); }}>
      <${Field} label="Finalidade" error=${fields["#/finalidade"]}>${(props) => html`
        <select ...${props} value=${finalidade} onChange=${(event) => setFinalidade(event.target.value)}>
          ${Object.entries(PURPOSES).map(([one, name]) => html`<option key=${one} value=${one}>${name}</option>`)}
        </select>`}<//>
      <${Field} label="Texto" error=${fields["#/texto"]}>${(props) => html`
        <textarea ...${props} rows="3" required maxlength=${MOST_CHARACTERS} value=${texto}
          onInput=${(event) => setTexto(event.target.value)}></textarea>`}<//>
      ${ask.problem && html`<${Failure} problem=${ask.problem} />`}
      <p class="actions"><${Action} type="submit" busy=${ask.busy}>Perguntar ao portão<//></p>
    </form>
    <div aria-live="polite">${resposta && html`<${Resposta} simulacao=${resposta} />`}</div>
  `;
}

const Resposta = ({ simulacao }) => html`
  <h3>${answer(simulacao)}</h3>
  ${simulacao.texto && html`
    <p class="small">A pessoa leria, por ${channelOf(simulacao.provedor)}:</p>
    <blockquote class="text">${simulacao.texto}</blockquote>`}
  <${Passos} decisao=${simulacao.decisao} />
`;

function answer({ decisao, pode_sair_em }) {
  if (["enviar", "usar_modelo"].includes(decisao.acao) && pode_sair_em) return "Sim, poderia sair agora.";
  return pode_sair_em ? `Agora não. Poderia sair em ${asMoment(pode_sair_em)}.` : "Não, esta mensagem não poderia sair.";
}
