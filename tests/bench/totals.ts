import pg from "pg";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findReviewSubject } from "@/lib/reviews/data";
import { gatherAggregates, isCovered } from "@/lib/reviews/totals";
import { reviewPeriod } from "@/lib/scoring/awards";
import { computeTotals } from "@/lib/scoring/totals";
import { makeBank } from "./bank";

/**
 * 40,000 outlets: the totals and ranks of the half-year review as the product comes to them where nobody opens a line,
 * against one SQL statement written by hand for this one plan. The product asks its rooms what the records come to (states,
 * corrections, reversals, plan, units) and computes any plan from that, with the ranking; the statement knows the formulas
 * of P01 and gives nothing but the totals. Both begin with the same stored rows, end with the totals in this process, are
 * run once to warm up and then three times in turn, and must agree in every digit. What explaining everything costs
 * stands in explained.ts.
 */

const OUTLETS = Number(process.env.BENCH_OUTLETS ?? 40_000);
const VISITS = 2;
const FINDINGS = 3;

const TOTALS = `
  WITH period AS (SELECT $2::date AS from_on, $3::date AS to_on),
  visits AS (
    SELECT unit_id, avg(score) FILTER (WHERE method = 'SELF') AS self, avg(score) FILTER (WHERE method = 'OPEN') AS open,
      avg(score) FILTER (WHERE method = 'COVERT') AS covert
    FROM inspections, period
    WHERE campaign_id = $1 AND on_day BETWEEN from_on AND to_on
      AND NOT EXISTS (SELECT 1 FROM fact_reversals WHERE fact_id = inspections.id)
    GROUP BY unit_id),
  volumes AS (
    SELECT unit_id, sum(value) FILTER (WHERE metric = 'BUSINESS_VOLUME') / avg(value) FILTER (WHERE metric = 'HEADCOUNT') AS per_head
    FROM metric_facts AS figure, period
    WHERE campaign_id = $1 AND (month || '-01')::date BETWEEN date_trunc('month', from_on) AND to_on
      AND NOT EXISTS (SELECT 1 FROM metric_facts AS later WHERE later.supersedes_id = figure.id)
    GROUP BY unit_id),
  complaints_lost AS (
    SELECT unit_id, greatest(-10, -sum(CASE decision.level WHEN 'OUTLET' THEN 1 WHEN 'BRANCH' THEN 2 ELSE 5 END)) AS points
    FROM complaints JOIN complaint_decisions AS decision ON decision.complaint_id = complaints.id, period
    WHERE campaign_id = $1 AND received_on BETWEEN from_on AND to_on AND validity = 'VALID'
      AND NOT EXISTS (SELECT 1 FROM fact_reversals WHERE fact_id = decision.id)
    GROUP BY unit_id),
  praises_won AS (
    SELECT unit_id, least(3, 0.5 * count(*)) AS points
    FROM praises JOIN praise_verifications AS verification ON verification.praise_id = praises.id, period
    WHERE campaign_id = $1 AND received_on BETWEEN from_on AND to_on AND verified
      AND NOT EXISTS (SELECT 1 FROM fact_reversals WHERE fact_id = verification.id)
    GROUP BY unit_id),
  best AS (SELECT max(per_head) AS per_head FROM volumes)
  SELECT participants.unit_id AS subject,
    round(coalesce(self, 0) * 10 / 100, 2) + round(open * 40 / 100, 2) + round(covert * 30 / 100, 2)
      + round(volumes.per_head / best.per_head * 100 * 20 / 100, 2)
      + coalesce(complaints_lost.points, 0) + coalesce(praises_won.points, 0) AS total
  FROM participants
    LEFT JOIN visits USING (unit_id) LEFT JOIN volumes USING (unit_id)
    LEFT JOIN complaints_lost USING (unit_id) LEFT JOIN praises_won USING (unit_id), best
  WHERE campaign_id = $1`;

setClock(() => new Date("2026-07-01T02:00:00Z"));
const { campaign } = await makeBank(process.env.BENCH_OWNER_URL ?? "", {
  outlets: OUTLETS,
  visits: VISITS,
  findings: FINDINGS,
  until: 6,
});
const subject = await findReviewSubject(db, { campaign: campaign.code, review: "H1" });
if (!subject || !isCovered(subject)) throw new Error("no review, or none that can be said in totals");
const period = reviewPeriod(subject.plan.programme, "H1");

const seconds = (since: number) => (performance.now() - since) / 1000;
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
const statement = async () => {
  globalThis.gc?.();
  const begun = performance.now();
  const { rows } = await client.query<{ subject: string; total: string | null }>(TOTALS, [
    campaign.id,
    period.from,
    period.to,
  ]);
  return { taken: seconds(begun), totals: new Map(rows.map((row) => [row.subject, row.total])) };
};
const product = async () => {
  globalThis.gc?.();
  const begun = performance.now();
  const input = await gatherAggregates(db, subject);
  const read = seconds(begun);
  const come = computeTotals(input);
  return { taken: seconds(begun), read, come };
};

const sameNumber = (one: string | null, other: string | null | undefined) =>
  one === null ? (other ?? null) === null : other !== null && other !== undefined && trimmed(one) === trimmed(other);
const trimmed = (value: string) => (value.includes(".") ? value.replace(/0+$/, "").replace(/\.$/, "") : value);

const byHand: Awaited<ReturnType<typeof statement>>[] = [];
const byProduct: Awaited<ReturnType<typeof product>>[] = [];
for (let run = 0; run < 4; run += 1) {
  byHand.push(await statement());
  byProduct.push(await product());
}
const median = <T extends { readonly taken: number }>(runs: readonly T[]) =>
  runs.slice(1).sort((a, b) => a.taken - b.taken)[1]!;
const [hand, own] = [median(byHand), median(byProduct)];
await client.end();

const { totals, ranking } = own.come;
const differing = totals.filter((one) => !sameNumber(one.total, hand.totals.get(one.subject)));
if (totals.length !== OUTLETS || differing.length > 0)
  throw new Error(
    `${differing.length} of ${totals.length} totals differ, for example ${differing[0]?.total} and ${hand.totals.get(differing[0]?.subject ?? "")}`,
  );
if (ranking.ranked !== OUTLETS) throw new Error(`${ranking.ranked} of ${OUTLETS} outlets ranked`);

console.log(
  JSON.stringify([
    {
      what: `${OUTLETS} outlets: one SQL statement written by hand for the totals`,
      figure: round(hand.taken),
      unit: "s",
      bar: "",
    },
    {
      what: `the product's totals and ranks (${round(own.read)} s asking the database, ${round(own.taken - own.read)} s computing)`,
      figure: round(own.taken),
      unit: "s",
      bar: "",
    },
    {
      what: `as a multiple of the statement; all ${OUTLETS} totals agree in every digit`,
      figure: round(own.taken / hand.taken, 1),
      unit: "×",
      bar: "≤ 3 ×",
    },
  ]),
);
await db.$disconnect();
