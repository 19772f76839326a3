import type { DayRange } from "@/lib/kernel/calendar";
import { DECIMAL_PATTERN, HUNDRED, type Points, points, roundHalfUp, sum, ZERO } from "@/lib/kernel/points";
import type { Steps } from "@/lib/kernel/steps";
import { attribute, type FactIndex, selectFacts } from "../facts";
import { ProgrammeError } from "../programme/error";
import type { Clause, Condition, Node } from "../programme/nodes";
import type { Programme } from "../programme/schema";
import { type Limits, lower, MAX_DEPTH, MAX_NODES, nodeLimits, optional, partsOf, scaleFull } from "../programme/walk";
import type { Answer, Assess, Fact, Ranking, ReviewInput, Say, SubjectInput } from "../types";
import { answered, judge, type Verdict } from "./conditions";
import { aside, type Draft, named, type Piece, plain, say, UNWEIGHED, without } from "./draft";
import { countBelow, keep, ONE, shown, trim } from "./exact";
import { change, product, shortfall, veto } from "./formulas";
import { held, measure, ratio } from "./leaves";
import { ledger } from "./ledger";
import { eventFact, limitPiece } from "./records";
import { explainRoot } from "./shares";
import { earlierPlaces, outsidePlace, type Place, placesWithin } from "./standings";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/** Nodes that look at facts themselves. */
export type Leaf = Of<"measure" | "ratio" | "ledger">;

/** What the nodes of one review are evaluated against. `last` is the review's cut-off: nothing later counts anywhere. */
export interface Scope {
  readonly programme: Programme;
  readonly index: FactIndex;
  readonly carried: ReviewInput["carried"];
  readonly carriedRanks?: ReviewInput["carriedRanks"];
  /** The review's own tree and period: what a `ref` may name. */
  readonly tree: { readonly root: Node; readonly period: DayRange };
  readonly subjects: ReadonlyMap<string, SubjectInput>;
  /** Subjects that others may be measured against (TO_BEST): all but the excluded. */
  readonly field: readonly string[];
  readonly last: string;
  /** In place of the facts, where what they come to in each leaf is known already. */
  readonly leaves?: (node: Leaf, subject: string, period: DayRange) => Draft;
  /** What everybody in the field has at a node, ascending, where that is known already. */
  readonly fieldValues?: (node: Node, period: DayRange) => readonly Points[];
  /** Only where ranks exist already: in awards and penalties. */
  readonly ranking?: Ranking;
  /** The fact that triggered a penalty, and the evaluator that knows everything else. */
  readonly event?: { readonly fact: Fact; readonly around: Evaluator };
}

/** Another evaluator of the same review, from before the facts of a few subjects changed: it knows all about the rest. */
export interface Before {
  readonly evaluator: Evaluator;
  /** Whose facts differ. Also those may have entered or left the field; nobody else may. */
  readonly changed: ReadonlySet<string>;
}

/** A scale that measures against everybody in the field, over these days. */
interface FieldScale {
  readonly node: Of<"scale">;
  readonly period: DayRange;
  readonly depth: number;
  /** Only where a condition leads there. */
  readonly sometimes: boolean;
}

/** Evaluates nodes for subjects. One instance per computation: it remembers what TO_BEST needed of everybody. */
export class Evaluator {
  readonly #scope: Scope;
  readonly #before: Before | undefined;
  readonly #steady = new Map<Node, boolean>();
  readonly #known = new Map<Node, Map<string, Draft>>();
  readonly #field = new Map<Node, Map<string, Values>>();
  readonly #limits = new Map<Node, Limits>();
  readonly #ownRanks = new Map<string, ReadonlyMap<string, Place>>();
  readonly #earlierRanks = new Map<string, ReadonlyMap<string, Place>>();
  #places: Map<string, { node: Node; period: DayRange }> | undefined;

  constructor(scope: Scope, before?: Before) {
    this.#scope = scope;
    this.#before = before;
  }

