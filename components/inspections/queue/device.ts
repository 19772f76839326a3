import { type Entry, memoryStore, Queue, type Sent, type Store } from "./queue";

/** Says, without opening the database, that an account may have something waiting; so every other page loads nothing. */
const FLAG = "mingyou:queue:";
/** Said to the rest of the page when something begins to wait. */
export const WAITS = "mingyou:waits";
const LARGE = 600_000;

/** Accounts with something waiting, also where the browser keeps nothing. */
const busy = new Set<string>();
const queues = new Map<string, Promise<Queue>>();

/** The queue of this account on this device, and the one that keeps sending while a page is open. */
export function queueOf(accountId: string): Promise<Queue> {
  const known = queues.get(accountId);
  if (known) return known;
  const opened = open(accountId);
  queues.set(accountId, opened);
  return opened;
}

/** Whether something may be waiting. */
export function mayWait(accountId: string): boolean {
  if (busy.has(accountId)) return true;
  try {
    return localStorage.getItem(FLAG + accountId) !== null;
  } catch {
    return false;
  }
}

async function open(accountId: string): Promise<Queue> {
  const store = await openStore();
  const queue = new Queue(accountId, { store, send, now: () => Date.now(), random: () => Math.random() });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = async () => {
    clearTimeout(timer);
    const wait = await queue.nextIn().catch(() => null);
    flag(accountId, (await queue.entries().catch(() => [])).length > 0);
    if (wait !== null) timer = setTimeout(() => void queue.flush(), Math.max(wait, 1_000));
  };
  queue.listen(() => void plan());
  window.addEventListener("online", () => void queue.flush(true));
  void plan();
  return queue;
}

function flag(accountId: string, waits: boolean): void {
  const said = mayWait(accountId);
  if (waits) busy.add(accountId);
  else busy.delete(accountId);
  try {
    if (waits) localStorage.setItem(FLAG + accountId, "1");
    else localStorage.removeItem(FLAG + accountId);
  } catch {
    // Without a store there is nothing that could wait after this page.
  }
  if (waits && !said) window.dispatchEvent(new Event(WAITS));
}

/** A browser that keeps nothing (private windows, switched off) still sends while the page is open. */
async function openStore(): Promise<Store> {
  try {
    const { Dexie } = await import("dexie");
    const database = new Dexie("mingyou-capture");
    database.version(1).stores({ pictures: "key" });
    await database.open();
    const table = database.table<Entry, string>("pictures");
    return {
      all: () => table.toArray(),
      put: async (entry) => void (await table.put(entry)),
      drop: (key) => table.delete(key),
    };
  } catch {
    return memoryStore();
  }
}

/** Smaller, with what the camera wrote into it; whatever cannot be made smaller goes as it is. */
export async function prepared(file: File): Promise<{ bytes: ArrayBuffer; sha256: string | null }> {
  let small: Blob = file;
  if (file.size > LARGE && file.type.startsWith("image/")) {
    try {
      const { default: compress } = await import("browser-image-compression");
      // No worker: it would be loaded from somebody else's server.
      const options = { maxSizeMB: 1.5, maxWidthOrHeight: 2560, useWebWorker: false, preserveExif: true };
      const made = await compress(file, options);
      if (made.size < file.size) small = made;
    } catch {
      small = file;
    }
  }
  const bytes = await small.arrayBuffer();
  return { bytes, sha256: await hashOf(bytes) };
}

async function hashOf(bytes: ArrayBuffer): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Not now: nobody is signed in, too many at once, or the server is busy. Trying again may help. */
const LATER = new Set([401, 403, 408, 425, 429]);

async function send(entry: Entry): Promise<Sent> {
  const body = new FormData();
  body.set("unit", entry.unit);
  body.set("file", new File([entry.bytes], entry.name, { type: entry.mime }));
  const answer = await fetch("/api/files", {
    method: "POST",
    body,
    headers: entry.sha256 ? { "x-content-sha256": entry.sha256 } : {},
    signal: AbortSignal.timeout(120_000),
  });
  if (answer.status >= 500 || LATER.has(answer.status)) throw new Error(String(answer.status));
  const said = (await answer.json()) as { id?: string; message?: string };
  return answer.ok && said.id ? { id: said.id } : { refused: said.message ?? String(answer.status) };
}

/** Asks the browser not to clear what it keeps for us; false where it may do so when the device runs short. */
export async function keepsForGood(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
