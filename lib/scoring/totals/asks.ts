import type { DayRange } from "@/lib/kernel/calendar";
import { points } from "@/lib/kernel/points";
import type { Leaf } from "../explain/evaluate/nodes";
import { periodOf } from "../explain/evaluate/places";
import { daysOf } from "../facts";
import { ProgrammeError } from "../programme/error";
import type { Node, Selector, STEPS, TAKES } from "../programme/nodes";
import { recurring } from "../programme/recur";
import type { Programme, ReviewPlan } from "../programme/schema";
import { expandNodes, MAX_DEPTH, MAX_NODES, nodesAsked, partsOf } from "../programme/walk";

/**
 * What a leaf of a score tree asks of the records of one stream, so that a database can answer it for every subject at
 * once. Two leaves that ask the same ask once.
 */
export interface Ask {
  readonly stream: string;
  /** The attribute that names the subject; null: the record's own subject. */
  readonly by: string | null;
  readonly days: DayRange;
  readonly where: NonNullable<Selector["where"]>;
  readonly range: Range;
  readonly anyOf: readonly { readonly where: NonNullable<Selector["where"]>; readonly range: Range }[] | null;
  /** A mean is made of the sum. */
  readonly take: Exclude<(typeof TAKES)[number], "MEAN">;
  /** First within each of these stretches. */
  readonly step: (typeof STEPS)[number] | null;
  /** Every value without its sign, held inside this range, before it is added. */
  readonly held: { readonly min: string; readonly max: string } | null;
}

type Range = Readonly<
  Record<string, { readonly min?: string; readonly max?: string; readonly above?: string; readonly below?: string }>
>;

/** The answer for one subject, with `step` for one stretch of one subject. Only counted records are in it. */
export interface Aggregate {
  /** Records that count; for all takes but COUNT, those with a value. */
  readonly n: number;
  /** The sum (SUM), the lowest or highest value, or the sum of the last day that has any (LATEST); null without one. */
  readonly amount: string | null;
  /** How many records `amount` is made of, where it is a sum. */
  readonly of: number;
  /** Week by its Monday, `2026-07`, `2026-Q3`. */
  readonly step?: string;
}

/** By `askKey`, then by subject; the stretches of a subject in order. Subjects without a record may be absent. */
export type Aggregates = ReadonlyMap<string, ReadonlyMap<string, readonly Aggregate[]>>;

/** Asks are the same when their keys are. */
export function askKey(ask: Ask): string {
  return JSON.stringify(ask);
}

/** Decimals that the rooms keep of a value; a rate with more than twelve less these could not be taken out of a sum. */
export const STORED_PLACES = 6;

interface Taking {
  readonly take: (typeof TAKES)[number];
  readonly step?: Ask["step"];
  readonly held?: Ask["held"];
}

function askOf(from: Selector, period: DayRange, rest: Taking): Ask {
  return {
    stream: from.stream,
    by: from.by ?? null,
    days: daysOf(from, period),
    where: from.where ?? {},
    range: ranged(from.range),
    anyOf: from.anyOf?.map(({ where, range }) => ({ where: where ?? {}, range: ranged(range) })) ?? null,
    take: rest.take === "MEAN" ? "SUM" : rest.take,
    step: rest.step ?? null,
    held: rest.held ?? null,
  };
}

function ranged(range: Selector["range"]): Range {
  const bounds = Object.entries(range ?? {}).map(([name, limits]) => {
    const set = Object.entries(limits).flatMap(([side, limit]) => {
      if (limit === null) throw new ProgrammeError("BLANK", name);
      return limit === undefined ? [] : [[side, limit] as const];
    });
    return [name, Object.fromEntries(set)] as const;
  });
  return Object.fromEntries(bounds);
}

/** A measure has one, a ratio those above and below the line, a ledger one for each entry. Throws BLANK. */
export function asksOfLeaf(node: Leaf, period: DayRange): Ask[] {
  switch (node.kind) {
    case "measure":
      return [askOf(node.from, period, node.every ?? { take: node.take })];
    case "ratio":
      return [node.over, node.under].map(({ take, from }) => askOf(from, period, { take }));
    case "ledger":
      return node.entries.map((entry) => {
        if (entry.between) {
          const { min, max } = entry.between;
          if (min === null || max === null) throw new ProgrammeError("BLANK", entry.code);
          return askOf(entry.from, period, { take: "SUM", held: { min, max } });
        }
        if (entry.each === null || entry.each === undefined) throw new ProgrammeError("BLANK", node.code);
        return askOf(entry.from, period, { take: entry.per === "VALUE" ? "SUM" : "COUNT" });
      });
  }
}

export interface Placed {
  readonly node: Node;
  readonly period: DayRange;
}