  /** What the node comes to for the subject over the days. Throws `ProgrammeError` for a plan that is refused. */
  evaluate(node: Node, subject: string, period: DayRange, depth = 0): Draft {
    if (depth > MAX_DEPTH) throw new ProgrammeError("TOO_DEEP", node.code);
    if (this.#before && !this.#before.changed.has(subject) && this.isSteady(node)) {
      return this.#before.evaluator.#remembered(node, subject, period, depth);
    }
    switch (node.kind) {
      case "measure":
        return this.#scope.leaves?.(node, subject, period) ?? measure(node, this.#scope.index, subject, period);
      case "ratio":
        return this.#scope.leaves?.(node, subject, period) ?? ratio(node, this.#scope.index, subject, period);
      case "ledger":
        return this.#scope.leaves?.(node, subject, period) ?? ledger(node, this.#scope.index, subject, period);
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
      case "constant":
        return constant(node);
      case "ref":
        return this.#ref(node, subject, depth);
      case "event":
        return this.#event(node);
      case "standing":
        return this.#standing(node, subject, period);
      case "product": {
        const parts = node.parts.map((part) => this.evaluate(part, subject, period, depth + 1));
        return parts.some((part) => part.value === null)
          ? composite(node, parts, parts.map(aside))
          : product(node, parts);
      }
      case "change": {
        const [of, base] = [node.of, node.base].map((part) => this.evaluate(part, subject, period, depth + 1));
        if (!isValued(of) || !isValued(base)) {
          const inner = [of!, base!];
          const missing = without(node, node.otherwise, "noBase", {}, inner.map(aside), { full: null, most: null });
          return node.otherwise === "UNRANKED" ? composite(node, inner, inner.map(aside)) : missing;
        }
        return change(node, of, base);
      }
      case "shortfall": {
        const of = this.evaluate(node.of, subject, period, depth + 1);
        return isValued(of) ? shortfall(node, of) : composite(node, [of], [aside(of)]);
      }
      case "choose":
        return this.#choose(node, subject, period, depth);
      case "veto": {
        const of = this.evaluate(node.of, subject, period, depth + 1);
        if (!isValued(of)) return composite(node, [of], [aside(of)]);
        const verdicts = node.vetoes.map((rule) => this.judge(rule.when, subject, period, depth + 1));
        return veto(node, of, verdicts);
      }
    }
  }

  /** The answer to a condition for a subject, unknown when a figure it hangs on does not exist. */
  judge(condition: Condition, subject: string, period: DayRange, depth = 0): Verdict {
    return judge(condition, (node) => this.evaluate(node, subject, period, depth + 1));
  }

  /** Works out what everybody is measured against, a subject a step; `evaluate` would do it all at once when first asked. */
  *fieldsInSteps(all = false): Steps<void> {
    for (const { node, period, depth, sometimes } of this.#fieldScales().reverse()) {
      if (sometimes && !all) continue;
      for (const subject of this.#scope.field) {
        this.#remembered(node.of, subject, period, depth + 1);
        yield;
      }
      this.#fieldValues(node.of, period, depth + 1);
    }
  }

