import { isSameData } from "@/lib/kernel/canonical";
import { finish, type Steps } from "@/lib/kernel/steps";
import { proposeAwards } from "./awards";
import { reviewInSteps } from "./compute";
import { Ground } from "./compute/ground";
import { opened, rankedReview } from "./compute/stages";
import { proposePenalties } from "./penalties";
import { placeSubjects } from "./place";
import { recurring } from "./programme/recur";
import type { Fact, ReviewComputation, ReviewInput } from "./types";

export interface Former {
  readonly input: ReviewInput;
  readonly computation: ReviewComputation;
}

/**
 * Exactly what `computeReview(input)` gives, in less time the less `input` differs from the one computed before: sheets of
 * those whom no difference touches are the very objects of before. Facts are told apart as objects. Where plan, subjects or
 * earlier ranks differ, everything is computed. Throws what `computeReview` throws.
 */
export function computeAgain(input: ReviewInput, former: Former): ReviewComputation {
  return finish(reviewAgainInSteps(input, former));
}

/** The same in steps of about one subject each, so that it can be interrupted. */
export function* reviewAgainInSteps(given: ReviewInput, former: Former): Steps<ReviewComputation> {
  const input = { ...given, programme: recurring(given.programme) };
  const before = { ...former.input, programme: recurring(former.input.programme) };
  if (!isSameReview(input, before)) return yield* reviewInSteps(input);
  yield;
  const ground = new Ground(opened(before), former.computation.sheets);
  yield* ground.prepare();
  const changed = ground.named(factsApart(before.facts, input.facts));
  for (const id of ground.opened.subjects.keys()) if (!isCarriedAlike(input, before, id)) changed.add(id);
  const review = opened(input);
  yield;
  const { evaluator, excluded, sheets } = yield* ground.again(review, changed, true);
  const ranking = placeSubjects(review.programme, review.review, sheets, review.subjects);
  yield;
  const ranked = rankedReview(review, evaluator, excluded, sheets, ranking);
  const awards = proposeAwards(ranked);
  yield;
  return { review: review.review.code, sheets: [...sheets], ranking, awards, penalties: proposePenalties(ranked) };
}

/** All but the facts and the carried totals. A rank carried from an earlier review is one among everybody's. */
function isSameReview(one: ReviewInput, other: ReviewInput): boolean {
  return (
    one.review === other.review &&
    isSameData(one.subjects, other.subjects) &&
    isSameData(one.carriedRanks ?? {}, other.carriedRanks ?? {}) &&
    isSameData(one.programme, other.programme)
  );
}

function factsApart(before: readonly Fact[], after: readonly Fact[]): Fact[] {
  const [was, is] = [new Set(before), new Set(after)];
  return [...before.filter((fact) => !is.has(fact)), ...after.filter((fact) => !was.has(fact))];
}

function isCarriedAlike(one: ReviewInput, other: ReviewInput, subject: string): boolean {
  const reviews = new Set([...Object.keys(one.carried), ...Object.keys(other.carried)]);
  return [...reviews].every((code) => one.carried[code]?.[subject] === other.carried[code]?.[subject]);
}
