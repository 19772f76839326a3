import { addDays, type Day, type DayRange, earlierOf } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import { reviewPeriod } from "@/lib/scoring/awards";
import { recurring } from "@/lib/scoring/programme/recur";
import { datesOf, redate } from "@/lib/scoring/programme/redate";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import type { SubjectChange } from "@/lib/scoring/simulate";
import type { Fact } from "@/lib/scoring/types";
import type { ChosenPlan, FoundPlan } from "../types";

/** Streams whose values somebody saw on one visit among many. A self-check is no sample: the outlet makes it itself, every month. */
export function visitStreams(facts: readonly Fact[]): string[] {
  const streams = new Set(facts.map(({ stream }) => stream));
  return [...streams].filter((stream) => stream.startsWith("inspection.") && stream !== "inspection.self").sort();
}

/** The review of the tried plan that answers to the one whose facts are used. */
export function matchingReview(
  programme: Programme,
  like: Pick<ReviewPlan, "code" | "kind">,
  asked?: string,
): ReviewPlan | null {
  const { reviews } = programme;
  if (asked !== undefined) return reviews.find(({ code }) => code === asked) ?? null;
  return (
    reviews.find(({ code }) => code === like.code) ??
    reviews.find(({ kind }) => kind === like.kind) ??
    reviews.at(-1) ??
    null
  );
}

/** A plan of another year is tried on the same days of the year the facts are from. */
export function movedTo(plan: FoundPlan, year: number): FoundPlan {
  const [first] = datesOf(plan.programme).sort();
  const own = first === undefined ? year : Number(first.slice(0, 4));
  return own === year ? plan : { ...plan, programme: redate(plan.programme, year), moved: year - own };
}

/** The year in which a plan begins; what is moved is moved to that of the plan that held. */
export function yearOf(programme: Programme): number | null {
  const [first] = datesOf(programme).sort();
  return first === undefined ? null : Number(first.slice(0, 4));
}

export function choose(
  plan: FoundPlan,
  like: Pick<ReviewPlan, "code" | "kind">,
  asked?: string,
): Result<ChosenPlan, "NO_SUCH_REVIEW"> {
  const programme = recurring(plan.programme);
  const review = matchingReview(programme, like, asked);
  if (!review) return refuse("NO_SUCH_REVIEW", { field: "review" });
  return accept({ ...plan, programme, review, period: reviewPeriod(programme, review.code) });
}

/** The days of `wanted` that come after the last day the facts know of; null when there are none. */
export function beyondOf(wanted: DayRange, through: Day): DayRange | null {
  const next = addDays(through, 1);
  if (wanted.to < next) return null;
  return { from: earlierOf(wanted.from, next) === next ? wanted.from : next, to: wanted.to };
}

/** Names of awards and penalties of both plans; the tried plan's where both have one. */
export function namesOf(plans: readonly Programme[]): ReadonlyMap<string, Text> {
  return new Map(
    plans.flatMap(({ awards, penalties }) => [...awards, ...penalties].map(({ code, name }) => [code, name])),
  );
}

/** Who has a rank in neither list says nothing in a drawing of two lists. */
export function drawable(changes: readonly SubjectChange[], most: number): readonly SubjectChange[] {
  const ranked = changes.filter(({ before, after }) => before.rank !== null && after.rank !== null);
  if (ranked.length <= most) return ranked;
  // Of more than can be told apart, those that move most; the table has them all.
  return [...ranked].sort((a, b) => Math.abs(b.places ?? 0) - Math.abs(a.places ?? 0)).slice(0, most);
}
