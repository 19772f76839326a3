import "server-only";
import { isGoal } from "@/lib/awards/rules/goals";
import { listParticipants } from "@/lib/campaigns/data";
import { campaignRange } from "@/lib/campaigns/rules/place";
import type { Campaign } from "@/lib/campaigns/types";
import { STREAM } from "@/lib/inspections/rules/methods";
import { type Day, type DayRange, earlierOf } from "@/lib/kernel/calendar";
import { today } from "@/lib/platform/clock";
import { findResult, listStandings, mapLives, type Reader } from "@/lib/reviews/data";
import { readFacts } from "@/lib/reviews/gather";
import { isPublished, stepInto } from "@/lib/reviews/rules/life";
import { figuresOf } from "@/lib/reviews/rules/table";
import { mapSubjects } from "@/lib/reviews/subjects";
import { dutyStatuses } from "@/lib/scoring/duties";
import type { AwardPlan, Programme } from "@/lib/scoring/programme/schema";
import { kindOf } from "@/lib/scoring/programme/subjects";
import { readSource } from "@/lib/settlement/data";
import { bookOf } from "@/lib/settlement/rules/book";
import { byPayer, fineTotals, liabilitiesOf, total } from "@/lib/settlement/rules/ledger";
import type { Book } from "@/lib/settlement/types";
import {
  activeUnits,
  activitiesOf,
  complaintMonths,
  dutiesOf,
  phasesOf,
  type RankedReview,
  type ReviewCourse,
  rankCourses,
  satisfactionOf,
} from "../rules/documents/course";
import type { AwardSum, Evaluation, PenaltySum, SummaryMaterial } from "../rules/documents/summary";
import { type PhaseSaid, phasesSchema } from "../schema";
import { issuerOf } from "./material";

export interface StoredEvaluation extends Evaluation {
  readonly phases: readonly PhaseSaid[];
}

/** Every version of the office's evaluation, newest first. */
export async function listEvaluations(reader: Reader, campaignId: string): Promise<StoredEvaluation[]> {
  const rows = await reader.campaignEvaluation.findMany({ where: { campaignId }, orderBy: { seq: "desc" } });
  return rows.map(({ seq, textZh, textEn, phases, byName, at }) => ({
    version: seq,
    text: { zh: textZh, en: textEn },
    phases: phasesSchema.parse(phases),
    byName,
    on: today("Asia/Shanghai", at),
  }));
}

/** Everything that the summary of a campaign may need, read now; null while it has no plan or no days. */
export async function readSummaryMaterial(
  reader: Reader,
  campaign: Campaign,
  day: Day,
): Promise<SummaryMaterial | null> {
  const { plan } = campaign;
  const range = plan && campaignRange(plan.programme);
  if (!plan || !range || range.from > day) return null;
  const { programme } = plan;
  const days: DayRange = { from: range.from, to: earlierOf(range.to, day) };
  const facts = await readFacts(reader, campaign.id, days);
  const participants = await listParticipants(reader, campaign.id, days.to);
  const [newest] = await listEvaluations(reader, campaign.id);
  const { reviews, ranked } = await readReviews(reader, campaign, plan.programme.reviews);
  const ids = [...new Set(ranked.flatMap(({ ranks }) => [...ranks.keys()]))];
  const known = await mapSubjects(reader, programme, ids, days.to);
  const source = await readSource(reader, { id: campaign.id, code: campaign.code, programme });
  const book = bookOf(source);
  const lines = liabilitiesOf(book.claims);
  const named = new Map(reviews.map(({ code, name }) => [code, name]));
  const personal = new Set(
    (programme.streams ?? []).flatMap((stream) => (stream.of === "PERSON" ? [stream.code] : [])),
  );
  const about = (over: "UNIT" | "PERSON") =>
    programme.duties.filter((duty) => personal.has(duty.from.stream) === (over === "PERSON"));
  const statuses = [
    ...dutyStatuses(
      { ...programme, duties: about("UNIT") },
      facts,
      day,
      participants.map(({ unitId }) => unitId),
    ),
    ...dutyStatuses(
      { ...programme, duties: about("PERSON").filter(({ whose }) => whose !== "SUBJECT") },
      await readFacts(reader, campaign.id, days, { over: "PERSON" }),
      day,
    ),
  ];
  return {
    campaign: { code: campaign.code, name: campaign.name, organiser: await issuerOf(reader, campaign, day) },
    programme,
    planVersion: plan.version,
    days,
    concluded: reviews.every(({ state }) => state === "FINAL"),
    participants: participants.length,
    active: activeUnits(
      facts,
      participants.map(({ unitId }) => unitId),
    ),
    phases: phasesOf(plan.document, newest?.phases ?? [], day),
    duties: dutiesOf(programme, statuses),
    reviews,
    courses: rankCourses(ranked, (subject) => {
      const one = known.get(subject);
      return {
        name: one?.name ?? { zh: "—", en: "—" },
        outlet: one?.kind === "PERSON" ? (one.unit?.name ?? null) : null,
      };
    }),
    awards: awardSums(book, programme, (code) => named.get(code) ?? { zh: code, en: code }),
    payers: byPayer(lines),
    penalties: penaltySums(book, (code) => named.get(code) ?? { zh: code, en: code }),
    fines: fineTotals(book.cases),
    complaints: complaintMonths(facts, days),
    activities: activitiesOf(programme, facts, STREAM),
    nominations: await reader.nomination.count({ where: { campaignId: campaign.id } }),
    ballots: await reader.ballot.count({ where: { campaignId: campaign.id } }),
    votes: await reader.ballotMark.count({ where: { voter: { ballot: { campaignId: campaign.id } } } }),
    satisfaction: satisfactionOf(programme, facts, days),
    evaluation: newest ?? null,
    today: day,
  };
}

