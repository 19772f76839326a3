import { computeReview } from "../compute";
import { periodOf } from "../explain/evaluate/places";
import { FactIndex, selectFacts } from "../facts";
import type { Node } from "../programme/nodes";
import { recurring } from "../programme/recur";
import type { Programme, ReviewPlan } from "../programme/schema";
import { MAX_DEPTH } from "../programme/walk";
import type { Fact, ReviewInput } from "../types";

/**
 * The same review with everything already worked out that does not depend on the named streams. A luck test computes a
 * review a thousand times and only visits change; what complaints, volumes and earlier reviews yield is computed once,
 * by the engine itself, and stands in the plan as a figure of the subject.
 *
 * Plain means of those streams become one fact each, whose value the caller fills in (`means`).
 *
 * Ranking, totals, awards and penalties of the frozen input are those of the given one, for any values of the named
 * streams; its explanations are not, and nobody is shown them.
 */
export function freeze(given: ReviewInput, streams: readonly string[]): Frozen {
  const input = { ...given, programme: recurring(given.programme) };
  const at = input.programme.reviews.findIndex(({ code }) => code === input.review);
  const review = input.programme.reviews[at];
  if (!review) return { input, means: [], apart: false };
  const moving = new Set(streams);
  const freezer = new Freezer(input, review, moving);
  const root = freezer.frozen(review.root, review.period, 0);
  const frozen: ReviewPlan = { ...review, root };
  const programme: Programme = {
    ...input.programme,
    sheets: [...input.programme.sheets, ...freezer.sheets],
    reviews: input.programme.reviews.map((other, i) => (i === at ? frozen : other)),
    awards: input.programme.awards.filter((award) => award.review === review.code),
    penalties: input.programme.penalties.filter((penalty) => penalty.review === review.code),
  };
  const asked = streamsIn([frozen, programme.awards, programme.penalties, reachable(programme, root)]);
  const facts = [...input.facts.filter((fact) => asked.has(fact.stream)), ...freezer.facts];
  return { input: { ...input, programme, facts }, means: freezer.means, apart: freezer.apart };
}

export interface Frozen {
  readonly input: ReviewInput;
  /** Means of facts of the named streams that the plan asks for: the fact `id` stands for the mean of the facts `of`. */
  readonly means: readonly Mean[];
  /**
   * A subject's sheet follows from its own facts alone, and awards and penalties from sheets and ranks: sheets that were
   * drawn in different draws may be put together in one list.
   */
  readonly apart: boolean;
}

export interface Mean {
  readonly id: string;
  readonly of: readonly string[];
}

/** Kinds whose value may differ from draw to draw although they name no stream. */
const MOVING_KINDS: ReadonlySet<string> = new Set(["ref", "standing", "event"]);
/** Scales that measure against everybody who takes part. */
const FIELD_KINDS: ReadonlySet<string> = new Set(["TO_BEST", "PLACES"]);
/** Kinds that cost nothing to compute again. */
const PLAIN_KINDS: ReadonlySet<string> = new Set(["constant", "carry"]);

class Freezer {
  readonly sheets: Programme["sheets"] = [];
  readonly facts: Fact[] = [];
  readonly means: Mean[] = [];
  readonly #named: ReadonlySet<string>;
  readonly #index: FactIndex;
  /** Who takes part at all may change from draw to draw, and with it whom a scale measures against. */
  readonly #entryMoves: boolean;
  #serial = 0;

  constructor(
    readonly input: ReviewInput,
    readonly review: ReviewPlan,
    readonly moving: ReadonlySet<string>,
  ) {
    const { programme } = input;
    this.#index = new FactIndex(input.facts, new Set(input.subjects.map(({ id }) => id)));
    this.#entryMoves = this.#moves(review.entry ?? [], 0);
    this.#named = namesIn([review, programme.sheets, programme.awards, programme.penalties]);
  }

