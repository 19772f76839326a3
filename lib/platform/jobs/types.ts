import type { z } from "zod";
import type { Refusal, Result } from "@/lib/kernel/result";
import type { db, Tx } from "@/lib/platform/db";

export const JOB_STATES = ["QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A file that a job made, as pages and downloads know it. */
export interface ProducedFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly madeAt: Date;
}

/** Where a job stands. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly about: string;
  readonly campaignId: string | null;
  readonly askedById: string;
  readonly askedName: string;
  readonly input: unknown;
  readonly state: JobState;
  /** Code of what is being done, in the messages of the room. */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  /** Why it failed: a code of the room, or one of `jobs.refusals`. */
  readonly error: Refusal | null;
  readonly queuedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly file: ProducedFile | null;
}

/** A job as its page shows it, and asks again and again. */
export type JobShown = Pick<Job, "id" | "state" | "stage" | "done" | "total" | "error" | "askedName" | "queuedAt">;

export function shownOf({ id, state, stage, done, total, error, askedName, queuedAt }: Job): JobShown {
  return { id, state, stage, done, total, error, askedName, queuedAt };
}

/** What a job hands over when it is done. */
export interface MadeFile {
  /** What somebody's computer calls it. */
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** What a job hands over that is no file: what `filed` writes into the database. */
export interface FoundAnswer {
  readonly found: unknown;
}

/** What the work is given. */
export interface JobWork<I> {
  readonly job: Job;
  readonly input: I;
  readonly reader: typeof db;
  /** Says how far the work is. Throws when it was cancelled or taken over: then nothing it does counts any more. */
  readonly progress: (stage: string, done: number, total: number) => Promise<void>;
}

/** One kind of long work. Rooms make these, and `instrumentation.ts` hands them to the worker: `platform` knows none. */
export interface JobKind<I = unknown> {
  /** `<room>.<verb>`; the room's messages say its stages and refusals. */
  readonly kind: string;
  readonly input: z.ZodType<I>;
  /** May be begun a second time when the process died in the middle, so it changes nothing but by its answer. */
  readonly run: (work: JobWork<I>) => Promise<Result<MadeFile | FoundAnswer | null>>;
  /** In the transaction that files the answer: the audit row, and whatever must be there exactly when the file is. */
  readonly filed?: (tx: Tx, job: Job, file: ProducedFile | null, found: unknown) => Promise<void>;
}

/** Keeps the kind of its input inside, so that kinds of different inputs stand in one list. */
export function asJobKind<I>(kind: JobKind<I>): JobKind {
  return kind as unknown as JobKind;
}
