// What this device keeps of one personal link: one record, in a database of its own, so that all of it goes at once.
// Its name is a hash: whoever lists the databases of a browser does not read addresses there.
import { sha256Of } from "./delivery.mjs";

const STORE = "kept";
const KEY = "answers";

const marks = new Map();
async function markOf(scope) {
  if (!marks.has(scope)) marks.set(scope, (await sha256Of(scope)).slice(0, 16));
  return marks.get(scope);
}

const databaseOf = async (scope) => `kith.answers.${await markOf(scope)}`;
export const cacheOf = async (scope, version) => `kith.offline.${await markOf(scope)}.${version}`;
export const channelOf = async (scope) => new BroadcastChannel(await databaseOf(scope));

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// Looking leaves nothing behind: a database that is not there is not made.
async function opened(scope, { make }) {
  const request = indexedDB.open(await databaseOf(scope));
  request.onupgradeneeded = () => (make ? request.result.createObjectStore(STORE) : request.transaction.abort());
  try {
    return await done(request);
  } catch (error) {
    if (make) throw error;
    return null;
  }
}

export async function read(scope) {
  const database = await opened(scope, { make: false });
  if (!database) return undefined;
  try {
    return await done(database.transaction(STORE).objectStore(STORE).get(KEY));
  } finally {
    database.close();
  }
}

// In one transaction, so that two tabs change one record after the other. work(record) gives the record to keep.
export async function change(scope, work) {
  const database = await opened(scope, { make: true });
  try {
    const store = database.transaction(STORE, "readwrite").objectStore(STORE);
    const next = work(await done(store.get(KEY)));
    if (next !== undefined) await done(store.put(next, KEY));
    return next;
  } finally {
    database.close();
  }
}

async function forgetFiles(scope) {
  const mine = await cacheOf(scope, "");
  for (const name of await caches.keys()) if (name.startsWith(mine)) await caches.delete(name);
}

// Nothing of this link stays on the device: no answers, no page, no worker.
export async function forget(scope) {
  await done(indexedDB.deleteDatabase(await databaseOf(scope)));
  const worker = self.registration ?? (await navigator.serviceWorker.getRegistration(scope));
  if (worker && new URL(worker.scope).pathname === scope) await worker.unregister();
  await forgetFiles(scope); // last: a worker that was just coming would fetch them again
}
