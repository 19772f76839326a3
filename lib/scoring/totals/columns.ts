import type { DayRange } from "@/lib/kernel/calendar";
import { HUNDRED, type Points, points, roundHalfUp, sum, ZERO } from "@/lib/kernel/points";
import type { Scope } from "../explain/evaluate/evaluator";
import type { Leaf } from "../explain/evaluate/nodes";
import { periodOf, placesIn } from "../explain/evaluate/places";
import { bandReached, inverseOf, placeAmong, pointsOfPlace, shortfallOf, target } from "../explain/evaluate/scales";
import { keep, ONE, trim } from "../explain/exact";
import { held, sideValue } from "../explain/leaves";
import { boundedEntry } from "../explain/ledger";
import { ProgrammeError } from "../programme/error";
import type { Node, SHORTFALLS } from "../programme/nodes";
import { MAX_DEPTH, optional, scaleFull } from "../programme/walk";
import type { Leaves } from "./leaves";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;
type Shortfall = (typeof SHORTFALLS)[number];

/** What a node comes to for everybody, in the order of the subjects: a value, missing for good, or left out. */
export type Column = readonly Cell[];
export type Cell = Points | "MISSING" | "LEFT_OUT";

const COVERED: ReadonlySet<Node["kind"]> = new Set<Node["kind"]>([
  ...(["measure", "ratio", "ledger", "carry", "sheet", "scale", "weighted", "total"] as const),
  ...(["constant", "ref", "product", "change", "shortfall"] as const),
]);

/** Whether a node can be worked out for everybody at once: all that ask no conditions and no ranks. */
export const isColumnar = (node: Node): boolean => COVERED.has(node.kind);

/**
 * The values of a tree for everybody at once, node by node, without the sentences and lines that explain them: the
 * arithmetic of `explain/evaluate.ts` and nothing else. A figure that many have is worked out once.
 */
export class Columns {
  readonly #scope: Omit<Scope, "field" | "index">;
  readonly #ids: readonly string[];
  readonly #inField: readonly boolean[];
  readonly #leaves: Leaves;
  readonly #known = new Map<Node, Map<string, Column>>();
  readonly #fields = new Map<Column, readonly Points[]>();
  #places: ReturnType<typeof placesIn> | undefined;

  constructor(scope: Omit<Scope, "field" | "index">, field: ReadonlySet<string>, leaves: Leaves) {
    this.#scope = scope;
    this.#ids = [...scope.subjects.keys()];
    this.#inField = this.#ids.map((id) => field.has(id));
    this.#leaves = leaves;
  }

  /** Throws `ProgrammeError` as evaluating the node would. */
  of(node: Node, period: DayRange, depth = 0): Column {
    if (depth > MAX_DEPTH) throw new ProgrammeError("TOO_DEEP", node.code);
    const columns = this.#known.get(node) ?? new Map<string, Column>();
    this.#known.set(node, columns);
    const key = `${period.from} ${period.to}`;
    const known = columns.get(key) ?? this.#column(node, period, depth);
    columns.set(key, known);
    return known;
  }

