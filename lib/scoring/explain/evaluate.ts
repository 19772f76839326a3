import type { DayRange } from "@/lib/kernel/calendar";
import { HUNDRED, type Points, points, roundHalfUp, sum, ZERO } from "@/lib/kernel/points";
import type { FactIndex } from "../facts";
import { ProgrammeError } from "../programme/error";
import type { Clause, Node } from "../programme/nodes";
import type { Programme } from "../programme/schema";
import { type Limits, lower, MAX_DEPTH, nodeLimits, optional, scaleFull } from "../programme/walk";
import type { ReviewInput } from "../types";
import { type Draft, named, type Piece, say } from "./draft";
import { keep, ONE, shown, trim } from "./exact";
import { aside, held, ledger, measure, plain, ratio, without } from "./leaves";
import { limitPiece } from "./records";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/** What the nodes of one review are evaluated against. `last` is the review's cut-off: nothing later counts anywhere. */
export interface Scope {
  readonly programme: Programme;
  readonly index: FactIndex;
  readonly carried: ReviewInput["carried"];
  /** Subjects that others may be measured against (TO_BEST): all but the excluded. */
  readonly field: readonly string[];
  readonly last: string;
}

/** Evaluates nodes for subjects. One instance per computation: it remembers what TO_BEST needed of everybody. */
export class Evaluator {
  readonly #scope: Scope;
  readonly #known = new Map<Node, Map<string, Draft>>();
  readonly #best = new Map<Node, Map<string, Points | null>>();

