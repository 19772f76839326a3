import type { DraftAnswers } from "@/lib/inspections/types";
import { type Entry, isDue, isWaiting, type Queue, waitAfter } from "./queue";

/**
 * Finished forms that wait on the device until the server has them. A form waits for its own pictures first: each comes
 * into the answers under the id that the server gave it, and only then the form is sent, under an id that is the same at
 * every try, so that the server takes it once. It leaves the device when its inspector has seen its number.
 */
export interface FormEntry {
  /** Id of the submission, made before the first try. */
  readonly key: string;
  readonly accountId: string;
  /** What the form is called on this device; its pictures wait under the same name. */
  readonly form: string;
  readonly campaign: string;
  readonly title: string;
  readonly place: string;
  /** Where the form itself is. */
  readonly url: string;
  readonly body: FormBody;
  /** When it was handed in, on the device's clock. */
  readonly at: number;
  readonly tries: number;
  readonly notBefore: number;
  /** Its number, once the server has it. */
  readonly no: string | null;
  /** Why the server will not take it as it stands. */
  readonly refused: string | null;
}

export interface FormBody {
  readonly unit: string;
  readonly method: string;
  readonly month: string | null;
  readonly onDay: string;
  readonly draft: string | null;
  readonly answers: DraftAnswers;
  /** Seconds by item. */
  readonly spent: Readonly<Record<string, number>>;
}

export interface FormStore {
  all(): Promise<readonly FormEntry[]>;
  put(entry: FormEntry): Promise<void>;
  drop(key: string): Promise<void>;
}

export type FormSent = { readonly no: string } | { readonly refused: string };

export interface FormSurroundings {
  readonly store: FormStore;
  /** The pictures of the same account. */
  readonly pictures: Pick<Queue, "entries" | "flush" | "drop">;
  /** Throws when it is not known whether the server has it. */
  readonly send: (entry: FormEntry) => Promise<FormSent>;
  /** The server has it: nothing of the form itself need stay on the device. */
  readonly arrived?: (entry: FormEntry) => void;
  readonly now: () => number;
  readonly random: () => number;
}

export const isOpen = (entry: Pick<FormEntry, "no" | "refused">): boolean =>
  entry.no === null && entry.refused === null;

export class Outbox {
  private readonly listeners = new Set<() => void>();
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly accountId: string,
    private readonly around: FormSurroundings,
  ) {}

  async entries(): Promise<readonly FormEntry[]> {
    const own = (await this.around.store.all()).filter(({ accountId }) => accountId === this.accountId);
    return own.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  }

  /** Resolves once it is kept; rejects when the device cannot keep it. Handed in again, the later words count. */
  async add(given: Omit<FormEntry, "accountId" | "tries" | "notBefore" | "no" | "refused">): Promise<void> {
    await this.around.store.put({
      ...given,
      accountId: this.accountId,
      tries: 0,
      notBefore: 0,
      no: null,
      refused: null,
    });
    this.changed();
  }

  async drop(key: string): Promise<void> {
    await this.around.store.drop(key);
    this.changed();
  }

  /** Once more, although the server would not take it: what stood in the way may have been cleared. */
  async retry(key: string): Promise<void> {
    await this.keep(key, () => ({ refused: null, tries: 0, notBefore: 0 }));
    await this.flush(true);
  }

  flush(all = false): Promise<void> {
    this.flushing ??= this.run(all).finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  /** Milliseconds until a form is due again; null when none waits. */
  async nextIn(): Promise<number | null> {
    const now = this.around.now();
    const waits = (await this.entries()).filter(isOpen).map((entry) => (isDue(entry, now) ? 0 : entry.notBefore - now));
    return waits.length === 0 ? null : Math.min(...waits);
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  private async run(all: boolean): Promise<void> {
    for (const { key } of await this.entries()) {
      const entry = await this.one(key);
      if (!entry || !isOpen(entry) || !(all || isDue(entry, this.around.now()))) continue;
      await this.around.pictures.flush(all);
      if (!(await this.hand(key)) && !all) break;
    }
    this.changed();
  }

  /** False when the line seems to be gone. */
  private async hand(key: string): Promise<boolean> {
    const own = await this.picturesOf(key);
    const refused = own.find((picture) => picture.refused !== null);
    if (refused) return this.keep(key, () => ({ refused: refused.refused }));
    if (own.some(isWaiting)) return this.keep(key, (entry) => this.later(entry));
    await this.keep(key, (entry) => ({ body: { ...entry.body, answers: withPictures(entry.body.answers, own) } }));
    const entry = await this.one(key);
    // A device that could not keep the answers with their pictures tries again later, from what it has.
    if (!entry || !holdsPictures(entry.body.answers, own)) return false;
    for (const picture of own) await this.around.pictures.drop(picture.key);
    const outcome = await this.around.send(entry).catch(() => null);
    if (!outcome) {
      await this.keep(key, (now) => this.later(now));
      return false;
    }
    if ("refused" in outcome) return this.keep(key, () => ({ refused: outcome.refused }));
    await this.keep(key, () => ({ no: outcome.no }));
    this.around.arrived?.(entry);
    return true;
  }

  private later({ tries }: FormEntry): Partial<FormEntry> {
    return { tries: tries + 1, notBefore: this.around.now() + waitAfter(tries + 1, this.around.random()) };
  }

  private async one(key: string): Promise<FormEntry | undefined> {
    return (await this.entries()).find((entry) => entry.key === key);
  }

  private async picturesOf(key: string): Promise<readonly Entry[]> {
    const entry = await this.one(key);
    if (!entry) return [];
    return (await this.around.pictures.entries()).filter(({ form }) => form === entry.form);
  }

  /** What somebody took back meanwhile stays taken back; a full device keeps it as it was, and it is tried once more. */
  private async keep(key: string, change: (entry: FormEntry) => Partial<FormEntry>): Promise<boolean> {
    const entry = await this.one(key);
    if (entry) await this.around.store.put({ ...entry, ...change(entry) }).catch(() => undefined);
    return true;
  }
}

const FIELD = /^answers\.([^.]+)\.(?:also\.(\d{1,2})\.)?evidence$/;

type Filed = Pick<Entry, "field" | "fileId">;

/** The answers with the ids of pictures that have arrived, each once, where its field stands. */
export function withPictures(answers: DraftAnswers, pictures: readonly Filed[]): DraftAnswers {
  const next: Record<string, DraftAnswers[string]> = { ...answers };
  for (const { field, fileId } of pictures) {
    const [, code = "", at] = FIELD.exec(field) ?? [];
    const answer = next[code];
    if (!answer || fileId === null) continue;
    if (at === undefined) next[code] = { ...answer, evidence: once(answer.evidence, fileId) };
    else
      next[code] = {
        ...answer,
        also: (answer.also ?? []).map((one, index) =>
          index === Number(at) ? { ...one, evidence: once(one.evidence, fileId) } : one,
        ),
      };
  }
  return next;
}

function once(ids: readonly string[] | undefined, id: string): string[] {
  return ids?.includes(id) ? [...ids] : [...(ids ?? []), id];
}

function holdsPictures(answers: DraftAnswers, pictures: readonly Filed[]): boolean {
  return JSON.stringify(withPictures(answers, pictures)) === JSON.stringify(answers);
}

/** For tests, and for browsers that keep nothing. */
export function memoryForms(): FormStore {
  const kept = new Map<string, FormEntry>();
  return {
    all: async () => [...kept.values()],
    put: async (entry) => void kept.set(entry.key, entry),
    drop: async (key) => void kept.delete(key),
  };
}
