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
const TAKES_AT_MOST_MS = 30000;

// What the service says became of it: {came, ...}. No line, or no answer that can be understood: {came: "no_line"}.
export async function send(address, text) {
  try {
    const asked = await fetch(address, options());
    const { token, came } = await asked.json();
    if (!token) return { came };
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const answer = await fetch(address, { ...options(), method: "POST", headers, body: text });
    const said = await answer.json();
    return said.came ? said : { came: NO_LINE };
  } catch {
    return { came: NO_LINE };
  }
}

const options = () => ({ credentials: "same-origin", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(TAKES_AT_MOST_MS) });
