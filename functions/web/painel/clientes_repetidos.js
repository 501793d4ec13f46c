// Other clientes that may be the same person, and making one of two; who may not merge sees the links alone.

import { html, useEffect, useState } from "./preact.js";
import { Problem, call, post } from "./api.js";
import { useAct } from "./data.js";
import { asPhone } from "./format.js";
import { to } from "./router.js";
import { Confirmation, tell } from "./ui.js";

const MERGES = ["admin", "cs"];
const MOST = 3; // of the phones, and of the e-mails

export function Repetidos({ ficha, path, who }) {
  const found = useRepetidos(ficha.data);
  const [other, setOther] = useState(null);
  if (!found.length) return null;
  return html`
    <section class="card" aria-labelledby="repetidos">
      <h2 id="repetidos">Pode ser a mesma pessoa</h2>
      <ul class="rows">
        ${found.map(({ one, why }) => html`
          <li key=${one.id} class="row">
            <span><a href=${to("clientes", [one.id])}>${one.nome}</a><br />
              <span class="small">${[why, one.telefone && asPhone(one.telefone), one.email].filter(Boolean).join(" · ")}</span></span>
            ${MERGES.includes(who.papel) && html`
              <button type="button" class="quiet" aria-label=${`Juntar com ${one.nome}`} onClick=${() => setOther(one)}>Juntar</button>`}
          </li>`)}
      </ul>
      ${other && html`<${Mescla} ficha=${ficha} path=${path} other=${other} onClose=${() => setOther(null)} />`}
    </section>
  `;
}

/** Who has a phone, an e-mail or the whole name of `cliente`, with the reason. Not finding out is no failure of the ficha. */
function useRepetidos(cliente) {
  const [found, setFound] = useState([]);
  const known = JSON.stringify([cliente.nome, cliente.telefones, cliente.emails]);
  useEffect(() => {
    let over = false;
    search(cliente).then((all) => { if (!over) setFound(all); }, ignore);
    return () => { over = true; };
  }, [cliente.id, known]);
  return found;
}

function ignore(problem) {
  if (!(problem instanceof Problem)) throw problem;
}

async function search(cliente) {
  const asked = [
    ...cliente.telefones.slice(0, MOST).map((telefone) => ["mesmo telefone", { telefone }]),
    ...cliente.emails.slice(0, MOST).map((email) => ["mesmo e-mail", { email }]),
    ["nome parecido", { nome: cliente.nome, limite: 20 }],
  ].filter(([, { nome }]) => nome === undefined || nome.trim().includes(" ")); // a first name alone says nothing
  const pages = await Promise.all(asked.map(([, body]) => post("/clientes/buscar", body)));
  const others = new Map();
  pages.forEach(({ data }, at) => data.itens.filter((one) => isOther(one, cliente)).forEach((one) => {
    const why = [...(others.get(one.id)?.reasons || []), asked[at][0]];
    others.set(one.id, { one, reasons: [...new Set(why)] });
  }));
  return [...others.values()].map(({ one, reasons }) => ({ one, why: reasons.join(" e ") })).slice(0, 10);
}

const isOther = (one, cliente) => String(one.id) !== String(cliente.id) && String(one.id) !== String(cliente.responsavel_id);

function Mescla({ ficha, path, other, onClose }) {
  const stays = ficha.data;
  const merge = useAct(async () => {
    const headers = { "If-Match": ficha.etag };
    await call("POST", `${path}/mesclar`, { body: { duplicado_id: String(other.id) }, headers }).catch(async (problem) => {
      if (problem.status === 412) await ficha.reload();
      throw problem;
    });
    onClose();
    tell(`Os dois cadastros são um só agora.`, { tone: "good" });
    await ficha.reload();
  });
  const moved = merge.problem?.status === 412
    && { message: "Outra pessoa mudou este cadastro agora há pouco. Ele já foi lido de novo: confira e junte outra vez." };
  return html`
    <${Confirmation} title="Juntar dois cadastros" action="Juntar" onClose=${onClose} onConfirm=${merge.run} busy=${merge.busy}
      problem=${moved || merge.problem}
      text=${html`O cadastro de <strong>${other.nome}</strong> passa a fazer parte do de <strong>${stays.nome}</strong>, que fica:
        telefones, e-mails, relatos, chamados, mensagens, atendimentos e envios se somam. O que um dos dois revogou continua
        revogado, e o silêncio pedido por um vale para os dois. O outro cadastro deixa de existir e o seu endereço leva a este.
        Isto não pode ser desfeito.`} />
  `;
}
