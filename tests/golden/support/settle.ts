import { computeReview } from "@/lib/scoring/compute";
import { ranksToCarry } from "@/lib/scoring/explain/standings";
import { stemOf } from "@/lib/scoring/programme/recur";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { standingFacts } from "@/lib/scoring/standings";
import type { CarriedRank, Fact, ReviewComputation, ReviewInput, SubjectInput } from "@/lib/scoring/types";

/** Who takes part, by the kind of subject that a review scores. */
export interface Cast {
  readonly units: readonly SubjectInput[];
  /** Absent: the units stand for people too. */
  readonly people?: readonly SubjectInput[];
}

export type Carried = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/**
 * Final results by the code of their review, computed one after the other as their cut-offs come: each review knows the
 * totals and ranks of those before it, and their places and awards as facts (streams `standing.<REVIEW>`, `award.<AWARD>`).
 * `programme` has its recurring periods written out. `only` names the reviews wanted, by code or by the word they recur under.
 * `hear` is told of each one's input.
 */
export function settle(
  programme: Programme,
  cast: Cast,
  facts: readonly Fact[],
  only?: readonly string[],
  hear: (input: ReviewInput, computation: ReviewComputation) => void = () => {},
): Map<string, ReviewComputation> {
  const results = new Map<string, ReviewComputation>();
  const carried: Record<string, Record<string, string | null>> = {};
  const carriedRanks: Record<string, Record<string, CarriedRank>> = {};
  const known = [...facts];
  for (const review of inOrder(programme.reviews)) {
    if (only && !only.includes(review.code) && !only.includes(stemOf(review.code))) continue;
    const subjects = subjectsOf(programme, review, cast);
    const before = { carried: { ...carried }, carriedRanks: { ...carriedRanks } };
    const input = { programme, review: review.code, subjects, facts: [...known], ...before };
    const computation = computeReview(input);
    hear(input, computation);
    results.set(review.code, computation);
    carried[review.code] = Object.fromEntries(computation.sheets.map(({ subject, total }) => [subject, total]));
    carriedRanks[review.code] = ranksToCarry(computation.ranking);
    known.push(...resultFacts(review, computation));
  }
  return results;
}

/** What each of the reviews is computed from. */
export function settleInputs(
  programme: Programme,
  cast: Cast,
  facts: readonly Fact[],
  only?: readonly string[],
): ReviewInput[] {
  const inputs: ReviewInput[] = [];
  settle(programme, cast, facts, only, (input) => inputs.push(input));
  return inputs;
}

/** By cut-off; on the same day as the document has them. */
function inOrder(reviews: readonly ReviewPlan[]): ReviewPlan[] {
  return [...reviews].sort((a, b) =>
    (a.cutOffOn ?? "") < (b.cutOffOn ?? "") ? -1 : a.cutOffOn === b.cutOffOn ? 0 : 1,
  );
}

export function subjectsOf(programme: Programme, review: ReviewPlan, cast: Cast): readonly SubjectInput[] {
  const scored: NonNullable<ReviewPlan["subjects"]> = review.subjects ?? { kind: "UNIT" };
  if (scored.kind === "UNIT") {
    return scored.together === "GROUP" ? programme.groups.map(({ code }) => ({ id: code })) : cast.units;
  }
  const { posts } = scored;
  return (cast.people ?? cast.units).filter(
    ({ post }) => posts === undefined || post === undefined || posts.includes(post),
  );
}

function resultFacts(review: ReviewPlan, { ranking, awards }: ReviewComputation): Fact[] {
  const base = { on: review.cutOffOn!, state: "COUNTED" as const };
  const standings = standingFacts(review, ranking, base.on);
  const won = awards.flatMap(({ award, winners }) =>
    winners.map(({ subject }): Fact => {
      const ref = `${award}/${subject}`;
      const stream = `award.${stemOf(award)}`;
      return { ...base, id: ref, ref, subject, stream, value: "1", attrs: { review: review.code }, title: review.name };
    }),
  );
  return [...standings, ...won];
}
