import { points, text } from "@/lib/kernel/points";
import { finish, type Steps } from "@/lib/kernel/steps";
import { reviewInSteps } from "./compute";
import { recurring } from "./programme/recur";
import type { Programme } from "./programme/schema";
import { expandNodes } from "./programme/walk";
import { addRanges, type MoneyRange, NO_OUTCOME, outcomesOf, type SubjectOutcome } from "./simulate/outcomes";
import type { ReviewComputation, ReviewInput, Standing } from "./types";

/**
 * What would have been: the same facts under two plans (issue 3, point 6). Pure, like everything here; nothing it
 * returns is a result, and nobody is told a rank that was not signed.
 */

/** A plan and the review of it that is computed. */
export interface PlanOfReview {
  readonly programme: Programme;
  readonly review: string;
}

export interface SimulationInput extends Pick<ReviewInput, "facts" | "subjects" | "carried" | "carriedRanks"> {
  /** Usually the plan that held. */
  readonly before: PlanOfReview;
  readonly after: PlanOfReview;
  /**
   * What `after` takes over from earlier reviews: KEPT as they ended (a rule that changes in mid-year), or computed
   * AGAIN by `after` from the same facts, as if it had held from the start (the same rule for a whole past year).
   */
  readonly earlier: "KEPT" | "AGAIN";
}

/** One subject under both plans. */
export interface SubjectChange {
  readonly subject: string;
  readonly group: string | null;
  readonly before: SubjectSide;
  readonly after: SubjectSide;
  /** Places gained (positive) or lost; null when it has no rank on one of the sides. */
  readonly places: number | null;
  /** Points gained or lost, exact decimal; null without a total on one of the sides. */
  readonly points: string | null;
  readonly awardsGained: readonly string[];
  readonly awardsLost: readonly string[];
  readonly penaltiesGained: readonly string[];
  readonly penaltiesLost: readonly string[];
  /** Yuan more (positive) or less, from the least to the most possible; the exact difference where nothing is left open. */
  readonly money: MoneyRange;
}

export interface SubjectSide extends SubjectOutcome {
  readonly rank: number | null;
  readonly total: string | null;
  /** Place in the whole list, 1 to n, equals beside each other; for drawing. */
  readonly position: number;
}

export interface Simulation {
  readonly before: ReviewComputation;
  readonly after: ReviewComputation;
  /** In the order of `subjects`; then those whom an award or penalty names although they are not scored (people). */
  readonly changes: readonly SubjectChange[];
}

/**
 * Computes both plans and sets them side by side. Cost: two computations (three or more with `earlier: AGAIN`, one for
 * each review taken over), so linear in the facts.
 *
 * Throws `ProgrammeError` for a plan that `checkProgramme` refuses.
 */
export function simulate(input: SimulationInput): Simulation {
  return finish(simulationInSteps(input));
}

/** The same in steps of about one subject each, so that it can be interrupted. */
export function* simulationInSteps(input: SimulationInput): Steps<Simulation> {
  const { facts, subjects, carried, carriedRanks } = input;
  const shared = { facts, subjects, carried, ...(carriedRanks ? { carriedRanks } : {}) };
  const before = yield* reviewInSteps({ ...shared, ...input.before });
  const after = yield* reviewInSteps(yield* reviewInputInSteps(input));
  return { before, after, changes: changesOf(input, before, after) };
}

/** The input of the plan that is tried; also what a luck test of it starts from. */
export function reviewInputOf(input: Omit<SimulationInput, "before">): ReviewInput {
  return finish(reviewInputInSteps(input));
}

/** The same in steps; without an earlier review to compute, in one. */
export function* reviewInputInSteps(input: Omit<SimulationInput, "before">): Steps<ReviewInput> {
  const { facts, subjects, carried, carriedRanks, after, earlier } = input;
  const programme = recurring(after.programme);
  const shared = { facts, subjects, ...(carriedRanks ? { carriedRanks } : {}), ...after, programme };
  if (earlier === "KEPT") return { ...shared, carried };
  return { ...shared, carried: { ...carried, ...(yield* carriedAgain(shared, carried, new Map())) } };
}

type Carried = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/**
 * Totals of the reviews that this one takes over, computed by the same plan, each once (`known`). A document that goes in
 * circles, which `checkProgramme` refuses, ends too: inside itself a review is as it was kept.
 */
function* carriedAgain(
  input: Omit<ReviewInput, "carried">,
  kept: Carried,
  known: Map<string, Readonly<Record<string, string | null>>>,
): Steps<Carried> {
  const { programme } = input;
  const plan = programme.reviews.find(({ code }) => code === input.review);
  if (!plan) return {};
  known.set(plan.code, kept[plan.code] ?? {});
  const codes = expandNodes(programme, plan.root, "").flatMap(({ node }) =>
    node.kind === "carry" ? [node.review] : [],
  );
  for (const code of new Set(codes)) {
    if (known.has(code) || !programme.reviews.some((other) => other.code === code)) continue;
    const own = { ...input, review: code };
    const { sheets } = yield* reviewInSteps({
      ...own,
      carried: { ...kept, ...(yield* carriedAgain(own, kept, known)) },
    });
    known.set(code, Object.fromEntries(sheets.map((sheet) => [sheet.subject, sheet.total])));
  }
  return Object.fromEntries(codes.flatMap((code) => (known.has(code) ? [[code, known.get(code) ?? {}]] : [])));
}

