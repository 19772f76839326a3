import { points, text } from "@/lib/kernel/points";
import { reviewPeriod } from "./awards";
import { factsWith, findingFor, type LeverGroup, leversOf, movedBy } from "./change/levers";
import { goalsOf, moneyGoals, outcomeOf, penaltyGoals, reached } from "./change/outcome";
import { smallest } from "./change/search";
import type { Change, ChangeReport, Goal, Lever, Outcome } from "./change/types";
import { neighbours } from "./compare";
import { computeReview } from "./compute";
import type { Explained, Fact, ReviewComputation, ReviewInput } from "./types";

/** Inputs of one kind that are tried for one goal; their order makes the first the most telling. */
const TRIED = 3;
/** A subject computed once costs one. 42 outlets: some 300 computations, a second or two. */
const EFFORT = 12_000;
/** A figure is imagined up to ten times as high. */
const TIMES = 9;
/** A number of steps that no search needs to exceed. */
const MOST_STEPS = 1_000_000_000;

/**
 * What would have changed a subject's rank, awards, penalties and amounts: for each other outcome, the smallest change
 * of a single input, one for each kind of input (visits of one sort, one figure, complaints …), the smallest of points
 * first. `computation` is the review's own, computed from `input`.
 *
 * Nothing is estimated. Every change is computed with `computeReview`: with it the outcome is the other one, and with a
 * change smaller by one `step` (0.01 for points, the last decimal for a figure, 1 for records) it is not. Where the
 * outcome depends on the input in one direction only, as in every plan without ceilings on good results, this is the
 * smallest change of that input at all. Records are compared only with records of their own kind; of many alike the
 * three that weigh most are tried.
 *
 * Bounded: at most about `effort` subjects are computed, all together; when that does not suffice, the report says so
 * and holds what was found. Pure, and the same for the same input whatever the order of its facts. Throws what
 * `computeReview` throws.
 */
export function smallestChanges(
  input: ReviewInput,
  computation: ReviewComputation,
  subject: string,
  { goals, effort = EFFORT }: { goals?: readonly Goal[]; effort?: number } = {},
): ChangeReport {
  const before = outcomeOf(computation, subject);
  const search = new Search(input, computation, subject, before, effort);
  const changes: Change[] = [];
  let complete = true;
  for (const goal of goals ?? possibleGoals(input, computation, subject)) {
    const found: Change[] = [];
    for (const group of search.groups) {
      if (search.spent()) {
        complete = false;
        break;
      }
      const best = search.bestOf(group, goal);
      if (best) found.push(best);
    }
    changes.push(...found.sort(byKindThenSize));
  }
  return { changes, complete: complete && !search.spent(), effort: search.effort };
}

/** Every question that can be asked about a subject's outcome. */
export function possibleGoals(input: ReviewInput, computation: ReviewComputation, subject: string): Goal[] {
  const before = outcomeOf(computation, subject);
  const penalties = input.programme.penalties.filter((plan) => plan.review === input.review);
  // One more event always incurs a penalty per event; saying so is no answer.
  const codes = penalties.flatMap(({ code, when }) =>
    when.kind === "PER_EVENT" && (before.penalties[code] ?? 0) === 0 ? [] : [code],
  );
  return [...goalsOf(computation, subject), ...penaltyGoals(codes, before), ...moneyGoals(before)];
}

/** The input with the change made; `computeReview` of it has the outcome `change.after`. */
export function withChange(
  input: ReviewInput,
  subject: string,
  { lever, direction, by }: Pick<Change, "lever" | "direction" | "by">,
): ReviewInput {
  return { ...input, facts: factsWith(input.facts, subject, lever, direction, by) };
}

const ORDER: readonly Lever["kind"][] = ["SCORE", "WITHOUT", "ONE_MORE", "FIGURE"];

function byKindThenSize(a: Change, b: Change): number {
  return (
    ORDER.indexOf(a.lever.kind) - ORDER.indexOf(b.lever.kind) || points(a.by).comparedTo(points(b.by))
  );
}

type Direction = Change["direction"];

class Search {
  readonly groups: readonly LeverGroup[];
  effort = 0;

