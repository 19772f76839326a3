import "server-only";
import { aggregate, attributesOf } from "@/lib/facts/data/aggregates";
import { monthsIn } from "@/lib/kernel/calendar";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Aggregates, Ask } from "@/lib/scoring/totals/asks";
import { factDay } from "../rules/months";
import { METRICS } from "../types";

const { sql } = Prisma;

/** What `metricFacts` come to: figures that none replaces, on the day of their month. */
export async function metricAggregates(
  reader: Tx | typeof db,
  campaignId: string,
  programme: Programme,
  asks: readonly Ask[],
): Promise<Aggregates> {
  const days = asks.flatMap((ask) => [ask.days.from, ask.days.to]).sort();
  const months = days.length > 0 ? monthsIn({ from: days[0]!, to: days.at(-1)! }) : [];
  const source = {
    records: sql`metric_facts AS record
      JOIN unnest(${months}::text[], ${months.map((month) => factDay(month, programme))}::date[]) AS calendar(month, on_day)
        ON calendar.month = record.month
      WHERE record.campaign_id = ${campaignId}::uuid AND NOT EXISTS (SELECT 1 FROM metric_facts AS later
        WHERE later.supersedes_id = record.id AND later.supersedes_id IS NOT NULL AND later.campaign_id = ${campaignId}::uuid)`,
    stream: (stream: string) => {
      const metric = METRICS.find((known) => stream === `metric.${known}` && known !== "BRANCH_OUTLETS");
      return metric === undefined ? null : sql`record.metric = ${metric}`;
    },
    subject: sql`record.unit_id`,
    on: sql`calendar.on_day`,
    value: sql`record.value`,
    attribute: attributesOf({ month: sql`record.month` }),
  };
  return aggregate(reader, [source], asks);
}
