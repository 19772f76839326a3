import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findReviewSubject } from "@/lib/reviews/data";
import { gatherFacts } from "@/lib/reviews/gather";
import { computeReview } from "@/lib/scoring/compute";
import { makeBank } from "./bank";

/** Beside totals.ts: the same half-year review read record by record and explained line by line, of fewer outlets. */

const OUTLETS = Number(process.env.BENCH_EXPLAINED ?? 2_000);

setClock(() => new Date("2026-07-01T02:00:00Z"));
const size = { outlets: OUTLETS, visits: 2, findings: 3, until: 6 };
const { campaign } = await makeBank(process.env.BENCH_OWNER_URL ?? "", size);
const subject = await findReviewSubject(db, { campaign: campaign.code, review: "H1" });
if (!subject) throw new Error("no review");

const seconds = (since: number) => Number(((performance.now() - since) / 1000).toFixed(2));
const reading = performance.now();
const input = await gatherFacts(db, subject);
const read = seconds(reading);
const scoring = performance.now();
const { sheets } = computeReview(input);
const scored = seconds(scoring);
console.log(
  JSON.stringify([
    {
      what: `for comparison, the path that explains: ${OUTLETS} outlets, ${input.facts.length} records read one by one`,
      figure: read,
      unit: "s",
      bar: "",
    },
    {
      what: `and ${sheets.length} scores explained line by line, with awards and penalties`,
      figure: scored,
      unit: "s",
      bar: "",
    },
  ]),
);
await db.$disconnect();
