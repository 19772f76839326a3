import type { DayRange } from "@/lib/kernel/calendar";
import { Points, points, sum, ZERO } from "@/lib/kernel/points";
import { type FactIndex, selectFacts } from "../facts";
import { ProgrammeError } from "../programme/error";
import type { Clause, Node, Selector, SHORTFALLS, TAKES } from "../programme/nodes";
import { lower, optional } from "../programme/walk";
import type { Fact, Say } from "../types";
import { type Draft, named, type Piece, say } from "./draft";
import { keep, ONE, shown, trim } from "./exact";
import { asideFact, eventFact, limitPiece, scoredFact } from "./records";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;
type Take = (typeof TAKES)[number];
type Shortfall = (typeof SHORTFALLS)[number];

export function plain(node: Node): Pick<Draft, "code" | "name" | "kind" | "clause" | "tone" | "fact"> {
  return {
    code: node.code,
    name: node.name,
    kind: node.kind,
    clause: (node.clause as Clause | undefined) ?? null,
    tone: node.tone ?? null,
    fact: null,
  };
}

/** The three effects of having no value, and the sentence that says which one applied (DESIGN §1.6). */
export function without(
  node: Node,
  otherwise: Shortfall,
  code: string,
  values: Say["values"],
  pieces: readonly Piece[],
  limits: { full: Points | null; most: Points | null },
): Draft {
  const reason = say(code, { ...named(node.name, node.clause as Clause | undefined), ...values, otherwise });
  return {
    ...plain(node),
    ...limits,
    state: otherwise === "ZERO" ? "VALUED" : otherwise === "UNRANKED" ? "MISSING" : "LEFT_OUT",
    value: otherwise === "ZERO" ? ZERO : null,
    say: reason,
    pieces: pieces.map((piece) => ({ ...piece, effect: null })),
    lacks: otherwise === "UNRANKED" ? [reason] : [],
  };
}