  get apart(): boolean {
    const { programme } = this.input;
    const { root, code } = this.review;
    const outcomes = [...programme.awards, ...programme.penalties].filter(({ review }) => review === code);
    if (this.#entryMoves || this.#moves(outcomes, 0)) return false;
    return !someInside([root, ...reachable(programme, root)], (key, value) => {
      // Facts that name another subject, and scales that measure against the others.
      if (key === "by" && typeof value === "string") return true;
      return isFieldScale(value) && this.#moves(value.of, 0);
    });
  }

  frozen(node: Node, period: string, depth: number): Node {
    if (depth > MAX_DEPTH || PLAIN_KINDS.has(node.kind)) return node;
    if (!this.#moves(node, 0) && !this.#holdsNamed(node, 0)) return this.#figureOf(node, period) ?? node;
    if (node.kind === "sheet") {
      const sheet = this.input.programme.sheets.find((plan) => plan.code === node.sheet);
      if (!sheet) return node;
      this.#serial += 1;
      const code = `frozen.sheet.${this.#serial}`;
      this.sheets.push({ ...sheet, code, root: this.frozen(sheet.root, node.period, depth + 1) });
      return { ...node, sheet: code };
    }
    if (node.kind === "measure") return this.#meanOf(node, period) ?? node;
    // Whatever holds nodes (parts, cases, conditions) is gone through by its shape, so that a new kind needs nothing here.
    return mapInside(node, (inner) => this.frozen(inner, period, depth + 1));
  }

  /** The value of a node for every subject, as one fact each; null when those without one are not without it alike. */
  #figureOf(node: Node, period: string): Node | null {
    const { input, review } = this;
    const { sheets } = computeReview({
      ...input,
      programme: {
        ...input.programme,
        reviews: input.programme.reviews.map((other) =>
          other === review ? { ...bare(review, !this.#entryMoves), period, root: node } : other,
        ),
        awards: [],
        penalties: [],
      },
    });
    const without = new Set(sheets.filter(({ root }) => root.value === null).map(({ root }) => root.state));
    // Who has no value must have none for the reason that the node names, because what stands around it asks for that.
    const otherwise = otherwiseOf(node);
    const said = otherwise === "LEFT_OUT" ? "LEFT_OUT" : otherwise === "UNRANKED" ? "MISSING" : null;
    if ([...without].some((state) => state !== said)) return null;
    this.#serial += 1;
    const stream = `frozen.${this.#serial}`;
    const on = this.#dayIn(period);
    if (on === null) return null;
    for (const { subject, root } of sheets) {
      if (root.value === null) continue;
      const id = `${stream} ${subject}`;
      const fact = { id, subject, stream, on, value: root.value, ref: stream, title: node.name };
      this.facts.push({ ...fact, state: "COUNTED", attrs: {} });
    }
    return {
      code: node.code,
      name: node.name,
      kind: "measure",
      take: "SUM",
      from: { stream },
      atLeast: 1,
      otherwise,
    };
  }

  /** A plain mean of moving facts as one fact for each subject, whose value the caller works out; null for any other measure. */
  #meanOf(node: Extract<Node, { kind: "measure" }>, period: string): Node | null {
    const { input, review } = this;
    const plain = Object.keys(node.from).every((key) => key === "stream" || key === "where");
    const on = this.#dayIn(period);
    if (node.take !== "MEAN" || !plain || "every" in node || node.atLeast === null || on === null) return null;
    const range = periodOf(input.programme, period, review.cutOffOn ?? undefined);
    this.#serial += 1;
    const stream = `frozen.${this.#serial}`;
    for (const { id: subject } of input.subjects) {
      const chosen = selectFacts(this.#index, subject, node.from, range).filter(
        (fact) => fact.state === "COUNTED" && fact.value !== null,
      );
      if (chosen.length === 0 || chosen.length < node.atLeast) continue;
      const id = `${stream} ${subject}`;
      const fact = { id, subject, stream, on, value: "0", ref: stream, title: node.name };
      this.facts.push({ ...fact, state: "COUNTED", attrs: {} });
      this.means.push({ id, of: chosen.map((one) => one.id) });
    }
    return { ...node, take: "SUM", from: { stream }, atLeast: 1 };
  }

  /** A day that the node's own period and the review's cut-off both let in. */
  #dayIn(code: string): string | null {
    const period = this.input.programme.periods.find((plan) => plan.code === code);
    const { cutOffOn } = this.review;
    if (!period?.from || (cutOffOn !== null && cutOffOn < period.from)) return null;
    return period.from;
  }

  #moves(value: unknown, depth: number): boolean {
    if (depth > MAX_DEPTH * 4) return true;
    return someInside(value, (key, inner) => {
      if ((key === "stream" || key === "outside" || key === "outsideRank") && typeof inner === "string")
        return this.moving.has(inner);
      if (key === "kind" && typeof inner === "string") {
        return MOVING_KINDS.has(inner) || (this.#entryMoves && FIELD_KINDS.has(inner));
      }
      if (key !== "sheet" || typeof inner !== "string") return false;
      const sheet = this.input.programme.sheets.find((plan) => plan.code === inner);
      return sheet !== undefined && this.#moves(sheet.root, depth + 1);
    });
  }

  /** A tie, an award or another node asks for something strictly inside, which a figure would hide. */
  #holdsNamed(node: Node, depth: number): boolean {
    if (depth > MAX_DEPTH) return true;
    const inside = (value: unknown, top: boolean): boolean => {
      if (Array.isArray(value)) return value.some((item) => inside(item, false));
      if (typeof value !== "object" || value === null) return false;
      const entries = Object.entries(value);
      if (!top && "code" in value && typeof value.code === "string" && this.#named.has(value.code)) return true;
      if ("sheet" in value && typeof value.sheet === "string") {
        const sheet = this.input.programme.sheets.find((plan) => plan.code === value.sheet);
        if (sheet && (this.#named.has(sheet.root.code) || this.#holdsNamed(sheet.root, depth + 1))) return true;
      }
      return entries.some(([, inner]) => inside(inner, false));
    };
    return inside(node, true);
  }
}

function otherwiseOf(node: Node): Extract<Node, { kind: "measure" }>["otherwise"] {
  if ("otherwise" in node) return node.otherwise;
  return node.kind === "scale" ? otherwiseOf(node.of) : "UNRANKED";
}

/** A review for nothing but the value of its root, with those who take part in it. */
function bare(review: ReviewPlan, withEntry: boolean): ReviewPlan {
  const { entry, grades: _grades, groups: _groups, listed: _listed, ...rest } = review;
  return { ...rest, ...(withEntry && entry ? { entry } : {}), ties: [] };
}

function isFieldScale(value: unknown): value is Extract<Node, { kind: "scale" }> {
  if (typeof value !== "object" || value === null || !isNode(value) || value.kind !== "scale") return false;
  return FIELD_KINDS.has(value.by.kind);
}

function isNode(value: object): value is Node {
  return "kind" in value && "code" in value && "name" in value;
}

function mapInside<T extends object>(value: T, change: (node: Node) => Node): T {
  const mapped = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(mapped);
    if (typeof inner !== "object" || inner === null) return inner;
    return isNode(inner) ? change(inner) : mapInside(inner, change);
  };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapped(inner)])) as T;
}

