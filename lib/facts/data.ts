import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import { FACT_KINDS, type FactKind, type Reversal } from "./types";

type Reader = Tx | typeof db;

/** Reversed facts of a campaign by fact id. */
export async function mapReversals(reader: Reader, campaignId: string): Promise<Map<string, Reversal>> {
  const rows = await reader.factReversal.findMany({
    where: { campaignId },
    select: { factId: true, kind: true, reason: true, at: true },
  });
  return new Map(
    rows.flatMap((row) => {
      const kind = FACT_KINDS.find((known): known is FactKind => known === row.kind);
      return kind
        ? [[row.factId, { factId: row.factId, kind, reason: row.reason, at: row.at.toISOString() }] as const]
        : [];
    }),
  );
}

/** The review that has frozen the day, or null when facts dated on it may still be recorded. */
export async function findFreezeOn(
  reader: Reader,
  campaignId: string,
  day: string,
): Promise<{ reviewCode: string } | null> {
  const [frozen] = await reader.$queryRaw<{ reviewCode: string }[]>`
    /* prepared */
    SELECT review_code AS "reviewCode" FROM frozen_periods
     WHERE campaign_id = ${campaignId}::uuid AND lifted_at IS NULL AND ${day}::date BETWEEN from_on AND to_on
     LIMIT 1`;
  return frozen ?? null;
}

/** Codes of the reviews of a campaign that everybody may read. */
export async function listPublishedReviews(reader: Reader, campaignId: string): Promise<string[]> {
  const reviews = await reader.review.findMany({
    where: { campaignId },
    select: { code: true, transitions: { orderBy: { seq: "desc" }, take: 1, select: { state: true } } },
  });
  return reviews
    .filter(({ transitions: [last] }) => last?.state === "NOTICE" || last?.state === "FINAL")
    .map(({ code }) => code);
}
