// Puts what was answered into one text with a name and a hash of its own, and sends it: once, however often it is tried.
const FORMAT = 1;

// One text for one value, as kith.foundation.provenance.canonical_json writes it.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
}

export async function sha256Of(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Half a character (an emoji cut in two) cannot be sent.
const whole = (given) => (Array.isArray(given) ? given.map(whole) : given.replace(/[\ud800-\udfff]/gu, "\ufffd"));

// {id, text}: made once, kept, and sent unchanged until it has arrived.
export async function packed({ instrument, base, before, typed }) {
  const answers = Object.fromEntries(Object.entries(typed).map(([field, given]) => [field, whole(given)]));
  const sent = { format: FORMAT, id: crypto.randomUUID(), instrument, base, before, answers };
  return { id: sent.id, text: canonical({ ...sent, sha256: await sha256Of(canonical(sent)) }) };
}

export const NO_LINE = "no_line";
export const NOT_NOW = "not_now";
const TAKES_AT_MOST_MS = 30000;

// What the service says became of it: {came, ...}. It may be out of reach, or say something that nobody understands.
export async function send(address, text) {
  try {
    const { token, came = NOT_NOW } = await said(await fetch(address, options()));
    if (!token) return { came };
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const heard = await said(await fetch(address, { ...options(), method: "POST", headers, body: text }));
    return heard.came ? heard : { came: NOT_NOW };
  } catch {
    return { came: NO_LINE };
  }
}

const said = (answer) => answer.json().catch(() => ({}));
const options = () => ({ credentials: "same-origin", cache: "no-store", redirect: "error", signal: AbortSignal.timeout?.(TAKES_AT_MOST_MS) });
