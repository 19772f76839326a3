import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Day } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { readComputed } from "@/lib/reviews/data";
import type { ReviewState } from "@/lib/reviews/types";
import { type PrizeWon, prizesOf } from "@/lib/scoring/awards/prizes";
import type { AwardPlan, ConsequencePlan, PenaltyPlan, Prize, Programme } from "@/lib/scoring/programme/schema";
import type { Say } from "@/lib/scoring/types";
import { listAwardDecisions, listPenaltyDecisions, mapCurrentResults, subjectsShown } from "../data";
import { withReward } from "../rules/rewards";
import { BY_RULE, type PersonName } from "../types";

export interface AwardRow {
  readonly key: string;
  /** Id of the unit or person, or code of the group. */
  readonly subject: string;
  readonly award: AwardPlan;
  readonly review: { readonly code: string; readonly name: Text; readonly state: ReviewState };
  readonly unit: Text;
  readonly person: PersonName | null;
  readonly value: string | null;
  readonly reason: string;
  readonly decidedName: string;
  readonly decidedAt: Date;
  readonly because: Say | null;
  /** How often it was won. */
  readonly times: number;
  readonly prizes: readonly PrizeWon[];
  /** Yuan, the prizes that have an amount. */
  readonly money: string | null;
  /** Some prize is money whose amount is still open. */
  readonly blank: boolean;
  readonly settledOn: Day | null;
}

export interface AwardTally {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly reviews: readonly { readonly code: string; readonly name: Text }[];
  readonly rows: readonly AwardRow[];
  readonly total: string;
  /** Yuan owed on the day, by who pays. */
  readonly owed: readonly { readonly payer: Prize["payer"]; readonly settledOn: Day | null; readonly amount: string }[];
}

/** The award ledger: what was granted under the results that count. */
export async function loadAwardTally(
  campaignCode: string,
  filter: { review?: string; award?: string },
): Promise<AwardTally> {
  const { actor, campaign } = await requireCampaign(campaignCode);
  if (!may(actor, "awards.tally", campaign)) notFound();
  const results = await mapCurrentResults(db, campaign.id);
  const decisions = (await listAwardDecisions(db, [...results.keys()])).filter(
    (decision) =>
      decision.granted &&
      (!filter.review || decision.reviewCode === filter.review) &&
      (!filter.award || decision.awardCode === filter.award),
  );
  const shown = await subjectsShown(
    db,
    campaign.programme,
    decisions.flatMap(({ subject, unitId }) => [subject, ...(unitId === null ? [] : [unitId])]),
    today(),
  );
  const rows: AwardRow[] = [];
  for (const decision of decisions) {
    const review = results.get(decision.resultId);
    const computed = review && (await readComputed(db, campaign.code, review.code, review.head));
    const award = computed?.programme.awards.find((plan) => plan.code === decision.awardCode);
    if (!review || !computed || !award) continue;
    const proposal = computed.computation.awards.find((one) => one.award === award.code);
    const { subject } = decision;
    const winner = proposal?.winners.find((one) => one.subject === subject);
    const ready = winner ?? proposal?.reserves?.find((one) => one.subject === subject);
    const prizes = withReward(award, prizesOf(award, proposal, subject), decision);
    const amounts = prizes.flatMap(({ amount }) => (amount === null ? [] : [points(amount)]));
    rows.push({
      key: `${decision.resultId} ${decision.awardCode} ${subject}`,
      subject,
      award,
      review: { code: review.code, name: nameOf(campaign.programme, review.code), state: review.state },
      unit: shown(decision.unitId ?? subject).unit,
      person: shown(subject).person,
      value: ready?.value ?? null,
      because: winner?.because ?? null,
      times: winner?.times ?? 1,
      reason: decision.reason,
      decidedName: decision.decidedName,
      decidedAt: decision.decidedAt,
      prizes,
      money: amounts.length > 0 ? text(amounts.reduce((total, amount) => total.plus(amount))) : null,
      blank: prizes.some(({ prize, amount }) => prize.kind === "MONEY" && amount === null),
      settledOn: award.settledOn,
    });
  }
  return {
    campaign: { code: campaign.code, name: campaign.name },
    reviews: campaign.programme.reviews.map(({ code, name }) => ({ code, name })),
    rows,
    total: text(rows.reduce((total, row) => total.plus(points(row.money ?? "0")), points(0))),
    owed: owedBy(rows),
  };
}