  /** Whether everybody whose facts have not changed is measured against the very same as before. */
  measuresAsBefore(): boolean {
    const before = this.#before?.evaluator;
    if (!before) return false;
    return this.#fieldScales().every(({ node, period, depth }) => {
      const [was, is] = [before, this].map((one) => one.#fieldValues(node.of, period, depth + 1)) as [Values, Values];
      if (was === is) return true;
      if (node.by.kind === "TO_BEST") {
        const lower = node.by.better === "LOWER";
        const [one, other] = [best(was, lower), best(is, lower)];
        return one === null || other === null ? one === other : one.equals(other);
      }
      return was.length === is.length && was.every((value, i) => value.equals(is[i]!));
    });
  }

  /** Whether the value of a node follows from the subject's own facts alone: nobody else's, no rank, no triggering fact. */
  isSteady(node: Node): boolean {
    const known = this.#before ? this.#before.evaluator.#steady : this.#steady;
    const before = known.get(node);
    if (before !== undefined) return before;
    // A document that goes in circles ends here.
    known.set(node, false);
    const sheet = node.kind === "sheet" && this.#scope.programme.sheets.find((plan) => plan.code === node.sheet);
    const steady =
      !isFieldScale(node) &&
      node.kind !== "ref" &&
      node.kind !== "event" &&
      !(node.kind === "standing" && node.outside === undefined) &&
      (node.kind !== "sheet" || (sheet !== undefined && sheet !== false && this.isSteady(sheet.root))) &&
      partsOf(node, "").every((part) => this.isSteady(part.node));
    known.set(node, steady);
    return steady;
  }

  /** Parents first. */
  #fieldScales(): FieldScale[] {
    const scales: FieldScale[] = [];
    const { root, period } = this.#scope.tree;
    const open = [{ node: root, period, depth: 0, sometimes: false }];
    let visits = 0;
    for (let place = open.pop(); place && visits <= MAX_NODES; place = open.pop(), visits += 1) {
      const { node, depth } = place;
      if (isFieldScale(node)) scales.push({ ...place, node });
      if (depth >= MAX_DEPTH) continue;
      const sometimes = place.sometimes || node.kind === "choose" || node.kind === "veto";
      const parts = partsOf(node, "").map((part) => part.node);
      if (node.kind === "sheet") {
        const sheet = this.#scope.programme.sheets.find((plan) => plan.code === node.sheet);
        const days = sheet && periodOf(this.#scope.programme, node.period, this.#scope.last);
        if (sheet && days) open.push({ node: sheet.root, period: days, depth: depth + 1, sometimes });
      }
      open.push(...parts.map((part) => ({ node: part, period: place.period, depth: depth + 1, sometimes })));
    }
    return scales;
  }

  /** What awards and penalties may ask, once the subjects are ranked. */
  assess(ranking: Ranking): Assess {
    const ranked = new Evaluator({ ...this.#scope, ranking }, this.#before);
    const { period } = this.#scope.tree;
    const asking = (fact?: Fact) =>
      fact === undefined
        ? ranked
        : new Evaluator({ ...this.#scope, ranking, event: { fact, around: ranked } }, this.#before);
    return {
      amount: (node, subject, event) => {
        const draft = asking(event).evaluate(node, subject, period);
        return explainRoot(draft, draft.value);
      },
      holds: (condition, subject, event): Answer => {
        const { holds, because, asked } = asking(event).judge(condition, subject, period);
        return { holds: holds === true, because, asked: asked.map((draft) => explainRoot(draft, draft.value)) };
      },
    };
  }

  #choose(node: Of<"choose">, subject: string, period: DayRange, depth: number): Draft {
    const beside: Piece[] = [];
    let chosen: Node = node.else;
    let because: Say = say("chosenElse");
    for (const [i, { when, gives }] of node.cases.entries()) {
      const verdict = this.judge(when, subject, period, depth + 1);
      beside.push(...answered(verdict));
      if (verdict.holds !== true) continue;
      chosen = gives;
      because = say("chosenCase", { n: i + 1 });
      break;
    }
    const inner = this.evaluate(chosen, subject, period, depth + 1);
    if (inner.value === null) return composite(node, [inner], [aside(inner), ...beside]);
    const value = keep(inner.value, node.places);
    return {
      ...plain(node),
      state: "VALUED",
      value,
      full: inner.full,
      most: inner.most,
      say: say(because.code, { ...because.values, ...named(chosen.name, chosen.clause), value: shown(value) }),
      pieces: [{ draft: inner, effect: inner.value, factor: ONE }, ...beside],
      lacks: [],
    };
  }

  /** Shown without its own lines: they stand where the node itself stands. */
  #ref(node: Of<"ref">, subject: string, depth: number): Draft {
    const around = this.#scope.event?.around ?? this;
    const target = around.#placeOf(node.node);
    const inner = around.#remembered(target.node, subject, target.period, depth + 1);
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

  #placeOf(code: string): { node: Node; period: DayRange } {
    const { programme, tree, last } = this.#scope;
    this.#places ??= placesIn(programme, tree, last);
    const place = this.#places.get(code);
    if (!place) throw new ProgrammeError("UNKNOWN_NODE", code);
    return place;
  }

  #event(node: Of<"event">): Draft {
    const fact = this.#scope.event?.fact;
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
  #standing(node: Of<"standing">, subject: string, period: DayRange): Draft {
    const place = node.outside
      ? this.#outsideRank(node.outside, subject, period)
      : node.review !== undefined && node.as !== "MOVEMENT"
        ? this.#earlierRank(node.review, subject)
        : this.#ownRank(node, subject);
    const limits = { full: null, most: null };
    if (place === null) return without(node, node.otherwise, "noStanding", {}, [], limits);
    let value = points(node.as === "BOTTOM" ? place.of - place.rank + 1 - (place.shared ?? 0) : place.rank);
    const values: Record<string, string | number> = { rank: place.rank, among: place.of };
    if (node.as === "MOVEMENT") {
      const before = node.review === undefined ? null : this.#earlierRank(node.review, subject);
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

  #ownRank(node: Of<"standing">, subject: string): Place | null {
    const { ranking, subjects, event } = this.#scope;
    if (!ranking) throw new ProgrammeError("NOT_RANKED", node.code);
    // What an event asks is answered from the same ranks.
    if (event) return event.around.#ownRank(node, subject);
    const { population = "ALL" } = node;
    const known = this.#ownRanks.get(population) ?? placesWithin(ranking, population, subjects);
    this.#ownRanks.set(population, known);
    return known.get(subject) ?? null;
  }

  #earlierRank(review: string, subject: string): Place | null {
    if (this.#scope.event) return this.#scope.event.around.#earlierRank(review, subject);
    const ranks = this.#scope.carriedRanks;
    const known =
      this.#earlierRanks.get(review) ?? earlierPlaces(ranks && Object.hasOwn(ranks, review) ? ranks[review]! : {});
    this.#earlierRanks.set(review, known);
    return known.get(subject) ?? null;
  }

  #outsideRank(stream: string, subject: string, period: DayRange): Place | null {
    const facts = selectFacts(this.#scope.index, subject, { stream }, period);
    return facts.map(outsidePlace).findLast((place) => place !== null) ?? null;
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
    const lowerIsBetter = node.by.better === "LOWER";
    const fields = () => this.#fieldValues(node.of, period, depth + 1);
    if (node.by.kind === "PLACES") return places(node, node.by, inner, inner.value, fields(), full);
    const mark = node.by.kind === "TO_BEST" ? best(fields(), lowerIsBetter) : target(node, node.by.target);
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
    const stated = node.stated ? [this.evaluate(node.stated, subject, period, depth + 1)] : [];
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

  #remembered(node: Node, subject: string, period: DayRange, depth: number): Draft {
    const drafts = this.#known.get(node) ?? new Map<string, Draft>();
    this.#known.set(node, drafts);
    const key = `${period.from} ${period.to} ${subject}`;
    const draft = drafts.get(key) ?? this.evaluate(node, subject, period, depth);
    drafts.set(key, draft);
    return draft;
  }

  /** First pass of TO_BEST and PLACES: what everybody in the field has, ascending. */
  #fieldValues(node: Node, period: DayRange, depth: number): Values {
    if (this.#scope.fieldValues) return this.#scope.fieldValues(node, period);
    const key = `${period.from} ${period.to}`;
    const fields = this.#field.get(node) ?? new Map<string, Values>();
    this.#field.set(node, fields);
    const known = fields.get(key);
    if (known) return known;
    const own = (subject: string) => this.#remembered(node, subject, period, depth).value ?? [];
    const values =
      this.#before && this.isSteady(node)
        ? this.#fieldAfter(this.#before, node, period, depth)
        : this.#scope.field.flatMap(own).sort((a, b) => a.comparedTo(b));
    fields.set(key, values);
    return values;
  }

  /** The field of before, with other values for those whose facts have changed; the very same list where they have not. */
  #fieldAfter({ evaluator, changed }: Before, node: Node, period: DayRange, depth: number): Values {
    const was = evaluator.#fieldValues(node, period, depth);
    let values = was;
    for (const subject of changed) {
      const [one, other] = [evaluator, this].map((from) =>
        from.#scope.field.includes(subject) ? from.#remembered(node, subject, period, depth).value : null,
      );
      if (one && other?.equals(one)) continue;
      if (one) values = values.toSpliced(countBelow(values, one, false), 1);
      if (other) values = values.toSpliced(countBelow(values, other, false), 0, other);
    }
    return values;
  }
}