  readonly #input: ReviewInput;
  readonly #whole: ReviewInput;
  /** The subject, those next to it and those others are measured against: enough to see whether its rank changes. */
  readonly #near: ReviewInput;
  readonly #apart: boolean;
  readonly #subject: string;
  readonly #before: Outcome;
  readonly #most: number;
  readonly #aims: Record<"BETTER" | "WORSE", string | null>;
  readonly #known = new Map<string, Outcome>();

  constructor(
    input: ReviewInput,
    computation: ReviewComputation,
    subject: string,
    before: Outcome,
    effort: number,
  ) {
    this.#input = input;
    this.#subject = subject;
    this.#before = before;
    this.#most = effort;
    const root = computation.sheets.find((sheet) => sheet.subject === subject)?.root ?? null;
    this.groups = leversOf(input, subject, root, reviewPeriod(input.programme, input.review).to);
    // Findings explain a record's value and do not make it, so that a search needs none of them.
    const facts = input.facts.map(withoutLines);
    this.#whole = { ...input, facts };
    const next = neighbours(computation.ranking, subject);
    const tied = computation.ranking.standings.find((standing) => standing.subject === subject)?.tiedWith ?? [];
    const few = new Set([subject, ...tied, ...next.above, ...next.below, ...marksOf(computation)]);
    this.#near = { ...input, subjects: input.subjects.filter(({ id }) => few.has(id)), facts };
    this.#apart = this.#near.subjects.length < input.subjects.length && !placesOthers(input.programme);
    const total = (id: string | undefined) =>
      computation.ranking.standings.find((standing) => standing.subject === id)?.total ?? null;
    this.#aims = { BETTER: total(next.above[0]), WORSE: total(next.below[0]) };
  }

  spent(): boolean {
    return this.effort >= this.#most;
  }

  /** The least change among the most telling inputs of a group. */
  bestOf(group: LeverGroup, goal: Goal): Change | null {
    let best: Change | null = null;
    for (const lever of group.levers.slice(0, TRIED)) {
      if (this.spent()) break;
      const change = this.#least(lever, goal);
      if (change && (best === null || points(change.by).lessThan(points(best.by)))) best = change;
    }
    return best;
  }