  /** What everybody in the field has at the node, ascending. */
  field(node: Node, period: DayRange, depth = 0): readonly Points[] {
    const column = this.of(node, period, depth);
    const known = this.#fields.get(column);
    if (known) return known;
    const values = column.flatMap((cell, at) => (this.#inField[at] && typeof cell !== "string" ? [cell] : []));
    values.sort((a, b) => a.comparedTo(b));
    this.#fields.set(column, values);
    return values;
  }

  /** The best that anybody in the field has; null where nobody has anything. */
  #best(column: Column, lower: boolean): Points | null {
    let best: Points | null = null;
    for (const [at, cell] of column.entries()) {
      if (!this.#inField[at] || typeof cell === "string") continue;
      if (best === null || (lower ? cell.lessThan(best) : cell.greaterThan(best))) best = cell;
    }
    return best;
  }

  #column(node: Node, period: DayRange, depth: number): Column {
    const part = (inner: Node) => this.of(inner, period, depth + 1);
    switch (node.kind) {
      case "measure":
        return this.#measure(node, period);
      case "ratio":
        return this.#ratio(node, period);
      case "ledger":
        return this.#ledger(node, period);
      case "carry":
        return this.#carry(node);
      case "constant": {
        if (node.value === null) throw new ProgrammeError("BLANK", node.code);
        const value = keep(points(node.value), node.places);
        return this.#ids.map(() => value);
      }
      case "sheet": {
        const { programme, last } = this.#scope;
        const sheet = programme.sheets.find((plan) => plan.code === node.sheet);
        if (!sheet) throw new ProgrammeError("UNKNOWN_SHEET", node.sheet);
        return kept(this.of(sheet.root, periodOf(programme, node.period, last), depth + 1), node.places);
      }
      case "ref": {
        const { programme, tree, last } = this.#scope;
        this.#places ??= placesIn(programme, tree, last);
        const place = this.#places.get(node.node);
        if (!place) throw new ProgrammeError("UNKNOWN_NODE", node.node);
        return kept(this.of(place.node, place.period, depth + 1), node.places);
      }
      case "scale":
        return this.#scale(node, period, depth);
      case "weighted":
        return weighted(
          node,
          node.parts.map(({ of }) => part(of)),
        );
      case "total": {
        const parts = node.parts.map(part);
        return this.#ids.map((_, at) =>
          total(
            node,
            parts.map((column) => column[at]!),
          ),
        );
      }
      case "product": {
        const parts = node.parts.map(part);
        return this.#ids.map((_, at) => {
          const cells = parts.map((column) => column[at]!);
          const values = cells.flatMap((cell) => (typeof cell === "string" ? [] : [cell]));
          if (values.length < cells.length) return composite(cells);
          return keep(
            values.reduce((all, value) => all.times(value), ONE),
            node.places,
          );
        });
      }
      case "change": {
        const [of, base] = [part(node.of), part(node.base)];
        return of.map((cell, at) => change(node, cell, base[at]!));
      }
      case "shortfall":
        return each(part(node.of), (own) => shortfall(node, own));
      default:
        throw new Error(`not columnar: ${node.kind}`);
    }
  }

  #measure(node: Of<"measure">, period: DayRange): Column {
    const { atLeast } = node;
    if (atLeast === null) throw new ProgrammeError("BLANK", node.code);
    const answers = this.#leaves.answersTo(node, period)[0]!;
    const round = remembered((value) => keep(value, node.places));
    return this.#ids.map((id) => {
      const { n, value } = this.#leaves.measured(node, answers(id));
      return value === null || n < atLeast ? without(node.otherwise) : round(value);
    });
  }

  #ratio(node: Of<"ratio">, period: DayRange): Column {
    const [above, below] = this.#leaves.answersTo(node, period);
    return this.#ids.map((id) => {
      const over = sideValue(node.over.take, this.#leaves.come(node.over.take, above!(id)[0]));
      const under = sideValue(node.under.take, this.#leaves.come(node.under.take, below!(id)[0]));
      if (over === null || under === null || under.isZero()) return without(node.otherwise);
      return keep(over.div(under), node.places);
    });
  }

  #ledger(node: Of<"ledger">, period: DayRange): Column {
    if (node.base === null) throw new ProgrammeError("BLANK", node.code);
    const base = points(node.base ?? "0");
    const answers = this.#leaves.answersTo(node as Leaf, period);
    const [floor, cap] = [node.floor ?? null, node.cap ?? null];
    const come = (entries: readonly Points[]) => keep(held(sum([base, ...entries]), floor, cap).value, node.places);
    const nothing = come(node.entries.map((entry) => boundedEntry(entry, ZERO).value));
    const none = (id: string) => answers.every((of) => of(id).length === 0);
    return this.#ids.map((id) => {
      if (none(id)) return nothing;
      const own = answers.map((of) => of(id)[0]);
      return come(node.entries.map((entry, i) => boundedEntry(entry, this.#leaves.entered(entry, own[i]).raw).value));
    });
  }

  #carry(node: Of<"carry">): Column {
    const { programme, carried } = this.#scope;
    if (!programme.reviews.some((plan) => plan.code === node.review)) {
      throw new ProgrammeError("UNKNOWN_REVIEW", node.review);
    }
    const scores = Object.hasOwn(carried, node.review) ? carried[node.review]! : {};
    return this.#ids.map((id) => {
      const score = Object.hasOwn(scores, id) ? scores[id]! : null;
      return score === null ? without(node.otherwise) : keep(this.#leaves.figure(score), node.places);
    });
  }

  #scale(node: Of<"scale">, period: DayRange, depth: number): Column {
    const { by } = node;
    const inner = this.of(node.of, period, depth + 1);
    const field = () => this.field(node.of, period, depth + 1);
    if (by.kind === "BANDS") {
      return each(inner, (own) => keep(points(bandReached(by.bands, own)?.points ?? "0"), node.places));
    }
    if (by.kind === "PLACES") {
      return each(inner, (own) => keep(pointsOfPlace(by, placeAmong(field(), own, by.better)), node.places));
    }
    if (inner.every((cell) => typeof cell === "string")) return inner;
    const full = scaleFull(node);
    const lower = by.better === "LOWER";
    const mark = by.kind === "TO_BEST" ? this.#best(inner, lower) : target(node, by.target);
    if (mark === null || (lower ? mark.isNegative() : !mark.greaterThan(ZERO))) {
      const none = without(shortfallOf(node));
      return inner.map((cell) => (typeof cell === "string" ? cell : none));
    }
    return each(inner, (own) => {
      const raw = lower ? inverseOf(own, mark, full) : own.times(full).div(mark);
      return keep(raw.greaterThan(full) ? full : raw.isNegative() ? ZERO : raw, node.places);
    });
  }
}

