import { perform, type UseCase } from "@/lib/access/usecase";
import { finaliseReview } from "@/lib/appeals/usecases";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import type { Condition, Node } from "@/lib/scoring/programme/nodes";
import type { AwardPlan, PenaltyPlan, Programme } from "@/lib/scoring/programme/schema";
import { makeReviewedBank, type ReviewedBank } from "./reviewed-bank";

/** A reviewed bank whose plan pays, fines and removes without any choice; for tests of what becomes of decisions. */
export const H1 = { campaign: "C-2026-01", review: "H1" };

const text = (words: string) => ({ zh: words, en: words });
const own: Node = { kind: "ref", code: "own", name: text("得分"), node: "H1_SERVICE" };
export const below = (than: string): Condition => ({ kind: "compare", of: own, is: "LESS", than });

/** Fines whoever has less than 88: 1,000 yuan and 200 for every point, and removes the head. */
export const TARGET: PenaltyPlan = {
  code: "TARGET",
  name: text("未达标"),
  review: "H1",
  when: { kind: "THRESHOLD", when: below("88") },
  choose: "ALL",
  consequences: [
    {
      code: "FINE",
      kind: "FINE",
      name: text("罚款"),
      falls: "UNIT",
      by: {
        kind: "shortfall",
        code: "short",
        name: text("未达标"),
        of: own,
        side: "BELOW",
        mark: "88",
        base: "1000",
        each: "200",
        parts: "EXACT",
      },
    },
    { code: "REMOVAL", kind: "REMOVAL", name: text("免职"), falls: "UNIT_HEAD" },
  ],
};

/** The best one by the branch in money and a certificate, with all others in reserve. */
export function best(before: AwardPlan): AwardPlan {
  return {
    ...before,
    code: "BEST",
    name: text("优胜奖"),
    review: "H1",
    target: "UNIT",
    excludedBy: [],
    settledOn: "2026-12-31",
    basis: { kind: "RANK", node: "H1_SERVICE", ties: [] },
    quota: { min: 0, max: 1 },
    reserves: 3,
    prizes: [
      { kind: "MONEY", amount: "800.00", places: { from: 1, to: 1 }, what: text("奖金"), payer: "BRANCH" },
      { kind: "CERTIFICATE", what: text("奖状"), payer: "SUB_BRANCH" },
    ],
  };
}

export function atNoon(day: string): void {
  setClock(() => new Date(`${day}T04:00:00Z`));
}

export async function makeSettledBank(change: (plan: Programme) => void = () => {}): Promise<ReviewedBank> {
  atNoon("2026-07-01");
  return makeReviewedBank((document) => {
    const plan = document as unknown as Programme;
    plan.awards = [best(plan.awards[0]!)];
    plan.penalties = [TARGET];
    plan.appeals = { days: 3, rounds: 2 };
    change(plan);
  });
}

export async function must<I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: unknown): Promise<T> {
  const done = await perform(act, { actor, input });
  if (!done.ok) throw new Error(`${act.name}: ${JSON.stringify(done.refusals)}`);
  return done.value;
}

export async function refusalsOf<I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: unknown): Promise<string[]> {
  const done = await perform(act, { actor, input });
  return done.ok ? [] : done.refusals.map(({ code }) => code);
}

/** Freezes on 1 July, publishes on the 2nd. */
export async function publish(bank: ReviewedBank): Promise<void> {
  atNoon("2026-07-01");
  const { seal } = await must(freezeReview, bank.leader, H1);
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const)
    await must(signReview, actor, { ...H1, seat, seal });
  atNoon("2026-07-02");
  await must(publishReview, bank.leader, { ...H1, seal });
}

/** The notice of the plan is over on 20 July at the latest. */
export async function finalise(bank: ReviewedBank): Promise<void> {
  atNoon("2026-07-20");
  await must(finaliseReview, bank.leader, H1);
}

/**
 * A newer result of the published review in the manner of a re-score: the same input and output stored once more, with
 * the decisions that `keep` lets stand.
 */
export async function supersede(
  bank: ReviewedBank,
  keep: (row: { kind: "AWARD" | "PENALTY"; code: string; subject: string }) => boolean,
  amount: (minor: number | null) => number | null = (minor) => minor,
): Promise<string> {
  const review = await db.review.findUniqueOrThrow({
    where: { campaignId_code: { campaignId: bank.campaign.id, code: "H1" } },
    include: { results: { orderBy: { seq: "desc" }, take: 1 } },
  });
  const { id, seq, computedAt: _, ...last } = review.results[0]!;
  const { now } = await import("@/lib/platform/clock");
  const fresh = await db.reviewResult.create({ data: { ...last, seq: seq + 1, computedAt: now() } });
  const awards = await db.awardDecision.findMany({ where: { resultId: id } });
  const penalties = await db.penaltyDecision.findMany({ where: { resultId: id } });
  await db.awardDecision.createMany({
    data: awards
      .filter((row) => keep({ kind: "AWARD", code: row.awardCode, subject: row.subject }))
      .map(({ id: _id, ...row }) => ({ ...row, resultId: fresh.id, decidedAt: now() })),
  });
  await db.penaltyDecision.createMany({
    data: penalties
      .filter((row) => keep({ kind: "PENALTY", code: row.penaltyCode, subject: row.subject }))
      .map(({ id: _id, ...row }) => ({
        ...row,
        resultId: fresh.id,
        amountMinor: amount(row.amountMinor),
        decidedAt: now(),
      })),
  });
  return fresh.id;
}