  #least(lever: Lever, goal: Goal): Change | null {
    for (const direction of directionsFor(lever, goal)) {
      const { step, most } = rangeOf(lever, direction);
      for (const narrow of goal.kind === "RANK" && this.#apart ? [true, false] : [false]) {
        const n = this.#search(lever, direction, goal, narrow, step, most);
        if (n === null) break;
        const after = this.#at(lever, direction, step, n, false);
        const smaller = n === 1 ? this.#before : this.#at(lever, direction, step, n - 1, false);
        if (!reached(goal, this.#before, after) || reached(goal, this.#before, smaller)) continue;
        return this.#changeOf(lever, direction, goal, step, n, after);
      }
    }
    return null;
  }

  #search(lever: Lever, direction: Direction, goal: Goal, narrow: boolean, step: string, most: number): number | null {
    const at = (n: number) => this.#at(lever, direction, step, n, narrow);
    const holds = (n: number) => reached(goal, this.#before, at(n));
    const aim = goal.kind === "RANK" ? this.#aims[goal.to] : null;
    const guess = (no: number, yes: number): number | null => {
      const [low, high] = [no === 0 ? this.#before.total : at(no).total, at(yes).total];
      if (aim === null || low === null || high === null || points(low).equals(points(high))) return null;
      const part = points(aim).minus(points(low)).div(points(high).minus(points(low)));
      return part.isNegative() || part.greaterThan(1) ? null : no + part.times(yes - no).ceil().toNumber();
    };
    return smallest(most, holds, guess, goal.kind === "MONEY");
  }

  #at(lever: Lever, direction: Direction, step: string, n: number, narrow: boolean): Outcome {
    const by = text(points(step).times(n));
    const key = `${narrow} ${direction} ${by} ${keyOf(lever)}`;
    const known = this.#known.get(key);
    if (known) return known;
    const input = narrow ? this.#near : this.#whole;
    this.effort += input.subjects.length;
    const outcome = outcomeOf(
      computeReview({ ...input, facts: factsWith(input.facts, this.#subject, lever, direction, by) }),
      this.#subject,
    );
    // Among few, a rank is only better or worse than the subject's own among the same few.
    const told = narrow ? { ...outcome, rank: this.#ranked(outcome.rank) } : outcome;
    this.#known.set(key, told);
    return told;
  }

  #few: number | null | undefined;

  #ranked(rank: number | null): number | null {
    if (this.#few === undefined) {
      this.effort += this.#near.subjects.length;
      this.#few = outcomeOf(computeReview(this.#near), this.#subject).rank;
    }
    const own = this.#before.rank;
    return rank === null || this.#few === null || own === null ? null : own + rank - this.#few;
  }

  #changeOf(lever: Lever, direction: Direction, goal: Goal, step: string, n: number, after: Outcome): Change {
    const by = text(points(step).times(n));
    const value = lever.kind === "SCORE" || lever.kind === "FIGURE" ? lever.value : null;
    const fact =
      lever.kind === "SCORE" ? this.#input.facts.find((candidate) => candidate.id === lever.record.id) : undefined;
    return {
      goal,
      lever,
      direction,
      by,
      step,
      from: value,
      to: value === null ? null : movedBy(value, direction, by),
      finding: fact ? findingFor(fact, direction, by) : null,
      before: this.#before,
      after,
    };
  }
}

function withoutLines(fact: Fact): Fact {
  if (!fact.lines) return fact;
  const { lines: _lines, ...rest } = fact;
  return rest;
}

function keyOf(lever: Lever): string {
  return lever.kind === "ONE_MORE" ? JSON.stringify(lever) : `${lever.kind} ${lever.record.id}`;
}

/** Whether some score of the plan counts places among all, so that nobody can be left out of a computation. */
function placesOthers(programme: ReviewInput["programme"]): boolean {
  const visit = (value: unknown): boolean =>
    typeof value === "object" &&
    value !== null &&
    (AMONG_ALL.has((value as { kind?: unknown }).kind) || Object.values(value).some(visit));
  return visit(programme.sheets) || visit(programme.reviews);
}

const AMONG_ALL = new Set<unknown>(["PLACES", "standing"]);

/** For each scale to the best, one of those who are the best. */
function marksOf(computation: ReviewComputation): string[] {
  const marks = new Map<string, string>();
  const visit = (node: Explained, subject: string): void => {
    if (node.kind === "scale" && node.value !== null && node.value === node.full && !marks.has(node.code))
      marks.set(node.code, subject);
    if (node.kind !== "fact") for (const input of node.inputs) visit(input, subject);
  };
  for (const { root, subject } of computation.sheets) visit(root, subject);
  return [...marks.values()];
}

const GOOD = new Set<Goal["to"]>(["BETTER", "WON", "AVOIDED"]);

/** The likelier direction first; a plan may well ask for less of something. */
function directionsFor(lever: Lever, goal: Goal): readonly Direction[] {
  if (lever.kind === "WITHOUT") return ["LESS"];
  if (lever.kind === "ONE_MORE") return ["MORE"];
  const due = goal.kind === "MONEY" ? goal.due.startsWith("award ") === (goal.to === "MORE") : GOOD.has(goal.to);
  return due ? ["MORE", "LESS"] : ["LESS", "MORE"];
}

/** The grid of an input, and how many steps there are. */
function rangeOf(lever: Lever, direction: Direction): { step: string; most: number } {
  if (lever.kind === "WITHOUT" || lever.kind === "ONE_MORE") return { step: "1", most: 1 };
  const value = points(lever.value);
  if (lever.kind === "SCORE") {
    const room = direction === "MORE" ? points(lever.full).minus(value) : value;
    return { step: "0.01", most: Math.max(0, room.times(100).floor().toNumber()) };
  }
  const step = points("10").pow(-value.decimalPlaces());
  const room = direction === "MORE" ? value.abs().times(TIMES) : value;
  const steps = room.div(step).floor();
  const least = direction === "MORE" && value.isZero() ? 10_000 : 0;
  return { step: text(step), most: Math.min(MOST_STEPS, Math.max(least, steps.toNumber())) };
}