function without(otherwise: Shortfall): Cell {
  return otherwise === "ZERO" ? ZERO : otherwise === "UNRANKED" ? "MISSING" : "LEFT_OUT";
}

/** What a node of parts without a value is. */
function composite(cells: readonly Cell[]): Cell {
  return cells.includes("MISSING") ? "MISSING" : "LEFT_OUT";
}

/** Of the very same figure the very same result, worked out once. */
function remembered(work: (value: Points) => Points): (value: Points) => Points {
  const known = new Map<Points, Points>();
  return (value) => {
    const before = known.get(value);
    if (before) return before;
    const result = work(value);
    known.set(value, result);
    return result;
  };
}

function each(column: Column, work: (value: Points) => Points): Column {
  const once = remembered(work);
  return column.map((cell) => (typeof cell === "string" ? cell : once(cell)));
}

function kept(column: Column, places: number | undefined): Column {
  return each(column, (value) => keep(value, places));
}

/** Those who have the same parts left out share their weights. */
function weighted(node: Of<"weighted">, parts: readonly Column[]): Column {
  const weights = node.parts.map(({ weight }) => {
    if (weight === null) throw new ProgrammeError("BLANK", node.code);
    return points(weight);
  });
  const shares = new Map<string, ((value: Points) => Points)[] | null>();
  const sharesOf = (cells: readonly Cell[]) => {
    const key = cells.includes("LEFT_OUT") ? cells.map((cell) => (cell === "LEFT_OUT" ? "0" : "1")).join("") : "";
    const known = shares.get(key);
    if (known !== undefined) return known;
    const all = sum(weights.filter((_, i) => cells[i] !== "LEFT_OUT"));
    const made = all.isZero()
      ? null
      : weights.map((weight) =>
          remembered((value) => {
            const exact = value.times(weight).div(all);
            return node.places === undefined ? trim(exact) : roundHalfUp(exact, node.places);
          }),
        );
    shares.set(key, made);
    return made;
  };
  return parts[0]!.map((_, at) => {
    const cells = parts.map((column) => column[at]!);
    if (cells.includes("MISSING")) return "MISSING";
    const of = sharesOf(cells);
    if (of === null) return "LEFT_OUT";
    return together(cells, (value, i) => of[i]!(value));
  });
}

function total(node: Of<"total">, cells: readonly Cell[]): Cell {
  if (cells.includes("MISSING")) return "MISSING";
  if (cells.every((cell) => cell === "LEFT_OUT")) return "LEFT_OUT";
  const all = together(cells, (value) => value);
  return keep(held(all, node.floor ?? null, node.cap ?? null).value, node.places);
}

/** The sum of those that have a value; adding nothing costs nothing. */
function together(cells: readonly Cell[], effect: (value: Points, at: number) => Points): Points {
  let all: Points | null = null;
  for (const [i, cell] of cells.entries()) {
    if (typeof cell === "string") continue;
    const own = effect(cell, i);
    all = all === null || all.isZero() ? own : own.isZero() ? all : all.plus(own);
  }
  return all ?? ZERO;
}

function change(node: Of<"change">, of: Cell, base: Cell): Cell {
  if (typeof of === "string" || typeof base === "string") {
    return node.otherwise === "UNRANKED" ? composite([of, base]) : without(node.otherwise);
  }
  if (node.as === "DIFFERENCE") return keep(of.minus(base), node.places);
  if (base.isZero()) return without(node.otherwise);
  return keep(of.minus(base).times(HUNDRED).div(base), node.places);
}

function shortfall(node: Of<"shortfall">, own: Points): Points {
  const [mark, base, rate] = [node.mark, node.base, node.each].map(optional);
  if (!mark || !base || !rate) throw new ProgrammeError("BLANK", node.code);
  const exact = node.side === "BELOW" ? mark.minus(own) : own.minus(mark);
  if (!exact.greaterThan(ZERO)) return ZERO;
  const distance = node.parts === "STARTED" ? exact.ceil() : exact;
  return keep(base.plus(distance.times(rate)), node.places);
}
