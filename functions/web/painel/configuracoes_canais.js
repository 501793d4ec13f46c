// The channels: by which the conta writes, whether each has what it needs, and the addresses that providers are told.

import { html, useState } from "./preact.js";
import { get } from "./api.js";
import { useAct, useData } from "./data.js";
import { Action, Badge, Field, Shown } from "./ui.js";
import { to } from "./router.js";
import { Guardar } from "./configuracoes_conta.js";
import { Copiavel } from "./configuracoes_segredo.js";
import { CHANNELS, channelOf } from "./envios_palavras.js";

const PATH = "mensageria.canais";
const NAME = "Canais";

export function Canais({ ajustes, who }) {
  const canais = useData("/canais");
  const save = async (event) => {
    event.preventDefault();
    await ajustes.save();
    canais.reload();
  };
  return html`
    <section class="card">
      <h3>Por onde escrevemos</h3>
      <${Shown} of=${canais} isEmpty=${() => false}>${(data) => html`<${Agora} canais=${data} />`}<//>
    </section>
    <${Conexao} />
    <${Shown} of=${ajustes.conta} isEmpty=${() => false}>
      ${() => html`<form onSubmit=${save} noValidate><${Escolhidos} em=${ajustes} /><${Guardar} ajustes=${ajustes} /></form>`}
    <//>
    <${Enderecos} base=${(canais.data && canais.data.endereco) || location.origin} conta=${who.conta} />
  `;
}

const Agora = ({ canais }) => html`
  ${canais.da_instalacao && html`<p>A conta não escolheu canais: vale o desta instalação.</p>`}
  <ul class="rows">
    ${canais.canais.map((one) => html`
      <li key=${one.provedor + one.remetente}>
        <span class="row"><strong>${channelOf(one.provedor)}</strong><${Badge} tone=${stateOf(one)[1]}>${stateOf(one)[0]}<//></span>
        <span class="small">
          ${one.simulado
            ? "Nada sai de verdade: cada mensagem é registrada em Envios, e ninguém a recebe. Serve para experimentar."
            : one.pronto ? `Escreve como ${one.remetente || "o remetente da credencial"}.`
              : `Falta a credencial, ou parte dela. Quem cuida da instalação a coloca em CANAIS__${one.segredo.toUpperCase()}.`}
        </span>
      </li>
    `)}
  </ul>
`;

function stateOf({ ativo, pronto, simulado }) {
  if (!ativo) return ["desligado", "muted"];
  if (simulado) return ["simulado", "info"];
  return pronto ? ["pronto", "good"] : ["falta a credencial", "bad"];
}

/** Asks the account itself, once, when somebody presses. */
function Conexao() {
  const [said, setSaid] = useState(null);
  const test = useAct(async () => { setSaid(null); setSaid((await get("/test/conexao")).data.message); });
  return html`
    <section class="card">
      <h3>Testar a conexão com o Botconversa</h3>
      <p class="small">Só pergunta se a conta responde; nada é enviado a ninguém.</p>
      <${Action} class="quiet" busy=${test.busy} onClick=${() => test.run()}>Testar agora<//>
      <div aria-live="polite">
        ${said && html`<p><${Badge} tone="good">Funcionou<//> ${said}.</p>`}
        ${test.problem && html`<p><${Badge} tone=${test.problem.status === 404 ? "muted" : "bad"}>${test.problem.status === 404 ? "Sem Botconversa" : "Não respondeu"}<//> ${test.problem.message}</p>`}
      </div>
    </section>
  `;
}

function Escolhidos({ em }) {
  const all = em.at(PATH);
  const write = (changed) => em.set(PATH, changed, NAME);
  const put = (at, one) => write(all.map((other, place) => (place === at ? one : other)));
  return html`
    <section class="card">
      <h3>Canais da conta, na ordem de preferência</h3>
      ${em.error(PATH) && html`<small class="error" role="alert">${em.error(PATH)}</small>`}
      ${all.length === 0 && html`<p class="empty">Nenhum escolhido: vale o da instalação.</p>`}
      ${all.map((one, at) => html`
        <div class="channel" key=${at}>
          <${Canal} canal=${one} onChange=${(changed) => put(at, changed)} />
          <p class="actions">
            <label class="check"><input type="checkbox" role="switch" checked=${one.ativo} onChange=${(event) => put(at, { ...one, ativo: event.target.checked })} /><span>Ligado</span></label>
            <button type="button" class="quiet" disabled=${at === 0} aria-label=${`Preferir ${channelOf(one.provedor)}`} onClick=${() => write(raised(all, at))}>↑ Subir</button>
            <button type="button" class="quiet" aria-label=${`Tirar ${channelOf(one.provedor)}`} onClick=${() => write(all.filter((_, place) => place !== at))}>Tirar</button>
          </p>
        </div>
      `)}
      ${all.length < 10 && html`<button type="button" class="quiet" onClick=${() => write([...all, { provedor: "meta", ativo: true, remetente: "", segredo: null, parametros: {} }])}>Mais um canal</button>`}
    </section>
  `;
}

const Canal = ({ canal, onChange }) => html`
  <div class="grid3">
    <${Field} label="Canal">${(props) => html`
      <select ...${props} value=${canal.provedor} onChange=${(event) => onChange({ ...canal, provedor: event.target.value })}>
        ${Object.entries(CHANNELS).map(([one, name]) => html`<option key=${one} value=${one}>${name}</option>`)}
      </select>`}<//>
    <${Field} label="Remetente" hint="phone_number_id, instância, número ou e-mail.">${(props) => html`
      <input ...${props} maxlength="200" value=${canal.remetente} onInput=${(event) => onChange({ ...canal, remetente: event.target.value })} />`}<//>
    <${Field} label="Nome da credencial" hint="Só o nome; o segredo fica na instalação. Vazio: o do canal.">${(props) => html`
      <input ...${props} maxlength="100" value=${canal.segredo || ""} onInput=${(event) => onChange({ ...canal, segredo: event.target.value || null })} />`}<//>
  </div>
`;

const raised = (all, at) => all.map((one, place) => (place === at - 1 ? all[at] : place === at ? all[at - 1] : one));

function Enderecos({ base, conta }) {
  return html`
    <section class="card">
      <h3>Endereços para colar nos provedores</h3>
      <p class="small">Por eles chega o que as pessoas escrevem.</p>
      <${Copiavel} label="WhatsApp (Meta)" words=${`${base}/webhook/meta/${conta}`} />
      <${Copiavel} label="Twilio" words=${`${base}/webhook/twilio/${conta}`} />
      <${Copiavel} label="Telegram" words=${`${base}/webhook/telegram`} />
      <${Copiavel} label="Botconversa e N8N" words=${`${base}/webhook/botconversa`} />
      <p class="small">
        Meta e Twilio assinam o que mandam. Telegram, Botconversa e N8N mandam junto um segredo; os endereços da Z-API, do e-mail,
        do Kommo e dos formulários já o trazem. Estes nascem em <a href=${to("configuracoes", ["acessos"])}>Tokens e chaves</a> e só aparecem lá, uma vez.
      </p>
    </section>
  `;
}
