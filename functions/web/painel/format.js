// Numbers, money and moments as Brazilians write them, in the conta's time zone wherever the browser is. What is missing
// is an em dash, never an invented zero.

const MISSING = "—";
const money = new Intl.NumberFormat("pt-BR", { style: "currency", currency: "BRL" });
const number = new Intl.NumberFormat("pt-BR", { maximumFractionDigits: 2 });
const DAY = { day: "2-digit", month: "2-digit", year: "numeric" };
const HOUR = { hour: "2-digit", minute: "2-digit" };
const formatsOf = (timeZone) => ({
  day: new Intl.DateTimeFormat("pt-BR", { ...DAY, timeZone }),
  weekday: new Intl.DateTimeFormat("pt-BR", { weekday: "long", day: "2-digit", month: "2-digit", timeZone }),
  moment: new Intl.DateTimeFormat("pt-BR", { ...DAY, ...HOUR, timeZone }),
  hour: new Intl.DateTimeFormat("pt-BR", { ...HOUR, timeZone }),
  iso: new Intl.DateTimeFormat("en-CA", { ...DAY, timeZone }),
});
let formats = formatsOf(undefined); // the browser's zone, until the conta's is known
const relative = new Intl.RelativeTimeFormat("pt-BR", { numeric: "auto" });
const STEPS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

const shown = (value, format) => (value === null || value === undefined || value === "" ? MISSING : format(value));
// A day without an hour is that day everywhere: at noon in Greenwich it is so in every zone of Brazil.
const asDate = (value) => new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value);

/** From here on moments are told in this zone, as `America/Manaus`. */
export const setZone = (fuso) => { formats = formatsOf(fuso); };

export const asMoney = (value) => shown(value, (one) => money.format(one));
export const asNumber = (value) => shown(value, (one) => number.format(one));
export const asPercent = (value) => shown(value, (one) => `${number.format(one)}%`);
export const asDay = (value) => shown(value, (one) => formats.day.format(asDate(one)));
export const asWeekday = (value) => shown(value, (one) => formats.weekday.format(asDate(one)));
export const asMoment = (value) => shown(value, (one) => formats.moment.format(asDate(one)));
export const asHour = (value) => shown(value, (one) => formats.hour.format(asDate(one)));
export const asText = (value) => shown(value, String);

/** "há 3 horas", "em 2 dias"; `now` in ms. */
export function asDistance(value, now = Date.now()) {
  if (!value) return MISSING;
  const seconds = (asDate(value).getTime() - now) / 1000;
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) || STEPS[2];
  return relative.format(Math.round(seconds / length), unit);
}

/** "+5511988887777" as people read it; what is no Brazilian number stays as it is. */
export function asPhone(value) {
  const found = /^\+55(\d{2})(\d{4,5})(\d{4})$/.exec(value || "");
  return found ? `(${found[1]}) ${found[2]}-${found[3]}` : asText(value);
}

/** `n` and its noun: plural(2, "chamado", "chamados"). */
export const plural = (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`;

/** The day of a moment as `AAAA-MM-DD`. */
export const dayOf = (value) => formats.iso.format(asDate(value));

/** That of `offset` days from now. */
export const localDay = (offset = 0) => dayOf(Date.now() + offset * 86_400_000);
