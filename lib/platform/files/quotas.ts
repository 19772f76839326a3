import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { type Refusal, refuse } from "@/lib/kernel/result";
import type { db, Tx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;

/** How much may lie in the store, in bytes; set in the environment, see the table in README. */
export function quotas(): { readonly outlet: number; readonly day: number; readonly total: number } {
  return {
    outlet: env.MINGYOU_FILES_OUTLET_GB * GIGABYTE,
    day: env.MINGYOU_FILES_DAY_MB * MEGABYTE,
    total: env.MINGYOU_FILES_TOTAL_GB * GIGABYTE,
  };
}

/** First half of the advisory locks under which one uploader's files are counted one after the other. */
const COUNTING = 20_261_124;

interface At {
  readonly tx: Tx;
  readonly actor: Pick<Actor, "accountId">;
  /** Business day. */
  readonly today: string;
}

/**
 * Refuses a file that would go beyond a quota, and says how much is used. Counted in the transaction that files it: the
 * uploader and the outlet are locked until it ends, so that of two files at once the second counts the first. The sum of
 * everybody is not locked, since all outlets would wait for one another; it may be passed by what is just arriving.
 */
export async function overQuota(
  { tx, actor, today }: At,
  { unitId, bytes }: { unitId: string; bytes: number },
): Promise<{ readonly ok: false; readonly refusals: readonly [Refusal] } | null> {
  const limit = quotas();
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${COUNTING}::int, hashtext(${actor.accountId}))::text`;
  const day = await usedOn(tx, actor.accountId, today);
  if (day + bytes > limit.day) return refuse("QUOTA_DAY", said(day, limit.day, MEGABYTE));

  await tx.$executeRaw`INSERT INTO file_usage (unit_id) VALUES (${unitId}::uuid) ON CONFLICT DO NOTHING`;
  const [row] = await tx.$queryRaw<{ bytes: bigint }[]>`
    SELECT bytes FROM file_usage WHERE unit_id = ${unitId}::uuid FOR UPDATE`;
  const outlet = Number(row?.bytes ?? 0);
  if (outlet + bytes > limit.outlet) return refuse("QUOTA_OUTLET", said(outlet, limit.outlet, GIGABYTE));

  const total = await usedInAll(tx);
  if (total + bytes > limit.total) return refuse("QUOTA_TOTAL", said(total, limit.total, GIGABYTE));
  return null;
}

const said = (used: number, limit: number, unit: number) => ({
  values: { used: (used / unit).toFixed(1), limit: String(limit / unit) },
});

/** Bytes that one account filed on a business day. */
async function usedOn(reader: Tx, accountId: string, day: string): Promise<number> {
  const midnight = new Date(`${day}T00:00:00+08:00`);
  const { _sum } = await reader.evidenceFile.aggregate({
    where: {
      uploadedById: accountId,
      uploadedAt: { gte: midnight, lt: new Date(midnight.getTime() + 24 * 3_600_000) },
    },
    _sum: { bytes: true },
  });
  return _sum.bytes ?? 0;
}

/** Bytes of everybody. */
export async function usedInAll(reader: Tx | typeof db): Promise<number> {
  const { _sum } = await reader.fileUsage.aggregate({ _sum: { bytes: true } });
  return Number(_sum.bytes ?? 0);
}
