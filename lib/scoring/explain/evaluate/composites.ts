import type { DayRange } from "@/lib/kernel/calendar";
import { HUNDRED, type Points, roundHalfUp, sum, ZERO } from "@/lib/kernel/points";
import type { Clause, Node } from "../../programme/nodes";
import { lower, optional } from "../../programme/walk";
import type { Say } from "../../types";
import { aside, type Draft, named, type Piece, plain, say } from "../draft";
import { keep, ONE, shown, trim } from "../exact";
import { held } from "../leaves";
import type { Of } from "./nodes";

/** A part with its weight as the plan writes it, and as a figure. */
export interface Weighed {
  readonly own: string;
  readonly weight: Points;
  readonly draft: Draft;
}

/** Weights of parts that are left out leave the denominator too; contributions are rounded where the plan says so. */
export function weighted(node: Of<"weighted">, parts: readonly Weighed[]): Draft {
  const entering = parts.filter((part) => part.draft.state !== "LEFT_OUT");
  const all = sum(entering.map((part) => part.weight));
  const drafts = parts.map((part) => part.draft);
  const of = all.equals(HUNDRED) ? "100" : all.toFixed();
  if (entering.length === 0 || all.isZero() || drafts.some((draft) => draft.state === "MISSING")) {
    const pieces = parts.map((part) => ({ ...aside(part.draft), weight: { own: part.own, of } }));
    return composite(node, drafts, pieces);
  }
  const pieces = parts.map((part): Piece => {
    const weight = { own: part.own, of };
    if (part.draft.value === null) return { ...aside(part.draft), weight };
    const exact = part.draft.value.times(part.weight).div(all);
    const effect = node.places === undefined ? trim(exact) : roundHalfUp(exact, node.places);
    return { draft: part.draft, effect, factor: part.weight.div(all), weight };
  });
  const value = sum(pieces.map((piece) => piece.effect ?? ZERO));
  const limit = (which: "full" | "most") => {
    if (entering.some((part) => part.draft[which] === null)) return null;
    return trim(sum(entering.map((part) => part.draft[which]!.times(part.weight))).div(all));
  };
  return {
    ...plain(node),
    state: "VALUED",
    value,
    full: limit("full"),
    most: limit("most"),
    say: say("weightedSum", { n: entering.length, value: shown(value) }),
    pieces,
    lacks: [],
  };
}

/** The sum of its parts within floor and cap; what the source states of it stands beside. */
export function total(node: Of<"total">, drafts: readonly Draft[], stated: readonly Draft[]): Draft {
  if (drafts.every((draft) => draft.state === "LEFT_OUT") || drafts.some((draft) => draft.state === "MISSING")) {
    return composite(node, drafts, [...drafts, ...stated.map((draft) => besides(draft, null))].map(aside));
  }
  const pieces = drafts.map((draft): Piece => ({ draft, effect: draft.value, factor: ONE }));
  const raw = sum(drafts.map((draft) => draft.value ?? ZERO));
  const bounded = held(raw, node.floor ?? null, node.cap ?? null);
  const value = keep(bounded.value, node.places);
  const entering = drafts.filter((draft) => draft.state === "VALUED");
  const fulls = entering.flatMap((draft) => (draft.full === null ? [] : [draft.full]));
  const most = entering.every((draft) => draft.most !== null) ? sum(entering.map((draft) => draft.most!)) : null;
  return {
    ...plain(node),
    state: "VALUED",
    value,
    full: fulls.length === 0 ? null : sum(fulls),
    most: lower(optional(node.cap), most),
    say: say("sumOfParts", { n: entering.length, value: shown(value) }),
    pieces: [...pieces, ...bounded.pieces, ...stated.map((draft) => aside(besides(draft, value)))],
    lacks: [],
  };
}

/** What was chosen, with the conditions that were asked before. */
export function chosen(node: Of<"choose">, taken: Node, inner: Draft, because: Say, beside: readonly Piece[]): Draft {
  if (inner.value === null) return composite(node, [inner], [aside(inner), ...beside]);
  const value = keep(inner.value, node.places);
  return {
    ...plain(node),
    state: "VALUED",
    value,
    full: inner.full,
    most: inner.most,
    say: say(because.code, { ...because.values, ...named(taken.name, taken.clause), value: shown(value) }),
    pieces: [{ draft: inner, effect: inner.value, factor: ONE }, ...beside],
    lacks: [],
  };
}

/** A sheet over its own days. */
export function sheet(node: Of<"sheet">, inner: Draft, period: DayRange): Draft {
  if (inner.value === null) return passedOn(node, [aside(inner)], inner);
  const value = keep(inner.value, node.places);
  return {
    ...plain(node),
    state: "VALUED",
    value,
    full: inner.full,
    most: inner.most,
    say: say("sheetOver", { from: period.from, to: period.to, value: shown(value) }),
    pieces: [{ draft: inner, effect: inner.value, factor: ONE }],
    lacks: [],
  };
}

/** A sheet or scale around a node without a value has none either, for the same reason. */
export function passedOn(node: Node, pieces: readonly Piece[], inner: Draft): Draft {
  return composite(node, [inner], pieces);
}

/** A node whose parts do not come to a value: missing where a part lacks facts, left out otherwise. */
export function composite(node: Node, drafts: readonly Draft[], pieces: readonly Piece[]): Draft {
  const lacks = drafts.flatMap((draft) => draft.lacks);
  const missing = lacks.length > 0 || drafts.some((draft) => draft.state === "MISSING");
  const values = named(node.name, node.clause as Clause | undefined);
  return {
    ...plain(node),
    state: missing ? "MISSING" : "LEFT_OUT",
    value: null,
    full: null,
    most: null,
    say: say(missing ? "partsMissing" : "allLeftOut", { ...values, n: lacks.length }),
    pieces,
    lacks,
  };
}

/** What the source states beside the sum of its parts, with the difference; the sentence of a measure where it states nothing. */
function besides(draft: Draft, sum: Points | null): Draft {
  const kind = "stated" as const;
  if (draft.value === null) return { ...draft, kind, lacks: [] };
  const difference = sum === null ? null : draft.value.minus(sum);
  const values = {
    value: shown(draft.value),
    agrees: difference === null ? "ALONE" : difference.isZero() ? "YES" : "NO",
    difference: difference === null ? "" : shown(difference),
  };
  return { ...draft, kind, say: say("stated", values), lacks: [] };
}
