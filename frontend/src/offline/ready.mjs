// On the pages that the server makes: gets the device ready for a line that drops, and lets go of everything once sent.
import { change, forget, read } from "./store.mjs";
import { isOver, sendWaiting } from "./sending.mjs";

const block = document.getElementById("device");
const isAble =
  "serviceWorker" in navigator && "indexedDB" in window && window.crypto?.subtle && crypto.randomUUID && Object.hasOwn && [].findLast;

function say(what) {
  for (const one of document.querySelectorAll("[data-device-says]")) one.hidden = one.dataset.deviceSays !== what;
}

async function start({ scope, worker, instrument, answers, base, then }) {
  const record = await read(scope);
  if (then === "forget" || (then === "done" && !record?.dirty)) return forget(scope);
  if (record?.dirty) {
    if (record.outbox && navigator.onLine && isOver((await sendWaiting(scope)).came)) return say("sent");
    return say("waits");
  }
  if (then !== "keep") return undefined;
  await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
  await change(scope, (now) => (now?.dirty ? now : { id: crypto.randomUUID(), instrument, base, typed: answers, before: [], dirty: false }));
  await navigator.serviceWorker.ready;
  return say("ready");
}

if (block && isAble) start(JSON.parse(block.textContent)).catch(() => {}); // private browsing, or full: the pages work as without script