/** Two computations of the same subjects side by side. */
export function changesOf(
  input: Pick<SimulationInput, "subjects" | "before" | "after">,
  before: ReviewComputation,
  after: ReviewComputation,
): SubjectChange[] {
  const groups = new Map(input.subjects.map(({ id, group }) => [id, group ?? null]));
  const sides = [
    sidesOf(recurring(input.before.programme), before, null),
    sidesOf(recurring(input.after.programme), after, positions(before.ranking.standings)),
  ] as const;
  const ids = new Set([...groups.keys(), ...sides[0].keys(), ...sides[1].keys()]);
  return [...ids].map((subject): SubjectChange => {
    const [one, other] = sides.map((side) => side.get(subject) ?? ABSENT) as [SubjectSide, SubjectSide];
    return {
      subject,
      group: groups.get(subject) ?? null,
      before: one,
      after: other,
      places: one.rank === null || other.rank === null ? null : one.rank - other.rank,
      points: one.total === null || other.total === null ? null : text(points(other.total).minus(points(one.total))),
      awardsGained: beyond(other.awards, one.awards),
      awardsLost: beyond(one.awards, other.awards),
      penaltiesGained: beyond(other.penalties, one.penalties),
      penaltiesLost: beyond(one.penalties, other.penalties),
      money: differenceOf(one.money, other.money),
    };
  });
}

const ABSENT: SubjectSide = { ...NO_OUTCOME, rank: null, total: null, position: 0 };

function sidesOf(
  programme: Programme,
  computation: ReviewComputation,
  earlier: ReadonlyMap<string, number> | null,
): Map<string, SubjectSide> {
  const outcomes = outcomesOf(programme, computation);
  const place = positions(computation.ranking.standings, earlier);
  const sides = new Map<string, SubjectSide>();
  for (const { subject, rank, total } of computation.ranking.standings) {
    sides.set(subject, { ...(outcomes.get(subject) ?? NO_OUTCOME), rank, total, position: place.get(subject) ?? 0 });
  }
  for (const [subject, outcome] of outcomes) {
    if (!sides.has(subject)) sides.set(subject, { ...ABSENT, ...outcome });
  }
  return sides;
}

/** Where each stands in the list. Equals keep the order they had under the other plan, so that nobody seems to move. */
function positions(
  standings: readonly Standing[],
  earlier: ReadonlyMap<string, number> | null = null,
): Map<string, number> {
  const rankOf = (standing: Standing) => standing.rank ?? Number.POSITIVE_INFINITY;
  const listed = earlier
    ? [...standings].sort((a, b) => {
        const [one, other] = [rankOf(a), rankOf(b)];
        return one === other ? (earlier.get(a.subject) ?? 0) - (earlier.get(b.subject) ?? 0) : one - other;
      })
    : standings;
  return new Map(listed.map(({ subject }, at) => [subject, at + 1]));
}

/** What stands more often in `all` than in `known`: two fines instead of one are one more. */
function beyond(all: readonly string[], known: readonly string[]): string[] {
  const left = [...known];
  return all.filter((code) => {
    const at = left.indexOf(code);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

/** Nothing is known of how an open amount would be decided: the least is the worst of after against the best of before. Equal ranges differ by nothing. */
function differenceOf(before: MoneyRange, after: MoneyRange): MoneyRange {
  if (before.least === after.least && before.most === after.most) return { least: "0", most: "0" };
  return {
    least: text(points(after.least).minus(points(before.most))),
    most: text(points(after.most).minus(points(before.least))),
  };
}

/** What a group of subjects gains and loses together. */
export interface GroupChange {
  readonly group: string | null;
  readonly subjects: number;
  readonly up: number;
  readonly down: number;
  /** Sum of the places its members gained, less those they lost. */
  readonly places: number;
  readonly awardsBefore: number;
  readonly awardsAfter: number;
  readonly penaltiesBefore: number;
  readonly penaltiesAfter: number;
  readonly moneyBefore: MoneyRange;
  readonly moneyAfter: MoneyRange;
  readonly money: MoneyRange;
}

/** Adds the changes up by group, in the order in which the groups first occur; `groupOf` may name other groups than the plan's. */
export function groupChanges(
  changes: readonly SubjectChange[],
  groupOf: (change: SubjectChange) => string | null = (change) => change.group,
): GroupChange[] {
  const groups = new Map<string | null, SubjectChange[]>();
  for (const change of changes) {
    const group = groupOf(change);
    const known = groups.get(group);
    if (known) known.push(change);
    else groups.set(group, [change]);
  }
  return [...groups].map(([group, members]) => totalChange(group, members));
}

/** All of them together, as one group. */
export function totalChange(group: string | null, members: readonly SubjectChange[]): GroupChange {
  const count = (of: (change: SubjectChange) => number) => members.reduce((total, change) => total + of(change), 0);
  return {
    group,
    subjects: members.length,
    up: count(({ places }) => (places !== null && places > 0 ? 1 : 0)),
    down: count(({ places }) => (places !== null && places < 0 ? 1 : 0)),
    places: count(({ places }) => places ?? 0),
    awardsBefore: count(({ before }) => before.awards.length),
    awardsAfter: count(({ after }) => after.awards.length),
    penaltiesBefore: count(({ before }) => before.penalties.length),
    penaltiesAfter: count(({ after }) => after.penalties.length),
    moneyBefore: addRanges(members.map(({ before }) => before.money)),
    moneyAfter: addRanges(members.map(({ after }) => after.money)),
    money: addRanges(members.map(({ money }) => money)),
  };
}

/** Something changes for the subject: its rank, its total, what it wins or what it pays. */
export function isChanged(change: SubjectChange): boolean {
  return (
    change.before.rank !== change.after.rank ||
    (change.points !== null && change.points !== "0") ||
    change.awardsGained.length + change.awardsLost.length > 0 ||
    change.penaltiesGained.length + change.penaltiesLost.length > 0 ||
    change.money.least !== "0" ||
    change.money.most !== "0"
  );
}
