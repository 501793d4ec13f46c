// The parts that every view is made of: states, badges, fields, dialogs, and short messages that may be undone.

import { html, useEffect, useRef, useState } from "./preact.js";

/** What stands where data will be: one of loading, failed, empty, or `children(data)`. */
export function Shown({ of, empty, isEmpty = (data) => Array.isArray(data) && !data.length, children }) {
  const { data, problem, loading, reload } = of;
  if (data === null && problem) return html`<${Failure} problem=${problem} retry=${reload} />`;
  if (data === null) return loading ? html`<${Loading} />` : null;
  return html`
    ${problem && html`<${Stale} problem=${problem} />`}
    ${isEmpty(data) ? html`<p class="empty">${empty}</p>` : children(data)}
  `;
}

export const Loading = ({ text = "Carregando…" }) => html`<p class="loading" role="status" aria-busy="true">${text}</p>`;

export function Failure({ problem, retry }) {
  return html`
    <div class="failure" role="alert">
      <p>${problem.message}</p>
      ${retry && html`<button type="button" class="quiet" onClick=${retry}>Tentar de novo</button>`}
    </div>
  `;
}

/** The data below is from before the failure. */
const Stale = ({ problem }) => html`
  <p class="stale" role="status">${problem.isOffline ? "Sem conexão: você vê o que já tinha chegado." : problem.message}</p>
`;

/** `tone` is one of good, warn, bad, info, muted; the words carry the meaning, the colour only helps. */
export const Badge = ({ tone = "muted", children }) => html`<span class=${`badge ${tone}`}>${children}</span>`;

/** A labelled control with its hint and its error: children is the control's attributes → vnode. */
export function Field({ label, hint, error, children }) {
  const id = useRef(`campo-${Math.random().toString(36).slice(2)}`).current;
  const told = [hint && `${id}-dica`, error && `${id}-erro`].filter(Boolean).join(" ") || undefined;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${children({ id, "aria-describedby": told, "aria-invalid": error ? "true" : undefined })}
      ${hint && html`<small id=${`${id}-dica`}>${hint}</small>`}
      ${error && html`<small id=${`${id}-erro`} class="error">${error}</small>`}
    </div>
  `;
}

/** A button that shows that its act is under way. */
export const Action = ({ busy, children, ...rest }) => html`
  <button type="button" ...${rest} aria-busy=${busy ? "true" : undefined} disabled=${busy || rest.disabled}>${children}</button>
`;

/** A modal dialog: Escape and a press beside it close it, focus comes back to where it was. */
export function Dialog({ title, onClose, children }) {
  const box = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    return () => before?.focus?.();
  }, []);
  return html`
    <dialog ref=${box} aria-label=${title} onClose=${onClose} onCancel=${onClose}
      onClick=${(event) => event.target === box.current && onClose()}>
      <article>
        <header>
          <h2>${title}</h2>
          <button type="button" class="quiet" aria-label="Fechar" onClick=${onClose}>✕</button>
        </header>
        ${children}
      </article>
    </dialog>
  `;
}

/** A question before something that cannot be taken back. */
export function Confirmation({ title, text, action, onConfirm, onClose, busy, problem }) {
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <p>${text}</p>
      ${problem && html`<${Failure} problem=${problem} />`}
      <footer class="actions">
        <button type="button" class="quiet" onClick=${onClose}>Voltar</button>
        <${Action} class="danger" busy=${busy} onClick=${onConfirm}>${action}<//>
      </footer>
    <//>
  `;
}

const listeners = new Set();
const LASTS_MS = 8_000;

/** Say shortly what was done; `undo` is offered for as long as the words are there. */
export function tell(text, { undo, tone = "info" } = {}) {
  listeners.forEach((hear) => hear({ id: Math.random(), text, undo, tone }));
}

export function Notices() {
  const [notices, setNotices] = useState([]);
  const drop = (id) => setNotices((all) => all.filter((one) => one.id !== id));
  useEffect(() => {
    const hear = (notice) => {
      setNotices((all) => [...all.slice(-2), notice]);
      setTimeout(() => drop(notice.id), LASTS_MS);
    };
    listeners.add(hear);
    return () => listeners.delete(hear);
  }, []);
  return html`
    <div class="notices" role="status" aria-live="polite">
      ${notices.map((one) => html`
        <p key=${one.id} class=${`notice ${one.tone}`}>
          <span>${one.text}</span>
          ${one.undo && html`<button type="button" onClick=${() => { drop(one.id); one.undo(); }}>Desfazer</button>`}
        </p>
      `)}
    </div>
  `;
}

/** The rest of a list that comes in pages: `more()` reads the next, null when there is none. */
export const More = ({ more, busy }) => more && html`<${Action} class="quiet more" busy=${busy} onClick=${more}>Mostrar mais<//>`;
