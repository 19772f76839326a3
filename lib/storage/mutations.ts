import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Tx } from "@/lib/platform/db";
import { findLastJob } from "@/lib/platform/jobs/data";
import { cancelJob, queueJob } from "@/lib/platform/jobs/mutations";
import type { Job } from "@/lib/platform/jobs/types";
import { CHECK, type CheckFound, WHOLE_STORE } from "./types";

/** Asks for the store to be read through. */
export async function queueCheck({ tx, now, actor }: Context): Promise<Result<{ job: string }>> {
  const { id, already } = await queueJob(tx, now, {
    kind: CHECK,
    about: WHOLE_STORE,
    campaignId: null,
    askedBy: actor,
    input: {},
  });
  return already ? refuse("ALREADY_RUNNING") : accept({ job: id });
}

export async function cancelCheck({ tx, now }: Context): Promise<Result<{ job: string }>> {
  const job = await findLastJob(tx, CHECK, WHOLE_STORE);
  if (!job || !(await cancelJob(tx, now, job.id))) return refuse("NOT_RUNNING");
  return accept({ job: job.id });
}

/** Writes down what a check found, once for its job. */
export async function recordCheck(tx: Tx, job: Job, endedAt: Date, found: CheckFound): Promise<void> {
  const count = (fault: string) => found.faults.filter((one) => one.fault === fault).length;
  const { id } = await tx.fileCheck.create({
    data: {
      jobId: job.id,
      askedName: job.askedName,
      store: found.store,
      startedAt: job.startedAt ?? job.queuedAt,
      endedAt,
      files: found.files,
      bytes: BigInt(found.bytes),
      damaged: count("DAMAGED"),
      missing: count("MISSING"),
    },
    select: { id: true },
  });
  if (found.faults.length === 0) return;
  await tx.fileFault.createMany({ data: found.faults.map((fault) => ({ ...fault, checkId: id })) });
}
