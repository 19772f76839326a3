import canonicalize from "canonicalize";
import { addDays } from "@/lib/kernel/calendar";
import { DECIMAL_PATTERN, points, text } from "@/lib/kernel/points";
import { computeReview } from "@/lib/scoring/compute";
import type { Condition, Node, Selector } from "@/lib/scoring/programme/nodes";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { partsOf } from "@/lib/scoring/programme/walk";
import type { Explained, Fact, Say } from "@/lib/scoring/types";
import { isValue, nodeOf, type Place, placesBelow, rootPlace } from "./places";

/**
 * A part of the plan computed on a few figures that somebody makes up: the same engine as in a review, on one outlet
 * (and a second one where it is measured against the best), in one quarter.
 */
export interface Given {
  /** Name of its box. */
  readonly key: string;
  readonly of:
    | { readonly sort: "facts"; readonly from: Selector; readonly counted: boolean; readonly whose: "own" | "other" }
    | { readonly sort: "carry"; readonly review: string }
    | { readonly sort: "number"; readonly node: Node };
  readonly value: string;
}

export type Outcome =
  | { readonly state: "DONE"; readonly root: Explained; readonly holds: boolean | null }
  /** No value: too few facts, or nothing to compare with. */
  | { readonly state: "NONE"; readonly root: Explained; readonly why: readonly Say[] }
  /** A blank in the part, or in what it uses. */
  | { readonly state: "OPEN" };

export interface WorkedExample {
  readonly givens: readonly Given[];
  readonly outcome: Outcome;
}

const FROM = "2026-01-01";
const TO = "2026-03-31";
const REVIEW = "EXAMPLE";
const NAME = { zh: "算例", en: "Example" };

/** The example of the nearest part that has a value; null where none has. `typed` are the boxes by their keys. */
export function exampleOf(
  programme: Programme,
  way: readonly Place[],
  typed: Readonly<Record<string, string>>,
): WorkedExample | null {
  const place = way.findLast((step) => nodeOf(step) !== null || step.type === "condition" || step.type === "line");
  if (!place) return null;
  const asked = place.type === "condition";
  const node = asked ? question(place.value as unknown as Condition) : nodeFor(place, way);
  if (!node) return null;
  const example = new Example(programme, typed);
  const root = example.standIn(node, 0);
  const givens = example.givensOf(root);
  return { givens, outcome: example.compute(root, givens, asked) };
}

/** A line of a ledger is worked out as a ledger of its own. */
function nodeFor(place: Place, way: readonly Place[]): Node | null {
  const own = nodeOf(place);
  if (own) return own.value as unknown as Node;
  const ledger = nodeOf(way[way.indexOf(place) - 1] ?? place)?.value as unknown as
    | Extract<Node, { kind: "ledger" }>
    | undefined;
  if (ledger?.kind !== "ledger") return null;
  const { code, name } = ledger;
  return { kind: "ledger", code, name, entries: [place.value as never] };
}

function question(when: Condition): Node {
  const constant = (code: string, value: string): Node => ({ kind: "constant", code, name: NAME, value });
  return {
    kind: "choose",
    code: "ASKED",
    name: NAME,
    cases: [{ when, gives: constant("YES", "1") }],
    else: constant("NO", "0"),
  };
}

class Example {
  readonly #programme: Programme;
  readonly #typed: Readonly<Record<string, string>>;
  readonly #nodes: ReadonlyMap<string, Node>;
  readonly #numbers = new Map<string, Node>();

  constructor(programme: Programme, typed: Readonly<Record<string, string>>) {
    this.#programme = programme;
    this.#typed = typed;
    const nodes = new Map<string, Node>();
    for (const place of placesBelow(rootPlace(programme))) {
      const node = nodeOf(place)?.value as unknown as Node | undefined;
      if (node && !nodes.has(node.code)) nodes.set(node.code, node);
    }
    this.#nodes = nodes;
  }

