import { HUNDRED, Points, points, ZERO } from "@/lib/kernel/points";
import { ProgrammeError } from "../programme/error";
import type { ChangeNode, ProductNode, ShortfallNode, VetoNode } from "../programme/nodes";
import { answered, type Verdict } from "./conditions";
import { aside, type Draft, named, type Piece, plain, say, without } from "./draft";
import { keep, ONE, shown } from "./exact";
import { limitPiece } from "./records";

const NO_LIMITS = { full: null, most: null };

/** A line that belongs to a formula itself: its fixed part, its rate, the base of a growth. */
function formulaLine(
  node: ShortfallNode | ChangeNode,
  code: string,
  name: Draft["name"],
  value: Points,
  said: Draft["say"],
): Piece {
  const draft: Draft = {
    ...plain(node),
    ...NO_LIMITS,
    code,
    name,
    kind: "line",
    tone: null,
    state: "VALUED",
    value,
    say: said,
    pieces: [],
    lacks: [],
  };
  return { draft, effect: value, factor: ONE };
}

/** All parts multiplied. The share belongs to the first part that is no number of the plan; the others are shown beside it. */
export function product(node: ProductNode, parts: readonly Draft[]): Draft {
  const exact = parts.reduce((all, part) => all.times(part.value ?? ZERO), ONE);
  const carrier = Math.max(
    0,
    parts.findIndex((part) => part.kind !== "constant"),
  );
  const factor = parts.reduce((all, part, i) => (i === carrier ? all : all.times(part.value ?? ZERO)), ONE);
  const value = keep(exact, node.places);
  return {
    ...plain(node),
    ...NO_LIMITS,
    state: "VALUED",
    value,
    say: say("productOf", { factors: parts.map((part) => shown(part.value ?? ZERO)).join(" × "), value: shown(value) }),
    pieces: parts.map((draft, i) => (i === carrier ? { draft, effect: exact, factor } : aside(draft))),
    lacks: [],
  };
}

const BASE = { zh: "基期", en: "Base" };

/** the difference, or the growth in percent of the base; a base of zero has no growth. */
export function change(node: ChangeNode, of: Draft & { value: Points }, base: Draft & { value: Points }): Draft {
  const values = { own: shown(of.value), base: shown(base.value) };
  if (node.as === "DIFFERENCE") {
    const value = keep(of.value.minus(base.value), node.places);
    return {
      ...plain(node),
      ...NO_LIMITS,
      state: "VALUED",
      value,
      say: say("differenceOf", { ...values, value: shown(value) }),
      pieces: [
        { draft: of, effect: of.value, factor: ONE },
        { draft: base, effect: base.value.negated(), factor: ONE.negated() },
      ],
      lacks: [],
    };
  }
  if (base.value.isZero()) {
    return without(node, node.otherwise, "zeroBase", values, [aside(of), aside(base)], NO_LIMITS);
  }
  const factor = HUNDRED.div(base.value);
  const growth = of.value.minus(base.value).times(HUNDRED).div(base.value);
  const value = keep(growth, node.places);
  return {
    ...plain(node),
    ...NO_LIMITS,
    state: "VALUED",
    value,
    say: say("growthOf", { ...values, value: shown(value) }),
    pieces: [
      { draft: of, effect: of.value.times(factor), factor },
      formulaLine(node, "base", BASE, HUNDRED.negated(), say("growthBase", { base: shown(base.value) })),
      aside(base),
    ],
    lacks: [],
  };
}

const FIXED = { zh: "固定部分", en: "Fixed part" };
const RATE = { zh: "按差额计", en: "By the distance" };

/** nothing at the mark or on its right side, else `base` plus `each` for every unit between. */
export function shortfall(node: ShortfallNode, of: Draft & { value: Points }): Draft {
  if (node.mark === null || node.base === null || node.each === null) throw new ProgrammeError("BLANK", node.code);
  const mark = points(node.mark);
  const exact = node.side === "BELOW" ? mark.minus(of.value) : of.value.minus(mark);
  const values = { own: shown(of.value), mark: shown(mark), side: node.side };
  if (!exact.greaterThan(ZERO)) {
    return {
      ...plain(node),
      ...NO_LIMITS,
      state: "VALUED",
      value: ZERO,
      say: say("notShort", values),
      pieces: [aside(of)],
      lacks: [],
    };
  }
  const distance = node.parts === "STARTED" ? exact.toDecimalPlaces(0, Points.ROUND_CEIL) : exact;
  const base = points(node.base);
  const each = points(node.each);
  const rated = distance.times(each);
  const value = keep(base.plus(rated), node.places);
  const amounts = { base: shown(base), each: shown(each), distance: shown(distance), value: shown(value) };
  const measured = { exact: shown(exact), started: distance.equals(exact) ? "no" : "yes" };
  const rate = formulaLine(node, "rate", RATE, rated, say("shortRate", { ...amounts, amount: shown(rated) }));
  const fixed = formulaLine(node, "fixed", FIXED, base, say("shortFixed", { amount: shown(base) }));
  return {
    ...plain(node),
    ...NO_LIMITS,
    state: "VALUED",
    value,
    say: say("short", { ...values, ...measured, ...amounts }),
    pieces: [...(base.isZero() ? [] : [fixed]), rate, aside(of)],
    lacks: [],
  };
}

/** R7, R13: what overrules a value. No rank comes before nothing left, and that before the lowest ceiling. */
export function veto(node: VetoNode, of: Draft & { value: Points }, verdicts: readonly Verdict[]): Draft {
  const struck = node.vetoes.filter((_, i) => verdicts[i]?.holds === true);
  const asked = verdicts.flatMap(answered);
  const unranked = struck.find((rule) => rule.effect.kind === "UNRANKED");
  if (unranked) {
    const reason = say("vetoedRank", named(unranked.name, unranked.clause));
    return {
      ...plain(node),
      full: of.full,
      most: of.most,
      state: "MISSING",
      value: null,
      say: reason,
      pieces: [aside(of), ...asked],
      lacks: [reason],
    };
  }
  const zero = struck.find((rule) => rule.effect.kind === "ZERO");
  const ceilings = struck.flatMap((rule) => {
    if (rule.effect.kind !== "CEILING") return [];
    if (rule.effect.at === null) throw new ProgrammeError("BLANK", rule.code);
    return [{ rule, at: points(rule.effect.at) }];
  });
  const lowest = ceilings.reduce<(typeof ceilings)[number] | null>(
    (low, one) => (low === null || one.at.lessThan(low.at) ? one : low),
    null,
  );
  const limit = zero
    ? { rule: zero, at: ZERO, code: "vetoedZero" }
    : lowest?.at.lessThan(of.value)
      ? { ...lowest, code: "vetoedCeiling" }
      : null;
  const pieces: Piece[] = [{ draft: of, effect: of.value, factor: ONE }];
  if (limit && !limit.at.equals(of.value)) {
    const values = { ...named(limit.rule.name, limit.rule.clause), at: shown(limit.at) };
    pieces.push(limitPiece(limit.at.minus(of.value), limit.code, values, limit.rule.name));
  }
  const value = keep(limit ? limit.at : of.value, node.places);
  return {
    ...plain(node),
    full: of.full,
    most: of.most,
    state: "VALUED",
    value,
    say: limit
      ? say("vetoed", { ...named(limit.rule.name, limit.rule.clause), value: shown(value) })
      : say("notVetoed", { n: node.vetoes.length, value: shown(value) }),
    pieces: [...pieces, ...asked],
    lacks: [],
  };
}
