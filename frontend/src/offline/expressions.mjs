// The language of skip logic on a device. Says the same as kith.questionnaires.logic in Python, which checks again; a
// test lays the two side by side. A tree is nested lists, the name of the node first (kith.questionnaires.device).

// Answers: number, text, true/false, list of options, {date}, {time}, {declined: true}; what is blank is not there.
const isDeclined = (value) => value?.declined === true;
const isMoment = (value) => value?.date !== undefined || value?.time !== undefined;
const iso = (value) => value.date ?? value.time;
const isNumber = (value) => typeof value === "number" || typeof value === "boolean"; // as in Python, true is 1

export const holds = (tree, answers) => !tree || truth(tree, answers);

function truth([name, ...parts], answers) {
  switch (name) {
    case "and":
      return parts.every((part) => truth(part, answers));
    case "or":
      return parts.some((part) => truth(part, answers));
    case "not":
      return !truth(parts[0], answers);
    default:
      return COMPARE[name] ? compares(name, value(parts[0], answers), value(parts[1], answers)) : value([name, ...parts], answers) === true;
  }
}

function value(tree, answers) {
  const [name, key, option] = tree;
  const answer = own(answers, key);
  const ticked = Array.isArray(answer) ? answer : typeof answer === "string" ? [answer] : [];
  switch (name) {
    case "is":
      return key;
    case "name":
      return isDeclined(answer) ? undefined : answer;
    case "answered":
      return answer !== undefined && !isDeclined(answer);
    case "declined":
      return isDeclined(answer);
    case "selected":
      return ticked.includes(option);
    case "count":
      return ticked.length;
    default:
      return truth(tree, answers);
  }
}

export const own = (things, key) => (Object.hasOwn(things, key) ? things[key] : undefined);

const COMPARE = {
  "==": () => {},
  "!=": () => {},
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
};

function compares(sign, left, right) {
  if (left === undefined || right === undefined) return false;
  if (isMoment(left) && typeof right === "string") left = iso(left);
  if (sign === "==") return same(left, right);
  if (sign === "!=") return !same(left, right);
  if (typeof left === "string" && typeof right === "string") return COMPARE[sign](orderOf(left, right));
  return isNumber(left) && isNumber(right) && COMPARE[sign](Number(left) - Number(right));
}

function same(left, right) {
  if (isNumber(left) && isNumber(right)) return Number(left) === Number(right);
  if (isMoment(left) && isMoment(right)) return left.date === right.date && left.time === right.time;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((one, at) => one === right[at]);
  return left === right;
}

// By code points, as Python sorts: a browser alone would sort by halves of them.
function orderOf(left, right) {
  const [first, second] = [Array.from(left), Array.from(right)];
  for (let at = 0; at < Math.min(first.length, second.length); at++) {
    const difference = first[at].codePointAt(0) - second[at].codePointAt(0);
    if (difference) return difference;
  }
  return first.length - second.length;
}
