// What went wrong, in the words of somebody who helps; the same for the form and for the question after it.

import { asHour, plural } from "/painel/format.js";

const KEPT = "O que você escreveu continua aqui";

/** A Problem of sending the form. */
export function ofSending(problem) {
  if (problem.isOffline) return `Sem conexão. ${KEPT}: confira a internet e envie de novo.`;
  if (problem.status === 429) return `Recebemos muitas mensagens em pouco tempo. ${KEPT}: envie de novo ${when(problem)}.`;
  if (problem.status === 422) return "Confira os campos marcados e envie de novo.";
  if (problem.status === 413) return "A mensagem ficou grande demais. Resuma um pouco e envie de novo.";
  if (problem.status === 401) return GONE;
  return `Não conseguimos receber a sua mensagem agora. ${KEPT}: tente de novo em instantes.`;
}

/** A Problem of asking where a request is. Nothing tells a wrong protocolo from a wrong contact. */
export function ofAsking(problem) {
  if (problem.isOffline) return "Sem conexão. Confira a internet e consulte de novo.";
  if (problem.status === 429) return `Foram muitas consultas em pouco tempo. Consulte de novo ${when(problem)}.`;
  if (problem.status === 404 || problem.status === 422) {
    return "Não encontramos um pedido com este protocolo e este contato. Confira os dois: o contato é o que você informou ao escrever.";
  }
  if (problem.status === 401) return GONE;
  return "Não conseguimos consultar agora. Tente de novo em instantes.";
}

const GONE = "Este formulário não recebe mais mensagens. Fale com a empresa por telefone ou WhatsApp.";

/** "em 1 minuto, às 14:35", from how long to wait. */
function when({ retryAfter }) {
  const seconds = Number(retryAfter) || 60;
  const minutes = Math.ceil(seconds / 60);
  return `em ${plural(minutes, "minuto", "minutos")}, a partir das ${asHour(new Date(Date.now() + minutes * 60_000))}`;
}
