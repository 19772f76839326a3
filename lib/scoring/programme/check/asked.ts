import { points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { type Issue, issue } from "../issue";
import type { Condition, Node } from "../nodes";
import type { Programme, ReviewPlan, Streak } from "../schema";
import { type Limits, nodeLimits, nodesAsked, type Visit, walkNodes } from "../walk";
import { checkCondition, checkInReview, checkNode, checkOwn } from "./scoring";

/** A review as its awards and penalties see it: its plan, and the tree that they may refer to. */
export interface Around {
  readonly programme: Programme;
  readonly review: ReviewPlan;
  readonly tree: readonly Visit[];
  readonly codes: ReadonlyMap<string, number>;
}

/** A tree that gives an amount. `event`: the only place where the triggering fact exists. */
export function checkAmount({ programme, review, tree }: Around, root: Node, path: string, event: boolean): Issue[] {
  return [...walkNodes(root, path)].flatMap((visit) => [
    ...checkNode(programme, visit),
    ...checkOwn(visit, tree, true),
    ...checkInReview(programme, review, visit),
    ...(visit.node.kind === "event" && !event
      ? [issue("EVENT_OUTSIDE_PENALTY", visit.path, visit.node.name)]
      : []),
  ]);
}

/** A condition asked after the ranking: its figures, its nodes, and whether it can ever be fulfilled. */
export function checkAsked(around: Around, when: Condition, name: Text, path: string): Issue[] {
  return [
    ...checkCondition(when, path),
    ...nodesAsked(when, path).flatMap(({ node, path: below }) => checkAmount(around, node, below, false)),
    ...(neverHolds(around, when) ? [issue("CONDITION_NEVER", path, name)] : []),
  ];
}

/** By the plan alone: a figure must be above the most it can reach. `any` needs one part that can hold, `all` every one. */
function neverHolds(around: Around, when: Condition): boolean {
  if (when.kind === "all") return when.of.some((part) => neverHolds(around, part));
  if (when.kind === "any") return when.of.every((part) => neverHolds(around, part));
  if (when.kind === "not" || when.than === null) return false;
  const { most } = limitsOf(around, when.of);
  if (most === null) return false;
  const than = points(when.than);
  if (when.is === "AT_LEAST" || when.is === "EQUAL") return than.greaterThan(most);
  return when.is === "MORE" && than.greaterThanOrEqualTo(most);
}

function limitsOf({ programme, tree }: Around, node: Node): Limits {
  const target = node.kind === "ref" ? tree.find((visit) => visit.node.code === node.node)?.node : node;
  return target && target.kind !== "ref" ? nodeLimits(programme, target) : { full: null, most: null };
}

const CALENDAR_LENGTHS = { MONTH: [3, 6, 12], QUARTER: [2, 4] } as const;

/** A row of months must fit its window and the days in which its facts are looked for. */
export function checkStreak({ programme, review }: Around, streak: Streak, name: Text, path: string): Issue[] {
  const { step, length, window, from } = streak;
  if (window === "CALENDAR" && !CALENDAR_LENGTHS[step].some((fits) => fits === length)) {
    return [issue("STREAK_NOT_CALENDAR", `${path}/length`, name, { length, step })];
  }
  const period = programme.periods.find((candidate) => candidate.code === review.period);
  const recurs = period?.every;
  const inPeriod = recurs ? (recurs === "MONTH" ? 1 : 3) : monthsOf(period?.from ?? null, review.cutOffOn ?? period?.to ?? null);
  const months = Math.min(inPeriod ?? Number.POSITIVE_INFINITY, from.lastMonths ?? Number.POSITIVE_INFINITY);
  const steps = step === "MONTH" ? months : Math.ceil(months / 3);
  return length > steps ? [issue("STREAK_TOO_LONG", `${path}/length`, name, { length, step, most: steps })] : [];
}

/** Months that an interval touches; null while a day is blank. */
function monthsOf(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const at = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return at(to) - at(from) + 1;
}