/** Every node that the review's total, ties and entry may hang on, sheets set in, with the days it is evaluated over. */
export function placedNodes(programme: Programme, review: ReviewPlan): Placed[] {
  if (review.cutOffOn === null) throw new ProgrammeError("BLANK", review.code);
  const last = review.cutOffOn;
  const own = periodOf(programme, review.period, last);
  const entry = (review.entry ?? []).flatMap(({ when }) => nodesAsked(when, ""));
  const open = [{ node: review.root }, ...entry].map(({ node }) => ({ node, period: own, depth: 0 }));
  const placed: Placed[] = [];
  for (let place = open.pop(); place && placed.length <= MAX_NODES; place = open.pop()) {
    const { node, period, depth } = place;
    placed.push({ node, period });
    if (depth >= MAX_DEPTH) continue;
    for (const part of partsOf(node, "")) open.push({ node: part.node, period, depth: depth + 1 });
    if (node.kind !== "sheet") continue;
    const sheet = programme.sheets.find((plan) => plan.code === node.sheet);
    if (!sheet) throw new ProgrammeError("UNKNOWN_SHEET", node.sheet);
    open.push({ node: sheet.root, period: periodOf(programme, node.period, last), depth: depth + 1 });
  }
  return placed;
}

export const isLeaf = (node: Node): node is Leaf =>
  node.kind === "measure" || node.kind === "ratio" || node.kind === "ledger";

/** Everything that has to be known of the records of a review; each ask once. Throws `ProgrammeError` as computing would. */
export function asksOf(document: Programme, code: string): Ask[] {
  const { programme, review } = planOf(document, code);
  const asks = placedNodes(programme, review).flatMap(({ node, period }) =>
    isLeaf(node) ? asksOfLeaf(node, period) : [],
  );
  return [...new Map(asks.map((ask) => [askKey(ask), ask])).values()];
}

function planOf(document: Programme, code: string): { programme: Programme; review: ReviewPlan } {
  const programme = recurring(document);
  const review = programme.reviews.find((plan) => plan.code === code);
  if (!review) throw new ProgrammeError("UNKNOWN_REVIEW", code);
  return { programme, review };
}

export interface FactsNeeded {
  readonly code: "HIGHEST_ONLY" | "JOINED_ATTRIBUTE" | "FINE_RATE" | "RANK" | "EVENT";
  /** Code of the node. */
  readonly node: string;
}

/** Attributes that stand in no record but are looked up for its day: who led the unit, the group, the size of a list. */
const JOINED = new Set(["head", "group", "of"]);

/**
 * Why the totals of a review cannot be said from aggregates; empty where they can. Covered are all measures (by week,
 * month and quarter as well), ratios and ledgers, whatever is computed from them (sheets, scales against everybody,
 * weights, vetoes, choices, growth), entry conditions, scores and ranks taken over from earlier reviews, ties, groups and
 * grades. Not covered:
 *
 * - HIGHEST_ONLY: of several records with the same attribute only the highest counts (R15).
 * - JOINED_ATTRIBUTE: whose record it is, or whether it counts, hangs on what was looked up for its day.
 * - FINE_RATE: points for each unit of a value with so many decimals that every single product is rounded.
 * - RANK: a rank from outside, where the last record that can be a rank stands; or a rank of the review itself.
 * - EVENT: the record that triggered something.
 *
 * Awards and penalties are no part of totals. Throws `ProgrammeError` for an unknown review.
 */
export function needsFacts(document: Programme, code: string): FactsNeeded[] {
  const { programme, review } = planOf(document, code);
  const entry = (review.entry ?? []).flatMap(({ when }) => nodesAsked(when, ""));
  return [{ node: review.root }, ...entry]
    .flatMap(({ node }) => expandNodes(programme, node, ""))
    .flatMap(({ node }) => neededBy(node).map((why) => ({ code: why, node: node.code })));
}

function neededBy(node: Node): FactsNeeded["code"][] {
  switch (node.kind) {
    case "measure":
      return neededFrom(node.from);
    case "ratio":
      return [...neededFrom(node.over.from), ...neededFrom(node.under.from)];
    case "ledger":
      return node.entries.flatMap((entry) => {
        const fine = entry.per === "VALUE" && points(entry.each ?? "0").decimalPlaces() > 12 - STORED_PLACES;
        return [...neededFrom(entry.from), ...(fine ? (["FINE_RATE"] as const) : [])];
      });
    case "standing":
      return node.outside || node.review === undefined || node.as === "MOVEMENT" ? ["RANK"] : [];
    case "event":
      return ["EVENT"];
    default:
      return [];
  }
}

function neededFrom(from: Selector): FactsNeeded["code"][] {
  const narrowings = [from, ...(from.anyOf ?? [])];
  const names = narrowings.flatMap(({ where, range }) => [...Object.keys(where ?? {}), ...Object.keys(range ?? {})]);
  return [
    ...(from.highestPer === undefined ? [] : (["HIGHEST_ONLY"] as const)),
    ...([from.by ?? "", ...names].some((name) => JOINED.has(name)) ? (["JOINED_ATTRIBUTE"] as const) : []),
  ];
}