function owedBy(rows: readonly AwardRow[]): AwardTally["owed"] {
  const sums = new Map<string, { payer: Prize["payer"]; settledOn: Day | null; amount: ReturnType<typeof points> }>();
  for (const row of rows) {
    for (const { prize, amount } of row.prizes) {
      if (amount === null) continue;
      const key = `${row.settledOn ?? ""} ${prize.payer}`;
      const before = sums.get(key)?.amount ?? points(0);
      sums.set(key, { payer: prize.payer, settledOn: row.settledOn, amount: before.plus(points(amount)) });
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, owed]) => ({ ...owed, amount: text(owed.amount) }));
}

export interface PenaltyRow {
  readonly id: string;
  readonly penalty: PenaltyPlan;
  readonly review: { readonly code: string; readonly name: Text; readonly state: ReviewState };
  readonly unit: Text;
  readonly unitCode: string;
  readonly person: PersonName | null;
  /** Null: waived, or a notice. */
  readonly consequence: ConsequencePlan | null;
  /** Of before the grace date: made known, cost nothing. */
  readonly notice: boolean;
  readonly amountMinor: number | null;
  readonly because: Say | null;
  readonly repeated: Say | null;
  readonly factId: string;
  readonly reason: string;
  readonly decidedName: string;
  readonly decidedAt: Date;
}

export interface PenaltyTally {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly reviews: readonly { readonly code: string; readonly name: Text }[];
  readonly rows: readonly PenaltyRow[];
  readonly fines: { readonly minor: number; readonly currency: "CNY" };
  readonly waived: number;
  readonly notices: number;
}

/** The penalty ledger: consequences decided, and those waived. */
export async function loadPenaltyTally(
  campaignCode: string,
  filter: { review?: string; kind?: string },
): Promise<PenaltyTally> {
  const { actor, campaign } = await requireCampaign(campaignCode);
  if (!may(actor, "penalties.tally", campaign)) notFound();
  const results = await mapCurrentResults(db, campaign.id);
  const decisions = (await listPenaltyDecisions(db, [...results.keys()])).filter(
    (decision) => !filter.review || decision.reviewCode === filter.review,
  );
  const shown = await subjectsShown(
    db,
    campaign.programme,
    decisions.map((decision) => decision.subject),
    today(),
  );
  const people = await mapPeople(
    db,
    decisions.flatMap((decision) => decision.personId ?? []),
  );
  const rows: PenaltyRow[] = [];
  for (const decision of decisions) {
    const review = results.get(decision.resultId);
    const computed = review && (await readComputed(db, campaign.code, review.code, review.head));
    const penalty = computed?.programme.penalties.find((plan) => plan.code === decision.penaltyCode);
    if (!review || !computed || !penalty) continue;
    const consequence = penalty.consequences.find((one) => one.code === decision.consequence) ?? null;
    const notice = consequence === null && decision.reason === BY_RULE;
    if (filter.kind && (consequence?.kind ?? (notice ? "NOTICE" : "WAIVED")) !== filter.kind) continue;
    const proposal = computed.computation.penalties.find(
      (one) =>
        one.penalty === penalty.code && one.subject === decision.subject && (one.fact?.id ?? "") === decision.factId,
    );
    const about = shown(decision.subject);
    const person = decision.personId ? people.get(decision.personId) : undefined;
    rows.push({
      id: decision.id,
      penalty,
      review: { code: review.code, name: nameOf(campaign.programme, review.code), state: review.state },
      unit: about.unit,
      unitCode: about.code,
      person: person ? { name: person.name, nameLatin: person.nameLatin } : about.person,
      consequence,
      notice,
      amountMinor: decision.amountMinor,
      because: proposal?.because ?? null,
      repeated: proposal?.repeated ?? null,
      factId: decision.factId,
      reason: decision.reason,
      decidedName: decision.decidedName,
      decidedAt: decision.decidedAt,
    });
  }
  return {
    campaign: { code: campaign.code, name: campaign.name },
    reviews: campaign.programme.reviews.map(({ code, name }) => ({ code, name })),
    rows,
    fines: { minor: rows.reduce((total, row) => total + (row.amountMinor ?? 0), 0), currency: "CNY" },
    waived: rows.filter((row) => row.consequence === null && !row.notice).length,
    notices: rows.filter((row) => row.notice).length,
  };
}

function nameOf(programme: Programme, review: string): Text {
  return programme.reviews.find((plan) => plan.code === review)?.name ?? { zh: review, en: review };
}