  readonly #limits = new Map<Node, Limits>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  evaluate(node: Node, subject: string, period: DayRange, depth = 0): Draft {
    if (depth > MAX_DEPTH) throw new ProgrammeError("TOO_DEEP", node.code);
    switch (node.kind) {
      case "measure":
        return measure(node, this.#scope.index, subject, period);
      case "ratio":
        return ratio(node, this.#scope.index, subject, period);
      case "ledger":
        return ledger(node, this.#scope.index, subject, period);
      case "carry":
        return this.#carry(node, subject);
      case "sheet":
        return this.#sheet(node, subject, depth);
      case "scale":
        return this.#scale(node, subject, period, depth);
      case "weighted":
        return this.#weighted(node, subject, period, depth);
      case "total":
        return this.#total(node, subject, period, depth);
    }
  }

  /** the final score of an earlier review of the same campaign. */
  #carry(node: Of<"carry">, subject: string): Draft {
    const { full, most } = nodeLimits(this.#scope.programme, node, this.#limits);
    const review = this.#scope.programme.reviews.find((plan) => plan.code === node.review);
    if (!review) throw new ProgrammeError("UNKNOWN_REVIEW", node.review);
    const reviewName = { review_zh: review.name.zh, review_en: review.name.en };
    const scores = Object.hasOwn(this.#scope.carried, node.review) ? this.#scope.carried[node.review]! : {};
    const score = Object.hasOwn(scores, subject) ? scores[subject]! : null;
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

  #sheet(node: Of<"sheet">, subject: string, depth: number): Draft {
    const sheet = this.#scope.programme.sheets.find((plan) => plan.code === node.sheet);
    if (!sheet) throw new ProgrammeError("UNKNOWN_SHEET", node.sheet);
    const period = periodOf(this.#scope.programme, node.period, this.#scope.last);
    const inner = this.evaluate(sheet.root, subject, period, depth + 1);
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

  #scale(node: Of<"scale">, subject: string, period: DayRange, depth: number): Draft {
    const inner = this.#remembered(node.of, subject, period, depth + 1);
    const full = scaleFull(node);
    if (inner.value === null) return { ...passedOn(node, [aside(inner)], inner), full, most: full };
    if (node.by.kind === "BANDS") return bands(node, node.by.bands, inner, inner.value, full);
    const mark = node.by.kind === "TO_BEST" ? this.#bestOf(node.of, period, depth + 1) : target(node, node.by.target);
    const values = { own: shown(inner.value), mark: mark === null ? "" : shown(mark), full: shown(full) };
    if (mark === null || !mark.greaterThan(ZERO)) {
      return without(node, shortfallOf(node), "noBest", values, [aside(inner)], { full, most: full });
    }
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

  /** Weights of parts that are left out leave the denominator too; contributions are rounded where the plan says so. */
  #weighted(node: Of<"weighted">, subject: string, period: DayRange, depth: number): Draft {
    const parts = node.parts.map((part) => {
      if (part.weight === null) throw new ProgrammeError("BLANK", node.code);
      return {
        own: part.weight,
        weight: points(part.weight),
        draft: this.evaluate(part.of, subject, period, depth + 1),
      };
    });
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

  #total(node: Of<"total">, subject: string, period: DayRange, depth: number): Draft {
    const drafts = node.parts.map((part) => this.evaluate(part, subject, period, depth + 1));
    if (drafts.every((draft) => draft.state === "LEFT_OUT") || drafts.some((draft) => draft.state === "MISSING")) {
      return composite(node, drafts, drafts.map(aside));
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
      pieces: [...pieces, ...bounded.pieces],
      lacks: [],
    };
  }

  #remembered(node: Node, subject: string, period: DayRange, depth: number): Draft {
    const drafts = this.#known.get(node) ?? new Map<string, Draft>();
    this.#known.set(node, drafts);
    const key = `${period.from} ${period.to} ${subject}`;
    const draft = drafts.get(key) ?? this.evaluate(node, subject, period, depth);
    drafts.set(key, draft);
    return draft;
  }

  /** First pass of TO_BEST: the highest value anybody in the field has; null when nobody has one. */
  #bestOf(node: Node, period: DayRange, depth: number): Points | null {
    const key = `${period.from} ${period.to}`;
    const bests = this.#best.get(node) ?? new Map<string, Points | null>();
    this.#best.set(node, bests);
    const known = bests.get(key);
    if (known !== undefined) return known;
    let best: Points | null = null;
    for (const subject of this.#scope.field) {
      const { value } = this.#remembered(node, subject, period, depth);
      if (value !== null && (best === null || value.greaterThan(best))) best = value;
    }
    bests.set(key, best);
    return best;
  }
}

interface Band {
  readonly from: string;
  readonly points: string;
}

/** The interval a period names, ending at the cut-off at the latest. */
export function periodOf(programme: Programme, code: string, last?: string): DayRange {
  const period = programme.periods.find((candidate) => candidate.code === code);
  if (!period) throw new ProgrammeError("UNKNOWN_PERIOD", code);
  if (period.from === null || period.to === null) throw new ProgrammeError("BLANK", code);
  return { from: period.from, to: last !== undefined && last < period.to ? last : period.to };
}

function bands(node: Of<"scale">, table: readonly Band[], inner: Draft, own: Points, full: Points): Draft {
  const reached = table.filter((band) => points(band.from).lessThanOrEqualTo(own));
  const band = reached.reduce<Band | null>(
    (high, candidate) => (high === null || points(candidate.from).greaterThan(points(high.from)) ? candidate : high),
    null,
  );
  const exact = band === null ? ZERO : points(band.points);
  const value = keep(exact, node.places);
  const said =
    band === null
      ? say("belowBands", { own: shown(own) })
      : say("inBand", { own: shown(own), from: shown(points(band.from)), value: shown(value) });
  const line: Draft = {
    ...plain(node),
    code: "band",
    kind: "line",
    tone: null,
    state: "VALUED",
    value: exact,
    full,
    most: full,
    say: said,
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
    // A table is no proportion: the points belong to the band, and the value below is shown without a share.
    pieces: [{ draft: line, effect: exact, factor: ONE }, aside(inner)],
    lacks: [],
  };
}

function target(node: Of<"scale">, mark: string | null): Points {
  if (mark === null) throw new ProgrammeError("BLANK", node.code);
  const value = points(mark);
  if (!value.greaterThan(ZERO)) throw new ProgrammeError("NOT_POSITIVE", node.code);
  return value;
}

/** A scale without a best has what its own leaf has when it lacks facts. */
function shortfallOf(node: Node): "UNRANKED" | "ZERO" | "LEFT_OUT" {
  if (node.kind === "scale") return shortfallOf(node.of);
  return node.kind === "measure" || node.kind === "ratio" || node.kind === "carry" ? node.otherwise : "UNRANKED";
}

/** A sheet or scale around a node without a value has none either, for the same reason. */
function passedOn(node: Node, pieces: readonly Piece[], inner: Draft): Draft {
  return composite(node, [inner], pieces);
}

function composite(node: Node, drafts: readonly Draft[], pieces: readonly Piece[]): Draft {
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
