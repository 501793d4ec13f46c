// The view of atendimentos: a day at a glance, and one appointment with all that was said about it.

import { html, useState } from "./preact.js";
import { address } from "./api.js";
import { useData } from "./data.js";
import { Detalhe } from "./atendimentos_detalhe.js";
import { Dia, Navegacao } from "./atendimentos_dia.js";
import { Importar } from "./atendimentos_importar.js";
import { Medidas } from "./atendimentos_medidas.js";
import { Novo } from "./atendimentos_novo.js";

const IMPORTS = ["admin", "cs", "integracao"];

// The view is not shown before it looks as it should.
await new Promise((done) => {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: "/painel/atendimentos.css", onload: done, onerror: done });
  document.head.append(sheet);
});

export default function Atendimentos({ route, who }) {
  const id = route.rest[0];
  const conta = useData("/conta");
  return html`
    <div class="atendimentos">
      ${id
        ? html`<${Detalhe} key=${id} id=${id} who=${who} conta=${conta.data} />`
        : html`<${Agenda} route=${route} who=${who} conta=${conta.data} />`}
    </div>
  `;
}

function Agenda({ route, who, conta }) {
  const [open, setOpen] = useState(null);
  const dia = useData(address("/atendimentos/dia", { dia: route.query.dia }), { every: 30_000 });
  const shown = route.query.dia || dia.data?.dia || "";
  const close = () => setOpen(null);
  return html`
    <div class="row cabeca">
      <h1>Atendimentos</h1>
      <div class="actions">
        ${who.papel !== "leitura" && html`<button type="button" onClick=${() => setOpen("novo")}>Novo atendimento</button>`}
        ${IMPORTS.includes(who.papel) && html`
          <button type="button" class="quiet" onClick=${() => setOpen("importar")}>Importar</button>`}
      </div>
    </div>
    <${Navegacao} dia=${shown} />
    <${Dia} dia=${dia} shown=${shown} />
    <${Medidas} />
    ${open === "novo" && html`<${Novo} conta=${conta} dia=${shown} onClose=${close} />`}
    ${open === "importar" && html`<${Importar} onClose=${close} onDone=${dia.reload} />`}
  `;
}
