import "server-only";
import { may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { findReviewSubject } from "@/lib/reviews/data";
import type { ReviewSubject } from "@/lib/reviews/types";
import { reviewPeriod } from "@/lib/scoring/awards";
import { findPlan, gapsOf, readHeld } from "./data";
import { beyondOf, choose, movedTo, yearOf } from "./rules/plans";
import { type SimulationAsked, simulationInput, writeReference } from "./schema";
import type { FoundPlan, Prepared } from "./types";

interface Target {
  readonly facts: ReviewSubject;
  readonly tried: FoundPlan;
  readonly against: FoundPlan | null;
}

async function targetOf({ tx, actor }: Context, asked: SimulationAsked): Promise<Target | null> {
  const facts = await findReviewSubject(tx, asked.facts);
  const tried = await findPlan(tx, actor, asked.plan);
  const against = asked.against ? await findPlan(tx, actor, asked.against) : null;
  return facts && tried && (against || !asked.against) ? { facts, tried, against } : null;
}

/**
 * Tries a plan on the facts of a review. It reads, and leaves nothing behind but its line in the audit trail: whoever may
 * see ranks before they are published is seen seeing them.
 */
export const runSimulation = asUseCase({
  name: "simulations.run",
  reads: true,
  input: simulationInput,
  subject: targetOf,
  policy: (actor, { facts, tried, against }) =>
    may(actor, "reviews.readUnpublished", facts) &&
    [facts.path, tried.path, against?.path ?? null].every(
      (path) => path === null || may(actor, "simulations.run", { path }),
    ),
  run: ({ tx }, asked, target) => prepare(tx, asked, target),
  trace: (asked, { facts }) => ({
    subject: `${facts.campaign.code}:${facts.review.code}`,
    campaignId: facts.campaign.id,
    detail: {
      plan: writeReference(asked.plan),
      against: asked.against ? writeReference(asked.against) : "held",
      earlier: asked.earlier,
    },
  }),
});

async function prepare(tx: Context["tx"], asked: SimulationAsked, target: Target): Promise<Result<Prepared>> {
  const { facts } = target;
  for (const [field, plan] of [
    ["plan", target.tried],
    ["against", target.against],
  ] as const) {
    const gaps = plan ? gapsOf(plan) : [];
    if (gaps.length > 0) return refuse("PLAN_INCOMPLETE", { field, values: { n: gaps.length } });
  }
  const year = yearOf(facts.plan.programme) ?? facts.campaign.year;
  const after = choose(movedTo(target.tried, year), facts.review, asked.review);
  if (!after.ok) return after;
  const held = await readHeld(tx, facts, after.value);
  const before = choose(
    target.against
      ? movedTo(target.against, year)
      : {
          reference: { kind: "VERSION", campaign: facts.campaign.code, version: held.version },
          path: facts.path,
          name: facts.campaign.name,
          programme: held.programme,
          moved: 0,
        },
    held.review,
  );
  if (!before.ok) return before;
  const sides = [before.value, after.value].map(({ programme, review }) => ({ programme, review: review.code }));
  const known = reviewPeriod(held.programme, held.review.code);
  const { id, code, name } = facts.campaign;
  return accept({
    campaign: { id, code, name },
    before: before.value,
    after: after.value,
    sealed: held.sealed,
    beyond: held.sealed ? beyondOf(after.value.period, known.to) : null,
    input: {
      before: sides[0]!,
      after: sides[1]!,
      facts: held.input.facts,
      subjects: held.input.subjects,
      carried: held.input.carried,
      ...(held.input.carriedRanks ? { carriedRanks: held.input.carriedRanks } : {}),
      earlier: asked.earlier,
    },
  });
}
