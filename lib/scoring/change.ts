import { points, text } from "@/lib/kernel/points";
import { reviewPeriod } from "./awards";
import { factsWith, findingFor, type LeverGroup, leversOf, movedBy } from "./change/levers";
import { goalsOf, moneyGoals, outcomeOf, penaltyGoals, reached } from "./change/outcome";
import { smallest } from "./change/search";
import type { Change, ChangeReport, Goal, Lever, Outcome } from "./change/types";
import { neighbours } from "./compare";
import { computeReview } from "./compute";
import { recurring } from "./programme/recur";
import type { Explained, Fact, ReviewComputation, ReviewInput, ScoreSheet } from "./types";

/** Inputs of one kind that are tried for one goal, the most telling first. */
const TRIED = 3;
/** A subject computed once costs one; half a millisecond or so. */
const EFFORT = 6_000;
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
  given: ReviewInput,
  computation: ReviewComputation,
  subject: string,
  { goals, effort = EFFORT }: { goals?: readonly Goal[]; effort?: number } = {},
): ChangeReport {
  const input: ReviewInput = { ...given, programme: recurring(given.programme) };
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

/**
 * How much of a computation a question needs. FEW: only the subject, its neighbours and those others are measured
 * against, which shows whether its rank changes. OWN: only the subject's sheet anew. ALL: everything; the last word.
 */
type Breadth = "FEW" | "OWN" | "ALL";

class Search {
  readonly groups: readonly LeverGroup[];
  effort = 0;

  readonly #input: ReviewInput;
  /** Without findings: they explain a record's value and do not make it. */
  readonly #all: ReviewInput;
  readonly #few: ReviewInput;
  readonly #others: ReadonlyMap<string, ScoreSheet>;
  readonly #narrows: boolean;
  readonly #subject: string;
  readonly #before: Outcome;
  readonly #most: number;
  readonly #aims: Record<"BETTER" | "WORSE", string | null>;
  readonly #known = new Map<string, Outcome>();
  /** Changes that moved nobody else's score. */
  readonly #alone = new Set<string>();
  #rankAmongFew: number | null | undefined;

  constructor(input: ReviewInput, computation: ReviewComputation, subject: string, before: Outcome, effort: number) {
    this.#input = input;
    this.#subject = subject;
    this.#before = before;
    this.#most = effort;
    const root = computation.sheets.find((sheet) => sheet.subject === subject)?.root ?? null;
    this.groups = leversOf(input, subject, root, reviewPeriod(input.programme, input.review).to);
    this.#others = new Map(
      computation.sheets.flatMap((sheet) => (sheet.subject === subject ? [] : [[sheet.subject, sheet]])),
    );
    const facts = input.facts.map(withoutLines);
    this.#all = { ...input, facts };
    const next = neighbours(computation.ranking, subject);
    const tied = computation.ranking.standings.find((standing) => standing.subject === subject)?.tiedWith ?? [];
    const marks = marksOf(computation);
    const few = new Set([subject, ...tied, ...next.above, ...next.below, ...marks]);
    this.#few = {
      ...input,
      subjects: input.subjects.filter(({ id }) => few.has(id)),
      facts: facts.filter((fact) => few.has(fact.subject) || Object.values(fact.attrs).some((value) => few.has(value))),
    };
    this.#narrows =
      this.#few.subjects.length < input.subjects.length && !marks.includes(subject) && !placesOthers(input.programme);
    const total = (id: string | undefined) =>
      computation.ranking.standings.find((standing) => standing.subject === id)?.total ?? null;
    this.#aims = { BETTER: total(next.above[0]), WORSE: total(next.below[0]) };
  }

  spent(): boolean {
    return this.effort >= this.#most;
  }

  /** The least change of any input of a group; inputs that can do no more than one that was tried are left out. */
  bestOf(group: LeverGroup, goal: Goal): Change | null {
    for (const direction of directionsFor(group, goal)) {
      let best: Change | null = null;
      const tried: { weight: number; most: number }[] = [];
      for (const { lever, weight, range } of group.levers
        .map((one) => ({ ...one, range: rangeOf(one.lever, direction) }))
        .sort((a, b) => b.weight - a.weight || b.range.most - a.range.most)) {
        if (tried.length >= TRIED || this.spent()) break;
        if (tried.some((one) => one.weight >= weight && one.most >= range.most)) continue;
        tried.push({ weight, most: range.most });
        const change = this.#least(lever, direction, goal, range);
        if (change && (best === null || points(change.by).lessThan(points(best.by)))) best = change;
      }
      if (best) return best;
    }
    return null;
  }

  #least(lever: Lever, direction: Direction, goal: Goal, { step, most }: Range): Change | null {
    const first: Breadth = goal.kind === "RANK" && this.#narrows ? "FEW" : "OWN";
    for (const breadth of [first, "ALL"] as const) {
      const at = (n: number) => this.#at(lever, direction, step, n, breadth);
      const n = smallest(
        most,
        (steps) => reached(goal, this.#before, at(steps)),
        (no, yes) => this.#guess(goal, no === 0 ? this.#before : at(no), at(yes), no, yes),
        goal.kind === "MONEY",
      );
      if (n === null) return null;
      const after = this.#at(lever, direction, step, n, "ALL");
      if (!reached(goal, this.#before, after)) continue;
      // Where nobody else's score has moved, the subject stands among few as it stands among all.
      const still = breadth === "FEW" && this.#alone.has(this.#keyOf(lever, direction, step, n, "ALL"));
      const smaller = n === 1 ? this.#before : this.#at(lever, direction, step, n - 1, still ? "FEW" : "ALL");
      if (reached(goal, this.#before, smaller)) continue;
      return this.#changeOf(lever, direction, goal, step, n, after);
    }
    return null;
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

  #at(lever: Lever, direction: Direction, step: string, n: number, breadth: Breadth): Outcome {
    const by = text(points(step).times(n));
    const key = this.#keyOf(lever, direction, step, n, breadth);
    const known = this.#known.get(key);
    if (known) return known;
    const input = breadth === "FEW" ? this.#few : this.#all;
    const facts = factsWith(input.facts, this.#subject, lever, direction, by);
    this.effort += breadth === "OWN" ? 1 + Math.ceil(input.subjects.length / 8) : input.subjects.length;
    const computation = computeReview({ ...input, facts }, breadth === "OWN" ? { known: this.#others } : {});
    const outcome = outcomeOf(computation, this.#subject);
    if (breadth === "ALL" && computation.sheets.every((sheet) => this.#stands(sheet))) this.#alone.add(key);
    const told = breadth === "FEW" ? { ...outcome, rank: this.#amongAll(outcome.rank) } : outcome;
    this.#known.set(key, told);
    return told;
  }

  #keyOf(lever: Lever, direction: Direction, step: string, n: number, breadth: Breadth): string {
    return `${breadth} ${direction} ${text(points(step).times(n))} ${keyOf(lever)}`;
  }

  #stands(sheet: ScoreSheet): boolean {
    return sheet.subject === this.#subject || sheet.total === (this.#others.get(sheet.subject)?.total ?? null);
  }

  /** Among few, a rank is better or worse than the subject's own among the same few; by how many places, only all can say. */
  #amongAll(rank: number | null): number | null {
    if (this.#rankAmongFew === undefined) {
      this.effort += this.#few.subjects.length;
      this.#rankAmongFew = outcomeOf(computeReview(this.#few), this.#subject).rank;
    }
    const own = this.#before.rank;
    return rank === null || this.#rankAmongFew === null || own === null ? null : own + rank - this.#rankAmongFew;
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
