import "server-only";
import { randomUUID } from "node:crypto";
import type { TaskList } from "graphile-worker";
import { now } from "@/lib/platform/clock";
import { db, inTransaction } from "@/lib/platform/db";
import { keepProduct } from "@/lib/platform/files/store";
import { log } from "@/lib/platform/log";
import { jobOf, whole } from "./data";
import type { FoundAnswer, Job, JobKind, MadeFile } from "./types";

/** After so many processes died over the same job it is the job. */
const MOST_ATTEMPTS = 3;
/** Between two words about the same stage. */
const WORD_MS = 250;

/** Cancelled, or taken over by another process: nothing is left to say. */
class Overtaken extends Error {
  constructor() {
    super("the job is no longer ours");
  }
}

/** What graphile-worker calls for each kind. */
export function tasksOf(kinds: readonly JobKind[]): TaskList {
  return Object.fromEntries(kinds.map((kind) => [kind.kind, (payload: unknown) => runJob(kind, payload)]));
}

async function runJob(kind: JobKind, payload: unknown): Promise<void> {
  const id = (payload as { job?: unknown } | null)?.job;
  if (typeof id !== "string") return;
  const taken = await takeUp(id);
  if (!taken) return;
  const { job, attempt } = taken;
  try {
    if (attempt > MOST_ATTEMPTS) return await fail(id, attempt, "JOB_GAVE_UP");
    const input = kind.input.safeParse(job.input);
    if (!input.success) return await fail(id, attempt, "JOB_INPUT");
    const done = await kind.run({ job, input: input.data, reader: db, progress: wordsAbout(id, attempt) });
    if (!done.ok) return await fail(id, attempt, done.refusals[0].code);
    await file(kind, job, attempt, done.value);
  } catch (error) {
    if (error instanceof Overtaken) return;
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, job: id, kind: kind.kind }, "job failed");
    await fail(id, attempt, "JOB_FAILED", reference);
  }
}

/** Every taking-up has a number of its own, so that of two processes only the last can write. */
async function takeUp(id: string): Promise<{ job: Job; attempt: number } | null> {
  const at = now();
  const [row] = await db.job.updateManyAndReturn({
    where: { id, endedAt: null },
    data: { state: "RUNNING", attempts: { increment: 1 }, stage: "", done: 0, total: 0, startedAt: at },
    select: { attempts: true },
  });
  if (!row) return null;
  const job = await db.job.findUniqueOrThrow({ where: { id }, select: whole });
  return { job: jobOf(job), attempt: row.attempts };
}

const ours = (id: string, attempt: number) => ({ id, attempts: attempt, endedAt: null });

function wordsAbout(id: string, attempt: number) {
  let said = { stage: "", at: Number.NEGATIVE_INFINITY };
  return async (stage: string, done: number, total: number): Promise<void> => {
    const at = performance.now();
    if (stage === said.stage && at - said.at < WORD_MS) return;
    said = { stage, at };
    const { count } = await db.job.updateMany({ where: ours(id, attempt), data: { stage, done, total } });
    if (count === 0) throw new Overtaken();
  };
}

async function file(kind: JobKind, job: Job, attempt: number, answer: MadeFile | FoundAnswer | null): Promise<void> {
  const made = answer && "bytes" in answer ? answer : null;
  const found = answer && "found" in answer ? answer.found : null;
  const kept = made && { ...(await keepProduct(made.bytes)), name: made.name, mime: made.mime };
  await inTransaction(async (tx) => {
    const at = now();
    const { count } = await tx.job.updateMany({
      where: ours(job.id, attempt),
      data: { state: "DONE", endedAt: at },
    });
    if (count === 0) throw new Overtaken();
    const row = kept && (await tx.producedFile.create({ data: { ...kept, jobId: job.id, madeAt: at } }));
    await kind.filed?.(tx, job, row, found);
  });
}

async function fail(id: string, attempt: number, code: string, reference?: string): Promise<void> {
  await db.job.updateMany({
    where: ours(id, attempt),
    data: { state: "FAILED", endedAt: now(), errorCode: code, reference: reference ?? null },
  });
}
