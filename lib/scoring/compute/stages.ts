import type { DayRange } from "@/lib/kernel/calendar";
import { named, say } from "../explain/draft";
import type { Evaluator, Scope } from "../explain/evaluate/evaluator";
import { periodOf } from "../explain/evaluate/places";
import { bareRoot, explainRoot } from "../explain/shares";
import { FactIndex } from "../facts";
import type { RankedReview } from "../outcomes";
import { ProgrammeError } from "../programme/error";
import { recurring } from "../programme/recur";
import type { Programme, ReviewPlan } from "../programme/schema";
import type { Explained, Fact, Ranking, ReviewInput, Say, ScoreSheet, SubjectInput } from "../types";

/** A review before anything of it is computed. */
export interface Opened {
  readonly programme: Programme;
  readonly review: ReviewPlan;
  /** Days whose facts count: the review's period, up to its cut-off. */
  readonly period: DayRange;
  readonly subjects: ReadonlyMap<string, SubjectInput>;
  /** All that nodes are evaluated against, but for the field. */
  readonly scope: Omit<Scope, "field">;
}

/** Throws `ProgrammeError` for an unknown review or one without a cut-off day. */
export function opened(input: ReviewInput, facts: readonly Fact[] = input.facts): Opened {
  const programme = recurring(input.programme);
  const review = programme.reviews.find((candidate) => candidate.code === input.review);
  if (!review) throw new ProgrammeError("UNKNOWN_REVIEW", input.review);
  const last = review.cutOffOn;
  if (last === null) throw new ProgrammeError("BLANK", review.code);
  const period = periodOf(programme, review.period, last);
  const subjects = new Map(input.subjects.map((subject) => [subject.id, subject]));
  const scope = {
    programme,
    index: new FactIndex(facts, new Set(subjects.keys())),
    carried: input.carried,
    ...(input.carriedRanks && { carriedRanks: input.carriedRanks }),
    tree: { root: review.root, period },
    subjects,
    last,
  };
  return { programme, review, period, subjects, scope };
}

/** Those whom the input itself excludes, with the reason. */
export function excludedIn({ subjects }: Opened): Map<string, Say> {
  return new Map([...subjects].flatMap(([id, { excluded: why }]) => (why ? [[id, why] as const] : [])));
}

/** Subjects that others are measured against: all but the excluded. */
export function fieldOf({ subjects }: Opened, excluded: ReadonlyMap<string, Say>): string[] {
  return [...subjects.keys()].filter((id) => !excluded.has(id));
}

/** R17, R-042: the first thing missing of what the review asks of its entrants; null for who is admitted. */
export function notAdmitted({ review, period }: Opened, evaluator: Evaluator, id: string): Say | null {
  const failed = (review.entry ?? []).find((entry) => evaluator.judge(entry.when, id, period).holds !== true);
  return failed ? say("notAdmitted", named(failed.name, failed.clause)) : null;
}

/** The sheet of one subject. `why`: it is excluded, and so has neither total nor rank. */
export function sheetOf(
  { review, period }: Opened,
  evaluator: Evaluator,
  id: string,
  why: Say | undefined,
  shares: boolean,
): ScoreSheet {
  const draft = evaluator.evaluate(review.root, id, period);
  const missing: Say[] = [
    ...(why ? [why] : []),
    ...(draft.state === "MISSING" ? draft.lacks : draft.state === "LEFT_OUT" ? [say("nothingCounted")] : []),
  ];
  const total = missing.length > 0 ? null : draft.value;
  const root: Explained = (shares ? explainRoot : bareRoot)(draft, total);
  return { subject: id, root, total: total === null ? null : root.value, missing };
}

/** What awards and penalties follow from. */
export function rankedReview(
  { programme, review, subjects, scope }: Opened,
  evaluator: Evaluator,
  excluded: ReadonlyMap<string, Say>,
  sheets: readonly ScoreSheet[],
  ranking: Ranking,
): RankedReview {
  return {
    programme,
    review: review.code,
    subjects: [...subjects.values()].map((subject) => ({
      ...subject,
      ...(excluded.has(subject.id) && { excluded: excluded.get(subject.id)! }),
    })),
    sheets,
    ranking,
    index: scope.index,
    assess: evaluator.assess(ranking),
  };
}
