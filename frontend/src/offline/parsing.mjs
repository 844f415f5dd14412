// One answer from what was typed in one field: the same as kith.questionnaires.parsing. A refusal is a Refused.
export const PREFER_NOT_TO_SAY = "prefer_not_to_say";
export const DECLINED = Object.freeze({ declined: true });

export class Refused {
  constructor(code, params = {}) {
    this.code = `questionnaires.${code}`;
    this.params = params;
  }
}

// What Python strips; String.trim strips a little less and a little more.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const ENDS = new RegExp(`^${SPACE}|${SPACE}$`, "gu");
export const strip = (text) => text.replace(ENDS, "");
export const listed = (given) => (Array.isArray(given) ? given : [given]);
export const isBlank = (given) => given === undefined || listed(given).every((one) => !strip(one));

const WHOLE = /^[+-]?\d{1,15}$/;
const NUMBER = /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/;
const EMAIL = /^[^@\s,;<>()"]+@[^@\s,;<>()".]+(\.[^@\s,;<>()".]+)+$/u;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const LONGEST_EMAIL = 254;

const short = (text) => (lengthOf(text) <= 40 ? text : `${Array.from(text).slice(0, 39).join("")}…`);
const lengthOf = (text) => Array.from(text).length;
const refuse = (rule, text) => new Refused(rule, { value: short(text) });

export function parse(item, given) {
  const many = (Array.isArray(given) ? given.filter((one) => strip(one)) : [given]).map((one) => strip(one.normalize("NFC")));
  if (many.includes(PREFER_NOT_TO_SAY) && item.declines) {
    return many.length === 1 ? DECLINED : new Refused("declined_and_answered");
  }
  if (item.kind === "choices") return choices(item, many);
  if (many.length > 1) return new Refused("one_answer", { count: many.length });
  return PARSERS[item.kind](item, many[0]);
}

// Digits of any script, as Python reads them: each script's ten stand in a row, from nought.
function digits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let nought = digit.codePointAt(0);
    while (digit.codePointAt(0) - nought < 9 && /\p{Nd}/u.test(String.fromCodePoint(nought - 1))) nought--;
    return String(digit.codePointAt(0) - nought);
  });
}

function scale(item, text) {
  const plain = digits(text);
  const point = WHOLE.test(plain) && item.points.find((one) => one.value === Number(plain));
  return point ? point.value : refuse("not_a_point", text);
}

const choice = (item, text) => (item.options.some((one) => one.key === text) ? text : refuse("not_an_option", text));

function choices(item, many) {
  const ticked = new Set(many);
  const unknown = many.find((one) => !item.options.some((option) => option.key === one));
  if (unknown !== undefined) return refuse("not_an_option", unknown);
  const alone = item.options.find((one) => one.alone && ticked.has(one.key));
  if (alone && ticked.size > 1) return new Refused("exclusive", { option: alone.label });
  if (item.max !== undefined && ticked.size > item.max) return new Refused("too_many", { count: ticked.size, most: Math.trunc(item.max) });
  if (item.min !== undefined && ticked.size < item.min && !alone) return new Refused("too_few", { count: ticked.size, least: Math.trunc(item.min) });
  return item.options.map((one) => one.key).filter((key) => ticked.has(key));
}

function yesNo(item, text) {
  const word = text.toLowerCase();
  if (["yes", "y", "true", "1", "是"].includes(word)) return true;
  return ["no", "n", "false", "0", "否"].includes(word) ? false : refuse("not_yes_or_no", text);
}

function number(item, text) {
  const plain = digits(text.normalize("NFKC")).replaceAll("\u2212", "-");
  if (!NUMBER.test(plain)) return refuse("not_a_number", text);
  const value = Number(plain);
  if (item.whole && !Number.isInteger(value)) return refuse("not_whole", text);
  if (item.min !== undefined && value < item.min) return new Refused("too_small", { value: short(text), least: String(item.min) });
  if (item.max !== undefined && value > item.max) return new Refused("too_large", { value: short(text), most: String(item.max) });
  return value + 0; // never a nought with a minus
}

function date(item, text) {
  const found = DAY.exec(text);
  const day = found && new Date(`${text}T00:00:00Z`);
  if (!day || found[1] === "0000" || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) return refuse("not_a_date", text);
  if (item.earliest && text < item.earliest) return new Refused("too_early", { earliest: item.earliest });
  if (item.latest && text > item.latest) return new Refused("too_late", { latest: item.latest });
  return { date: text };
}

function time(item, text) {
  const found = TIME.exec(text);
  return found ? { time: `${found[1]}:${found[2]}:${found[3] ?? "00"}` } : refuse("not_a_time", text);
}

function words(item, given) {
  const text = given.replaceAll("\r\n", "\n").replaceAll("\0", "");
  const count = lengthOf(text);
  return count > item.longest ? new Refused("too_long", { count, most: item.longest }) : text;
}

const email = (item, text) => (lengthOf(text) <= LONGEST_EMAIL && EMAIL.test(text) ? text : new Refused("not_an_email"));

const PARSERS = {
  scale,
  choice,
  yes_no: yesNo,
  number,
  date,
  time,
  short_text: words,
  long_text: words,
  email,
  file: (item, text) => text,
};
