// The tab of the conta: who it is, when it works and writes, how long it keeps, in one form that is saved as a whole.

import { html, useEffect } from "./preact.js";
import { Action, Failure, Shown } from "./ui.js";
import { Chave, Escolha, Horario, Lista, Numero, Texto } from "./configuracoes_campos.js";
import { Atendimentos } from "./configuracoes_conta_atendimentos.js";
import { Chamados } from "./configuracoes_conta_chamados.js";
import { Pauta, Saude } from "./configuracoes_conta_rotina.js";

const FUSOS = [
  "America/Sao_Paulo", "America/Bahia", "America/Fortaleza", "America/Recife", "America/Belem", "America/Manaus",
  "America/Cuiaba", "America/Campo_Grande", "America/Porto_Velho", "America/Boa_Vista", "America/Rio_Branco",
  "America/Noronha",
];

export function Conta({ ajustes }) {
  return html`
    <${Shown} of=${ajustes.conta} isEmpty=${() => false}>
      ${() => html`
        <form onSubmit=${(event) => { event.preventDefault(); ajustes.save(); }} noValidate>
          <${Geral} em=${ajustes} />
          <${Mensagens} em=${ajustes} />
          <${Contatos} em=${ajustes} />
          <${Chamados} em=${ajustes} />
          <${Atendimentos} em=${ajustes} />
          <${Saude} em=${ajustes} />
          <${Pauta} em=${ajustes} />
          <${Privacidade} em=${ajustes} />
          <${Guardar} ajustes=${ajustes} />
        </form>
      `}
    <//>
  `;
}

/** What is about to change, by name, and what the API thought of it. */
export function Guardar({ ajustes }) {
  const { changed, wrong, problem, isConflict, busy } = ajustes;
  useEffect(() => { if (problem) document.querySelector("#conteudo [aria-invalid=true]")?.focus(); }, [problem]);
  if (!changed.length && !problem) return null;
  return html`
    <div class="save" role="region" aria-label="Guardar mudanças">
      <p aria-live="polite">${changed.length ? html`<strong>Você mudou:</strong> ${changed.join(", ")}.` : "Nada mais por guardar."}</p>
      ${isConflict
        ? html`<p class="stale" role="alert">Outra pessoa mudou os ajustes enquanto você editava. Já trouxemos os dela; o que você mudou continua aqui. Confira e guarde de novo.</p>`
        : problem && html`<${Failure} problem=${{ message: toMend(problem, wrong) }} />`}
      <p class="actions">
        <${Action} type="submit" busy=${busy} disabled=${!changed.length}>Guardar mudanças<//>
        <button type="button" class="quiet" onClick=${ajustes.discard}>Descartar</button>
      </p>
    </div>
  `;
}

/** Which of the changed fields to mend; what is wrong elsewhere in the API's own words. */
function toMend(problem, wrong) {
  if (wrong.length) return `Corrija: ${wrong.join(", ")}.`;
  return [problem.message, ...Object.values(problem.fields)].join(" ");
}

function Geral({ em }) {
  const fuso = em.at("fuso");
  const zones = FUSOS.includes(fuso) ? FUSOS : [fuso, ...FUSOS];
  return html`
    <section class="card">
      <h3>A clínica ou empresa</h3>
      <div class="grid2">
        <${Texto} em=${em} path="nome" name="Nome" hint="Aparece nas mensagens, como {{conta}}." maxlength="120" />
        <${Escolha} em=${em} path="fuso" name="Fuso horário" options=${zones.map((one) => [one, zoneName(one)])} />
      </div>
      <${Lista} em=${em} path="feriados" name="Feriados próprios" write=${asWritten} read=${asRead}
        hint="Um por linha, como 25/01/2027. Os nacionais já contam." />
      <${Chave} em=${em} path="mensageria.carnaval" name="Carnaval" label="Carnaval e Corpus Christi contam como feriado" />
    </section>
  `;
}

const zoneName = (zone) => zone.replace("America/", "").replaceAll("_", " ").replace("Sao Paulo", "São Paulo (Brasília)")
  .replace("Belem", "Belém").replace("Cuiaba", "Cuiabá");
const asWritten = (day) => day.split("-").reverse().join("/");
const asRead = (words) => {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(words);
  return found ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}` : words;
};

const Mensagens = ({ em }) => html`
  <section class="card">
    <h3>Quando as mensagens podem sair</h3>
    <div class="grid2">
      <${Horario} em=${em} path="mensageria.horarios.proativo" name="Mensagens por nossa iniciativa" />
      <${Horario} em=${em} path="mensageria.horarios.lembretes" name="Lembretes de consulta" />
    </div>
    <div class="grid2">
      <${Numero} em=${em} path="mensageria.frequencia.por_dia" name="Mensagens por dia" min="1" max="5" hint="No máximo, para cada pessoa." />
      <${Numero} em=${em} path="mensageria.frequencia.por_semana" name="Mensagens em sete dias" min="1" max="20" hint="No máximo, para cada pessoa." />
    </div>
    <${Texto} em=${em} path="mensageria.assinatura" name="Assinatura" maxlength="200" hint="Fecha as mensagens, se houver." />
    <${Chave} em=${em} path="mensageria.avisos_apos_sair" name="Avisos depois do SAIR" label="Quem pediu para sair ainda recebe avisos da própria consulta"
      hint="A resposta ao SAIR passa a dizer isto. Um segundo pedido encerra também os avisos." />
  </section>
`;

const Contatos = ({ em }) => html`
  <section class="card">
    <h3>Acompanhamento de orçamentos</h3>
    <div class="grid2">
      <${Lista} em=${em} path="cadencia" name="Dias dos contatos" read=${asNumber} hint="Depois da conversa, um por linha: 3, 10 e 30." />
      <${Numero} em=${em} path="hora_contato" name="Hora do contato" min="0" max="23" hint="De 0 a 23, na hora local." />
    </div>
    <${Lista} em=${em} path="ofertas_permitidas" name="Ofertas permitidas" hint="Uma por linha. Nenhum texto menciona outra." />
  </section>
`;

const asNumber = (words) => (/^\d+$/.test(words) ? Number(words) : words);

const Privacidade = ({ em }) => html`
  <section class="card">
    <h3>Privacidade</h3>
    <${Chave} em=${em} path="llm_externo" name="Modelos externos" label="Usar modelos de linguagem externos"
      hint="CPF, telefone e e-mail são encobertos antes. Desligado, nenhum texto sai do Retorno e as regras leem sozinhas." />
    <div class="grid2">
      <${Numero} em=${em} path="retencao.lead_meses" name="Guardar interessados por (meses)" min="1" max="12" />
      <${Numero} em=${em} path="retencao.conversa_meses" name="Guardar conversas por (meses)" min="1" max="24" />
    </div>
  </section>
`;
