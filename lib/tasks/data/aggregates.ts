import "server-only";
import { aggregate, attributesOf, standing } from "@/lib/facts/data/aggregates";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { Aggregates, Ask } from "@/lib/scoring/totals/asks";

const { sql } = Prisma;

/** What `learningFacts` come to: events that were not reversed. */
export function learningAggregates(
  reader: Tx | typeof db,
  campaignId: string,
  asks: readonly Ask[],
): Promise<Aggregates> {
  const source = {
    records: sql`learning_events AS record
      WHERE record.campaign_id = ${campaignId}::uuid AND ${standing(campaignId, sql`record.id`)}`,
    stream: (stream: string) => (stream === "learning" ? sql`true` : null),
    subject: sql`record.unit_id`,
    on: sql`record.held_on`,
    value: sql`record.attendance::numeric`,
    attribute: attributesOf({ kind: sql`record.kind` }),
  };
  return aggregate(reader, [source], asks);
}
