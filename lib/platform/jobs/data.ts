import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { JOB_STATES, type Job, type ProducedFile } from "./types";

type Reader = Tx | typeof db;

const filed = {
  id: true,
  name: true,
  mime: true,
  bytes: true,
  sha256: true,
  storageKey: true,
  madeAt: true,
} satisfies Prisma.ProducedFileSelect;

export const whole = {
  id: true,
  kind: true,
  about: true,
  campaignId: true,
  askedById: true,
  askedName: true,
  input: true,
  state: true,
  stage: true,
  done: true,
  total: true,
  errorCode: true,
  reference: true,
  queuedAt: true,
  startedAt: true,
  endedAt: true,
  file: { select: filed },
} satisfies Prisma.JobSelect;

export function jobOf({ errorCode, reference, ...row }: Prisma.JobGetPayload<{ select: typeof whole }>): Job {
  return {
    ...row,
    state: JOB_STATES.find((state) => state === row.state) ?? "FAILED",
    error: errorCode === null ? null : { code: errorCode, ...(reference !== null && { values: { reference } }) },
  };
}

export async function findJob(reader: Reader, id: string): Promise<Job | null> {
  const row = await reader.job.findUnique({ where: { id }, select: whole });
  return row && jobOf(row);
}

/** The last one that was asked for, whatever became of it. */
export async function findLastJob(reader: Reader, kind: string, about: string): Promise<Job | null> {
  const row = await reader.job.findFirst({
    where: { kind, about },
    orderBy: [{ queuedAt: "desc" }, { id: "desc" }],
    select: whole,
  });
  return row && jobOf(row);
}

/** The last one that made a file: what there is to download. */
export async function findLastMade(
  reader: Reader,
  kind: string,
  about: string,
): Promise<(Job & { readonly file: ProducedFile }) | null> {
  const row = await reader.job.findFirst({
    where: { kind, about, state: "DONE", file: { isNot: null } },
    orderBy: [{ endedAt: "desc" }, { id: "desc" }],
    select: whole,
  });
  const job = row && jobOf(row);
  return job?.file ? { ...job, file: job.file } : null;
}