/** Where each node of a review's tree, sheets set in, stands first, and over which days it is evaluated there. */
export function placesIn(
  programme: Programme,
  { root, period: own }: Scope["tree"],
  last: string,
): Map<string, { node: Node; period: DayRange }> {
  const places = new Map<string, { node: Node; period: DayRange }>();
  const open = [{ node: root, period: own, depth: 0 }];
  for (let place = open.pop(); place && places.size <= MAX_NODES; place = open.pop()) {
    const { node, period, depth } = place;
    if (!places.has(node.code)) places.set(node.code, { node, period });
    if (depth >= MAX_DEPTH) continue;
    open.push(...partsOf(node, "").map((part) => ({ node: part.node, period, depth: depth + 1 })));
    const sheet = node.kind === "sheet" && programme.sheets.find((plan) => plan.code === node.sheet);
    if (sheet) {
      const inner = periodOf(programme, (node as Of<"sheet">).period, last);
      open.push({ node: sheet.root, period: inner, depth: depth + 1 });
    }
  }
  return places;
}

/** Ascending. */
type Values = readonly Points[];

function isFieldScale(node: Node): node is Of<"scale"> {
  return node.kind === "scale" && (node.by.kind === "TO_BEST" || node.by.kind === "PLACES");
}

function isValued(draft: Draft | undefined): draft is Draft & { value: Points } {
  return draft !== undefined && draft.value !== null;
}

function constant(node: Of<"constant">): Draft {
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

function best(values: readonly Points[], lowerIsBetter: boolean): Points | null {
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

/** The interval a period names, ending at the cut-off at the latest. */
export function periodOf(programme: Programme, code: string, last?: string): DayRange {
  const period = programme.periods.find((candidate) => candidate.code === code);
  if (!period) throw new ProgrammeError("UNKNOWN_PERIOD", code);
  if (period.from === null || period.to === null) throw new ProgrammeError("BLANK", code);
  return { from: period.from, to: last !== undefined && last < period.to ? last : period.to };
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
