import "server-only";
import { aggregate, standing } from "@/lib/facts/data/aggregates";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import { codeSchema } from "@/lib/scoring/programme/nodes";
import type { Aggregates, Ask } from "@/lib/scoring/totals/asks";

const { sql } = Prisma;

/** Attributes that come along with every record, unless it says something under that name itself. */
const ALONG: Readonly<Record<string, Prisma.Sql>> = {
  unit: sql`record.unit_id::text`,
  department: sql`record.unit_id::text`,
  person: sql`record.person_id::text`,
};

/**
 * What `recordFacts` come to: records that were not reversed. `head` and `group` are looked up there for the day of each
 * record; what asks for them needs the facts (`needsFacts`).
 */
export function recordAggregates(
  reader: Tx | typeof db,
  campaignId: string,
  asks: readonly Ask[],
  over: "UNIT" | "PERSON" = "UNIT",
): Promise<Aggregates> {
  const source = {
    records: sql`recorded_facts AS record
      WHERE record.campaign_id = ${campaignId}::uuid AND ${standing(campaignId, sql`record.id`)}`,
    stream: (stream: string) => sql`record.stream = ${stream}`,
    subject: over === "PERSON" ? sql`coalesce(record.person_id, record.unit_id)` : sql`record.unit_id`,
    on: sql`record.on_day`,
    value: sql`record.value`,
    attribute: (name: string) => {
      // Part of the statement itself: what is grouped by must be the same expression everywhere.
      const key = Prisma.raw(`'${codeSchema.parse(name)}'`);
      const own = sql`(CASE jsonb_typeof(record.attrs->${key}) WHEN 'string' THEN record.attrs->>${key} END)`;
      return Object.hasOwn(ALONG, name) ? sql`coalesce(${own}, ${ALONG[name]!})` : own;
    },
  };
  return aggregate(reader, [source], asks);
}
