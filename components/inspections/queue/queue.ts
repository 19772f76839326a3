/**
 * Pictures that wait on the device until the server has them. An entry is kept before anything else happens to it and
 * leaves only when the form holds the server's id; whatever is cut in between (line, tab, power) is taken up again from
 * what is kept. The server answers the same bytes with the same id, so sending twice changes nothing.
 */
export interface Entry {
  readonly key: string;
  readonly accountId: string;
  /** Form and field that it belongs to. */
  readonly form: string;
  readonly field: string;
  readonly unit: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: ArrayBuffer;
  /** Taken when the picture was; null where the browser has no cryptography (an address without https). */
  readonly sha256: string | null;
  readonly tries: number;
  /** Not before; on the device's clock, which may be set meanwhile. */
  readonly notBefore: number;
  /** What the server calls it, once it has it. */
  readonly fileId: string | null;
  /** Why the server will not take it; it stays until the inspector has seen that. */
  readonly refused: string | null;
}

export interface Store {
  all(): Promise<readonly Entry[]>;
  put(entry: Entry): Promise<void>;
  drop(key: string): Promise<void>;
}

export type Sent = { readonly id: string } | { readonly refused: string };

export interface Surroundings {
  readonly store: Store;
  /** Throws when it is not known whether the server has it. */
  readonly send: (entry: Entry) => Promise<Sent>;
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

const FIRST = 2_000;
const LONGEST = 5 * 60_000;

/** Doubles from two seconds to five minutes, spread so that a whole branch coming back does not knock at once. */
export function waitAfter(tries: number, random: number): number {
  return Math.round(Math.min(LONGEST, FIRST * 2 ** Math.min(tries - 1, 20)) * (0.5 + random / 2));
}

/** A time further off than the longest wait was set by a clock that has been put right since. */
export function isDue(entry: Pick<Entry, "notBefore">, now: number): boolean {
  return entry.notBefore <= now || entry.notBefore - now > LONGEST;
}

export class Queue {
  private readonly listeners = new Set<() => void>();
  private flushing: Promise<void> | null = null;
  private last: Promise<readonly Entry[]> | null = null;

  constructor(
    private readonly accountId: string,
    private readonly around: Surroundings,
  ) {}

  /** What this account has on the device; what others left there is not shown, not sent and not counted. */
  async entries(): Promise<readonly Entry[]> {
    return (await this.around.store.all()).filter(({ accountId }) => accountId === this.accountId);
  }

  /** The same as of the last change, read once for everybody who listens: pictures are large. */
  snapshot(): Promise<readonly Entry[]> {
    this.last ??= this.entries();
    return this.last;
  }

  /** Resolves once it is kept; rejects when the device cannot keep it (full), and then nothing of it is in the queue. */
  async add(given: Omit<Entry, "accountId" | "tries" | "notBefore" | "fileId" | "refused">): Promise<void> {
    await this.around.store.put({
      ...given,
      accountId: this.accountId,
      tries: 0,
      notBefore: 0,
      fileId: null,
      refused: null,
    });
    this.changed();
  }

  /** The form holds its id now, or the inspector does not want it any more. */
  async drop(key: string): Promise<void> {
    await this.around.store.drop(key);
    this.changed();
  }

  /** The field has got another name, because an occurrence before it was removed. */
  async move(form: string, from: string, to: string): Promise<void> {
    for (const entry of await this.entries())
      if (entry.form === form && entry.field === from) await this.around.store.put({ ...entry, field: to });
    this.changed();
  }

  /** Sends what is due, oldest first, one at a time; `all` does not wait for anything (the line has just come back). */
  flush(all = false): Promise<void> {
    this.flushing ??= this.run(all).finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  /** Milliseconds until something is due again; null when nothing waits. */
  async nextIn(): Promise<number | null> {
    const now = this.around.now();
    const waits = (await this.entries())
      .filter(isWaiting)
      .map((entry) => (isDue(entry, now) ? 0 : entry.notBefore - now));
    return waits.length === 0 ? null : Math.min(...waits);
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private changed(): void {
    this.last = null;
    for (const listener of this.listeners) listener();
  }

  private async run(all: boolean): Promise<void> {
    for (const { key } of await this.entries()) {
      // Read again: it may have been dropped or moved while another one was on its way.
      const entry = (await this.entries()).find((one) => one.key === key);
      if (!entry || !isWaiting(entry) || !(all || isDue(entry, this.around.now()))) continue;
      const outcome = await this.around.send(entry).catch(() => null);
      const now = (await this.entries()).find((one) => one.key === key);
      if (!now) continue;
      if (outcome && "id" in outcome) await this.keep({ ...now, fileId: outcome.id });
      else if (outcome) await this.keep({ ...now, refused: outcome.refused });
      else {
        const tries = now.tries + 1;
        await this.keep({
          ...now,
          tries,
          notBefore: this.around.now() + waitAfter(tries, this.around.random()),
        });
        // Without a line the next one would fare no better.
        if (!all) break;
      }
    }
    this.changed();
  }

  /** A device that is full still has the entry as it was: it is sent once more, and known to the server. */
  private async keep(entry: Entry): Promise<void> {
    await this.around.store.put(entry).catch(() => undefined);
  }
}

export function isWaiting(entry: Entry): boolean {
  return entry.fileId === null && entry.refused === null;
}

/** For tests, and for browsers that keep nothing. */
export function memoryStore(): Store {
  const kept = new Map<string, Entry>();
  return {
    all: async () => [...kept.values()],
    put: async (entry) => void kept.set(entry.key, entry),
    drop: async (key) => void kept.delete(key),
  };
}
