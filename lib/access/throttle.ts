import "server-only";
import { now } from "@/lib/platform/clock";
import { db, inTransaction, type Tx } from "@/lib/platform/db";
import { THROTTLE } from "./rules";

/** True while the pair of account and source is closed. */
export async function isLocked(key: string): Promise<boolean> {
  const throttle = await db.signInThrottle.findUnique({ where: { key }, select: { lockedUntil: true } });
  return throttle?.lockedUntil != null && throttle.lockedUntil > now();
}

/** One more failure of the pair. The row is held while it is counted, so that many at once do not slip through. */
export async function countFailure(tx: Tx, key: string): Promise<void> {
  const at = now();
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`throttle:${key}`}, 0))`;
  const windowStart = new Date(at.getTime() - THROTTLE.minutes * 60_000);
  const old = await tx.signInThrottle.findUnique({ where: { key } });
  const counts = old && old.startedAt > windowStart;
  const failures = counts ? old.failures + 1 : 1;
  const lockedUntil = failures >= THROTTLE.failures ? new Date(at.getTime() + THROTTLE.minutes * 60_000) : null;
  const startedAt = counts ? old.startedAt : at;
  await tx.signInThrottle.upsert({
    where: { key },
    create: { key, failures, startedAt, lockedUntil },
    update: { failures, startedAt, lockedUntil },
  });
}

/**
 * Tries a secret under the throttle: the work is done even while locked, so that time tells nothing, and a right answer
 * given while locked counts as wrong.
 */
export async function tryUnderThrottle(key: string, check: () => Promise<boolean>): Promise<boolean> {
  const [right, locked] = await Promise.all([check(), isLocked(key)]);
  if (right && !locked) {
    await db.signInThrottle.deleteMany({ where: { key } });
    return true;
  }
  if (!locked) await inTransaction((tx) => countFailure(tx, key));
  return false;
}

/**
 * Counts one more request of the key in the current minute, in one statement, so that requests side by side are all
 * counted. @returns whether it is still within the limit
 */
export async function countWithin(key: string, limit: number): Promise<boolean> {
  const at = now();
  const minuteAgo = new Date(at.getTime() - 60_000);
  const rows = await db.$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_throttles AS t (key, failures, started_at) VALUES (${key}, 1, ${at})
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.started_at <= ${minuteAgo} THEN 1 ELSE t.failures + 1 END,
      started_at = CASE WHEN t.started_at <= ${minuteAgo} THEN ${at} ELSE t.started_at END
    RETURNING failures`;
  return (rows[0]?.failures ?? 1) <= limit;
}
