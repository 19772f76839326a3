import { finish, type Steps } from "@/lib/kernel/steps";
import { proposeAwards } from "./awards";
import { excludedIn, fieldOf, notAdmitted, opened, rankedReview, sheetOf } from "./compute/stages";
import { Evaluator } from "./explain/evaluate/evaluator";
import { proposePenalties } from "./penalties";
import { placeSubjects } from "./place";
import type { ReviewComputation, ReviewInput, ScoreSheet } from "./types";

/**
 * Computes one review: sheets, ranking, proposed awards and penalties. Pure and exact; the order of `facts` makes no
 * difference, and the cost grows with their number, not with its square. Only facts inside the plan's periods and not
 * after the review's cut-off count. A subject named twice is computed once.
 *
 * `shares: false` gives the same totals, ranks and outcomes without the lines that explain them, in a fraction of the
 * time; for computations that nobody will read. `known`: sheets that are taken as they are.
 *
 * Throws `ProgrammeError` for a plan that `checkProgramme` refuses (a blank weight, a sheet that does not exist), and
 * for nothing else as long as fact values are decimals.
 */
export function computeReview(input: ReviewInput, options: Options = {}): ReviewComputation {
  return finish(reviewInSteps(input, options));
}

interface Options {
  readonly shares?: boolean;
  readonly known?: ReadonlyMap<string, ScoreSheet>;
}

/** The same in steps of about one subject each, so that it can be interrupted. */
export function* reviewInSteps(input: ReviewInput, { shares = true, known }: Options = {}): Steps<ReviewComputation> {
  const review = opened(input);
  const excluded = excludedIn(review);
  const entrance = new Evaluator({ ...review.scope, field: fieldOf(review, excluded) });
  for (const id of review.subjects.keys()) {
    const why = notAdmitted(review, entrance, id);
    if (why && !excluded.has(id)) excluded.set(id, why);
    yield;
  }
  const evaluator = new Evaluator({ ...review.scope, field: fieldOf(review, excluded) });
  if (!known) yield* evaluator.fieldsInSteps();
  const sheets: ScoreSheet[] = [];
  for (const id of review.subjects.keys()) {
    sheets.push(known?.get(id) ?? sheetOf(review, evaluator, id, excluded.get(id), shares));
    yield;
  }
  const ranking = placeSubjects(review.programme, review.review, sheets, review.subjects);
  yield;
  const ranked = rankedReview(review, evaluator, excluded, sheets, ranking);
  const awards = proposeAwards(ranked);
  yield;
  return { review: review.review.code, sheets, ranking, awards, penalties: proposePenalties(ranked) };
}
