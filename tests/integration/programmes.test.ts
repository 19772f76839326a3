import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadAwardTally, loadPenaltyTally } from "@/lib/awards/loaders/tallies";
import { readSetup } from "@/lib/campaigns/data";
import { blockersOf, missingFor } from "@/lib/campaigns/rules/readiness";
import type { Campaign } from "@/lib/campaigns/types";
import * as campaigns from "@/lib/campaigns/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { type Points, points, text, ZERO } from "@/lib/kernel/points";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, findReviewSubject, listStandings, readComputed, readLife } from "@/lib/reviews/data";
import { gatherFacts } from "@/lib/reviews/gather";
import { loadRail, loadRoom } from "@/lib/reviews/loaders/room";
import { loadWhy } from "@/lib/reviews/loaders/why";
import { mapSubjects, type SubjectKnown } from "@/lib/reviews/subjects";
import { isCovered, readTotals } from "@/lib/reviews/totals";
import type { ComputedReview, ResultHead } from "@/lib/reviews/types";
import { computeReview } from "@/lib/scoring/compute";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { stemOf } from "@/lib/scoring/programme/recur";
import { redate } from "@/lib/scoring/programme/redate";
import type { AwardPlan, PenaltyPlan, Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { kindOf } from "@/lib/scoring/programme/subjects";
import type { AwardProposal, PenaltyProposal } from "@/lib/scoring/types";
import { loadStandardFile } from "@/lib/standards/usecases";
import { change, filled, type Settings, shipped } from "../golden/support/plan";
import { useDatabase } from "../support/database";
import { actorFor, documentOf, placeUnit } from "../support/inspected-bank";
import { done, makeProgrammeBank, type ProgrammeBank } from "../support/programme-bank";
import {
  bringIn,
  type Chosen,
  campaignOf,
  caseOf,
  draftCampaign,
  FREE_FINE,
  leaderOf,
  settleReview,
  target,
} from "../support/programme-campaign";
import { enterFacts } from "../support/programme-facts";

/**
 * Every programme the product ships, from its document to the last award, on a database and through the one door: what
 * the engine's own test shows of the rules, shown of the product.
 */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase();

const YEAR = 2026;
const BEFORE = `${YEAR - 1}-09-01`;
const travelTo = (day: Day) => void setClock(() => new Date(`${day}T04:00:00Z`));

interface Expected {
  /** Which repetitions of a recurring review are settled; without it the first two and the last. */
  readonly settled?: RegExp;
  /** Blanks that only make sense together, by their parameter. */
  readonly set?: Settings;
  /** Awards and penalties that the made-up year gives nobody a reason for. */
  readonly never?: readonly string[];
}

const DOCUMENTS: Readonly<Record<string, Expected>> = {
  P01: {},
  P02: {},
  P03: {},
  P04: {},
  P05: {},
  // A star of the quarter, and being last for three months, need three of them.
  P06: { settled: /-(01|02|03|12)$/ },
  P07: {},
  P08: {},
  P09: {},
  P10: {},
  P11: {},
  P12: {},
  P13: {},
  P14: {},
  P15: {},
  P16: {},
  P17: {},
  P18: {},
  P19: {},
  P22: {},
  P24: {},
  P25: {},
  // A quarter is the mean of its months, and what is said of the qualified lies between two bounds.
  P26: {
    settled: /-(0[1-3]|1[0-2]|Q1|Q4)$/,
    set: {
      "/awards/EXCELLENT_MONTHS/basis/when/of/0/of/0/than": "80",
      "/awards/EXCELLENT_MONTHS/basis/when/of/0/of/1/than": "95",
      "/penalties/FAILED_MONTHS/when/when/of/0/of/0/than": "80",
      "/penalties/FAILED_MONTHS/when/when/of/0/of/1/than": "90",
    },
  },
  P27: { set: { "/penalties/TEST_FAILED/when/when/than": "90" } },
  P28: {},
  P30: {},
};

beforeAll(async () => {
  travelTo(BEFORE);
  const staff = await actorFor("standards", "CAMPAIGN_STAFF", await placeUnit("HQ", "HQ", null));
  for (const file of ["self-check", "open-check", "mystery-visit"])
    await done(loadStandardFile, staff, { document: documentOf(`standards/${file}.json`) });
});

it("the table has every document", () => {
  const files = readdirSync(join(process.cwd(), "prisma/programmes")).filter((entry) => entry.endsWith(".json"));
  expect(files.map((file) => file.replace(/\.json$/, "")).sort()).toEqual(Object.keys(DOCUMENTS));
});

it.each(Object.entries(DOCUMENTS))(
  "%s runs from its document to settlement",
  async (code, { settled, set = {}, never = [] }) => {
    travelTo(BEFORE);
    const document = redate(shipped(code), YEAR);
    const bank = await makeProgrammeBank(document);
    const campaign = await publishedCampaign(bank, document, filledWith(document, set));
    const plan = campaign.plan!;

    const happened = new Set<string>();
    let from = plan.programme.periods.map((period) => period.from!).sort()[0]!;
    for (const review of reviewsToSettle(plan.programme, settled)) {
      const to = review.cutOffOn!;
      if (from <= to) {
        await enterFacts(plan.document, bank, campaign.code, { from, to }, travelTo);
        from = addDays(to, 1);
      }
      const chosen = await settleReview(bank, campaign, review, { travelTo, as: (actor) => (asking = actor) });
      const { computed, result } = await resultOf(campaign, review);
      const subjects = await checkStandings(computed, result, review);
      const outcomes = [
        ...(await checkAwards(campaign, review, computed, result, chosen)),
        ...(await checkPenalties(campaign, review, computed, result, chosen)),
      ];
      for (const outcome of outcomes) happened.add(stemOf(outcome));
      await openPages(bank, campaign, review, subjects);
      await checkTotals(campaign, review);
    }
    const planned = [...document.awards, ...document.penalties].map((outcome) => outcome.code);
    expect(planned.filter((outcome) => !happened.has(outcome))).toEqual(never);
  },
);

/** What the database says the records come to gives the totals and ranks that reading and explaining each of them does. */
async function checkTotals(campaign: Campaign, { code: review }: ReviewPlan): Promise<void> {
  const subject = (await findReviewSubject(db, { campaign: campaign.code, review }))!;
  if (!isCovered(subject)) return;
  const come = await readTotals(db, subject);
  const { sheets, ranking } = computeReview(await gatherFacts(db, subject), { shares: false });
  expect(come.totals, review).toEqual(sheets.map(({ subject, total, missing }) => ({ subject, total, missing })));
  expect(come.ranking, review).toEqual(ranking);
}

function filledWith(document: Programme, set: Settings): Programme {
  const plan = filled(document);
  change(plan, set);
  return plan;
}

/** Publishing is refused, with every blank by its place, until the document is filled. */
async function publishedCampaign(bank: ProgrammeBank, document: Programme, plan: Programme): Promise<Campaign> {
  const code = await draftCampaign(bank, document, YEAR);
  const draft = await campaignOf(code);
  expect(draft.draft).toEqual(document);
  const blanks = checkProgramme(document).filter((issue) => issue.code === "BLANK");
  const missing = blockersOf(missingFor(await readSetup(db, draft, BEFORE)));
  expect(missing.map((item) => `${item.code} ${item.path}`).sort()).toEqual(
    blanks.map(({ path }) => `BLANK ${path}`).sort(),
  );
  if (blanks.length > 0) {
    const early = await perform(campaigns.publish, { actor: bank.staff, input: await target(code) });
    expect(early).toMatchObject({ ok: false, refusals: [{ code: "NOT_READY", values: { count: blanks.length } }] });
    await bringIn(bank, code, plan);
  }
  await done(campaigns.publish, bank.staff, await target(code));
  const published = await campaignOf(code);
  expect(published.plan?.document).toEqual(plan);
  return published;
}

/** In the order of their cut-offs. */
function reviewsToSettle(programme: Programme, settled: RegExp | undefined): ReviewPlan[] {
  const byStem = Map.groupBy(programme.reviews, (review) => stemOf(review.code));
  return [...byStem.values()]
    .flatMap((list) =>
      list.filter(({ code }, at) =>
        list.length > 1 && settled ? settled.test(code) : at < 2 || at === list.length - 1,
      ),
    )
    .sort((a, b) => (a.cutOffOn! < b.cutOffOn! ? -1 : a.cutOffOn! > b.cutOffOn! ? 1 : 0));
}

type Computed = ComputedReview & { readonly programme: Programme };

async function resultOf(campaign: Campaign, review: ReviewPlan): Promise<{ computed: Computed; result: ResultHead }> {
  const life = await readLife(db, campaign.id, review.code);
  expect(life.steps.map(({ state }) => state)).toEqual(["OPEN", "FROZEN", "APPROVED", "NOTICE", "FINAL"]);
  const result = (await findResult(db, life))!;
  return { result, computed: await readComputed(db, campaign.code, review.code, result, { fresh: true }) };
}

/** The seal holds, somebody is ranked and everybody else knows why not, and they are what the plan says it ranks. */
async function checkStandings(computed: Computed, result: ResultHead, review: ReviewPlan): Promise<SubjectKnown[]> {
  expect(computed.agrees, review.code).toBe(true);
  const standings = await listStandings(db, result.id);
  const ranked = standings.filter(({ rank }) => rank !== null);
  expect(ranked.length, `${review.code}: ${JSON.stringify(standings[0]?.unranked)}`).toBeGreaterThan(0);
  for (const { rank, unranked } of standings) expect(unranked.length > 0, review.code).toBe(rank === null);
  const ids = standings.map(({ subject }) => subject);
  const known = await mapSubjects(db, computed.programme, ids, review.cutOffOn!);
  expect([...known.values()].map(({ kind }) => kind)).toEqual(ids.map(() => kindOf(review)));
  const places = computed.computation.ranking.standings.filter(({ rank }) => rank !== null);
  const lowest = (post: string | undefined) =>
    (review.grades?.find(({ posts }) => posts === undefined || (post && posts.includes(post)))?.bands ?? [])
      .map((band) => points(band.from!))
      .reduce<Points | null>((low, from) => (low?.lessThan(from) ? low : from), null);
  const posts = new Map(computed.input.subjects.map(({ id, post }) => [id, post]));
  for (const { subject, total, grade } of places) {
    const least = lowest(posts.get(subject));
    expect(grade !== undefined, review.code).toBe(least?.lessThanOrEqualTo(points(total!)) ?? false);
  }
  return ids.map((id) => known.get(id)!);
}

/** Exactly the winners of the proposal and those chosen have the award, and the ledger owes what the proposal says. */
async function checkAwards(
  campaign: Campaign,
  review: ReviewPlan,
  { programme, computation }: Computed,
  { id: resultId }: ResultHead,
  chosen: Chosen,
): Promise<string[]> {
  const decisions = await db.awardDecision.findMany({ where: { resultId, granted: true } });
  const tally = await loadAwardTally(campaign.code, { review: review.code });
  let owed = ZERO;
  for (const proposal of computation.awards) {
    const plan = programme.awards.find((award) => award.code === proposal.award)!;
    const granted = decisions.filter(({ awardCode }) => awardCode === plan.code).map(({ subject }) => subject);
    const due = [...proposal.winners.map(({ subject }) => subject), ...(chosen.awards.get(plan.code) ?? [])];
    expect(granted.sort(), plan.code).toEqual(due.sort());
    for (const subject of granted) owed = owed.plus(dueTo(plan, proposal, subject));
  }
  expect(tally.rows.length, review.code).toBe(decisions.length);
  expect(tally.total, review.code).toBe(text(owed));
  expect(text(tally.owed.reduce((sum, { amount }) => sum.plus(points(amount)), ZERO)), review.code).toBe(text(owed));
  return decisions.map(({ awardCode }) => awardCode);
}

/** Yuan that the proposal gives this winner; without any of its own, what the plan gives every winner. */
function dueTo(plan: AwardPlan, proposal: AwardProposal, subject: string) {
  const winner = proposal.winners.find((candidate) => candidate.subject === subject);
  const own = winner ? winner.prizes : proposal.contested?.prizes?.[subject];
  const prizes = own ?? plan.prizes.map(({ kind, amount }) => ({ amount: kind === "MONEY" ? amount : null }));
  return prizes.reduce((sum, { amount }) => sum.plus(points(amount ?? "0")), ZERO);
}

/** Every proposal was decided as the plan or the body says, falls on somebody, and the ledger has its fines and no others. */
async function checkPenalties(
  campaign: Campaign,
  review: ReviewPlan,
  { programme, computation }: Computed,
  { id: resultId }: ResultHead,
  chosen: Chosen,
): Promise<string[]> {
  const decisions = Map.groupBy(
    await db.penaltyDecision.findMany({ where: { resultId }, orderBy: { consequence: "asc" } }),
    ({ penaltyCode, subject, factId }) => caseOf(penaltyCode, subject, factId),
  );
  let fines = 0;
  let rows = 0;
  for (const proposal of computation.penalties) {
    const plan = programme.penalties.find((penalty) => penalty.code === proposal.penalty)!;
    const id = caseOf(plan.code, proposal.subject, proposal.fact?.id ?? "");
    const made = decisions.get(id) ?? [];
    const picked = chosen.penalties.get(id);
    const due = proposal.notice ? [""] : picked === undefined || picked === "ALL" ? proposal.consequences : [picked];
    expect(
      made.map(({ consequence }) => consequence),
      id,
    ).toEqual([...due].sort());
    for (const { consequence, amountMinor, personId } of made) {
      const follows = plan.consequences.find(({ code }) => code === consequence);
      expect(amountMinor, id).toBe(follows?.kind === "FINE" ? fineOf(plan, proposal, consequence) : null);
      fines += amountMinor ?? 0;
      expect(personId !== null, id).toBe(follows !== undefined && follows.falls !== "UNIT");
    }
    rows += made.length;
  }
  const tally = await loadPenaltyTally(campaign.code, { review: review.code });
  expect(tally.rows.length, review.code).toBe(rows);
  expect(tally.fines.minor, review.code).toBe(fines);
  return computation.penalties.map(({ penalty }) => penalty);
}

/** Minor units: what the plan computes, or the least of its range, multiplied where it is a repeat. */
function fineOf(plan: PenaltyPlan, proposal: PenaltyProposal, consequence: string): number {
  const computed = proposal.amounts?.[consequence]?.amount;
  if (computed !== undefined) return points(computed).times(100).toNumber();
  const least = plan.consequences.find(({ code }) => code === consequence)?.amount?.min ?? FREE_FINE;
  const times = proposal.repeated ? (plan.repeat?.times ?? "1") : "1";
  return points(least).times(points(times)).times(100).toNumber();
}

/** The leading group opens everything; the head of an outlet the ranking and what is the outlet's or its people's. */
async function openPages(
  bank: ProgrammeBank,
  campaign: Campaign,
  review: ReviewPlan,
  subjects: readonly SubjectKnown[],
): Promise<void> {
  const [outlet] = bank.outlets;
  const why = (subject: SubjectKnown | undefined) => loadWhy(campaign.code, review.code, subject?.code ?? "", {});
  asking = leaderOf(bank);
  await loadRail(campaign.code, review.code);
  expect((await why(subjects[0])).subject.code).toBe(subjects[0]?.code);
  asking = outlet!.manager;
  const { rows, withheld } = await loadRoom(campaign.code, review.code);
  expect(rows.length + withheld.count).toBe(subjects.length);
  expect(rows.map(({ list }) => list !== null)).toEqual(rows.map(() => review.groups === "APART"));
  const own = subjects.find(({ unit }) => unit?.id === outlet!.id);
  if (own) expect((await why(own)).subject.code).toBe(own.code);
  const foreign = subjects.find(({ unit }) => unit !== null && unit.id !== outlet!.id);
  if (foreign) await expect(why(foreign)).rejects.toThrow(/404/);
}
