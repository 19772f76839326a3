import type { DayRange } from "@/lib/kernel/calendar";
import { Points, points, sum, ZERO } from "@/lib/kernel/points";
import { type FactIndex, selectFacts } from "../facts";
import { ProgrammeError } from "../programme/error";
import type { Clause, Node } from "../programme/nodes";
import { lower, optional } from "../programme/walk";
import type { Fact } from "../types";
import { type Draft, type Piece, plain, say } from "./draft";
import { keep, ONE, shown, trim } from "./exact";
import { held } from "./leaves";
import { asideFact, eventFact } from "./records";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/**
 * What everybody starts with, and points per event: complaints, praise, violations (R1, R9, R10, R18; ).
 * Each entry may be held by itself; the sum is held between floor and cap.
 */
export function ledger(node: Of<"ledger">, index: FactIndex, subject: string, period: DayRange): Draft {
  return ledgerOf(
    node,
    node.entries.map((entry) => entered(node, entry, selectFacts(index, subject, entry.from, period))),
  );
}

/** What the facts of an entry come to, before the entry's own limit. */
export interface Entered {
  readonly raw: Points;
  /** Facts that entered. */
  readonly n: number;
  readonly pieces: readonly Piece[];
}

/** The same of what the facts of each entry are already known to come to. */
export function ledgerOf(node: Of<"ledger">, all: readonly Entered[]): Draft {
  if (node.base === null) throw new ProgrammeError("BLANK", node.code);
  const base = points(node.base ?? "0");
  const entries = node.entries.map((entry, i) => ledgerEntry(node, entry, all[i]!));
  const raw = sum([base, ...entries.map((entry) => entry.value)]);
  const { value, pieces } = held(raw, node.floor ?? null, node.cap ?? null);
  const n = entries.reduce((count, entry) => count + entry.n, 0);
  const rounded = keep(value, node.places);
  const start = node.base === undefined ? [] : [basePiece(node, base)];
  const values = { n, value: shown(rounded.abs()) };
  const code = n === 0 ? "ledgerEmpty" : rounded.isNegative() ? "ledgerMinus" : "ledgerPlus";
  return {
    ...plain(node),
    state: "VALUED",
    value: rounded,
    full: node.base === undefined ? null : base,
    most: lower(optional(node.cap), entries.some((entry) => entry.adds) ? null : base),
    say:
      node.base === undefined
        ? say(code, values)
        : say("ledgerBalance", { n, value: shown(rounded), base: shown(base) }),
    pieces: [
      ...start,
      ...entries.map((entry) => ({ draft: entry.draft, effect: entry.value, factor: ONE })),
      ...pieces,
    ],
    lacks: [],
  };
}

const BASE_NAME = { zh: "基础分", en: "Base points" };

function basePiece(node: Of<"ledger">, base: Points): Piece {
  const draft: Draft = {
    ...plain(node),
    code: "base",
    name: BASE_NAME,
    kind: "line",
    state: "VALUED",
    value: base,
    full: base,
    most: base,
    say: say("basePoints", { value: shown(base) }),
    pieces: [],
    lacks: [],
  };
  return { draft, effect: base, factor: ONE };
}

type LedgerEntry = Of<"ledger">["entries"][number];

/**
 * Points that a body set, as a ledger counts them (R18; ): what was set, whatever its sign, held inside the
 * range, then added or taken off. Limits and `value` are decimals; both limits belong to the range.
 */
export function setInRange(range: { min: string; max: string; sign: "PLUS" | "MINUS" }, value: string): Points {
  const set = Points.min(Points.max(points(value).abs(), points(range.min)), points(range.max));
  return range.sign === "PLUS" ? set : set.negated();
}

/** Points of one fact of an entry; null when the fact has no figure to count with. */
function pointsOf(node: Of<"ledger">, entry: LedgerEntry, fact: Fact): { worth: Points; code: string } | null {
  if (entry.between) {
    const { min, max, sign } = entry.between;
    if (min === null || max === null) throw new ProgrammeError("BLANK", entry.code);
    if (fact.value === null) return null;
    return { worth: setInRange({ min, max, sign }, fact.value), code: sign === "PLUS" ? "factAdds" : "factDeducts" };
  }
  if (entry.each === null || entry.each === undefined) throw new ProgrammeError("BLANK", node.code);
  const each = points(entry.each);
  if (entry.per !== "VALUE") return { worth: each, code: each.isNegative() ? "factDeducts" : "factAdds" };
  if (fact.value === null) return null;
  const worth = trim(each.times(points(fact.value)));
  return { worth, code: worth.isNegative() ? "factDeducts" : "factAdds" };
}

function entered(node: Of<"ledger">, entry: LedgerEntry, facts: readonly Fact[]): Entered {
  const counted = facts.map((fact) => ({
    fact,
    worth: fact.state === "COUNTED" ? pointsOf(node, entry, fact) : null,
  }));
  const worths = counted.flatMap(({ worth }) => (worth ? [worth.worth] : []));
  const pieces = counted.map(({ fact, worth }) => (worth ? eventFact(fact, worth.worth, worth.code) : asideFact(fact)));
  return { raw: sum(worths), n: worths.length, pieces };
}

/** What the entry adds, held by its own limit. */
export function boundedEntry(entry: LedgerEntry, raw: Points): ReturnType<typeof held> {
  const most = optional(entry.most);
  return most === null ? { value: raw, pieces: [] } : held(raw, most.negated().toFixed(), most.toFixed());
}

function ledgerEntry(node: Of<"ledger">, entry: LedgerEntry, { raw, n, pieces }: Entered) {
  const adds = entry.between ? entry.between.sign === "PLUS" : points(entry.each ?? "0").greaterThan(ZERO);
  // A blank is a blank also where nothing has happened yet.
  if (entry.between ? entry.between.min === null || entry.between.max === null : entry.each == null) {
    throw new ProgrammeError("BLANK", node.code);
  }
  const bounded = boundedEntry(entry, raw);
  const each = entry.each ? shown(points(entry.each).abs()) : "";
  const values = { n, each, value: shown(bounded.value.abs()) };
  const code = entry.between
    ? adds
      ? "additionSet"
      : "deductionSet"
    : entry.per === "VALUE"
      ? adds
        ? "additionPerUnit"
        : "deductionPerUnit"
      : adds
        ? "additionEach"
        : "deductionEach";
  const draft: Draft = {
    ...plain(node),
    code: entry.code,
    name: entry.name,
    kind: "entry",
    clause: (entry.clause as Clause | undefined) ?? (node.clause as Clause | undefined) ?? null,
    state: "VALUED",
    value: bounded.value,
    full: null,
    most: adds ? null : ZERO,
    say: say(points(entry.each ?? "0").isZero() && !entry.between ? "additionEach" : code, values),
    pieces: [...pieces, ...bounded.pieces],
    lacks: [],
  };
  return { draft, n, value: bounded.value, adds };
}
