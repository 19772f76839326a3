import "server-only";
import { aggregate, attributesOf, standing } from "@/lib/facts/data/aggregates";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { Aggregates, Ask } from "@/lib/scoring/totals/asks";
import { STREAM } from "../rules/methods";
import { mapCorrected } from "./corrections";

const { sql, empty } = Prisma;

/** What `inspectionFacts` come to: reversed ones do not count, corrected ones with the score that counts since. */
export async function inspectionAggregates(
  reader: Tx | typeof db,
  campaignId: string,
  asks: readonly Ask[],
): Promise<Aggregates> {
  const corrected = asks.length > 0 ? [...(await mapCorrected(reader, { campaignId }))] : [];
  const ids = corrected.map(([id]) => id);
  const scores = corrected.map(([, { score }]) => score);
  const again =
    ids.length > 0
      ? sql`LEFT JOIN unnest(${ids}::uuid[], ${scores}::numeric[]) AS corrected(id, score) ON corrected.id = record.id`
      : empty;
  const source = {
    records: sql`inspections AS record ${again}
      WHERE record.campaign_id = ${campaignId}::uuid AND ${standing(campaignId, sql`record.id`)}`,
    stream: (stream: string) => {
      const method = Object.entries(STREAM).find(([, name]) => name === stream)?.[0];
      return method === undefined ? null : sql`record.method = ${method}`;
    },
    subject: sql`record.unit_id`,
    on: sql`record.on_day`,
    value: ids.length > 0 ? sql`coalesce(corrected.score, record.score)` : sql`record.score`,
    attribute: attributesOf({ month: sql`record.month` }),
  };
  return aggregate(reader, [source], asks);
}
