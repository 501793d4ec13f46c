// What other systems come in with: API tokens, form keys and webhook secrets, each shown once when it is made.

import { html, useState } from "./preact.js";
import { remove } from "./api.js";
import { useAct, usePages } from "./data.js";
import { asDay, asMoment } from "./format.js";
import { Badge, Confirmation, More, Shown, tell } from "./ui.js";
import { NovaChave, NovoToken, Troca } from "./configuracoes_acessos_novos.js";
import { Sites } from "./configuracoes_acessos_sites.js";
import { papelOf } from "./configuracoes_papeis.js";
import { Segredo } from "./configuracoes_segredo.js";

const SITUATIONS = { ativa: ["vale", "good"], expirada: ["venceu", "muted"], usada: ["usada", "muted"], revogada: ["revogada", "muted"] };
const KINDS = { formulario: "Formulário de site", kommo: "Webhook do Kommo", webhook: "Webhooks de canais" };

const aboutKey = ({ tipo, origens }) => `${KINDS[tipo]}${origens?.length ? ` · dentro de ${origens.join(", ")}` : ""}`;

export function Acessos() {
  const tokens = usePages("/auth/tokens?limite=50");
  const chaves = usePages("/auth/chaves?limite=50");
  const [making, setMaking] = useState(null); // "token", "chave", or the chave to be changed for another
  const [placing, setPlacing] = useState(null); // the chave whose sites are being changed
  const [revoking, setRevoking] = useState(null); // [path, credencial, list]
  const [secret, setSecret] = useState(null);
  const close = () => setMaking(null);
  const shown = (list) => (made) => { close(); setSecret(made); list.reload(); };
  return html`
    <${Lista} title="Tokens de API" list=${tokens} make="Novo token" onMake=${() => setMaking("token")}
      empty="Ainda não há tokens. Crie um para cada sistema que fala com o Retorno: assim cada um se revoga sozinho.">
      ${(one) => html`<${Credencial} key=${one.id} credencial=${one} about=${`${papelOf(one.papel).name} · ${one.escopos ? one.escopos.join(", ") : "tudo o que o papel pode"}`}
        onRevoke=${() => setRevoking(["/auth/tokens", one, tokens])} />`}
    <//>
    <${Lista} title="Chaves de formulários e webhooks" list=${chaves} make="Nova chave" onMake=${() => setMaking("chave")}
      empty="Ainda não há chaves. Um formulário de site precisa de uma, e também os canais cujo provedor não assina o que manda.">
      ${(one) => html`<${Credencial} key=${one.id} credencial=${one} about=${aboutKey(one)} onRotate=${() => setMaking(one)}
        onSites=${one.tipo === "formulario" && (() => setPlacing(one))}
        onRevoke=${() => setRevoking(["/auth/chaves", one, chaves])} />`}
    <//>
    ${making === "token" && html`<${NovoToken} onClose=${close} onMade=${shown(tokens)} />`}
    ${making === "chave" && html`<${NovaChave} onClose=${close} onMade=${shown(chaves)} />`}
    ${making?.id && html`<${Troca} chave=${making} onClose=${close} onMade=${shown(chaves)} />`}
    ${placing && html`<${Sites} chave=${placing} onClose=${() => setPlacing(null)} onSaved=${chaves.reload} />`}
    ${revoking && html`<${Revogacao} ...${{ path: revoking[0], credencial: revoking[1], list: revoking[2] }} onClose=${() => setRevoking(null)} />`}
    ${secret && html`<${Segredo} ...${secret} onClose=${() => setSecret(null)} />`}
  `;
}

const Lista = ({ title, list, make, onMake, empty, children }) => html`
  <section class="card" aria-label=${title}>
    <div class="row"><h3>${title}</h3><button type="button" onClick=${onMake}>${make}</button></div>
    <${Shown} of=${list} isEmpty=${(data) => !data.itens.length} empty=${empty}>
      ${(data) => html`<ul class="rows">${data.itens.map(children)}</ul>`}
    <//>
    <${More} more=${list.more} busy=${list.busy} />
  </section>
`;

function Credencial({ credencial, about, onRotate, onSites, onRevoke }) {
  const [name, tone] = SITUATIONS[credencial.situacao];
  const isOpen = credencial.situacao === "ativa";
  return html`
    <li>
      <span class="row"><strong>${credencial.nome}</strong><${Badge} tone=${tone}>${name}<//></span>
      <span class="small">
        ${about} · desde ${asDay(credencial.criado_em)}${credencial.expira_em && ` · até ${asMoment(credencial.expira_em)}`}
        ${credencial.substituida_por && " · já trocada por outra"}
      </span>
      ${isOpen && html`
        <p class="actions">
          ${onSites && html`<button type="button" class="quiet" aria-label=${`Editar sites de ${credencial.nome}`} onClick=${onSites}>Editar sites</button>`}
          ${onRotate && !credencial.substituida_por && html`<button type="button" class="quiet" aria-label=${`Trocar ${credencial.nome}`} onClick=${onRotate}>Trocar</button>`}
          <button type="button" class="quiet" aria-label=${`Revogar ${credencial.nome}`} onClick=${onRevoke}>Revogar</button>
        </p>`}
    </li>
  `;
}

function Revogacao({ path, credencial, list, onClose }) {
  const act = useAct(async () => {
    await remove(`${path}/${encodeURIComponent(credencial.id)}`);
    tell(`“${credencial.nome}” foi revogada e não abre mais nada.`, { tone: "good" });
    onClose();
    list.reload();
  });
  return html`
    <${Confirmation} title=${`Revogar “${credencial.nome}”?`} action="Revogar" busy=${act.busy} problem=${act.problem}
      text="Quem a usa deixa de entrar na hora, e isto não se desfaz." onConfirm=${act.run} onClose=${onClose} />
  `;
}
