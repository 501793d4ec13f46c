// What somebody agrees to before the form is sent. The very words travel with the message, as the proof of them.

import { html } from "/painel/preact.js";

/** What is recorded beside the message; at most 500 characters, the longest answer of a form that is kept. */
export const CONSENTIMENTO =
  "Autorizo o uso do nome, do contato e da mensagem que escrevi aqui, inclusive do que eu contar sobre a minha saúde, " +
  "apenas para responder a este pedido e acompanhar o atendimento dele. Posso pedir acesso, correção ou exclusão dos " +
  "meus dados quando quiser.";

export const Consentimento = ({ checked, error, onInput }) => html`
  <div class="field">
    <label class="agree">
      <input type="checkbox" name="consentimento" required checked=${checked} onInput=${onInput}
        aria-invalid=${error ? "true" : undefined}
        aria-describedby=${error ? "consentimento-dica consentimento-erro" : "consentimento-dica"} />
      <span>${CONSENTIMENTO}</span>
    </label>
    <small id="consentimento-dica">
      Fica registrado o que você escreveu, este texto, e o dia e a hora do envio. Isto não autoriza propaganda.
    </small>
    ${error && html`<small id="consentimento-erro" class="error">${error}</small>`}
  </div>
`;
