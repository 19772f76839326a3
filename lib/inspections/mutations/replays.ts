import "server-only";
import { createHash } from "node:crypto";
import type { Context } from "@/lib/access/types";
import type { Place } from "@/lib/campaigns/types";
import { canonicalText } from "@/lib/kernel/canonical";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Tx } from "@/lib/platform/db";
import type { Method } from "@/lib/scoring/programme/schema";
import type { Answers } from "../types";

export interface Submitted {
  readonly no: string;
  readonly score: string;
  readonly findings: number;
}

interface Earlier {
  readonly id: string;
  readonly no: string;
  readonly campaignId: string;
  readonly unitId: string;
  readonly method: string;
  readonly authorId: string;
  /** Four decimals. */
  readonly score: string;
  readonly hash: string | null;
}

export type ReplayRefusal = "SUBMISSION_TAKEN" | "SUBMISSION_DIFFERS";

/** Two tries of one submission say the same words; the order in which a device puts them does not matter. */
export function hashOf(filled: { onDay?: string | undefined; answers: Answers }): string {
  return createHash("sha256")
    .update(canonicalText({ onDay: filled.onDay ?? null, answers: filled.answers }))
    .digest("hex");
}

/**
 * What was stored under the id of a submission. Of two tries at once the second waits for the first and finds its record.
 * Whoever is let past at once has looked a moment before; should the other have stored its record just then, the unique
 * index stops this one and `perform` looks again.
 */
async function findEarlier(tx: Tx, submission: string): Promise<Earlier | null> {
  const lock = `submission:${submission}`;
  const find = () => tx.$queryRaw<(Omit<Earlier, "id"> & { id: string | null; alone: boolean })[]>`
    /* prepared */
    SELECT pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) AS alone, id, no, campaign_id AS "campaignId",
           unit_id AS "unitId", method, author_id AS "authorId", score::text, submission_hash AS hash
      FROM (SELECT) AS one LEFT JOIN inspections ON submission_id = ${submission}::uuid`;
  let [found] = await find();
  if (found && !found.alone) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
    [found] = await find();
  }
  return found?.id ? { ...found, id: found.id } : null;
}

/**
 * What a submission sent again is answered with: its record, once. The same id with other content is refused with the
 * number of the record, so that nobody believes the change was taken; the id of somebody else's says nothing.
 */
export async function findReplayed(
  { tx, actor }: Context,
  { campaign, unit }: Place,
  method: Method,
  input: { submission?: string | undefined; onDay?: string | undefined; answers: Answers },
): Promise<Result<Submitted | null, ReplayRefusal>> {
  if (input.submission === undefined) return accept(null);
  const earlier = await findEarlier(tx, input.submission);
  if (!earlier) return accept(null);
  const same = earlier.campaignId === campaign.id && earlier.unitId === unit.id && earlier.method === method;
  if (!same || earlier.authorId !== actor.accountId) return refuse("SUBMISSION_TAKEN");
  if (earlier.hash !== hashOf(input)) return refuse("SUBMISSION_DIFFERS", { values: { no: earlier.no } });
  const findings = await tx.finding.count({ where: { inspectionId: earlier.id } });
  return accept({ no: earlier.no, score: earlier.score, findings });
}

/** Hands in what was not handed in before. */
export async function once<Code extends string>(
  context: Context,
  place: Place,
  method: Method,
  input: Parameters<typeof findReplayed>[3],
  handIn: () => Promise<Result<Submitted, Code>>,
): Promise<Result<Submitted, Code | ReplayRefusal>> {
  const replayed = await findReplayed(context, place, method, input);
  if (!replayed.ok) return replayed;
  return replayed.value ? accept(replayed.value) : handIn();
}