interface Taken {
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
function takeFrom(facts: readonly Fact[], take: Take): Taken {
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

const SAYS: Record<Take, string> = {
  MEAN: "meanOf",
  SUM: "sumOf",
  COUNT: "countOf",
  MIN: "lowestOf",
  MAX: "highestOf",
  LATEST: "latestOf",
};

export function measure(node: Of<"measure">, index: FactIndex, subject: string, period: DayRange): Draft {
  if (node.atLeast === null) throw new ProgrammeError("BLANK", node.code);
  const taken = takeFrom(selectFacts(index, subject, node.from, period), node.take);
  const full = node.full === undefined ? null : points(node.full);
  const limits = { full, most: node.take === "SUM" || node.take === "COUNT" ? null : full };
  if (taken.value === null || taken.n < node.atLeast) {
    const need = Math.max(node.atLeast, taken.value === null ? 1 : 0);
    return without(node, node.otherwise, "tooFew", { have: taken.n, need }, taken.pieces, limits);
  }
  const value = keep(taken.value, node.places);
  return {
    ...plain(node),
    ...limits,
    state: "VALUED",
    value,
    say: say(SAYS[node.take], { n: taken.n, value: shown(value) }),
    pieces: taken.pieces,
    lacks: [],
  };
}

/** `over ÷ under`. The share belongs to the facts above the line; those below are shown as the divisor. */
export function ratio(node: Of<"ratio">, index: FactIndex, subject: string, period: DayRange): Draft {
  const over = side(node, "over", index, subject, period);
  const under = side(node, "under", index, subject, period);
  const limits = { full: null, most: null };
  if (over.value === null || under.value === null || under.value.isZero()) {
    const code = over.value === null ? "noNumerator" : under.value === null ? "noDenominator" : "zeroDenominator";
    return without(node, node.otherwise, code, {}, [aside(over.draft), aside(under.draft)], limits);
  }
  const factor = ONE.div(under.value);
  const value = keep(over.value.div(under.value), node.places);
  const unit: Record<string, string> = { unit_zh: node.unit?.zh ?? "", unit_en: node.unit?.en ?? "" };
  return {
    ...plain(node),
    ...limits,
    state: "VALUED",
    value,
    say: say("quotientOf", { over: shown(over.value), under: shown(under.value), value: shown(value), ...unit }),
    pieces: [
      { draft: over.draft, effect: over.value.times(factor), factor },
      { draft: under.draft, effect: ZERO, factor: ZERO },
    ],
    lacks: [],
  };
}

const SIDES = { over: { zh: "被除数", en: "Dividend" }, under: { zh: "除数", en: "Divisor" } };

function side(node: Of<"ratio">, which: "over" | "under", index: FactIndex, subject: string, period: DayRange) {
  const plan: { take: Take; from: Selector } = node[which];
  const taken = takeFrom(selectFacts(index, subject, plan.from, period), plan.take);
  // A sum of no facts is no figure here: volume that was never imported must not read as a volume of zero.
  const value = taken.n === 0 ? null : taken.value;
  const draft: Draft = {
    ...plain(node),
    code: `${node.code}.${which}`,
    name: SIDES[which],
    kind: "entry",
    clause: null,
    tone: null,
    state: value === null ? "MISSING" : "VALUED",
    value,
    full: null,
    most: null,
    say:
      value === null
        ? say("nothingRecorded")
        : say(SAYS[plan.take], { n: taken.n, value: shown(value), weighed: "no", weight: "", of: "" }),
    pieces: taken.pieces,
    lacks: [],
  };
  return { value, draft };
}

export function aside(draft: Draft): Piece {
  return { draft, effect: null, factor: ZERO };
}

/** Complaints, praise and other events with fixed points; the sum is held between floor and cap (R1, R9, R10). */
export function ledger(node: Of<"ledger">, index: FactIndex, subject: string, period: DayRange): Draft {
  let bonus = false;
  const entries = node.entries.map((entry) => {
    if (entry.each === null) throw new ProgrammeError("BLANK", node.code);
    const each = points(entry.each);
    if (each.isPositive() && !each.isZero()) bonus = true;
    const facts = selectFacts(index, subject, entry.from, period);
    const n = facts.filter((fact) => fact.state === "COUNTED").length;
    const value = each.times(n);
    const draft: Draft = {
      ...plain(node),
      code: entry.code,
      name: entry.name,
      kind: "entry",
      clause: (entry.clause as Clause | undefined) ?? (node.clause as Clause | undefined) ?? null,
      state: "VALUED",
      value,
      full: null,
      most: each.isNegative() || each.isZero() ? ZERO : null,
      say: say(each.isNegative() ? "deductionEach" : "additionEach", {
        n,
        each: shown(each.abs()),
        value: shown(value.abs()),
      }),
      pieces: facts.map((fact) =>
        fact.state === "COUNTED"
          ? eventFact(fact, each, each.isNegative() ? "factDeducts" : "factAdds")
          : asideFact(fact),
      ),
      lacks: [],
    };
    return { draft, n, value };
  });
  const raw = sum(entries.map((entry) => entry.value));
  const { value, pieces } = held(raw, node.floor ?? null, node.cap ?? null);
  const n = entries.reduce((count, entry) => count + entry.n, 0);
  const rounded = keep(value, node.places);
  return {
    ...plain(node),
    state: "VALUED",
    value: rounded,
    full: null,
    most: lower(optional(node.cap), bonus ? null : ZERO),
    say: say(n === 0 ? "ledgerEmpty" : rounded.isNegative() ? "ledgerMinus" : "ledgerPlus", {
      n,
      value: shown(rounded.abs()),
    }),
    pieces: [...entries.map((entry) => ({ draft: entry.draft, effect: entry.value, factor: ONE })), ...pieces],
    lacks: [],
  };
}

/** Holds a sum between floor and cap; the difference becomes a line of its own. */
export function held(raw: Points, floor: string | null, cap: string | null): { value: Points; pieces: Piece[] } {
  if (floor !== null && raw.lessThan(points(floor))) {
    const limit = points(floor);
    return { value: limit, pieces: [limitPiece(limit.minus(raw), "heldAtFloor", { floor: shown(limit) })] };
  }
  if (cap !== null && raw.greaterThan(points(cap))) {
    const limit = points(cap);
    return { value: limit, pieces: [limitPiece(limit.minus(raw), "heldAtCap", { cap: shown(limit) })] };
  }
  return { value: raw, pieces: [] };
}
