import { forgetPage } from "../offline/keep";
import { forgetDraft } from "../offline/texts";
import { openDevice } from "./database";
import { type FormEntry, type FormSent, isOpen, Outbox } from "./outbox";
import { type Entry, isWaiting, Queue, type Sent } from "./queue";

/** Says, without opening the database, that an account may have something waiting; so every other page loads nothing. */
const FLAG = "mingyou:queue:";
/** Said to the rest of the page when something begins to wait. */
export const WAITS = "mingyou:waits";
const LARGE = 600_000;

/** Accounts with something waiting, also where the browser keeps nothing. */
const busy = new Set<string>();
const kept = new Map<string, Promise<OnDevice>>();

/** What one account has waiting on this device. */
export interface OnDevice {
  readonly queue: Queue;
  readonly outbox: Outbox;
}

/** What this account has on this device, and what keeps sending it while a page is open. */
export function onDevice(accountId: string): Promise<OnDevice> {
  const known = kept.get(accountId);
  if (known) return known;
  const opened = open(accountId);
  kept.set(accountId, opened);
  return opened;
}

/** The pictures of it. */
export async function queueOf(accountId: string): Promise<Queue> {
  return (await onDevice(accountId)).queue;
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

async function open(accountId: string): Promise<OnDevice> {
  const device = await openDevice();
  let writing = 0;
  // Said before it is kept: a tab that dies in between is looked after in vain, and what it kept is never overlooked.
  const saidFirst = <E, S extends { put(entry: E): Promise<void> }>(store: S): S => ({
    ...store,
    put: async (entry: E) => {
      writing += 1;
      flag(accountId, true);
      await store.put(entry).finally(() => {
        writing -= 1;
      });
    },
  });
  const [pictures, forms] = [saidFirst(device.pictures), saidFirst(device.forms)];
  const clock = { now: () => Date.now(), random: () => Math.random() };
  const queue = new Queue(accountId, { store: pictures, send, ...clock });
  const outbox = new Outbox(accountId, { store: forms, pictures: queue, send: sendForm, arrived, ...clock });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = async (all = false) => {
    // Forms ask for their own pictures first; then the pictures of forms that are still in work.
    await outbox.flush(all);
    await queue.flush(all);
  };
  const plan = async () => {
    clearTimeout(timer);
    const waits = await Promise.all([queue.nextIn(), outbox.nextIn()]).catch(() => []);
    const [own, finished] = [await queue.entries().catch(() => []), await outbox.entries().catch(() => [])];
    flag(accountId, writing + own.length + finished.length > 0);
    const due = waits.flatMap((wait) => wait ?? []);
    if (due.length > 0) timer = setTimeout(() => void flush(), Math.max(Math.min(...due), 1_000));
  };
  queue.listen(() => void plan());
  outbox.listen(() => void plan());
  window.addEventListener("online", () => void flush(true));
  void plan();
  return { queue, outbox };
}

/** Counts of what has still to reach the server. */
export async function countWaiting({ queue, outbox }: OnDevice): Promise<{ pictures: number; forms: number }> {
  const [pictures, forms] = [await queue.snapshot(), await outbox.entries()];
  return { pictures: pictures.filter(isWaiting).length, forms: forms.filter(isOpen).length };
}

function arrived({ form, url, accountId }: FormEntry): void {
  forgetDraft(form);
  void forgetPage(accountId, url);
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

/** Not a server action: those change their names with every update of the product, and a form may be older than that. */
async function sendForm({ key, campaign, body }: FormEntry): Promise<FormSent> {
  const { unit, method, month, onDay, draft, answers, spent } = body;
  const answer = await fetch(`/campaigns/${encodeURIComponent(campaign)}/inspections/submissions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      unit,
      onDay,
      submission: key,
      answers,
      spent,
      ...(month === null ? { method } : { month }),
      ...(month === null && draft !== null ? { draft } : {}),
    }),
    signal: AbortSignal.timeout(60_000),
  });
  if (answer.status >= 500 || LATER.has(answer.status)) throw new Error(String(answer.status));
  const said = (await answer.json()) as { no?: string; message?: string };
  return answer.ok && said.no ? { no: said.no } : { refused: said.message ?? String(answer.status) };
}

/** Asks the browser not to clear what it keeps for us; false where it may do so when the device runs short. */
export async function keepsForGood(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
