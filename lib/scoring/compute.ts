import { proposeAwards } from "./awards";
import { say } from "./explain/draft";
import { Evaluator, periodOf } from "./explain/evaluate";
import { bareRoot, explainRoot } from "./explain/shares";
import { indexFacts } from "./facts";
import { proposePenalties } from "./penalties";
import { ProgrammeError } from "./programme/error";
import type { ReviewPlan } from "./programme/schema";
import { rankSubjects } from "./rank";
import type { Explained, ReviewComputation, ReviewInput, Say, ScoreSheet } from "./types";

/**
 * Computes one review: sheets, ranking, proposed awards and penalties. Pure and exact; the order of `facts` makes no
 * difference, and the cost grows with their number, not with its square. Only facts inside the plan's periods and not
 * after the review's cut-off count. A subject named twice is computed once.
 *
 * `shares: false` gives the same totals, ranks and outcomes without the lines that explain them, in a fraction of the
 * time; for computations that nobody will read.
 *
 * Throws `ProgrammeError` for a plan that `checkProgramme` refuses (a blank weight, a sheet that does not exist), and
 * for nothing else as long as fact values are decimals.
 */
export function computeReview(input: ReviewInput, { shares = true } = {}): ReviewComputation {
  const { programme } = input;
  const review = reviewOf(input);
  const period = periodOf(programme, review.period, cutOffOf(review));
  const subjects = [...new Map(input.subjects.map((subject) => [subject.id, subject])).values()];
  const ids = new Set(subjects.map((subject) => subject.id));
  const excluded = new Map(subjects.flatMap(({ id, excluded: why }) => (why ? [[id, why] as const] : [])));
  const evaluator = new Evaluator({
    programme,
    index: indexFacts(input.facts, ids),
    carried: input.carried,
    field: subjects.filter((subject) => !excluded.has(subject.id)).map((subject) => subject.id),
    last: cutOffOf(review),
  });
  const sheets = subjects.map(({ id }): ScoreSheet => {
    const draft = evaluator.evaluate(review.root, id, period);
    const why = excluded.get(id);
    const missing: Say[] = [
      ...(why ? [why] : []),
      ...(draft.state === "MISSING" ? draft.lacks : draft.state === "LEFT_OUT" ? [say("nothingCounted")] : []),
    ];
    const total = missing.length > 0 ? null : draft.value;
    const root: Explained = (shares ? explainRoot : bareRoot)(draft, total);
    return { subject: id, root, total: total === null ? null : root.value, missing };
  });
  const ranking = rankSubjects(sheets, review.ties);
  return {
    review: review.code,
    sheets,
    ranking,
    awards: proposeAwards(programme, review.code, sheets, input.facts, new Set(excluded.keys())),
    penalties: proposePenalties(programme, review.code, ranking, input.facts),
  };
}

function reviewOf({ programme, review }: ReviewInput): ReviewPlan {
  const plan = programme.reviews.find((candidate) => candidate.code === review);
  if (!plan) throw new ProgrammeError("UNKNOWN_REVIEW", review);
  return plan;
}

function cutOffOf(review: ReviewPlan): string {
  if (review.cutOffOn === null) throw new ProgrammeError("BLANK", review.code);
  return review.cutOffOn;
}
