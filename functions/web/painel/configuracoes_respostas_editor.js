// Writing an approved answer: to which questions, in which words.

import { html, useState } from "./preact.js";
import { newKey, post, put } from "./api.js";
import { useAct } from "./data.js";
import { Action, Dialog, Failure, Field, tell } from "./ui.js";
import { errorAt } from "./configuracoes_ajustes.js";

export const INTENTS = {
  informacao: "Informação",
  agendamento: "Agendamento",
  segunda_via_boleto: "Segunda via de boleto",
  pagamento: "Pagamento",
  orcamento: "Orçamento",
  problema_tecnico: "Problema técnico",
  gerenciamento_plano: "Plano",
  cancelamento: "Cancelamento",
  reclamacao: "Reclamação",
  elogio_agradecimento: "Elogio ou agradecimento",
  outro: "Outro",
};
export const SECTORS = { geral: "Geral", financeiro: "Financeiro", suporte: "Suporte", vendas: "Vendas", admin: "Administração" };
export const NEW = { titulo: "", intencao: "informacao", setor: "geral", perguntas: [], texto: "", ativa: true };

/** What the API takes of an answer that it showed. */
export const bodyOf = ({ titulo, intencao, setor, perguntas, texto, ativa }) => ({ titulo, intencao, setor, perguntas, texto, ativa });

export function Editor({ resposta, etag, onClose, onSaved }) {
  const [draft, setDraft] = useState(bodyOf(resposta));
  const [key] = useState(newKey);
  const saving = useAct(async () => {
    if (etag) {
      const saved = await put(`/respostas/${encodeURIComponent(resposta.id)}`, draft, { "If-Match": etag });
      tell("Resposta guardada: a nova redação vale a partir de agora.", { tone: "good", undo: undoOf(resposta, saved.etag, onSaved) });
    } else {
      await post("/respostas", draft, { "Idempotency-Key": key });
      tell("Resposta aprovada.", { tone: "good" });
    }
    onSaved();
  });
  const given = (name) => (event) => setDraft({ ...draft, [name]: event.target.value });
  const error = (name) => errorAt(saving.problem, name);
  return html`
    <${Dialog} title=${etag ? "Editar resposta" : "Nova resposta"} onClose=${onClose}>
      <form onSubmit=${(event) => { event.preventDefault(); saving.run(); }}>
        <${Field} label="Título" error=${error("titulo")}>${(props) => html`<input ...${props} required maxlength="120" value=${draft.titulo} onInput=${given("titulo")} />`}<//>
        <div class="grid2">
          <${Field} label="Assunto" error=${error("intencao")}>${(props) => html`<${Escolha} props=${props} value=${draft.intencao} names=${INTENTS} onChange=${given("intencao")} />`}<//>
          <${Field} label="Setor" error=${error("setor")}>${(props) => html`<${Escolha} props=${props} value=${draft.setor} names=${SECTORS} onChange=${given("setor")} />`}<//>
        </div>
        <${Field} label="Perguntas" hint="Uma por linha, como as pessoas as fazem. Duas ou três bastam para começar." error=${error("perguntas")}>${(props) => html`
          <textarea ...${props} rows="4" value=${draft.perguntas.join("\n")} onChange=${(event) => setDraft({ ...draft, perguntas: linesOf(event.target.value) })}></textarea>`}<//>
        <${Field} label="Texto da resposta" hint="{{nome}} é o primeiro nome de quem pergunta; as outras variáveis estão em Conta, Chamados." error=${error("texto")}>${(props) => html`
          <textarea ...${props} rows="5" required maxlength="4096" value=${draft.texto} onInput=${given("texto")}></textarea>`}<//>
        <label class="check"><input type="checkbox" role="switch" checked=${draft.ativa} onChange=${(event) => setDraft({ ...draft, ativa: event.target.checked })} /><span>Pode ser dada</span></label>
        ${saving.problem && html`<${Failure} problem=${kindly(saving.problem)} />`}
        <p class="actions"><${Action} type="submit" busy=${saving.busy}>${etag ? "Guardar resposta" : "Aprovar resposta"}<//></p>
      </form>
    <//>
  `;
}

const Escolha = ({ props, value, names, onChange }) => html`
  <select ...${props} value=${value} onChange=${onChange}>
    ${Object.entries(names).map(([one, name]) => html`<option key=${one} value=${one}>${name}</option>`)}
  </select>
`;

const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const kindly = (problem) => (problem.status === 412
  ? { message: "Outra pessoa mudou esta resposta agora há pouco. Feche, abra de novo e refaça a sua mudança sobre a dela." } : problem);

/** The words of before, unless somebody changed them since. */
const undoOf = (resposta, etag, onDone) => async () => {
  try {
    await put(`/respostas/${encodeURIComponent(resposta.id)}`, bodyOf(resposta), { "If-Match": etag });
    tell("Desfeito: vale a redação de antes.");
  } catch (problem) {
    tell(problem.status === 412 ? "Não desfizemos: alguém mudou a resposta depois." : problem.message, { tone: "bad" });
  }
  onDone();
};
