// The service worker of one personal link. It keeps one page without anybody's answers, and what that page is made of,
// so that the questionnaire opens without a line; it keeps no other page. KITH is written by the address it comes from.
import { change, cacheOf, forget, read } from "./store.mjs";
import { SYNC, isWaiting, sendWaiting } from "./sending.mjs";

const { version, files, page, isOver } = self.KITH;
const scope = new URL(self.registration.scope).pathname;
const APP = `${scope}without-a-line/`;
const PATIENCE_MS = 20000;
const NEEDS_A_LINE = "needs-a-line";
const ENDS = new Set(["done", "withdrawn", "not-asked"]);
const RESERVED = new Set([...ENDS, "check-answers", "what-you-agree-to"]);

self.addEventListener("install", (event) => {
  self.skipWaiting();
  if (!isOver) event.waitUntil(fill());
});

async function fill() {
  const cache = await caches.open(await cacheOf(scope, version));
  await cache.addAll(files);
  // Without cookies: the page as a stranger with the link gets it, with nobody's name above it.
  const answer = await fetch(page, { credentials: "omit", cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new Error("the page cannot be kept");
  await cache.put(APP, answer);
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const [mine, current] = [await cacheOf(scope, ""), await cacheOf(scope, version)];
  for (const name of await caches.keys()) if (name.startsWith(mine) && (isOver || name !== current)) await caches.delete(name);
  await self.clients.claim();
  if (isOver) await self.registration.unregister();
}

self.addEventListener("fetch", (event) => {
  if (isOver) return;
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname.startsWith(scope)) {
    event.respondWith(pathname === APP ? kept(request) : pageOf(request, pathname));
  } else if (request.method === "GET" && files.includes(pathname)) {
    event.respondWith(kept(request));
  }
});

async function kept(request) {
  const how = { cacheName: await cacheOf(scope, version), ignoreSearch: true, ignoreVary: true }; // opening would make it
  return (await caches.match(request, how)) ?? fetch(request);
}

async function pageOf(request, pathname) {
  const copy = request.method === "POST" ? request.clone() : null;
  try {
    const answer = await (copy ? fetch(request) : inTime(fetch(request)));
    if (copy && answer.type === "opaqueredirect") await note(copy, stepOf(pathname));
    return answer.status === 404 || answer.status === 410 ? await ended(answer) : answer;
  } catch {
    return Response.redirect(`${APP}#/${await goesOnAt(stepOf(pathname), copy)}`, 303);
  }
}

const stepOf = (pathname) => pathname.slice(scope.length).replace(/\/$/, "");

const inTime = (answer) =>
  Promise.race([answer, new Promise((_, reject) => setTimeout(() => reject(new Error("no line")), PATIENCE_MS))]);

// The link opens nothing any more. What was not sent is still shown; without that, nothing of it stays here.
async function ended(answer) {
  if ((await read(scope))?.dirty) return Response.redirect(APP, 303);
  await forget(scope);
  return answer;
}

// Which screen of the kept page takes the place of what could not be fetched, or sent. What somebody agrees to, and taking
// answers back, is never put off: they are told that it was not done.
async function goesOnAt(at, sent) {
  const form = sent && (await sent.formData());
  if (at === "what-you-agree-to" || (form && (at === "" || form.has("withdraw")))) return NEEDS_A_LINE;
  if (at === "check-answers") return "check";
  if (ENDS.has(at)) return "";
  if (form) await carry(form, at);
  return at;
}

// A screen that the service has saved. If the line drops before the next one comes, the kept page knows of it.
async function note(request, step) {
  if (step === "" || RESERVED.has(step) || !(await read(scope))) return;
  const typed = typedIn(await request.formData());
  await change(scope, (record) => (record.dirty ? undefined : { ...record, saved: [...(record.saved ?? []), { step, typed }] }));
}

function typedIn(form) {
  const typed = {};
  for (const [name, value] of form) {
    if (name === "csrfmiddlewaretoken") continue;
    typed[name] = name in typed ? [typed[name], value].flat() : value;
  }
  return typed;
}

// A screen that could not be sent: what was typed goes on in the kept page.
async function carry(form, step) {
  const typed = typedIn(form);
  if (await read(scope)) await change(scope, (record) => ({ ...record, dirty: true, draft: { step, typed } }));
}

self.addEventListener("sync", (event) => {
  if (event.tag === SYNC) event.waitUntil(sendOrTryAgain());
});

async function sendOrTryAgain() {
  const { came } = await sendWaiting(scope);
  if (isWaiting(came)) throw new Error(came); // the browser tries again later
}
