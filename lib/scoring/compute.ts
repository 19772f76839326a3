import type { DayRange } from "@/lib/kernel/calendar";
import { proposeAwards } from "./awards";
import { named, say } from "./explain/draft";
import { Evaluator, periodOf } from "./explain/evaluate";
import { bareRoot, explainRoot } from "./explain/shares";
import { FactIndex } from "./facts";
import { proposePenalties } from "./penalties";
import { placeSubjects } from "./place";
import { ProgrammeError } from "./programme/error";
import { recurring } from "./programme/recur";
import type { Programme, ReviewPlan } from "./programme/schema";
import type { Explained, ReviewComputation, ReviewInput, Say, ScoreSheet, SubjectInput } from "./types";

/**
 * Computes one review: sheets, ranking, proposed awards and penalties. Pure and exact; the order of `facts` makes no
 * difference, and the cost grows with their number, not with its square. Only facts inside the plan's periods and not
 * after the review's cut-off count. A subject named twice is computed once.
 *
 * `shares: false` gives the same totals, ranks and outcomes without the lines that explain them, in a fraction of the
 * time; for computations that nobody will read. `known`: sheets that are taken as they are, for searching among many
 * inputs that differ for one subject only.
 *
 * Throws `ProgrammeError` for a plan that `checkProgramme` refuses (a blank weight, a sheet that does not exist), and
 * for nothing else as long as fact values are decimals.
 */
export function computeReview(
  input: ReviewInput,
  { shares = true, known }: { shares?: boolean; known?: ReadonlyMap<string, ScoreSheet> } = {},
): ReviewComputation {
  const programme = recurring(input.programme);
  const review = reviewOf(programme, input.review);
  const period = periodOf(programme, review.period, cutOffOf(review));
  const subjects = new Map(input.subjects.map((subject) => [subject.id, subject]));
  const scope = {
    programme,
    index: new FactIndex(input.facts, new Set(subjects.keys())),
    carried: input.carried,
    ...(input.carriedRanks && { carriedRanks: input.carriedRanks }),
    tree: { root: review.root, period },
    subjects,
    last: cutOffOf(review),
  };
  const excluded = new Map([...subjects].flatMap(([id, { excluded: why }]) => (why ? [[id, why] as const] : [])));
  const fieldWithout = () => [...subjects.keys()].filter((id) => !excluded.has(id));
  for (const [id, why] of notAdmitted(review, new Evaluator({ ...scope, field: fieldWithout() }), subjects, period)) {
    if (!excluded.has(id)) excluded.set(id, why);
  }
  const evaluator = new Evaluator({ ...scope, field: fieldWithout() });
  const sheets = [...subjects.keys()].map((id): ScoreSheet => {
    const before = known?.get(id);
    if (before) return before;
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
  const ranking = placeSubjects(programme, review, sheets, subjects);
  const ranked = {
    programme,
    review: review.code,
    subjects: [...subjects.values()].map((subject) => ({
      ...subject,
      ...(excluded.has(subject.id) && { excluded: excluded.get(subject.id)! }),
    })),
    sheets,
    ranking,
    facts: input.facts,
    assess: evaluator.assess(ranking),
  };
  return {
    review: review.code,
    sheets,
    ranking,
    awards: proposeAwards(ranked),
    penalties: proposePenalties(ranked),
  };
}

/** R17, R-042: who does not fulfil what the review asks of its entrants, with the first thing missing. */
function notAdmitted(
  review: ReviewPlan,
  evaluator: Evaluator,
  subjects: ReadonlyMap<string, SubjectInput>,
  period: DayRange,
): Map<string, Say> {
  const refused = new Map<string, Say>();
  for (const id of subjects.keys()) {
    const failed = (review.entry ?? []).find((entry) => evaluator.judge(entry.when, id, period).holds !== true);
    if (failed) refused.set(id, say("notAdmitted", named(failed.name, failed.clause)));
  }
  return refused;
}

function reviewOf(programme: Programme, review: string): ReviewPlan {
  const plan = programme.reviews.find((candidate) => candidate.code === review);
  if (!plan) throw new ProgrammeError("UNKNOWN_REVIEW", review);
  return plan;
}

function cutOffOf(review: ReviewPlan): string {
  if (review.cutOffOn === null) throw new ProgrammeError("BLANK", review.code);
  return review.cutOffOn;
}
