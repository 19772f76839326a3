import "server-only";
import { complaintAggregates } from "@/lib/complaints/data/aggregates";
import { inspectionAggregates } from "@/lib/inspections/data/aggregates";
import { FINDINGS } from "@/lib/inspections/rules/methods";
import { metricAggregates } from "@/lib/metrics/data/aggregates";
import { inBreaths } from "@/lib/platform/breath";
import { recordAggregates } from "@/lib/records/data/aggregates";
import { reviewPeriod } from "@/lib/scoring/awards";
import { reviewInSteps } from "@/lib/scoring/compute";
import { streamsNamed } from "@/lib/scoring/programme/streams";
import { type ReviewTotals, type TotalsInput, totalsInSteps } from "@/lib/scoring/totals";
import { aggregateFacts } from "@/lib/scoring/totals/aggregate";
import { type Aggregates, type Ask, asksOf, needsFacts } from "@/lib/scoring/totals/asks";
import { learningAggregates } from "@/lib/tasks/data/aggregates";
import { mapFinalRanks, mapFinalTotals, outcomeFacts, type Reader } from "./data";
import { gatherFacts } from "./gather";
import { carriedReviews, comparedReviews } from "./rules/needs";
import { listRanked } from "./subjects";
import type { ReviewSubject } from "./types";

/**
 * Totals and ranks of a review as of now, for rankings that are neither sealed nor opened line by line: from what the
 * database says the records come to, where the plan allows it, else from every single record. Both say the same.
 */
export async function readTotals(reader: Reader, subject: ReviewSubject): Promise<ReviewTotals> {
  if (isCovered(subject)) return inBreaths(totalsInSteps(await gatherAggregates(reader, subject)));
  const { sheets, ranking, review } = await inBreaths(
    reviewInSteps(await gatherFacts(reader, subject), { shares: false }),
  );
  return { review, ranking, totals: sheets.map(({ subject, total, missing }) => ({ subject, total, missing })) };
}

/** Streams whose records have a table of their own; a plan that declares one of these itself has two kinds of them. */
const OWN = /^(inspection|metric|standing|award)[.]|^(finding|complaint|praise|learning)$/;

/** Whether the totals can be said from aggregates. */
export function isCovered({ plan: { programme }, review }: Pick<ReviewSubject, "plan" | "review">): boolean {
  return (
    review.cutOffOn !== null &&
    needsFacts(programme, review.code).length === 0 &&
    !(programme.streams ?? []).some(({ code }) => OWN.test(code)) &&
    // What is asked of single findings hangs on the sheet each was made with.
    !asksOf(programme, review.code).some(({ stream }) => stream === FINDINGS)
  );
}

/** What `gatherFacts` reads, with what the records come to in their place; only for reviews that are covered. */
export async function gatherAggregates(reader: Reader, subject: ReviewSubject): Promise<TotalsInput> {
  const { campaign, plan, review } = subject;
  const { programme } = plan;
  const last = reviewPeriod(programme, review.code).to;
  const subjects = await listRanked(reader, campaign.id, programme, review, last);
  const compared = comparedReviews(programme, review);
  return {
    programme,
    review: review.code,
    subjects,
    aggregates: await readAggregates(reader, subject, asksOf(programme, review.code)),
    carried: await mapFinalTotals(reader, campaign.id, carriedReviews(programme, review)),
    ...(compared.length > 0 && { carriedRanks: await mapFinalRanks(reader, campaign, compared) }),
  };
}

/** Answers of all rooms, each in one statement. */
async function readAggregates(
  reader: Reader,
  { campaign, plan: { programme }, review }: ReviewSubject,
  asks: readonly Ask[],
): Promise<Aggregates> {
  const of = (streams: RegExp) => asks.filter(({ stream }) => streams.test(stream));
  const outcomes = of(/^(standing|award)[.]/);
  const facts = outcomes.length > 0 ? await outcomeFacts(reader, campaign, programme, streamsNamed(programme)) : [];
  const answers = [
    await inspectionAggregates(reader, campaign.id, of(/^inspection[.]/)),
    await complaintAggregates(reader, campaign.id, of(/^(complaint|praise)$/)),
    await metricAggregates(reader, campaign.id, programme, of(/^metric[.]/)),
    await learningAggregates(reader, campaign.id, of(/^learning$/)),
    await recordAggregates(
      reader,
      campaign.id,
      asks.filter(({ stream }) => !OWN.test(stream)),
      review.subjects?.kind,
    ),
    aggregateFacts(facts, outcomes),
  ];
  return new Map(answers.flatMap((one) => [...one]));
}