/** Reviews in the plan's order with their figures, and the ranks of those that are published. */
async function readReviews(
  reader: Reader,
  campaign: Campaign,
  plans: readonly RankedReview["plan"][],
): Promise<{ reviews: ReviewCourse[]; ranked: RankedReview[] }> {
  const lives = await mapLives(reader, campaign.id);
  const reviews: ReviewCourse[] = [];
  const ranked: RankedReview[] = [];
  for (const plan of plans) {
    const life = lives.get(plan.code);
    const { code, name, cutOffOn } = plan;
    const published =
      life && isPublished(life.state) ? (stepInto(life.steps, "NOTICE") ?? stepInto(life.steps, "FINAL")) : undefined;
    const result = life && published ? await findResult(reader, life) : null;
    const standings = result ? await listStandings(reader, result.id) : null;
    const figures = standings && figuresOf(standings);
    reviews.push({
      code,
      name,
      cutOffOn,
      state: life?.state ?? "OPEN",
      publishedOn: published ? today("Asia/Shanghai", published.at) : null,
      units: figures?.units ?? null,
      ranked: figures?.ranked ?? null,
      mean: figures?.mean ?? null,
      spread: figures?.spread ?? null,
    });
    // Ranks of groups that are ranked apart do not stand in one column.
    if (standings && (plan.groups !== "APART" || kindOf(plan) === "GROUP"))
      ranked.push({ plan, ranks: new Map(standings.map(({ subject, rank }) => [subject, rank])) });
  }
  return { reviews, ranked };
}

function awardSums(
  { claims, holders }: Book,
  { awards }: Programme,
  reviewName: (code: string) => AwardSum["review"],
): AwardSum[] {
  const keys = [...new Set(holders.map(({ reviewCode, awardCode }) => JSON.stringify([reviewCode, awardCode])))];
  return keys.map((key) => {
    const [review = "", award = ""] = JSON.parse(key) as string[];
    const own = claims.filter((claim) => claim.reviewCode === review && claim.awardCode === award);
    const money = own.filter(({ kind }) => kind === "MONEY");
    return {
      goal: isGoalOf(own.find(({ plan }) => plan)?.plan ?? awards.find(({ code }) => code === award)),
      name: (own.find(({ plan }) => plan)?.plan ?? awards.find(({ code }) => code === award))?.name ?? {
        zh: award,
        en: award,
      },
      review: reviewName(review),
      holders: holders.filter((one) => one.reviewCode === review && one.awardCode === award).length,
      decidedMinor: total(money.map(({ decidedMinor }) => decidedMinor ?? 0)),
      givenMinor: total(money.map(({ givenMinor }) => givenMinor)),
    };
  });
}

const isGoalOf = (plan: AwardPlan | undefined): boolean => plan !== undefined && isGoal(plan);

function penaltySums({ cases }: Book, reviewName: (code: string) => PenaltySum["review"]): PenaltySum[] {
  const current = cases.filter((one) => one.current !== null);
  const keys = [...new Set(current.map(({ reviewCode, penaltyCode }) => JSON.stringify([reviewCode, penaltyCode])))];
  return keys.map((key) => {
    const [review = "", penalty = ""] = JSON.parse(key) as string[];
    const own = current.filter((one) => one.reviewCode === review && one.penaltyCode === penalty);
    return {
      name: own.find(({ plan }) => plan)?.plan?.name ?? { zh: penalty, en: penalty },
      review: reviewName(review),
      cases: own.length,
      decidedMinor: total(own.map(({ decidedMinor }) => decidedMinor)),
      paidMinor: total(own.map(({ paidMinor }) => paidMinor)),
    };
  });
}
