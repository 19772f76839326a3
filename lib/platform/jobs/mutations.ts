import "server-only";
import type { Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";

/** Tries of graphile-worker itself; how often work is really begun again is our own count (`run.ts`). */
const QUEUE_ATTEMPTS = 25;

export interface JobRequest {
  readonly kind: string;
  readonly about: string;
  readonly campaignId: string | null;
  readonly askedBy: { readonly accountId: string; readonly name: string };
  readonly input: Prisma.InputJsonValue;
  /** Seconds until it may begin; absent: at once. */
  readonly after?: number;
}

/**
 * Asks for long work, inside the transaction of the request: rolled back, there is no job. Where the same is already
 * waiting or being done, that one is the answer.
 */
export async function queueJob(
  tx: Tx,
  now: Date,
  { askedBy, after = 0, ...request }: JobRequest,
): Promise<{ id: string; already: boolean }> {
  const { kind, about } = request;
  const open = await tx.job.findFirst({ where: { kind, about, endedAt: null }, select: { id: true } });
  if (open) return { ...open, already: true };
  const { id } = await tx.job.create({
    data: { ...request, askedById: askedBy.accountId, askedName: askedBy.name, queuedAt: now },
    select: { id: true },
  });
  await tx.$queryRaw`
    SELECT (graphile_worker.add_job(
      identifier => ${kind}, payload => json_build_object('job', ${id}::text),
      max_attempts => ${QUEUE_ATTEMPTS}::int, job_key => ${id}::text,
      run_at => clock_timestamp() + make_interval(secs => ${after}::float8))).id::text`;
  return { id, already: false };
}

/** Ends a job that has not ended; one that is running finds out at its next word about its progress. */
export async function cancelJob(tx: Tx, now: Date, id: string): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id, endedAt: null },
    data: { state: "CANCELLED", endedAt: now },
  });
  if (count === 0) return false;
  await tx.$queryRaw`SELECT (graphile_worker.remove_job(${id}::text)).id::text`;
  return true;
}
