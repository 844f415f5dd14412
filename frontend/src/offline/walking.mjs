// Which screens apply to a person, and what is wrong with one: the same as kith.questionnaires.logic and validate.
import { holds, own } from "./expressions.mjs";
import { Refused, isBlank, parse } from "./parsing.mjs";

const MARK = ".";
const numbered = (key, time) => (time === null ? key : `${key}${MARK}${time}`);
export const isAsked = (item) => item.kind !== "statement";

// A step is one screen: {page, time, key, at}; time is which time a page that repeats is shown, from 1, else null.
const stepOf = (page, at, time) => ({ page, time, key: numbered(page.key, time), at: [at, time ?? 0] });
export const fieldOf = (step, item) => numbered(item.key, step.time);

function timesOf(page, answers) {
  if (!page.repeat) return [null];
  const counted = own(answers, page.repeat.count);
  if (!Number.isInteger(counted)) return [];
  return Array.from({ length: Math.max(0, Math.min(counted, page.repeat.most)) }, (_, at) => at + 1);
}

export function steps(form, answers) {
  const found = [];
  form.pages.forEach((page, at) => {
    if (!holds(page.relevant, answers)) return;
    for (const time of timesOf(page, answers)) {
      const step = stepOf(page, at, time);
      if (relevantItems(step, answers).length) found.push(step);
    }
  });
  return found;
}

export function relevantItems(step, answers) {
  const here = new Set(step.page.items.map((item) => item.key));
  return step.page.items.filter((item) => !item.relevant || item.reads.some((key) => here.has(key)) || holds(item.relevant, answers));
}

const isAfter = (one, other) => one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);

export const stepAfter = (form, answers, step) => steps(form, answers).find((one) => isAfter(one.at, step.at));
export const stepBefore = (form, answers, step) => steps(form, answers).findLast((one) => isAfter(step.at, one.at));
export const findStep = (form, answers, key) => steps(form, answers).find((one) => one.key === key);

const without = (answers, fields) => Object.fromEntries(Object.entries(answers).filter(([field]) => !fields.has(field)));
const fieldsOf = (step) => new Set(step.page.items.map((item) => fieldOf(step, item)));

// Inside a repeat, an item's plain key means this time's answer.
function seenFrom(step, answers) {
  if (step.time === null) return answers;
  const seen = { ...answers };
  for (const item of step.page.items) {
    const answer = own(answers, fieldOf(step, item));
    if (answer !== undefined) seen[item.key] = answer;
  }
  return seen;
}

function checkItems(step, typed, earlier) {
  let answers = earlier;
  const faults = [];
  const fault = (field, refused) => faults.push({ field, code: refused.code, params: refused.params });
  for (const item of step.page.items.filter(isAsked)) {
    const field = fieldOf(step, item);
    const given = own(typed, field);
    if (!holds(item.relevant, seenFrom(step, answers))) continue;
    if (isBlank(given)) {
      if (item.required === "required") fault(field, new Refused("required"));
      continue;
    }
    const value = parse(item, given);
    if (value instanceof Refused) {
      fault(field, value);
      continue;
    }
    const tried = { ...answers, [field]: value };
    if (item.constraint && !holds(item.constraint, seenFrom(step, tried))) fault(field, new Refused("constraint", { message: item.message }));
    else answers = tried;
  }
  return { answers, faults };
}

export function checkStep(form, step, typed, earlier) {
  const page = checkItems(step, typed, without(earlier, fieldsOf(step)));
  return { answers: dropStale(form, page.answers), faults: page.faults };
}

// Everything at once, screen by screen in the order a person walks them.
export function checkAll(form, typed) {
  let answers = {};
  const faults = [];
  const walked = new Set();
  for (;;) {
    const step = steps(form, answers).find((one) => !walked.has(one.key));
    if (!step) return { answers, faults };
    walked.add(step.key);
    const page = checkItems(step, typed, answers);
    answers = page.answers;
    faults.push(...page.faults.map((fault) => ({ ...fault, step: step.key })));
  }
}

function dropStale(form, answers) {
  for (;;) {
    const applying = new Set();
    for (const step of steps(form, answers)) {
      for (const item of step.page.items) if (holds(item.relevant, seenFrom(step, answers))) applying.add(fieldOf(step, item));
    }
    const stale = new Set(Object.keys(answers).filter((field) => !applying.has(field)));
    if (!stale.size) return answers;
    answers = without(answers, stale);
  }
}

// As the service stores them: what it takes its hash of.
export const storedOf = (answers) =>
  Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, value.date ?? value.time ?? value]));

export function answersOf(form, typed) {
  const items = new Map(form.pages.flatMap((page) => page.items).map((item) => [item.key, item]));
  const found = {};
  for (const [field, given] of Object.entries(typed)) {
    const item = items.get(field.split(MARK)[0]);
    const value = item && !isBlank(given) ? parse(item, given) : new Refused("required");
    if (!(value instanceof Refused)) found[field] = value;
  }
  return found;
}
