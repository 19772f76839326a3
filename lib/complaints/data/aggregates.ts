import "server-only";
import { aggregate, attributesOf, type RecordSource, standing } from "@/lib/facts/data/aggregates";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { Aggregates, Ask } from "@/lib/scoring/totals/asks";

const { sql } = Prisma;

/** What `complaintFacts` and `praiseFacts` come to: decided and verified ones that were not reversed, as last revised. */
export function complaintAggregates(
  reader: Tx | typeof db,
  campaignId: string,
  asks: readonly Ask[],
): Promise<Aggregates> {
  return aggregate(reader, [complaints(campaignId), praises(campaignId)], asks);
}

function complaints(campaignId: string): RecordSource {
  return {
    records: sql`complaints AS record JOIN complaint_decisions AS decision ON decision.complaint_id = record.id
      LEFT JOIN LATERAL (SELECT id, validity, level, cause, person_id, points FROM complaint_revisions
        WHERE decision_id = decision.id ORDER BY seq DESC LIMIT 1) AS revision ON true
      WHERE record.campaign_id = ${campaignId}::uuid AND ${standing(campaignId, sql`decision.id`)}`,
    stream: (stream) => (stream === "complaint" ? sql`true` : null),
    subject: sql`record.unit_id`,
    on: sql`record.received_on`,
    value: sql`(CASE WHEN revision.id IS NULL THEN decision.points ELSE revision.points END)`,
    attribute: attributesOf({
      category: sql`record.category`,
      channel: sql`record.channel`,
      level: sql`coalesce(revision.level, decision.level)`,
      validity: sql`coalesce(revision.validity, decision.validity)`,
      cause: sql`coalesce(revision.cause, decision.cause)`,
      person: sql`(CASE WHEN revision.id IS NULL THEN decision.person_id ELSE revision.person_id END)::text`,
    }),
  };
}

function praises(campaignId: string): RecordSource {
  return {
    records: sql`praises AS record JOIN praise_verifications AS verification ON verification.praise_id = record.id
      WHERE record.campaign_id = ${campaignId}::uuid AND ${standing(campaignId, sql`verification.id`)}`,
    stream: (stream) => (stream === "praise" ? sql`true` : null),
    subject: sql`record.unit_id`,
    on: sql`record.received_on`,
    value: sql`verification.points`,
    attribute: attributesOf({
      channel: sql`record.channel`,
      verified: sql`(CASE WHEN verification.verified THEN 'YES' ELSE 'NO' END)`,
      person: sql`record.person_id::text`,
    }),
  };
}
