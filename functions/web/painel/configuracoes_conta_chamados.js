// The settings of chamados: working hours, deadlines by priority, what may be answered by itself.

import { html } from "./preact.js";
import { Chave, Horario, Nomes, Numero } from "./configuracoes_campos.js";

const PRIORITIES = [["critica", "Crítica"], ["alta", "Alta"], ["media", "Média"], ["baixa", "Baixa"]];

export const Chamados = ({ em }) => html`
  <section class="card">
    <h3>Chamados</h3>
    <${Horario} em=${em} path="chamados.expediente" name="Expediente da equipe" hint="Os prazos só correm nestas horas." />
    <${Prazos} em=${em} />
    <${Chave} em=${em} path="chamados.resposta_automatica" name="Resposta automática" label="Responder sozinho com respostas aprovadas" />
    <${Chave} em=${em} path="chamados.resposta_livre" name="Resposta livre" label="Deixar o modelo redigir quando nenhuma foi aprovada"
      hint="Sobre saúde, só uma pessoa responde." />
    <div class="grid3">
      <${Numero} em=${em} path="chamados.silencio_horas" name="Silêncio que encerra (horas)" min="1" max="720" hint="Sem nova mensagem, a resposta conta como aceita." />
      <${Numero} em=${em} path="chamados.reabertura_dias" name="Reabrir em até (dias)" min="1" max="30" />
      <${Numero} em=${em} path="chamados.validade_dias" name="Respostas valem por (dias)" min="1" max="1095" />
    </div>
    <${Nomes} em=${em} path="chamados.variaveis" name="Variáveis das respostas" key_="Nome" value_="Valor" add="Mais uma variável"
      hint="O que as respostas aprovadas podem citar, como {{link_boleto}}. Links só com https://." />
  </section>
`;

function Prazos({ em }) {
  return html`
    <fieldset>
      <legend>Prazos, em minutos de expediente</legend>
      <div class="scroll" tabindex="0" role="region" aria-label="Prazos por prioridade">
        <table>
          <thead><tr><th scope="col">Prioridade</th><th scope="col">Primeira resposta</th><th scope="col">Solução</th></tr></thead>
          <tbody>${PRIORITIES.map(([one, name]) => html`<${Prazo} key=${one} em=${em} path=${`chamados.prazos.${one}`} name=${name} />`)}</tbody>
        </table>
      </div>
    </fieldset>
  `;
}

function Prazo({ em, path, name }) {
  const prazo = em.at(path);
  const error = em.error(path);
  const field = (part, words) => html`
    <input type="number" min="1" max="60000" aria-label=${`${name}: ${words}, em minutos`} aria-invalid=${error ? "true" : undefined} value=${prazo[part] ?? ""}
      onInput=${({ target }) => em.set(path, { ...prazo, [part]: target.value === "" ? null : Number(target.value) }, `Prazo: prioridade ${name.toLowerCase()}`)} />`;
  return html`
    <tr>
      <th scope="row">${name}${error && html`<small class="error"> ${error}</small>`}</th>
      <td>${field("primeira_resposta", "primeira resposta")}</td>
      <td>${field("resolucao", "solução")}</td>
    </tr>
  `;
}
