import { points, text } from "@/lib/kernel/points";
import { type Condition, type Node, SHORTFALLS, TAKES } from "@/lib/scoring/programme/nodes";
import type { Programme } from "@/lib/scoring/programme/schema";
import { partsOf, rootsOf, walkNodes } from "@/lib/scoring/programme/walk";

/** Steps of the set-up as pages, in the order in which a person thinks; publishing comes last. */
export const STEPS = [
  "basics",
  "committee",
  "units",
  "standards",
  "phases",
  "scoring",
  "reviews",
  "awards",
  "penalties",
] as const;
export type Step = (typeof STEPS)[number];

export type BlankKind = "points" | "percent" | "count" | "money" | "day" | "choice";

/** Words of a choice stand in `setup.choices.<list>.<value>`. */
export type ChoiceList = "take" | "shortfall" | "choose";

/** One value of the document that a person may fill in: a blank in a sentence, or a date in a table. */
export interface Blank {
  /** JSON pointer of the value. */
  readonly path: string;
  readonly step: Step;
  readonly kind: BlankKind;
  /** As a person reads it: a deduction stored as `-1.00` is `1.00`. Empty when open. */
  readonly value: string;
  /** The vocabulary has no open state for it, so even a draft needs a value. */
  readonly required: boolean;
  /** Typed without sign, stored as less than zero. */
  readonly minus?: boolean;
  readonly least?: number;
  readonly most?: number;
  readonly list?: ChoiceList;
  readonly choices?: readonly string[];
}

type Adding = (path: string, value: string | number | null, shape: Shape) => void;

type Shape = Omit<Blank, "path" | "step" | "value" | "required"> & { required?: boolean };

