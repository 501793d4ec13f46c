// Finding clientes by what a person types: a name, a phone, an e-mail, a CPF or a CNPJ. It never goes into an address.

import { Problem, post } from "./api.js";

const AS_NUMBER = /^[\d\s().+/-]+$/;
const CNPJ = /^[A-Za-z0-9]{12}\d{2}$/; // letters are allowed since 2026
const FEWEST_DIGITS = 8;
const DOCUMENT_DIGITS = [11, 14];

/** The bodies to ask with; eleven digits may be a mobile as well as a CPF. */
export function questions(typed) {
  const text = typed.trim().slice(0, 200);
  if (text.length < 2) return [];
  if (text.includes("@")) return [{ email: text }];
  const digits = text.replace(/\D/g, "");
  if (AS_NUMBER.test(text) && digits.length >= FEWEST_DIGITS) {
    const phone = { telefone: text.slice(0, 40) };
    return DOCUMENT_DIGITS.includes(digits.length) ? [phone, { documento: digits }] : [phone];
  }
  const bare = text.replace(/[.\-/\s]/g, "");
  return CNPJ.test(bare) ? [{ documento: bare }, { nome: text }] : [{ nome: text }];
}

/** Who fits: { itens, cursor }. A number that is no phone may be a CPF, so only if all are refused it is a Problem. */
export async function find(typed, cursor) {
  const asked = questions(typed).map((body) => post("/clientes/buscar", cursor ? { ...body, cursor } : body));
  const answers = await Promise.allSettled(asked);
  const good = answers.filter((one) => one.status === "fulfilled").map((one) => one.value.data);
  const refused = answers.find((one) => one.status === "rejected" && !isMisread(one.reason));
  if (refused) throw refused.reason;
  const itens = new Map(good.flatMap((page) => page.itens).map((one) => [String(one.id), one]));
  return { itens: [...itens.values()], cursor: good.find((page) => page.cursor)?.cursor || null };
}

const isMisread = (reason) => reason instanceof Problem && reason.status === 422;
