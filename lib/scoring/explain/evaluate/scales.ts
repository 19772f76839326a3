import { type Points, points, ZERO } from "@/lib/kernel/points";
import { ProgrammeError } from "../../programme/error";
import type { Node } from "../../programme/nodes";
import { scaleFull } from "../../programme/walk";
import { aside, type Draft, type Piece, plain, say, UNWEIGHED, without } from "../draft";
import { countBelow, keep, ONE, shown, trim } from "../exact";
import { limitPiece } from "../records";
import { passedOn } from "./composites";
import type { Of, Values } from "./nodes";

/** Points for a value: by bands, by the place in the field, or in proportion to a mark; `field` is asked only where it decides. */
export function scale(node: Of<"scale">, inner: Draft, field: () => Values): Draft {
  const full = scaleFull(node);
  if (inner.value === null) return { ...passedOn(node, [aside(inner)], inner), full, most: full };
  if (node.by.kind === "BANDS") return bands(node, node.by.bands, inner, inner.value, full);
  const lowerIsBetter = node.by.better === "LOWER";
  if (node.by.kind === "PLACES") return places(node, node.by, inner, inner.value, field(), full);
  const mark = node.by.kind === "TO_BEST" ? best(field(), lowerIsBetter) : target(node, node.by.target);
  const values = { own: shown(inner.value), mark: mark === null ? "" : shown(mark), full: shown(full) };
  if (mark === null || (lowerIsBetter ? mark.isNegative() : !mark.greaterThan(ZERO))) {
    return without(node, shortfallOf(node), "noBest", values, [aside(inner)], { full, most: full });
  }
  if (lowerIsBetter) return inverse(node, inner, inner.value, mark, full);
  const factor = full.div(mark);
  const raw = inner.value.times(full).div(mark);
  const pieces: Piece[] = [{ draft: inner, effect: inner.value.times(factor), factor }];
  let value = raw;
  if (raw.greaterThan(full)) {
    value = full;
    pieces.push(limitPiece(full.minus(raw), "heldAtCap", { cap: shown(full) }));
  } else if (raw.isNegative()) {
    value = ZERO;
    pieces.push(limitPiece(raw.negated(), "heldAtFloor", { floor: shown(ZERO) }));
  }
  value = keep(value, node.places);
  const code = node.by.kind === "TO_BEST" ? "toBest" : "toTarget";
  return {
    ...plain(node),
    state: "VALUED",
    value,
    full,
    most: full,
    say: say(code, { ...values, value: shown(value) }),
    pieces,
    lacks: [],
  };
}

/** What a field is measured against: the best of its values. */
export function best(values: readonly Points[], lowerIsBetter: boolean): Points | null {
  return (lowerIsBetter ? values[0] : values.at(-1)) ?? null;
}

/** Full marks at or below the mark, then full × mark ÷ own. */
export function inverseOf(own: Points, mark: Points, full: Points): Points {
  return own.greaterThan(mark) ? full.times(mark).div(own) : full;
}

/** Fewer is better: full marks at or below the mark, then full × mark ÷ own; nothing at all is full marks. */
function inverse(node: Of<"scale">, inner: Draft, own: Points, mark: Points, full: Points): Draft {
  const reached = !own.greaterThan(mark);
  const exact = inverseOf(own, mark, full);
  const values = { own: shown(own), mark: shown(mark), full: shown(full) };
  const value = keep(exact, node.places);
  const said = say("toTargetInverse", { ...values, reached: reached ? "yes" : "no", value: shown(value) });
  return tabled(node, inner, trim(exact), value, full, said);
}

type PlaceTable = Extract<Of<"scale">["by"], { kind: "PLACES" }>;

/** 1 for the best of the ascending values; equal values share the better place. */
export function placeAmong(field: readonly Points[], own: Points, better: PlaceTable["better"]): number {
  return 1 + (better === "LOWER" ? countBelow(field, own, false) : field.length - countBelow(field, own, true));
}

export function pointsOfPlace(table: PlaceTable, place: number): Points {
  return points(table.places.find((candidate) => place <= candidate.to)?.points ?? table.rest);
}

/** R11: points by the place among all in the field, equal values sharing the better place (1-2-2-4). */
function places(
  node: Of<"scale">,
  table: PlaceTable,
  inner: Draft,
  own: Points,
  field: readonly Points[],
  full: Points,
): Draft {
  const place = placeAmong(field, own, table.better);
  const exact = pointsOfPlace(table, place);
  const value = keep(exact, node.places);
  const said = say("inPlace", { own: shown(own), place, among: field.length, value: shown(value) });
  return tabled(node, inner, exact, value, full, said);
}

/** A table is no proportion: the points belong to the row, and the value below is shown without a share. */
function tabled(
  node: Of<"scale">,
  inner: Draft,
  exact: Points,
  value: Points,
  full: Points,
  said: Draft["say"],
): Draft {
  const line: Draft = {
    ...plain(node),
    code: "band",
    kind: "line",
    tone: null,
    state: "VALUED",
    value: exact,
    full,
    most: full,
    say: say(said.code, { ...said.values, ...UNWEIGHED }),
    pieces: [],
    lacks: [],
  };
  return {
    ...plain(node),
    state: "VALUED",
    value,
    full,
    most: full,
    say: said,
    pieces: [{ draft: line, effect: exact, factor: ONE }, aside(inner)],
    lacks: [],
  };
}

interface Band {
  readonly from: string;
  readonly points: string;
}

/** The highest band whose lower end the value reaches; null below all of them. */
export function bandReached(table: readonly Band[], own: Points): Band | null {
  const reached = table.filter((band) => points(band.from).lessThanOrEqualTo(own));
  return reached.reduce<Band | null>(
    (high, candidate) => (high === null || points(candidate.from).greaterThan(points(high.from)) ? candidate : high),
    null,
  );
}

function bands(node: Of<"scale">, table: readonly Band[], inner: Draft, own: Points, full: Points): Draft {
  const band = bandReached(table, own);
  const exact = band === null ? ZERO : points(band.points);
  const value = keep(exact, node.places);
  const said =
    band === null
      ? say("belowBands", { own: shown(own) })
      : say("inBand", { own: shown(own), from: shown(points(band.from)), value: shown(value) });
  return tabled(node, inner, exact, value, full, said);
}

export function target(node: Of<"scale">, mark: string | null): Points {
  if (mark === null) throw new ProgrammeError("BLANK", node.code);
  const value = points(mark);
  if (!value.greaterThan(ZERO)) throw new ProgrammeError("NOT_POSITIVE", node.code);
  return value;
}

/** A scale without a best has what the node that it scales has when that lacks facts. */
export function shortfallOf(node: Node): "UNRANKED" | "ZERO" | "LEFT_OUT" {
  if (node.kind === "scale") return shortfallOf(node.of);
  return "otherwise" in node ? node.otherwise : "UNRANKED";
}