/** Every editable value of the document by its path. */
export function blanksOf(programme: Programme): Map<string, Blank> {
  const blanks = new Map<string, Blank>();
  const add = (step: Step, path: string, value: string | number | null, shape: Shape) => {
    const shown = value === null ? "" : shape.minus ? magnitude(String(value)) : String(value);
    blanks.set(path, { ...shape, path, step, value: shown, required: shape.required ?? false });
  };
  const day = (step: Step, path: string, value: string | null) => add(step, path, value, { kind: "day" });

  for (const list of ["phases", "periods"] as const) {
    programme[list].forEach((item, i) => {
      day("phases", `/${list}/${i}/from`, item.from);
      day("phases", `/${list}/${i}/to`, item.to);
    });
  }
  programme.duties.forEach((duty, i) => {
    add("phases", `/duties/${i}/atLeast`, duty.atLeast, { kind: "count", least: 1, most: 100 });
  });
  programme.reviews.forEach((review, i) => {
    day("phases", `/reviews/${i}/cutOffOn`, review.cutOffOn);
    add("reviews", `/reviews/${i}/noticeDays`, review.noticeDays, { kind: "count", least: 0, most: 60 });
  });
  for (const { node, path } of rootsOf(programme)) {
    for (const visit of walkNodes(node, path))
      addNode(visit.node, visit.path, (at, value, shape) => add("scoring", at, value, shape));
  }
  programme.reviews.forEach((review, i) => {
    const score: Adding = (at, value, shape) => add("scoring", at, value, shape);
    const formal: Adding = (at, value, shape) => add("reviews", at, value, shape);
    if (review.listed !== undefined)
      formal(`/reviews/${i}/listed`, review.listed, { kind: "count", least: 1, most: 100_000 });
    review.entry?.forEach((entry, j) => {
      addCondition(entry.when, `/reviews/${i}/entry/${j}/when`, formal);
    });
    review.grades?.forEach((grades, j) => {
      grades.bands.forEach((band, k) => {
        score(`/reviews/${i}/grades/${j}/bands/${k}/from`, band.from, { kind: "points" });
      });
    });
  });
  if (programme.appeals) {
    add("reviews", "/appeals/days", programme.appeals.days, { kind: "count", least: 0, most: 60, required: true });
    add("reviews", "/appeals/rounds", programme.appeals.rounds, { kind: "count", least: 1, most: 3, required: true });
    if (programme.appeals.confirmDays !== undefined)
      add("reviews", "/appeals/confirmDays", programme.appeals.confirmDays, {
        kind: "count",
        least: 1,
        most: 30,
        required: true,
      });
  }
  programme.awards.forEach((award, i) => {
    const money: Adding = (at, value, shape) => add("awards", at, value, shape);
    if (award.basis.kind === "THRESHOLD") addCondition(award.basis.when, `/awards/${i}/basis/when`, money);
    award.conditions?.forEach((entry, j) => {
      addCondition(entry.when, `/awards/${i}/conditions/${j}/when`, money);
    });
    award.prizes.forEach((prize, j) => {
      if (prize.by) addTree(prize.by, `/awards/${i}/prizes/${j}/by`, money);
    });
    add("awards", `/awards/${i}/quota/min`, award.quota.min, { kind: "count", least: 0, most: 1000, required: true });
    add("awards", `/awards/${i}/quota/max`, award.quota.max, { kind: "count", least: 0, most: 1000 });
    day("awards", `/awards/${i}/settledOn`, award.settledOn);
    if (award.basis.kind === "NOMINATION") {
      add("awards", `/awards/${i}/basis/perUnit`, award.basis.perUnit, {
        kind: "count",
        least: 1,
        most: 20,
        required: true,
      });
    }
  });
  programme.penalties.forEach((penalty, i) => {
    if (penalty.when.kind === "BOTTOM") {
      add("penalties", `/penalties/${i}/when/n`, penalty.when.n, { kind: "count", least: 1, most: 1000 });
    }
    const fines: Adding = (at, value, shape) => add("penalties", at, value, shape);
    if (penalty.when.kind === "THRESHOLD") addCondition(penalty.when.when, `/penalties/${i}/when/when`, fines);
    if (penalty.since !== undefined) day("penalties", `/penalties/${i}/since`, penalty.since);
    if (penalty.repeat) add("penalties", `/penalties/${i}/repeat/times`, penalty.repeat.times, { kind: "points" });
    if (penalty.consequences.length > 1) {
      add("penalties", `/penalties/${i}/choose`, penalty.choose, {
        kind: "choice",
        list: "choose",
        choices: ["ALL", "ONE"],
        required: true,
      });
    }
    penalty.consequences.forEach((consequence, j) => {
      if (consequence.by) addTree(consequence.by, `/penalties/${i}/consequences/${j}/by`, fines);
      if (!consequence.amount) return;
      add("penalties", `/penalties/${i}/consequences/${j}/amount/min`, consequence.amount.min, { kind: "money" });
      add("penalties", `/penalties/${i}/consequences/${j}/amount/max`, consequence.amount.max, { kind: "money" });
    });
  });
  return blanks;
}

