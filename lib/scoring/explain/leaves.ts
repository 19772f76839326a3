import type { DayRange } from "@/lib/kernel/calendar";
import { type Points, points, ZERO } from "@/lib/kernel/points";
import { type FactIndex, selectFacts } from "../facts";
import { ProgrammeError } from "../programme/error";
import type { Node, Selector, TAKES } from "../programme/nodes";
import { aside, type Draft, type Piece, plain, say, without } from "./draft";
import { keep, ONE, shown } from "./exact";
import { limitPiece } from "./records";
import { takeByStep } from "./steps";
import { SAYS, type Taken, takeFrom } from "./take";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;
type Take = (typeof TAKES)[number];

const STEP_SAYS: Record<Take, string> = {
  MEAN: "meanOfSteps",
  SUM: "sumOfSteps",
  COUNT: "countOfSteps",
  MIN: "lowestOfSteps",
  MAX: "highestOfSteps",
  LATEST: "latestOfSteps",
};

/**
 * The facts of a selector taken together, or first within each week, month or quarter (R2, R13, R14). Fewer than `atLeast`
 * of them: no value, and `otherwise` says what follows. Throws `ProgrammeError` BLANK for an open `atLeast`.
 */
export function measure(node: Of<"measure">, index: FactIndex, subject: string, period: DayRange): Draft {
  if (node.atLeast === null) throw new ProgrammeError("BLANK", node.code);
  const facts = selectFacts(index, subject, node.from, period);
  return measureOf(node, node.every ? takeByStep(node, node.every, facts) : takeFrom(facts, node.take));
}

/** The same of what the facts are already known to come to. */
export function measureOf(node: Of<"measure">, taken: Taken): Draft {
  if (node.atLeast === null) throw new ProgrammeError("BLANK", node.code);
  const full = node.full === undefined ? null : points(node.full);
  const limits = { full, most: node.take === "SUM" || node.take === "COUNT" ? null : full };
  if (taken.value === null || taken.n < node.atLeast) {
    const need = Math.max(node.atLeast, taken.value === null ? 1 : 0);
    return without(node, node.otherwise, "tooFew", { have: taken.n, need }, taken.pieces, limits);
  }
  const value = keep(taken.value, node.places);
  const said = { n: taken.n, value: shown(value) };
  return {
    ...plain(node),
    ...limits,
    state: "VALUED",
    value,
    say: node.every ? say(STEP_SAYS[node.take], { ...said, step: node.every.step }) : say(SAYS[node.take], said),
    pieces: taken.pieces,
    lacks: [],
  };
}

/** `over ÷ under`. The share belongs to the facts above the line; those below are shown as the divisor. */
export function ratio(node: Of<"ratio">, index: FactIndex, subject: string, period: DayRange): Draft {
  const take = (which: "over" | "under") => {
    const plan: { take: Take; from: Selector } = node[which];
    return takeFrom(selectFacts(index, subject, plan.from, period), plan.take);
  };
  return ratioOf(node, take("over"), take("under"));
}

/** The same of what the facts of both sides are already known to come to. */
export function ratioOf(node: Of<"ratio">, above: Taken, below: Taken): Draft {
  const over = side(node, "over", above);
  const under = side(node, "under", below);
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

/** A sum of no facts is no figure here: volume that was never imported must not read as a volume of zero. A count is. */
export function sideValue(take: Take, taken: Pick<Taken, "n" | "value">): Points | null {
  return taken.n === 0 && take !== "COUNT" ? null : taken.value;
}

function side(node: Of<"ratio">, which: "over" | "under", taken: Taken) {
  const plan: { take: Take; from: Selector } = node[which];
  const value = sideValue(plan.take, taken);
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
