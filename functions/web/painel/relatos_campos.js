// What was understood: each field beside the text, its evidence marked while the field is looked at.

import { html, useState } from "./preact.js";
import { asDistance } from "./format.js";
import { Corrigir } from "./relatos_corrigir.js";
import { CAMPOS, labelOf, originOf } from "./relatos_palavras.js";
import { Texto } from "./relatos_texto.js";
import { Badge } from "./ui.js";

export function Entendido({ relato, etag, path, writes, onDone }) {
  const [pinned, setPinned] = useState(null);
  const [near, setNear] = useState(null); // under the pointer
  const [reached, setReached] = useState(null); // by keyboard: what scrolls under a pointer that rests is not looked at
  const [correcting, setCorrecting] = useState(false);
  const { extracao } = relato;
  const evidence = extracao?.evidencias || {};
  const looked = reached || near || pinned;
  const active = looked ? quotesOf(looked, evidence) : [];
  const correctable = writes && extracao && relato.texto && !["recebido", "falhou"].includes(relato.status);
  return html`
    <div class="split">
      <section class="card fonte" aria-label="O que foi contado">
        <h2>O que foi contado</h2>
        <${Texto} text=${relato.texto} evidence=${evidence} active=${active} />
        <p class="visually-hidden" role="status" aria-live="polite">${pinned && active.length ? `Trecho: ${evidence[active[0]]}` : ""}</p>
      </section>
      <section class="card">
        <div class="row">
          <h2>O que entendemos</h2>
          ${correctable && html`<button type="button" class="quiet" onClick=${() => setCorrecting(true)}>Corrigir</button>`}
        </div>
        ${extracao ? html`
          <p class="small">${originOf(extracao.origem)}. Passe por um campo para ver de que trecho ele veio.</p>
          <ul class="rows">
            ${CAMPOS.map((campo) => html`
              <${Campo} key=${campo.name} campo=${campo} extracao=${extracao} quoted=${quotesOf(campo, evidence).length > 0}
                pinned=${pinned === campo} onPin=${() => setPinned(pinned === campo ? null : campo)} onNear=${setNear} onReach=${setReached} />`)}
          </ul>
          <${Faltas} extracao=${extracao} />
        ` : html`<p class="loading" role="status">Assim que o relato for lido, os campos aparecem aqui.</p>`}
      </section>
    </div>
    ${correcting && html`<${Corrigir} relato=${relato} etag=${etag} path=${path} onDone=${onDone} onClose=${() => setCorrecting(false)} />`}
  `;
}

const quotesOf = (campo, evidence) => (campo.evidence || [campo.name]).filter((name) => evidence[name]);

function Campo({ campo, extracao, quoted, pinned, onPin, onNear, onReach }) {
  const value = (campo.show || ((said) => said || null))(extracao[campo.name]);
  const said = extracao.correcoes?.[campo.name];
  if (value === null && !said) return null;
  const words = html`
    <span class="small">${campo.label}</span>
    ${Array.isArray(value)
      ? html`<span>${value.map((fact, index) => html`<span key=${index} class="fact">${fact}</span>`)}</span>`
      : html`<span>${value ?? "Não há"}</span>`}
    ${said && html`<span class="small"><${Badge} tone="info">Corrigido por uma pessoa<//> ${said.por}, ${asDistance(said.em)}</span>`}
  `;
  if (!quoted) return html`<li class="campo">${words}</li>`;
  return html`
    <li>
      <button type="button" class="campo" aria-pressed=${pinned} onClick=${onPin}
        onFocus=${(event) => event.target.matches(":focus-visible") && onReach(campo)} onBlur=${() => onReach(null)}
        onMouseEnter=${() => onNear(campo)} onMouseLeave=${() => onNear(null)}>${words}</button>
    </li>
  `;
}

function Faltas({ extracao }) {
  const { campos_ausentes: missing, descartados: dropped } = extracao;
  return html`
    ${missing.length > 0 && html`<p class="small"><strong>O relato não diz:</strong> ${missing.map(labelOf).join(", ")}.</p>`}
    ${dropped.length > 0 && html`<p class="small"><strong>Descartado por não estar no texto:</strong> ${[...new Set(dropped.map(labelOf))].join(", ")}. Confira e corrija, se for o caso.</p>`}
  `;
}