function addNode(node: Node, path: string, add: Adding) {
  const shortfall: Shape = { kind: "choice", list: "shortfall", choices: SHORTFALLS, required: true };
  if (node.kind === "measure") {
    add(`${path}/take`, node.take, { kind: "choice", list: "take", choices: TAKES, required: true });
    add(`${path}/atLeast`, node.atLeast, { kind: "count", least: 0, most: 1000 });
  }
  if ("otherwise" in node) add(`${path}/otherwise`, node.otherwise, shortfall);
  if (node.kind === "weighted") {
    node.parts.forEach((part, i) => {
      add(`${path}/parts/${i}/weight`, part.weight, { kind: "percent" });
    });
  }
  if (node.kind === "ledger") {
    if (node.base !== undefined) add(`${path}/base`, node.base, { kind: "points" });
    node.entries.forEach((entry, i) => {
      const at = `${path}/entries/${i}`;
      if (entry.each !== undefined) add(`${at}/each`, entry.each, { kind: "points", minus: isDeduction(node, i) });
      if (entry.between) {
        add(`${at}/between/min`, entry.between.min, { kind: "points" });
        add(`${at}/between/max`, entry.between.max, { kind: "points" });
      }
    });
  }
  if (node.kind === "ledger" || node.kind === "total") {
    if (node.floor !== undefined) add(`${path}/floor`, node.floor, { kind: "points", minus: floorIsMinus(node) });
    if (node.cap !== undefined) add(`${path}/cap`, node.cap, { kind: "points" });
  }
  if (node.kind === "constant") add(`${path}/value`, node.value, { kind: "points" });
  if (node.kind === "shortfall") {
    add(`${path}/mark`, node.mark, { kind: "points" });
    add(`${path}/base`, node.base, { kind: "points" });
    add(`${path}/each`, node.each, { kind: "points" });
  }
  if (node.kind === "choose") {
    node.cases.forEach((one, i) => {
      addCondition(one.when, `${path}/cases/${i}/when`, add);
    });
  }
  if (node.kind === "veto") {
    node.vetoes.forEach((veto, i) => {
      addCondition(veto.when, `${path}/vetoes/${i}/when`, add);
      if (veto.effect.kind === "CEILING") add(`${path}/vetoes/${i}/effect/at`, veto.effect.at, { kind: "points" });
    });
  }
  if (node.kind === "scale") addScale(node, path, add);
}

/** The numbers a condition compares with; the values it compares have blanks of their own. */
function addCondition(condition: Condition, path: string, add: Adding) {
  if (condition.kind === "compare") {
    add(`${path}/than`, condition.than, { kind: "points" });
    addTree(condition.of, `${path}/of`, add);
  } else if (condition.kind === "not") addCondition(condition.of, `${path}/of`, add);
  else {
    condition.of.forEach((one, i) => {
      addCondition(one, `${path}/of/${i}`, add);
    });
  }
}

/** A component with everything below it, for the places that are no score trees: conditions, prizes, fines. */
function addTree(node: Node, path: string, add: Adding) {
  addNode(node, path, add);
  for (const part of partsOf(node, path)) addTree(part.node, part.path, add);
}

function addScale(node: Extract<Node, { kind: "scale" }>, path: string, add: Adding) {
  const { by } = node;
  if (by.kind === "BANDS") {
    by.bands.forEach((band, i) => {
      add(`${path}/by/bands/${i}/from`, band.from, { kind: "points", required: true });
      add(`${path}/by/bands/${i}/points`, band.points, { kind: "points", required: true });
    });
    return;
  }
  if (by.kind === "PLACES") {
    by.places.forEach((place, i) => {
      add(`${path}/by/places/${i}/to`, place.to, { kind: "count", least: 1, most: 100_000, required: true });
      add(`${path}/by/places/${i}/points`, place.points, { kind: "points", required: true });
    });
    add(`${path}/by/rest`, by.rest, { kind: "points", required: true });
    return;
  }
  add(`${path}/by/full`, by.full, { kind: "points", required: true });
  if (by.kind === "TO_TARGET") add(`${path}/by/target`, by.target, { kind: "points" });
}

/** An entry without points yet is a deduction where the ledger is one: coloured as such, or held by a floor alone. */
export function isDeduction(node: Extract<Node, { kind: "ledger" }>, entry: number): boolean {
  const each = node.entries[entry]?.each ?? null;
  if (each !== null) return points(each).isNegative();
  return node.tone === "minus" || (node.floor !== undefined && node.cap === undefined);
}

export function floorIsMinus(node: { kind: string; floor?: string | null }): boolean {
  if (typeof node.floor === "string") return points(node.floor).isNegative();
  return node.kind === "ledger";
}

function magnitude(value: string): string {
  return value.replace(/^-/, "");
}

/** Reads back what a person typed into the form the document keeps. */
export function stored(blank: Blank, typed: string): string {
  if (!blank.minus) return typed;
  const value = points(typed);
  return value.isZero() ? text(value) : `-${typed}`;
}
