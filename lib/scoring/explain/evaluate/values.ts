import { DECIMAL_PATTERN, points, ZERO } from "@/lib/kernel/points";
import { attribute } from "../../facts";
import { ProgrammeError } from "../../programme/error";
import type { ReviewPlan } from "../../programme/schema";
import type { Limits } from "../../programme/walk";
import type { Fact } from "../../types";
import { aside, type Draft, named, plain, say, without } from "../draft";
import { keep, shown } from "../exact";
import { eventFact } from "../records";
import type { Place } from "../standings";
import { composite } from "./composites";
import type { Of } from "./nodes";

export function constant(node: Of<"constant">): Draft {
  if (node.value === null) throw new ProgrammeError("BLANK", node.code);
  const value = keep(points(node.value), node.places);
  return {
    ...plain(node),
    state: "VALUED",
    value,
    full: null,
    most: value,
    say: say("constant", { value: shown(value) }),
    pieces: [],
    lacks: [],
  };
}

/** Shown without its own lines: they stand where the node itself stands. */
export function ref(node: Of<"ref">, inner: Draft): Draft {
  if (inner.value === null) return composite(node, [inner], []);
  const value = keep(inner.value, node.places);
  return {
    ...plain(node),
    state: "VALUED",
    value,
    full: inner.full,
    most: inner.most,
    say: say("refTo", { ...named(inner.name, inner.clause), value: shown(value) }),
    pieces: [],
    lacks: [],
  };
}

/** What the fact that triggered a penalty says. */
export function event(node: Of<"event">, fact: Fact | undefined): Draft {
  if (!fact) throw new ProgrammeError("NO_EVENT", node.code);
  const raw = node.attr === undefined ? fact.value : (attribute(fact, node.attr) ?? null);
  const value = raw !== null && DECIMAL_PATTERN.test(raw) ? keep(points(raw), node.places) : null;
  const piece = eventFact(fact, value ?? ZERO, "factCounted");
  return {
    ...plain(node),
    full: null,
    most: null,
    state: value === null ? "MISSING" : "VALUED",
    value,
    say:
      value === null
        ? say("eventNothing", { ref: fact.ref })
        : say("eventValue", { ref: fact.ref, value: shown(value) }),
    pieces:
      value === null ? [] : [{ ...piece, draft: { ...piece.draft, say: say("factScore", { value: shown(value) }) } }],
    lacks: value === null ? [say("eventNothing", { ref: fact.ref })] : [],
  };
}

/** R11, R12, R-007, R-028 to R-030: a rank of this review, an earlier one, or from outside. */
export function standing(node: Of<"standing">, place: Place | null, earlier: () => Place | null): Draft {
  const limits = { full: null, most: null };
  if (place === null) return without(node, node.otherwise, "noStanding", {}, [], limits);
  let value = points(node.as === "BOTTOM" ? place.of - place.rank + 1 - (place.shared ?? 0) : place.rank);
  const values: Record<string, string | number> = { rank: place.rank, among: place.of };
  if (node.as === "MOVEMENT") {
    const before = earlier();
    if (before === null) return without(node, node.otherwise, "noStanding", {}, [], limits);
    value = points(before.rank - place.rank);
    values.before = before.rank;
    values.moved = value.isZero() ? "SAME" : value.isNegative() ? "DOWN" : "UP";
    values.places = value.abs().toFixed(0);
  }
  const said = node.as === "MOVEMENT" ? "standingMoved" : node.as === "BOTTOM" ? "standingBottom" : "standingTop";
  return {
    ...plain(node),
    ...limits,
    state: "VALUED",
    value,
    say: say(said, { ...values, value: value.toFixed(0) }),
    pieces: place.fact ? [aside(eventFact(place.fact, value, "factCounted").draft)] : [],
    lacks: [],
  };
}

/** the final score of an earlier review of the same campaign. */
export function carried(node: Of<"carry">, score: string | null, review: ReviewPlan, limits: Limits): Draft {
  const { full, most } = limits;
  const reviewName = { review_zh: review.name.zh, review_en: review.name.en };
  if (score === null) return without(node, node.otherwise, "notCarried", reviewName, [], { full, most });
  const value = keep(points(score), node.places);
  return {
    ...plain(node),
    full,
    most,
    state: "VALUED",
    value,
    say: say("carriedFrom", { ...reviewName, value: shown(value) }),
    pieces: [],
    lacks: [],
  };
}
