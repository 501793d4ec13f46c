// Who logs in: their papel, whether they may, an invitation for somebody new, a password for who forgot theirs.

import { html, useState } from "./preact.js";
import { get, newKey, patch, post, remove } from "./api.js";
import { useAct, usePages } from "./data.js";
import { asDay } from "./format.js";
import { Action, Badge, Confirmation, Failure, Field, More, Shown, tell } from "./ui.js";
import { PAPEIS, PESSOAS, papelOf } from "./configuracoes_papeis.js";
import { Segredo } from "./configuracoes_segredo.js";

const pathOf = (id) => `/usuarios/${encodeURIComponent(id)}`;

export function Usuarios({ who }) {
  const list = usePages("/usuarios?limite=50");
  const convites = usePages("/auth/convites?limite=50");
  const [secret, setSecret] = useState(null);
  return html`
    <${Convite} onMade=${(made) => { setSecret(made); convites.reload(); }} />
    <section aria-label="Usuários">
      <h3>Quem entra</h3>
      <${Shown} of=${list} isEmpty=${(data) => !data.itens.length} empty="Ainda não há usuários. Convide a primeira pessoa aqui em cima.">
        ${(data) => html`<ul class="rows">${data.itens.map((one) => html`
          <${Usuario} key=${one.id} usuario=${one} isSelf=${one.id === who.sujeito} onChange=${list.reload} onSecret=${setSecret} />`)}</ul>`}
      <//>
      <${More} more=${list.more} busy=${list.busy} />
    </section>
    <section aria-label="Convites">
      <h3>Convites</h3>
      <${Shown} of=${convites} isEmpty=${(data) => !data.itens.length} empty="Nenhum convite feito.">
        ${(data) => html`<ul class="rows">${data.itens.map((one) => html`<${Feito} key=${one.id} convite=${one} onChange=${convites.reload} />`)}</ul>`}
      <//>
      <${More} more=${convites.more} busy=${convites.busy} />
    </section>
    ${secret && html`<${Segredo} ...${secret} onClose=${() => setSecret(null)} />`}
  `;
}

function Convite({ onMade }) {
  const [draft, setDraft] = useState({ papel: "atendente", email: "", validade_dias: 7 });
  const [key, setKey] = useState(newKey);
  const invite = useAct(async () => {
    const { email, ...rest } = draft;
    const { data } = await post("/auth/convites", email.trim() ? { ...rest, email: email.trim() } : rest, { "Idempotency-Key": key });
    setKey(newKey());
    setDraft({ ...draft, email: "" });
    onMade({
      title: "Convite pronto",
      text: `Mande este endereço à pessoa, por onde só ela leia. Vale uma vez, até ${asDay(data.expira_em)}.`,
      items: [["Endereço do convite", `${location.origin}/painel#/convite/${data.segredo}`], ["Código", data.segredo]],
    });
  });
  const fields = invite.problem?.fields || {};
  return html`
    <section class="card">
      <h3>Convidar alguém</h3>
      <form onSubmit=${(event) => { event.preventDefault(); invite.run(); }} noValidate>
        <div class="grid3">
          <${Field} label="Papel" hint=${papelOf(draft.papel).may} error=${fields["#/papel"]}>${(props) => html`
            <select ...${props} value=${draft.papel} onChange=${(event) => setDraft({ ...draft, papel: event.target.value })}>
              ${PESSOAS.map((one) => html`<option key=${one} value=${one}>${PAPEIS[one].name}</option>`)}
            </select>`}<//>
          <${Field} label="E-mail (opcional)" hint="Com ele, só quem se cadastrar com este e-mail usa o convite." error=${fields["#/email"]}>${(props) => html`
            <input ...${props} type="email" maxlength="254" value=${draft.email} onInput=${(event) => setDraft({ ...draft, email: event.target.value })} />`}<//>
          <${Field} label="Vale por (dias)" error=${fields["#/validade_dias"]}>${(props) => html`
            <input ...${props} type="number" min="1" max="30" value=${draft.validade_dias} onInput=${(event) => setDraft({ ...draft, validade_dias: Number(event.target.value) })} />`}<//>
        </div>
        ${invite.problem && html`<${Failure} problem=${invite.problem} />`}
        <p class="actions"><${Action} type="submit" busy=${invite.busy}>Fazer convite<//></p>
      </form>
    </section>
  `;
}

