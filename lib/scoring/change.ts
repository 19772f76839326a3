import { points, text } from "@/lib/kernel/points";
import { finish, type Steps } from "@/lib/kernel/steps";
import { reviewPeriod } from "./awards";
import { factsWith, findingFor, type LeverGroup, leversOf, movedBy } from "./change/levers";
import { goalsOf, moneyGoals, outcomeOf, penaltyGoals, reached } from "./change/outcome";
import { smallest } from "./change/search";
import { Rehearsal, type Trial } from "./change/trial";
import type { Change, ChangeReport, Goal, Lever, Outcome } from "./change/types";
import { neighbours } from "./compare";
import { recurring } from "./programme/recur";
import type { ReviewComputation, ReviewInput } from "./types";

/** Inputs of one kind that are tried for one goal, the most telling first. */
const TRIED = 3;
/** A sheet computed once costs one; half a millisecond or so. */
const EFFORT = 6_000;
/** To rank so many, or to look at so many for an award, costs about as much as one sheet. */
const RANKED_FOR_ONE = 32;
/** A figure is imagined up to ten times as high. */
const TIMES = 9;
/** A number of steps that no search needs to exceed. */
const MOST_STEPS = 1_000_000_000;

/**
 * What would have changed a subject's rank, awards, penalties and amounts: for each other outcome, the smallest change
 * of a single input, one for each kind of input (visits of one sort, one figure, complaints …), the smallest of points
 * first. `computation` is the review's own, computed from `input`.
 *
 * Nothing is estimated. With the change the outcome is what `computeReview` says, the other one; with a change smaller by
 * one `step` (0.01 for points, the last decimal for a figure, 1 for records) it is not. Only what a change touches is
 * computed (`Rehearsal`). Where the outcome depends on the input in one direction only, as in every plan without ceilings
 * on good results, this is the smallest change of that input at all. Records are compared only with records of their own
 * kind; of many alike the three that weigh most are tried.
 *
 * Bounded: the work of about `effort` sheets; when that does not suffice, the report says so and holds what was found.
 * Pure, and the same for the same input whatever the order of its facts. Throws what `computeReview` throws.
 */
export function smallestChanges(
  given: ReviewInput,
  computation: ReviewComputation,
  subject: string,
  options: { goals?: readonly Goal[]; effort?: number } = {},
): ChangeReport {
  return finish(changesInSteps(given, computation, subject, options));
}

/** The same in steps of a few milliseconds, so that it can be interrupted. */
export function* changesInSteps(
  given: ReviewInput,
  computation: ReviewComputation,
  subject: string,
  { goals, effort = EFFORT }: { goals?: readonly Goal[]; effort?: number } = {},
): Steps<ChangeReport> {
  const input: ReviewInput = { ...given, programme: recurring(given.programme) };
  yield;
  const search = new Search(input, computation, subject, effort);
  yield* search.prepare();
  const changes: Change[] = [];
  let complete = true;
  for (const goal of goals ?? possibleGoals(input, computation, subject)) {
    const found: Change[] = [];
    for (const group of search.groups) {
      if (search.spent()) {
        complete = false;
        break;
      }
      const best = yield* search.bestOf(group, goal);
      if (best) found.push(best);
    }
    changes.push(...found.sort(byKindThenSize));
  }
  return { changes, complete: complete && !search.spent(), effort: search.effort };
}

/** Every question that can be asked about a subject's outcome. */
export function possibleGoals(input: ReviewInput, computation: ReviewComputation, subject: string): Goal[] {
  const before = outcomeOf(computation, subject);
  const penalties = recurring(input.programme).penalties.filter((plan) => plan.review === input.review);
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
  return ORDER.indexOf(a.lever.kind) - ORDER.indexOf(b.lever.kind) || points(a.by).comparedTo(points(b.by));
}

type Direction = Change["direction"];

class Search {
  readonly groups: readonly LeverGroup[];
  effort = 0;

  readonly #input: ReviewInput;
  readonly #subject: string;
  readonly #rehearsal: Rehearsal;
  readonly #before: Outcome;
  readonly #most: number;
  readonly #aims: Record<"BETTER" | "WORSE", string | null>;
  readonly #known = new Map<string, Tried>();

  constructor(input: ReviewInput, computation: ReviewComputation, subject: string, effort: number) {
    this.#input = input;
    this.#subject = subject;
    this.#most = effort;
    this.#rehearsal = new Rehearsal(input, computation, subject);
    this.#before = this.#rehearsal.before;
    const root = computation.sheets.find((sheet) => sheet.subject === subject)?.root ?? null;
    this.groups = leversOf(input, subject, root, reviewPeriod(input.programme, input.review).to);
    const next = neighbours(computation.ranking, subject);
    const total = (id: string | undefined) =>
      computation.ranking.standings.find((standing) => standing.subject === id)?.total ?? null;
    this.#aims = { BETTER: total(next.above[0]), WORSE: total(next.below[0]) };
  }

