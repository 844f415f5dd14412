// Sends what waits on this device, from a page or from its worker, and tells every tab what became of it.
import { NO_LINE, NOT_NOW, send } from "./delivery.mjs";
import { change, channelOf, forget, read } from "./store.mjs";

export const SYNC = "kith-answers";
const ARRIVED = new Set(["received", "already", "taken_back"]);
const WAITS = new Set([NO_LINE, NOT_NOW, "damaged"]);

export const isOver = (came) => ARRIVED.has(came);
export const isWaiting = (came) => WAITS.has(came);

export async function sendWaiting(scope) {
  const alone = navigator.locks ? (work) => navigator.locks.request(`${SYNC}${scope}`, work) : (work) => work();
  return alone(async () => {
    const record = await read(scope);
    if (!record?.outbox) return { came: "nothing" };
    const said = await send(`${scope}deliver-answers/`, record.outbox.text);
    if (ARRIVED.has(said.came)) await forget(scope);
    // Stands in the way of it: the person must see it, also when the worker heard it.
    else if (!isWaiting(said.came)) await change(scope, (now) => now && { ...now, said });
    const channel = await channelOf(scope);
    channel.postMessage(said);
    channel.close();
    return said;
  });
}
