import type { DayRange } from "@/lib/kernel/calendar";
import { type Points, points } from "@/lib/kernel/points";
import type { Steps } from "@/lib/kernel/steps";
import { type FactIndex, selectFacts } from "../../facts";
import { ProgrammeError } from "../../programme/error";
import type { Condition, Node } from "../../programme/nodes";
import type { Programme } from "../../programme/schema";
import { type Limits, MAX_DEPTH, nodeLimits, partsOf } from "../../programme/walk";
import type { Answer, Assess, Fact, Ranking, ReviewInput, Say, SubjectInput } from "../../types";
import { answered, judge, type Verdict } from "../conditions";
import { aside, type Draft, type Piece, say, without } from "../draft";
import { countBelow } from "../exact";
import { change, product, shortfall, veto } from "../formulas";
import { measure, ratio } from "../leaves";
import { ledger } from "../ledger";
import { explainRoot } from "../shares";
import { earlierPlaces, outsidePlace, type Place, placesWithin } from "../standings";
import { chosen, composite, sheet, total, weighted } from "./composites";
import { isFieldScale, isValued, type Leaf, type Of, type Values } from "./nodes";
import { type FieldScale, fieldScales, periodOf, placesIn, type Tree } from "./places";
import { best, scale } from "./scales";
import { carried, constant, event, ref, standing } from "./values";

/** What the nodes of one review are evaluated against. `last` is the review's cut-off: nothing later counts anywhere. */
export interface Scope {
  readonly programme: Programme;
  readonly index: FactIndex;
  readonly carried: ReviewInput["carried"];
  readonly carriedRanks?: ReviewInput["carriedRanks"];
  /** What a `ref` may name. */
  readonly tree: Tree;
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
        return scale(node, this.#remembered(node.of, subject, period, depth + 1), () =>
          this.#fieldValues(node.of, period, depth + 1),
        );
      case "weighted":
        return weighted(
          node,
          node.parts.map(({ weight, of }) => {
            if (weight === null) throw new ProgrammeError("BLANK", node.code);
            return { own: weight, weight: points(weight), draft: this.evaluate(of, subject, period, depth + 1) };
          }),
        );
      case "total": {
        const drafts = node.parts.map((part) => this.evaluate(part, subject, period, depth + 1));
        return total(node, drafts, node.stated ? [this.evaluate(node.stated, subject, period, depth + 1)] : []);
      }
      case "constant":
        return constant(node);
      case "ref":
        return this.#ref(node, subject, depth);
      case "event":
        return event(node, this.#scope.event?.fact);
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

  #fieldScales(): FieldScale[] {
    const { programme, tree, last } = this.#scope;
    return fieldScales(programme, tree, last);
  }

  #choose(node: Of<"choose">, subject: string, period: DayRange, depth: number): Draft {
    const beside: Piece[] = [];
    let taken: Node = node.else;
    let because: Say = say("chosenElse");
    for (const [i, { when, gives }] of node.cases.entries()) {
      const verdict = this.judge(when, subject, period, depth + 1);
      beside.push(...answered(verdict));
      if (verdict.holds !== true) continue;
      taken = gives;
      because = say("chosenCase", { n: i + 1 });
      break;
    }
    const inner = this.evaluate(taken, subject, period, depth + 1);
    return chosen(node, taken, inner, because, beside);
  }

  #ref(node: Of<"ref">, subject: string, depth: number): Draft {
    const around = this.#scope.event?.around ?? this;
    const target = around.#placeOf(node.node);
    return ref(node, around.#remembered(target.node, subject, target.period, depth + 1));
  }

  #placeOf(code: string): { node: Node; period: DayRange } {
    const { programme, tree, last } = this.#scope;
    this.#places ??= placesIn(programme, tree, last);
    const place = this.#places.get(code);
    if (!place) throw new ProgrammeError("UNKNOWN_NODE", code);
    return place;
  }

  /** R11, R12, R-007, R-028 to R-030: a rank of this review, an earlier one, or from outside. */
  #standing(node: Of<"standing">, subject: string, period: DayRange): Draft {
    const place = node.outside
      ? this.#outsideRank(node.outside, subject, period)
      : node.review !== undefined && node.as !== "MOVEMENT"
        ? this.#earlierRank(node.review, subject)
        : this.#ownRank(node, subject);
    const { review } = node;
    return standing(node, place, () => (review === undefined ? null : this.#earlierRank(review, subject)));
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

  #carry(node: Of<"carry">, subject: string): Draft {
    const limits = nodeLimits(this.#scope.programme, node, this.#limits);
    const review = this.#scope.programme.reviews.find((plan) => plan.code === node.review);
    if (!review) throw new ProgrammeError("UNKNOWN_REVIEW", node.review);
    const scores = Object.hasOwn(this.#scope.carried, node.review) ? this.#scope.carried[node.review]! : {};
    return carried(node, Object.hasOwn(scores, subject) ? scores[subject]! : null, review, limits);
  }

  #sheet(node: Of<"sheet">, subject: string, depth: number): Draft {
    const plan = this.#scope.programme.sheets.find(({ code }) => code === node.sheet);
    if (!plan) throw new ProgrammeError("UNKNOWN_SHEET", node.sheet);
    const period = periodOf(this.#scope.programme, node.period, this.#scope.last);
    return sheet(node, this.evaluate(plan.root, subject, period, depth + 1), period);
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