/** Whether any property inside, at any depth, answers yes. */
function someInside(value: unknown, asks: (key: string, value: unknown) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => asks("", item) || someInside(item, asks));
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => asks(key, inner) || someInside(inner, asks));
}

/** Codes that ties, awards, references and conditions ask for. */
function namesIn(parts: readonly unknown[]): Set<string> {
  const names = new Set<string>();
  someInside(parts, (key, value) => {
    if (key === "node" && typeof value === "string") names.add(value);
    return false;
  });
  return names;
}

function streamsIn(parts: readonly unknown[]): Set<string> {
  const streams = new Set<string>();
  someInside(parts, (key, value) => {
    if ((key === "stream" || key === "outside" || key === "outsideRank") && typeof value === "string")
      streams.add(value);
    return false;
  });
  return streams;
}

/** Sheets that the tree comes to, those inside sheets included. */
function reachable(programme: Programme, root: Node): Programme["sheets"] {
  const found = new Map<string, Programme["sheets"][number]>();
  const open: unknown[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    someInside(next, (key, value) => {
      const sheet = key === "sheet" ? programme.sheets.find(({ code }) => code === value) : undefined;
      if (sheet && !found.has(sheet.code)) {
        found.set(sheet.code, sheet);
        open.push(sheet.root);
      }
      return false;
    });
  }
  return [...found.values()];
}
