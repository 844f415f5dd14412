// The page that goes through all screens on this device. What it is made of stands in the page: one template a screen,
// one a panel, and the questionnaire's rules and words as data. Answers are kept after each screen, sent once at the end.
import { canonical, packed, sha256Of } from "./delivery.mjs";
import { screenOf, sentenceOf, summaryOf, typedIn } from "./screens.mjs";
import { SYNC, isOver, isWaiting, sendWaiting } from "./sending.mjs";
import { change, channelOf, forget, read } from "./store.mjs";
import { answersOf, checkAll, checkStep, fieldOf, findStep, isAsked, stepAfter, stepBefore, steps, storedOf } from "./walking.mjs";
import { answerWords, filled, piped } from "./words.mjs";

const { form, words, scope } = JSON.parse(document.getElementById("questionnaire").textContent);
const place = document.getElementById("device-screen");
const status = document.getElementById("device-status");
const again = document.getElementById("device-clear");
const title = document.title;
const AGAIN_MS = 30000;
let record;

const template = (kind, name) => Array.from(document.querySelectorAll(`template[data-${kind}]`)).find((one) => one.dataset[kind] === name);
const say = (what) => {
  if (status.textContent !== (words.status[what] ?? "")) status.textContent = words.status[what] ?? "";
};

// ---- keeping

async function keep(work) {
  record = await change(scope, (now) => {
    if (now?.id !== record.id) throw new Error("gone"); // sent, or cleared, in another tab
    return { ...now, ...work(now) };
  });
}

const answersNow = () => answersOf(form, record.typed);

// ---- showing

function show(content, { focus = true } = {}) {
  place.replaceChildren(content);
  document.title = [place.querySelector("h2")?.textContent, title].filter(Boolean).join(" – ");
  document.dispatchEvent(new CustomEvent("htmx:afterSwap", { detail: { elt: place } })); // its components start
  if (focus) (place.querySelector(".nhsuk-error-summary, h2") ?? place).focus();
  window.scrollTo(0, 0);
}

function showPanel(name, prepare = () => {}) {
  const body = template("panel", name).content.cloneNode(true);
  prepare(body);
  for (const button of body.querySelectorAll("[data-does]")) button.addEventListener("click", () => run(DOES[button.dataset.does]));
  show(body);
}

function showStep(step, { typed = record.typed, faults = [], focus = true } = {}) {
  const answers = answersNow();
  const body = screenOf(template("screen", step.page.key), step, { form, answers, typed, faults, words });
  const walk = steps(form, answers);
  const number = walk.findIndex((one) => one.key === step.key) + 1;
  body.querySelector("[data-whereabouts]").textContent = filled(words.whereabouts, { number, count: walk.length });
  const before = stepBefore(form, answers, step);
  const back = body.querySelector("[data-back]");
  if (before) back.href = `#/${before.key}`;
  else back.remove();
  if (faults.length) body.prepend(summaryOf(template("panel", "summary"), faults, words));
  body.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run(() => saveStep(step, typedIn(event.target)));
  });
  show(body, { focus });
}

async function saveStep(step, typed) {
  let done;
  await keep((now) => {
    done = checkStep(form, step, typed, answersOf(form, now.typed));
    return { typed: soundOf(done.answers, { ...now.typed, ...typed }), dirty: true, outbox: undefined, said: undefined, before: beforeOf(now), draft: done.faults.length ? { step: step.key, typed } : undefined };
  });
  say("kept");
  if (done.faults.length) return showStep(step, { typed: { ...record.typed, ...typed }, faults: done.faults });
  const next = stepAfter(form, done.answers, step);
  return go(next ? next.key : "check");
}

const soundOf = (answers, typed) => Object.fromEntries(Object.keys(answers).map((field) => [field, typed[field]]));

// Screens that the service had saved when the line dropped, before it could say so: known here as well, and what stands
// there is what both work out alike.
async function catchUp() {
  let typed = record.typed;
  for (const one of record.saved) {
    const answers = answersOf(form, typed);
    const step = findStep(form, answers, one.step);
    if (step) typed = soundOf(checkStep(form, step, one.typed, answers).answers, { ...typed, ...one.typed });
  }
  const stored = storedOf(answersOf(form, typed));
  const base = Object.keys(stored).length ? await sha256Of(canonical(stored)) : "";
  await keep(() => ({ typed, base, saved: undefined }));
}

// What was perhaps sent already is named, so that these answers may take its place.
const beforeOf = (now) => (now.outbox ? [...now.before, now.outbox.id].slice(-50) : now.before);

function showCheck() {
  const answers = answersNow();
  showPanel("check", (body) => {
    const list = body.querySelector("dl");
    const row = list.firstElementChild;
    list.replaceChildren(...pairs(answers).map(([question, said]) => {
      const one = row.cloneNode(true);
      one.querySelector("dt").textContent = question;
      one.querySelector("dd").textContent = said;
      return one;
    }));
  });
}

function pairs(answers) {
  return steps(form, answers).flatMap((step) =>
    step.page.items.filter(isAsked).map((item) => {
      const value = answers[fieldOf(step, item)];
      return [piped(item.label, form, answers), said(item, value)];
    }),
  );
}

function said(item, value) {
  if (value === undefined) return words.not_answered;
  if (value.declined) return words.declined;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return [answerWords(form, item.key, value), item.unit].filter(Boolean).join(" ");
}

// ---- sending