  prepare(): Steps<void> {
    return this.#rehearsal.prepare();
  }

  spent(): boolean {
    return this.effort >= this.#most;
  }

  /** The least change of any input of a group; inputs that can do no more than one that was tried are left out. */
  *bestOf(group: LeverGroup, goal: Goal): Steps<Change | null> {
    for (const direction of directionsFor(group, goal)) {
      let best: Change | null = null;
      const tried: { weight: number; most: number }[] = [];
      for (const { lever, weight, range } of group.levers
        .map((one) => ({ ...one, range: rangeOf(one.lever, direction) }))
        .sort((a, b) => b.weight - a.weight || b.range.most - a.range.most)) {
        if (tried.length >= TRIED || this.spent()) break;
        if (tried.some((one) => one.weight >= weight && one.most >= range.most)) continue;
        tried.push({ weight, most: range.most });
        const change = yield* this.#least(lever, direction, goal, range);
        if (change && (best === null || points(change.by).lessThan(points(best.by)))) best = change;
        yield;
      }
      if (best) return best;
    }
    return null;
  }

  *#least(lever: Lever, direction: Direction, goal: Goal, { step, most }: Range): Steps<Change | null> {
    const before = this.#before;
    const at = (n: number) => this.#at(lever, direction, step, n, goal);
    // What a guess asks about has been tried before.
    const seen = new Map([[0, before]]);
    const n = yield* smallest(
      most,
      function* (steps) {
        const outcome = yield* at(steps);
        seen.set(steps, outcome);
        return reached(goal, before, outcome);
      },
      (no, yes) => this.#guess(goal, seen.get(no)!, seen.get(yes)!, no, yes),
      goal.kind === "MONEY",
    );
    if (n === null) return null;
    return this.#changeOf(lever, direction, goal, step, n, yield* this.#at(lever, direction, step, n, null));
  }

  /** Where the total would meet the neighbour's, if it rose evenly. */
  #guess(goal: Goal, low: Outcome, high: Outcome, no: number, yes: number): number | null {
    const aim = goal.kind === "RANK" ? this.#aims[goal.to] : null;
    if (aim === null || low.total === null || high.total === null || low.total === high.total) return null;
    const part = points(aim)
      .minus(points(low.total))
      .div(points(high.total).minus(points(low.total)));
    return part.isNegative() || part.greaterThan(1)
      ? null
      : no +
          part
            .times(yes - no)
            .ceil()
            .toNumber();
  }

  /** What `n` steps of the input come to, as far as the goal asks; without a goal, all of it. */
  *#at(lever: Lever, direction: Direction, step: string, n: number, goal: Goal | null): Steps<Outcome> {
    const by = text(points(step).times(n));
    const key = `${direction} ${by} ${keyOf(lever)}`;
    let known = this.#known.get(key);
    if (!known) {
      const out = lever.kind === "ONE_MORE" ? [] : this.#rehearsal.factsOf(lever.record.id);
      const trial = yield* this.#rehearsal.withInSteps(out, factsWith(out, this.#subject, lever, direction, by));
      known = { trial, asked: new Set() };
      this.#known.set(key, known);
      this.effort += trial.computed;
    }
    yield;
    const question = goal === null ? "ALL" : JSON.stringify(goal);
    if (!known.asked.has(question)) {
      known.asked.add(question);
      this.effort += goal?.kind === "RANK" ? 1 : 1 + Math.ceil(this.#input.subjects.length / RANKED_FOR_ONE);
    }
    return goal === null ? known.trial.outcome() : known.trial.towards(goal);
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

interface Tried {
  readonly trial: Trial;
  readonly asked: Set<string>;
}

function keyOf(lever: Lever): string {
  return lever.kind === "ONE_MORE" ? JSON.stringify(lever) : `${lever.kind} ${lever.record.id}`;
}

const GOOD = new Set<Goal["to"]>(["BETTER", "WON", "AVOIDED"]);

/** The likelier direction first; a plan may well ask for less of something. */
function directionsFor({ levers }: LeverGroup, goal: Goal): readonly Direction[] {
  if (levers[0]?.lever.kind === "WITHOUT") return ["LESS"];
  if (levers[0]?.lever.kind === "ONE_MORE") return ["MORE"];
  const due = goal.kind === "MONEY" ? goal.due.startsWith("award ") === (goal.to === "MORE") : GOOD.has(goal.to);
  return due ? ["MORE", "LESS"] : ["LESS", "MORE"];
}

interface Range {
  readonly step: string;
  readonly most: number;
}

/** The grid of an input, and how many steps there are. */
function rangeOf(lever: Lever, direction: Direction): Range {
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
