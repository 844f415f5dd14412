// Keeps what is being written in this browser until it is saved: a line that drops, a session that ends or a tab that
// is reloaded loses nothing. In sessionStorage, which goes with the tab; never another person's words, never for long.
const PREFIX = "kith.kept.";
const EVERY_MS = 2000;
const KEPT_MS = 24 * 60 * 60 * 1000;
const WAIT_MS = 60 * 1000;

const store = {
  read(key) {
    try {
      const found = JSON.parse(sessionStorage.getItem(key));
      return found && Date.now() - found.at < KEPT_MS ? found.text : "";
    } catch {
      return "";
    }
  },
  write(key, text) {
    try {
      sessionStorage.setItem(key, JSON.stringify({ text, at: Date.now() }));
      return true;
    } catch {
      return false; // private browsing, or full: the page works as without script
    }
  },
  drop(wanted) {
    try {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX) && wanted(key)) sessionStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
  },
};

const say = (form, what, shown) => {
  const element = form.querySelector(`[data-keep-says="${what}"]`);
  if (element) element.hidden = !shown;
};

function keep(form) {
  if (form.kithKept) return;
  form.kithKept = true;
  const box = form.querySelector("textarea");
  const mine = `${PREFIX}${form.dataset.keepFor}.`;
  const key = mine + form.dataset.keep;
  store.drop((one) => !one.startsWith(mine)); // somebody else sits here now
  let saved = box.value;
  const before = store.read(key);
  say(form, "offer", before !== "" && before.trim() !== box.value.trim());
  form.querySelector("[data-keep-restore]")?.addEventListener("click", () => {
    box.value = store.read(key);
    saved = box.value;
    say(form, "offer", false);
    say(form, "kept", true);
    box.focus();
  });
  form.querySelector("[data-keep-drop]")?.addEventListener("click", () => {
    store.drop((one) => one === key);
    say(form, "offer", false);
    box.focus();
  });
  const now = () => {
    if (box.value === saved || !box.value.trim()) return;
    saved = box.value;
    if (store.write(key, saved)) {
      say(form, "offer", false);
      say(form, "kept", true);
    }
  };
  const timer = setInterval(() => (form.isConnected ? now() : clearInterval(timer)), EVERY_MS);
  for (const moment of ["submit", "pagehide"]) (moment === "submit" ? form : window).addEventListener(moment, now);
  document.addEventListener("visibilitychange", now);
}

function start() {
  for (const done of document.querySelectorAll("[data-keep-saved]")) {
    store.drop((key) => key.endsWith(`.${done.dataset.keepSaved}`));
  }
  document.querySelectorAll("form[data-keep]").forEach(keep);
}

const formOf = (event) => event.target.closest?.("form[data-keep]");

function failed(event) {
  const form = formOf(event);
  if (!form) return;
  say(form, "failed", true);
  form.querySelector('[data-keep-says="failed"]')?.scrollIntoView({ block: "center" });
}

start();
document.addEventListener("htmx:afterSettle", start);
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) document.addEventListener(name, failed);
document.addEventListener("htmx:configRequest", (event) => {
  if (!formOf(event)) return;
  event.detail.timeout = WAIT_MS;
  say(formOf(event), "failed", false);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (!requestConfig?.elt?.matches?.("form[data-keep]")) return;
  if (xhr.status === 422) {
    // The form with what is wrong with it.
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  } else if (xhr.status >= 400) {
    failed({ target: requestConfig.elt });
  }
});
