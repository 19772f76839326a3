import { Points, points, sum, ZERO } from "@/lib/kernel/points";
import type { TAKES } from "../programme/nodes";
import type { Fact } from "../types";
import type { Piece } from "./draft";
import { ONE, trim } from "./exact";
import { asideFact, eventFact, scoredFact } from "./records";

type Take = (typeof TAKES)[number];

export interface Taken {
  /** Null when the facts yield no value. */
  readonly value: Points | null;
  readonly n: number;
  readonly pieces: readonly Piece[];
}

type Valued = Fact & { value: string };

/**
 * MEAN, MIN, MAX, LATEST of no fact: no value; SUM and COUNT of none: 0. LATEST takes the last day; several facts of
 * that one day are averaged, because nothing may be decided by their order. `facts` come in order of their days.
 */
export function takeFrom(facts: readonly Fact[], take: Take): Taken {
  if (take === "COUNT") {
    const counted = facts.filter((fact) => fact.state === "COUNTED");
    const pieces = facts.map((fact) =>
      fact.state === "COUNTED" ? eventFact(fact, ONE, "factCounted") : asideFact(fact),
    );
    return { value: points(counted.length), n: counted.length, pieces };
  }
  const valued = facts.filter(isValued);
  const values = valued.map((fact) => points(fact.value));
  const n = valued.length;
  if (n === 0 && take !== "SUM") return { value: null, n, pieces: facts.map((fact) => asideFact(fact)) };
  if (take === "SUM") return { value: sum(values), n, pieces: piecesOf(facts, new Set(valued), ONE) };
  if (take === "MEAN") {
    const factor = ONE.div(n);
    return { value: trim(sum(values).div(n)), n, pieces: piecesOf(facts, new Set(valued), factor) };
  }
  if (take === "LATEST") {
    const last = valued.at(-1)!.on;
    const chosen = valued.filter((fact) => fact.on === last);
    const value = trim(sum(chosen.map((fact) => points(fact.value))).div(chosen.length));
    return { value, n, pieces: piecesOf(facts, new Set(chosen), ONE.div(chosen.length)) };
  }
  const value = take === "MIN" ? Points.min(...values) : Points.max(...values);
  const chosen = valued.find((fact) => points(fact.value).equals(value))!;
  return { value, n, pieces: piecesOf(facts, new Set([chosen]), ONE) };
}

function isValued(fact: Fact): fact is Valued {
  return fact.state === "COUNTED" && fact.value !== null;
}

function piecesOf(facts: readonly Fact[], chosen: ReadonlySet<Fact>, factor: Points): Piece[] {
  return facts.map((fact) => {
    if (!isValued(fact)) return asideFact(fact);
    return chosen.has(fact) ? scoredFact(fact, factor) : scoredFact(fact, ZERO, "factNotTaken");
  });
}

export const SAYS: Record<Take, string> = {
  MEAN: "meanOf",
  SUM: "sumOf",
  COUNT: "countOf",
  MIN: "lowestOf",
  MAX: "highestOf",
  LATEST: "latestOf",
};