async function pack() {
  const { faults } = checkAll(form, record.typed);
  if (faults.length) return showFaults(faults);
  const outbox = await packed({ instrument: form.sha256, base: record.base, before: record.before, typed: record.typed });
  await keep(() => ({ outbox, dirty: true, draft: undefined, said: undefined }));
  const registration = await navigator.serviceWorker?.getRegistration(scope);
  registration?.sync?.register(SYNC).catch(() => {}); // not every browser has it, nor always allows it
  go("kept");
  return sendNow();
}

async function sendNow() {
  if (!navigator.onLine) return say("no_line");
  say("sending");
  return became(await sendWaiting(scope));
}

function became(heard) {
  const { came } = heard;
  if (came === "nothing") return undefined;
  if (isOver(came)) {
    record = undefined;
    again.hidden = true;
    history.replaceState(null, "", "#/sent");
    say(came);
    return showPanel(came === "taken_back" ? "taken_back" : "sent");
  }
  if (isWaiting(came)) return say(came);
  record = { ...record, said: heard };
  say("not_taken");
  return showSaid();
}

function showSaid() {
  const { came, faults = [], sentences = [] } = record.said;
  if (came === "faults") return showFaults(faults);
  return showPanel(PANELS.has(came) ? came : "over", (body) => {
    const list = body.querySelector("[data-sentences]");
    for (const sentence of sentences) list?.append(Object.assign(document.createElement("p"), { textContent: sentence }));
    const copy = body.querySelector("textarea");
    if (copy) copy.value = pairs(answersNow()).map((pair) => pair.join("\n")).join("\n\n");
  });
}
const PANELS = new Set(["another", "changed", "differs", "not_agreed"]);

function showFaults(faults) {
  const walk = steps(form, answersNow());
  const step = walk.find((one) => faults.some((fault) => one.page.items.some((item) => fieldOf(one, item) === fault.field)));
  if (!step) return showPanel("changed", (body) => body.querySelector("[data-sentences]")?.append(...faults.map((fault) => Object.assign(document.createElement("p"), { textContent: `${fault.field}: ${sentenceOf(fault, words)}` }))));
  history.replaceState(null, "", `#/${step.key}`);
  const here = new Set(step.page.items.map((item) => fieldOf(step, item)));
  return showStep(step, { faults: faults.filter((fault) => here.has(fault.field)) });
}

const DOES = {
  send: pack,
  now: sendNow,
  edit: () => go(steps(form, answersNow())[0].key),
  again: async () => {
    await keep((now) => ({ outbox: undefined, said: undefined, before: beforeOf(now) }));
    return pack();
  },
  instead: async () => {
    await keep((now) => ({ outbox: undefined, base: now.said.standing, said: undefined, before: [] }));
    return pack();
  },
  copy: async () => {
    const box = place.querySelector("textarea");
    box.select();
    await navigator.clipboard?.writeText(box.value);
    say("copied");
  },
  forget: async () => {
    await forget(scope);
    record = undefined;
    again.hidden = true;
    const channel = await channelOf(scope);
    channel.postMessage({ came: "nothing" });
    channel.close();
    say("cleared");
    showPanel("nothing");
  },
};

// ---- moving about

function go(name) {
  if (location.hash === `#/${name}`) return route();
  location.hash = `#/${name}`; // the rest happens when the browser says so
  return undefined;
}

function route({ focus = true } = {}) {
  const name = location.hash.startsWith("#/") ? decodeURIComponent(location.hash.slice(2)) : "";
  if (name === "needs-a-line") return showPanel(name);
  if (!record) return showPanel(name === "sent" ? "sent" : "nothing");
  if (record.said && (name === "kept" || !name)) return showSaid();
  if (record.outbox && (name === "kept" || !name)) return showPanel("kept");
  if (name === "clear") return showPanel(record.dirty ? "clear" : "clear_none");
  if (name === "check") return showCheck();
  const answers = answersNow();
  const step = findStep(form, answers, name) ?? findStep(form, answers, record.draft?.step) ?? steps(form, answers)[0];
  const draft = record.draft?.step === step.key ? record.draft.typed : null;
  return showStep(step, { focus, ...(draft ? { typed: { ...withoutPage(step), ...draft } } : {}) });
}

const withoutPage = (step) => {
  const here = new Set(step.page.items.map((item) => fieldOf(step, item)));
  return Object.fromEntries(Object.entries(record.typed).filter(([field]) => !here.has(field)));
};

async function run(work) {
  try {
    await work();
  } catch (error) {
    if (error.message !== "gone") throw error;
    record = undefined;
    showPanel("nothing");
  }
}

async function start() {
  document.querySelector(".kith-header__account")?.remove(); // what it offers needs a line
  record = await read(scope);
  if (!record) return route({ focus: false });
  await navigator.serviceWorker.register(`${scope}worker.js`, { scope, updateViaCache: "none" }).catch(() => {});
  if (record.instrument !== form.sha256) return showPanel("changed");
  if (record.saved) await catchUp();
  again.hidden = false;
  say(record.outbox ? "no_line" : record.dirty ? "kept" : "");
  route({ focus: false });
  const channel = await channelOf(scope);
  channel.addEventListener("message", ({ data }) => record && became(data));
  window.addEventListener("hashchange", () => location.hash.startsWith("#/") && run(route)); // others lead within the page
  const retry = () => record?.outbox && !record.said && run(sendNow);
  for (const name of ["online", "focus"]) window.addEventListener(name, retry);
  setInterval(() => document.visibilityState === "visible" && retry(), AGAIN_MS);
  return retry();
}

run(start);
