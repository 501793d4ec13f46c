// A profile while it is being written: what is switched off stays at hand, a number may be missing; no page here.

import { PILARES } from "./saude_palavras.js";
import { MEDIDAS } from "./saude_proprio_palavras.js";

export const WHOLE = 100;
export const FEWEST = 2;
export const MOST = 20; // bands of a rule
const MOST_WORTH = 120;
const FIRST_WEIGHT = 25; // of a measure that no ready profile has
const OF_PILAR = {
  engajamento: ["dias_desde_ultimo_acesso", "qntd_acessos_30d"],
  movimentacao_estoque: ["dias_desde_ultima_entrada", "qntd_entradas_30d", "dias_desde_ultima_saida", "qntd_saidas_30d"],
  crm: ["dias_desde_ultimo_lead", "qntd_leads_30d"],
  adoption: ["econversa_ativo", "integradores_conectados", "dias_desde_ultima_econversa", "dias_desde_ultima_integracao"],
};
const RECENT = [[3, 1], [7, 0.8], [14, 0.5], [30, 0.2], [null, 0]].map(([ate, pontos]) => ({ ate, pontos }));

/** `{ redistribui, pilares }` as the API has it, with what it leaves out taken from `pronto`, switched off. */
export function draftOf(perfil, pronto) {
  const pilares = Object.keys(PILARES).map((id) => [id, pilarOf(id, perfil.pilares[id], pronto.pilares[id])]);
  return { redistribui: perfil.redistribui, pilares: Object.fromEntries(pilares) };
}

function pilarOf(id, parte, pronto) {
  const source = parte || pronto;
  const spare = OF_PILAR[id].filter((medida) => !source.regras.some((one) => one.medida === medida))
    .map((medida) => pronto.regras.find((one) => one.medida === medida) || { medida, peso: FIRST_WEIGHT, faixas: RECENT });
  const regras = [...source.regras.map((one) => regraOf(one, true)), ...spare.map((one) => regraOf(one, false))];
  return { ativo: Boolean(parte), peso: source.peso, regras };
}

/** What a band is worth is written in whole percents. */
const regraOf = ({ medida, peso, faixas }, ativo) => (
  { medida, ativo, peso, faixas: faixas.map(({ ate, pontos }) => ({ ate, vale: Math.round(pontos * WHOLE) })) }
);

/** The `proprio` that is sent: what is on, in order. */
export function bodyOf(draft) {
  const on = Object.entries(draft.pilares).filter(([, one]) => one.ativo);
  const pilares = on.map(([id, { peso, regras }]) => [id, { peso, regras: regras.filter((one) => one.ativo).map(sentRule) }]);
  return { redistribui: draft.redistribui, pilares: Object.fromEntries(pilares) };
}

const sentRule = ({ medida, peso, faixas }) => (
  { medida, peso, faixas: faixas.map(({ ate, vale }) => ({ ate, pontos: vale === null ? null : vale / WHOLE })) }
);

const weightOf = (one) => (one.ativo ? Math.max(one.peso || 0, 0) : 0);
export const sumOf = (parts) => parts.reduce((sum, one) => sum + weightOf(one), 0);

/** `parts` with weights that sum up to the whole, in the proportions that they have, none of them nothing. */
export function balanced(parts) {
  const sum = sumOf(parts);
  const on = parts.filter((one) => one.ativo);
  const exact = on.map((one) => (sum ? (WHOLE * weightOf(one)) / sum : WHOLE / on.length));
  const pesos = exact.map((one) => Math.max(1, Math.floor(one)));
  const left = () => WHOLE - pesos.reduce((all, one) => all + one, 0);
  const nearest = exact.map((_, at) => at).sort((a, b) => (exact[b] % 1) - (exact[a] % 1));
  for (let turn = 0; left() > 0; turn += 1) pesos[nearest[turn % nearest.length]] += 1;
  while (left() < 0) pesos[pesos.indexOf(Math.max(...pesos))] -= 1;
  return parts.map((one) => (one.ativo ? { ...one, peso: pesos.shift() } : one));
}

/** What is wrong with each band of a rule: [{ ate, vale }], each a sentence or nothing. */
export function wrongOf({ medida, faixas }) {
  const isWorseLater = MEDIDAS[medida].days;
  return faixas.map((one, at) => ({
    ate: at < faixas.length - 1 ? limitWrong(one.ate, faixas[at - 1]?.ate) : undefined,
    vale: worthWrong(one.vale, faixas[at - 1]?.vale, isWorseLater),
  }));
}

function limitWrong(ate, before) {
  if (!Number.isInteger(ate) || ate < 0) return "Diga até quanto vai esta faixa, num número inteiro.";
  return Number.isInteger(before) && ate <= before ? `Precisa ser mais que ${before}, o fim da faixa de cima.` : undefined;
}

const isWorth = (vale) => Number.isInteger(vale) && vale >= 0 && vale <= MOST_WORTH;

function worthWrong(vale, before, isWorseLater) {
  if (!isWorth(vale)) return `Um número inteiro de 0 a ${MOST_WORTH}.`;
  if (!isWorth(before)) return undefined;
  if (isWorseLater && vale > before) return `Mais dias parado não pode valer mais: no máximo ${before}.`;
  return !isWorseLater && vale < before ? `Fazer mais não pode valer menos: no mínimo ${before}.` : undefined;
}

const isWhole = (parts) => sumOf(parts) === WHOLE && parts.every((one) => !one.ativo || (Number.isInteger(one.peso) && one.peso > 0));
export const isRuleWrong = (regra) => regra.ativo && wrongOf(regra).some((one) => one.ate || one.vale);

export const isPilarWrong = ({ regras }) => !isWhole(regras) || regras.some(isRuleWrong);

/** What must be put right before it can be tried or kept, in words; nothing when it is whole. */
export function missingOf(draft) {
  const on = Object.entries(draft.pilares).filter(([, one]) => one.ativo);
  const found = isWhole(Object.values(draft.pilares)) ? [] : ["os pesos dos pilares"];
  on.filter(([, one]) => !isWhole(one.regras)).forEach(([id]) => found.push(`os pesos dentro de ${PILARES[id]}`));
  on.flatMap(([, one]) => one.regras).filter(isRuleWrong).forEach(({ medida }) => found.push(`as faixas de ${MEDIDAS[medida].name}`));
  return found;
}

/** One more band before the last, as wide as the one before it and worth as much. */
export function withBand(faixas) {
  const bounded = faixas.slice(0, -1);
  const [before, last] = [bounded[bounded.length - 2]?.ate ?? 0, bounded[bounded.length - 1]];
  const width = Math.max(1, (last.ate ?? 0) - before);
  return [...bounded, { ate: (last.ate ?? 0) + width, vale: last.vale }, faixas[faixas.length - 1]];
}

/** Without a band; what lay in it falls to the next, and the last one stays without an end. */
export function withoutBand(faixas, place) {
  const rest = faixas.filter((_, at) => at !== place);
  return rest.map((one, at) => (at === rest.length - 1 ? { ...one, ate: null } : one));
}