  /** The tree with what it refers to set in, and numbers in place of ranks and events, which an example does not have. */
  standIn(node: Node, depth: number): Node {
    const copy = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(copy);
      if (!isValue(value)) return value;
      return "kind" in value && "code" in value && "name" in value
        ? this.standIn(value as unknown as Node, depth + 1)
        : Object.fromEntries(Object.entries(value).map(([key, held]) => [key, copy(held)]));
    };
    if (node.kind === "event" || node.kind === "standing") {
      const key = `n${[...this.#numbers.keys()].indexOf(node.code) < 0 ? this.#numbers.size : [...this.#numbers.keys()].indexOf(node.code)}`;
      this.#numbers.set(node.code, node);
      const { code, name } = node;
      return { kind: "constant", code, name, value: decimal(this.#typed[key] ?? "3") };
    }
    if (node.kind === "ref") {
      const target = this.#nodes.get(node.node);
      return target && depth < 12
        ? this.standIn(target, depth + 1)
        : { kind: "constant", code: node.code, name: node.name, value: null };
    }
    return Object.fromEntries(Object.entries(node).map(([key, held]) => [key, copy(held)])) as unknown as Node;
  }

  givensOf(root: Node): Given[] {
    const selectors = new Map<string, { from: Selector; counted: boolean }>();
    const carried = new Set<string>();
    let measured = false;
    const add = (from: Selector, counted: boolean) => {
      const key = canonicalize(from) ?? "";
      const before = selectors.get(key);
      selectors.set(key, { from, counted: counted && (before?.counted ?? true) });
    };
    const visited = new Set<string>();
    const visit = (node: Node, depth: number) => {
      if (depth > 30) return;
      if (node.kind === "measure") add(node.from, node.take === "COUNT");
      if (node.kind === "ratio") for (const side of [node.over, node.under]) add(side.from, side.take === "COUNT");
      if (node.kind === "ledger")
        for (const entry of node.entries) add(entry.from, !entry.between && entry.per !== "VALUE");
      if (node.kind === "carry") carried.add(node.review);
      if (node.kind === "scale" && (node.by.kind === "TO_BEST" || node.by.kind === "PLACES")) measured = true;
      if (node.kind === "sheet" && !visited.has(node.sheet)) {
        visited.add(node.sheet);
        const sheet = this.#programme.sheets.find((one) => one.code === node.sheet);
        if (sheet) visit(this.standIn(sheet.root, 0), depth + 1);
      }
      for (const part of partsOf(node, "")) visit(part.node, depth + 1);
    };
    visit(root, 0);
    const facts = (whose: "own" | "other", letter: string) =>
      [...selectors.values()].slice(0, 24).map(({ from, counted }, i): Given => {
        const key = `${letter}${i}`;
        return {
          key,
          of: { sort: "facts", from, counted, whose },
          value: this.#typed[key] ?? usual(from, counted, whose),
        };
      });
    return [
      ...facts("own", "x"),
      ...(measured ? facts("other", "o") : []),
      ...[...carried].map(
        (review, i): Given => ({ key: `c${i}`, of: { sort: "carry", review }, value: this.#typed[`c${i}`] ?? "92" }),
      ),
      ...[...this.#numbers.values()].map(
        (node, i): Given => ({ key: `n${i}`, of: { sort: "number", node }, value: this.#typed[`n${i}`] ?? "3" }),
      ),
    ];
  }

  compute(root: Node, givens: readonly Given[], asked: boolean): Outcome {
    const periods = this.#programme.periods.map(({ code, name }) => ({ code, name, from: FROM, to: TO }));
    const review: ReviewPlan = {
      code: REVIEW,
      name: NAME,
      kind: "YEAR",
      period: periods[0]!.code,
      cutOffOn: TO,
      root,
      ties: [],
      signOff: [{ seat: "LEADER", need: "ALL" }],
      noticeDays: 0,
    };
    const sheets = this.#programme.sheets.map((sheet) => ({ ...sheet, root: this.standIn(sheet.root, 0) }));
    const programme: Programme = {
      ...this.#programme,
      periods,
      sheets,
      reviews: [review, ...this.#programme.reviews],
      awards: [],
      penalties: [],
      duties: [],
    };
    const carried: Record<string, Record<string, string | null>> = {};
    for (const { of, value } of givens)
      if (of.sort === "carry") carried[of.review] = { own: decimal(value), other: decimal(value) };
    const facts = givens.flatMap(factsOf);
    const subjects = [{ id: "own" }, ...(facts.some((fact) => fact.subject === "other") ? [{ id: "other" }] : [])];
    try {
      const sheet = computeReview({ programme, review: REVIEW, subjects, facts, carried }).sheets[0]!;
      if (sheet.total === null || sheet.root.value === null)
        return { state: "NONE", root: sheet.root, why: sheet.missing };
      return { state: "DONE", root: sheet.root, holds: asked ? sheet.root.value === "1" : null };
    } catch {
      // A draft may be unfinished anywhere; what is missing stands in the list of checks.
      return { state: "OPEN" };
    }
  }
}

function decimal(typed: string): string | null {
  return DECIMAL_PATTERN.test(typed.trim()) ? typed.trim() : null;
}

/** Figures near the marks that people know: two visits, one complaint, some thousands of business. */
function usual(from: Selector, counted: boolean, whose: "own" | "other"): string {
  if (counted) return whose === "own" ? "1" : "0";
  const { stream } = from;
  if (stream.startsWith("inspection.")) return whose === "own" ? "96, 90" : "98, 97";
  if (stream === "metric.HEADCOUNT") return "10";
  if (stream.startsWith("metric.")) return whose === "own" ? "4000" : "5000";
  if (stream.startsWith("rank.") || stream.startsWith("standing.")) return whose === "own" ? "3" : "1";
  return whose === "own" ? "90" : "95";
}

const MONTHS = ["2026-03", "2026-02", "2026-01"];

function factsOf({ of, value, key }: Given): Fact[] {
  if (of.sort !== "facts") return [];
  const { from, counted, whose } = of;
  const figures = counted
    ? Array.from({ length: Math.min(50, Math.max(0, Number(decimal(value) ?? "0") | 0)) }, () => null)
    : value
        .split(/[,，、;；\s]+/)
        .flatMap((typed) => decimal(typed) ?? [])
        .slice(0, 50);
  // Spread over the three months, the latest first, so that a rolling window finds something.
  const days = figures
    .map((_, i) => addDays(`${MONTHS[i % MONTHS.length]}-05`, Math.min(20, Math.floor(i / MONTHS.length))))
    .sort();
  return figures.map((figure, i): Fact => {
    const ref = `${key}-${i + 1}`;
    return {
      id: ref,
      subject: whose,
      stream: from.stream,
      on: days[i]!,
      state: "COUNTED",
      value: figure,
      attrs: attributesOf(from, whose, i),
      ref,
      title: { zh: `第${i + 1}次`, en: `No. ${i + 1}` },
    };
  });
}

/** A number inside a range: an end that belongs to it, or one beside an end that does not. */
function inside({ min, max, above, below }: NonNullable<Selector["range"]>[string]): string {
  if (typeof above === "string") return text(points(above).plus(1));
  if (typeof below === "string") return text(points(below).minus(1));
  return min ?? max ?? "0";
}

/** Attributes that the selector asks for, so that the made-up facts are those it names. */
function attributesOf(from: Selector, whose: string, i: number): Record<string, string> {
  const attrs: Record<string, string> = {};
  for (const { where, range } of [from, ...(from.anyOf?.slice(0, 1) ?? [])]) {
    for (const [name, values] of Object.entries(where ?? {})) attrs[name] = values[0]!;
    for (const [name, ends] of Object.entries(range ?? {})) if (name !== "value") attrs[name] = inside(ends);
  }
  if (from.by) attrs[from.by] = whose;
  if (from.highestPer) attrs[from.highestPer] ??= `${i}`;
  return attrs;
}
