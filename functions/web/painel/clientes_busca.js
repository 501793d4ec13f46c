// Finding clientes by what a person types: a name, a phone, an e-mail, a CPF or a CNPJ. It never goes into an address.

import { Problem, post } from "./api.js";

const AS_NUMBER = /^[\d\s().+/-]+$/;
const DDD = "1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9]";
const PHONE = new RegExp(`^(0{0,2}55)?0?(${DDD})9?[2-9]\\d{7}$`); // those of elsewhere begin with +
const FEWEST_DIGITS = 8;

/**
 * The bodies to ask with, none while what is typed cannot be found yet, such as half an e-mail; eleven digits may be a
 * mobile as well as a CPF.
 */
export function questions(typed) {
  const text = typed.trim().slice(0, 200);
  if (text.length < 2) return [];
  if (text.includes("@")) return /^\S+@\S+\.\S{2,}$/.test(text) ? [{ email: text }] : [];
  const bare = text.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
  const documents = isDocument(bare) ? [{ documento: bare }] : [];
  if (AS_NUMBER.test(text) && bare.length >= FEWEST_DIGITS) {
    const isPhone = text.startsWith("+") || PHONE.test(bare);
    return isPhone ? [{ telefone: text.slice(0, 40) }, ...documents] : documents;
  }
  return documents.length ? documents : [{ nome: text }];
}

/** Whether it is a CPF, or a CNPJ, in which letters are allowed since 2026. */
function isDocument(bare) {
  const [sizes, most] = /^\d{11}$/.test(bare) ? [[9, 10], 11] : [[12, 13], 9];
  return (most === 11 || /^[A-Z0-9]{12}\d{2}$/.test(bare)) && sizes.every((size) => checkDigit(bare, size, most) === Number(bare[size]));
}

/** Modulo 11 of the first `size`, weighed from the right by 2 up to `most` and again. */
function checkDigit(bare, size, most) {
  const weighed = [...bare.slice(0, size)].reverse().map((char, at) => (char.charCodeAt(0) - 48) * (2 + (at % (most - 1))));
  const rest = weighed.reduce((sum, one) => sum + one, 0) % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/** Who fits: { itens, cursor }. Raises the Problem of a question that was not answered. */
export async function find(typed, cursor) {
  const asked = questions(typed).map((body) => post("/clientes/buscar", cursor ? { ...body, cursor } : body));
  const answers = await Promise.allSettled(asked);
  const good = answers.filter((one) => one.status === "fulfilled").map((one) => one.value.data);
  const refused = answers.find((one) => one.status === "rejected" && !isMisread(one.reason));
  if (refused) throw refused.reason;
  const itens = new Map(good.flatMap((page) => page.itens).map((one) => [String(one.id), one]));
  return { itens: [...itens.values()], cursor: good.find((page) => page.cursor)?.cursor || null };
}

// Refused as a whole, such as a phone of a DDD that is none: nobody has it.
const isMisread = (reason) => reason instanceof Problem && reason.status === 422;