function Usuario({ usuario, isSelf, onChange, onSecret }) {
  const [asking, setAsking] = useState(null); // "papel:cs" | "ativo" | "senha"
  const close = () => setAsking(null);
  const name = usuario.nome || usuario.username;
  return html`
    <li>
      <span class="row">
        <span><strong>${name}</strong>${isSelf && " (você)"} <span class="small">${usuario.username}${usuario.email && usuario.email !== usuario.username ? ` · ${usuario.email}` : ""}</span></span>
        <span>
          ${usuario.senha_provisoria && html`<${Badge} tone="warn">senha provisória<//> `}
          <${Badge} tone=${usuario.ativo ? "good" : "muted"}>${usuario.ativo ? "ativo" : "desativado"}<//>
        </span>
      </span>
      <div class="actions">
        <select aria-label=${`Papel de ${name}`} class="slim" value=${usuario.papel || ""} onChange=${(event) => { const papel = event.target.value; event.target.value = usuario.papel || ""; setAsking(`papel:${papel}`); }}>
          ${!usuario.papel && html`<option value="">sem papel</option>`}
          ${Object.entries(PAPEIS).map(([one, papel]) => html`<option key=${one} value=${one}>${papel.name}</option>`)}
        </select>
        <button type="button" class="quiet" aria-label=${`Senha provisória para ${name}`} onClick=${() => setAsking("senha")}>Senha provisória</button>
        <button type="button" class="quiet" aria-label=${`${usuario.ativo ? "Desativar" : "Reativar"} ${name}`} onClick=${() => setAsking("ativo")}>${usuario.ativo ? "Desativar" : "Reativar"}</button>
      </div>
      ${asking === "senha" && html`<${NovaSenha} usuario=${usuario} name=${name} onClose=${close} onSecret=${onSecret} onChange=${onChange} />`}
      ${asking && asking !== "senha" && html`<${Mudanca} usuario=${usuario} name=${name} asking=${asking} onClose=${close} onChange=${onChange} />`}
    </li>
  `;
}

/** A new papel, or whether they may come in: asked first, taken back for as long as the words are there. */
function Mudanca({ usuario, name, asking, onClose, onChange }) {
  const papel = asking.startsWith("papel:") ? asking.slice("papel:".length) : null;
  const wanted = papel ? { papel } : { ativo: !usuario.ativo };
  const before = papel ? { papel: usuario.papel } : { ativo: usuario.ativo };
  const act = useAct(async () => {
    await change(usuario.id, wanted);
    const undo = () => change(usuario.id, before).then(onChange, (problem) => tell(problem.message, { tone: "bad" }));
    tell("Mudança feita. As sessões da pessoa foram encerradas.", { tone: "good", undo: before.papel !== null && undo });
    onClose();
    onChange();
  });
  const title = papel ? `${name} passa a ser ${papelOf(papel).name}?` : `${usuario.ativo ? "Desativar" : "Reativar"} ${name}?`;
  const text = papel ? `${papelOf(papel).may} Vale na hora, e a pessoa precisa entrar de novo.`
    : usuario.ativo ? "A pessoa sai na hora e não entra mais, até ser reativada." : "A pessoa volta a entrar com a senha que tinha.";
  return html`<${Confirmation} title=${title} text=${text} action=${papel ? "Mudar papel" : usuario.ativo ? "Desativar" : "Reativar"}
    busy=${act.busy} problem=${act.problem} onConfirm=${act.run} onClose=${onClose} />`;
}

async function change(id, wanted) {
  const { etag } = await get(pathOf(id));
  await patch(pathOf(id), wanted, etag);
}

function NovaSenha({ usuario, name, onClose, onSecret, onChange }) {
  const act = useAct(async () => {
    const { data } = await post(`${pathOf(usuario.id)}/senha`);
    onClose();
    onSecret({ title: "Senha provisória", text: `Diga a ${name} esta senha. No primeiro acesso, o painel pede uma nova.`, items: [["Senha provisória", data.senha]] });
    onChange();
  });
  return html`<${Confirmation} title=${`Dar uma senha provisória a ${name}?`} action="Dar senha provisória"
    text="A senha de agora deixa de valer, e as sessões abertas são encerradas." busy=${act.busy} problem=${act.problem} onConfirm=${act.run} onClose=${onClose} />`;
}

const SITUATIONS = { ativa: ["espera", "info"], expirada: ["venceu", "muted"], usada: ["usado", "good"], revogada: ["revogado", "muted"] };

function Feito({ convite, onChange }) {
  const [name, tone] = SITUATIONS[convite.situacao];
  const revoke = useAct(async () => {
    await remove(`/auth/convites/${encodeURIComponent(convite.id)}`);
    tell("Convite revogado: o endereço dele não serve mais.");
    onChange();
  });
  return html`
    <li class="row">
      <span>${papelOf(convite.papel).name}${convite.email && ` · ${convite.email}`} <span class="small">até ${asDay(convite.expira_em)}</span></span>
      <span class="actions"><${Badge} tone=${tone}>${name}<//>
        ${convite.situacao === "ativa" && html`<${Action} class="quiet" busy=${revoke.busy} onClick=${revoke.run}>Revogar convite<//>`}</span>
      ${revoke.problem && html`<${Failure} problem=${revoke.problem} />`}
    </li>
  `;
}
