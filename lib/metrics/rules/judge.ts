import { monthOf } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import type { Cell } from "@/lib/platform/sheet/types";
import {
  type Column,
  type Fault,
  type FaultCode,
  type Figure,
  figureKey,
  type Judged,
  METRIC_OF,
  type Metric,
  type MetricDraft,
  type Reference,
} from "../types";
import { readMonth } from "./months";

type Values = Readonly<Record<string, string | number>>;
type Blame = (column: Column, code: FaultCode, values?: Values) => void;

const FIGURES = ["headcount", "volume", "rank", "of"] as const;

/** The words of a cell as a fault quotes them. */
function shown(cell: string): string {
  const letters = Array.from(cell);
  return letters.length > 40 ? `${letters.slice(0, 40).join("")}…` : cell;
}

/**
 * Judges every row and every cell and keeps going: whoever sent the file sees all that is wrong with it at once. One fault
 * anywhere means that nothing of the file is taken.
 */
export function judgeRows(drafts: readonly MetricDraft[], reference: Reference): Judged {
  const faults: Fault[] = [];
  const figures: Figure[] = [];
  const first = new Map<string, number>();
  let unchanged = 0;
  let skipped = 0;
  for (const draft of drafts) {
    if (FIGURES.every((column) => (draft[column] ?? null) === null)) {
      skipped += 1;
      continue;
    }
    const before = faults.length;
    const blame: Blame = (column, code, values = {}) => faults.push({ row: draft.row, column, code, values });
    const unit = judgeUnit(draft, reference, blame);
    const month = judgeMonth(draft, reference, unit, blame);
    const values = judgeFigures(draft, blame);
    if (unit && month) {
      const key = `${unit.id} ${month}`;
      const earlier = first.get(key);
      if (earlier !== undefined) blame("unit", "DUPLICATE", { first: earlier });
      else first.set(key, draft.row);
    }
    if (faults.length > before || !unit || !month) continue;
    for (const [column, value] of values) {
      const metric = METRIC_OF[column];
      if (!metric) continue;
      const old = reference.existing.get(figureKey(unit.id, metric, month)) ?? null;
      if (old && points(old.value).equals(points(value))) unchanged += 1;
      else
        figures.push({ row: draft.row, unitId: unit.id, unit: unit.code, name: unit.name, metric, month, value, old });
    }
  }
  return { faults, figures, unchanged, skipped };
}

/** The words of a cell, or the fault that it has none. */
function wordsOf(cell: Cell | undefined, column: Column, blame: Blame): string | null {
  if (cell === null || cell === undefined) {
    blame(column, "EMPTY");
    return null;
  }
  if (typeof cell !== "string") {
    blame(column, cell.bad === "FORMULA" ? "FORMULA" : "ERROR_CELL");
    return null;
  }
  if (/^[=＝]/.test(cell)) {
    blame(column, "FORMULA");
    return null;
  }
  return cell;
}

function judgeUnit(draft: MetricDraft, reference: Reference, blame: Blame) {
  const given = wordsOf(draft.unit, "unit", blame);
  if (given === null) return null;
  const code = given.normalize("NFKC").trim();
  const unit = reference.units.get(code) ?? reference.units.get(code.toUpperCase());
  if (!unit) {
    blame("unit", "UNKNOWN_OUTLET", { text: shown(given) });
    return null;
  }
  if (!unit.participates) {
    blame("unit", "NOT_PARTICIPATING", { text: shown(given) });
    return null;
  }
  const named = draft.name ?? null;
  if (named !== null) {
    const name = wordsOf(named, "name", blame);
    if (name !== null && ![unit.name.zh, unit.name.en].includes(name.trim())) {
      blame("name", "NAME_DIFFERS", { text: shown(name), name_zh: unit.name.zh, name_en: unit.name.en, code });
    }
  }
  return { ...unit, code };
}

function judgeMonth(
  draft: MetricDraft,
  reference: Reference,
  unit: { openedOn: string } | null,
  blame: Blame,
): string | null {
  const given = wordsOf(draft.month, "month", blame);
  if (given === null) return null;
  const month = readMonth(given);
  if (!month) blame("month", "MONTH_FORM", { text: shown(given) });
  else if (!reference.months.includes(month))
    blame("month", "MONTH_OUTSIDE", { month, from: reference.months[0] ?? "", to: reference.months.at(-1) ?? "" });
  else if (month > reference.thisMonth) blame("month", "MONTH_TO_COME", { month });
  else if (reference.frozen.has(month))
    blame("month", "MONTH_FROZEN", { month, review: reference.frozen.get(month) ?? "" });
  else if (unit && month < monthOf(unit.openedOn)) blame("month", "NOT_OPEN_YET", { month, opened: unit.openedOn });
  else return month;
  return null;
}

function judgeFigures(draft: MetricDraft, blame: Blame): Map<Column, string> {
  const values = new Map<Column, string>();
  const take = (column: Column, most: number, places: number) => {
    const given = wordsOf(draft[column], column, blame);
    const value = given === null ? null : judgeNumber(given, column, most, places, blame);
    if (value !== null) values.set(column, value);
  };
  take("headcount", 5, 2);
  const people = values.get("headcount");
  if (people !== undefined && points(people).isZero()) {
    values.delete("headcount");
    blame("headcount", "HEADCOUNT_ZERO");
  }
  take("volume", 12, 4);
  const ranks = (["rank", "of"] as const).filter((column) => (draft[column] ?? null) !== null);
  if (ranks.length === 1) blame(ranks[0] === "rank" ? "of" : "rank", "RANK_PAIR");
  else for (const column of ranks) take(column, 6, 0);
  const [rank, of] = [values.get("rank"), values.get("of")];
  if (rank !== undefined && of !== undefined && (points(rank).isZero() || points(rank).greaterThan(points(of))))
    blame("rank", "RANK_BEYOND", { rank, of });
  return values;
}

const FORMS: Readonly<Record<Metric, { column: Column; digits: number; places: number }>> = {
  HEADCOUNT: { column: "headcount", digits: 5, places: 2 },
  BUSINESS_VOLUME: { column: "volume", digits: 12, places: 4 },
  BRANCH_RANK: { column: "rank", digits: 6, places: 0 },
  BRANCH_OUTLETS: { column: "of", digits: 6, places: 0 },
};

/**
 * One figure by itself, as a correction names it: everything that a row of a file is judged by, except that a rank and the
 * number ranked are held against the other half as it stands in the reference. Null: the same as now.
 */
export function judgeFigure(
  draft: Pick<MetricDraft, "row" | "unit" | "month"> & { readonly value: string },
  metric: Metric,
  reference: Reference,
): { faults: readonly Fault[]; figure: Figure | null } {
  const faults: Fault[] = [];
  const blame: Blame = (column, code, values = {}) => faults.push({ row: draft.row, column, code, values });
  const unit = judgeUnit(draft, reference, blame);
  const month = judgeMonth(draft, reference, unit, blame);
  const { column, digits, places } = FORMS[metric];
  const given = wordsOf(draft.value, column, blame);
  const value = given === null ? null : judgeNumber(given, column, digits, places, blame);
  if (value !== null && metric === "HEADCOUNT" && points(value).isZero()) blame(column, "HEADCOUNT_ZERO");
  if (!unit || !month || value === null) return { faults, figure: null };
  const now = (of: Metric) => reference.existing.get(figureKey(unit.id, of, month)) ?? null;
  if (metric === "BRANCH_RANK" || metric === "BRANCH_OUTLETS") {
    const other = now(metric === "BRANCH_RANK" ? "BRANCH_OUTLETS" : "BRANCH_RANK");
    const [rank, of] = metric === "BRANCH_RANK" ? [value, other?.value] : [other?.value, value];
    if (rank !== undefined && points(rank).isZero()) blame(column, "RANK_BEYOND", { rank, of: of ?? rank });
    else if (of === undefined) blame(column, "RANK_PAIR");
    else if (rank !== undefined && points(rank).greaterThan(points(of))) blame(column, "RANK_BEYOND", { rank, of });
  }
  const old = now(metric);
  const same = old !== null && points(old.value).equals(points(value));
  const figure = { row: draft.row, unitId: unit.id, unit: unit.code, name: unit.name, metric, month, value, old };
  return { faults, figure: faults.length > 0 || same ? null : figure };
}

/** An exact number from text; says what exactly is wrong with anything else. */
function judgeNumber(given: string, column: Column, digits: number, places: number, blame: Blame): string | null {
  const plain = given.normalize("NFKC").trim();
  const value = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!value) {
    const grouped = /^-?\d{1,3}([,\u2019' ]\d{3})+(\.\d+)?$/.test(plain);
    blame(column, grouped ? "THOUSANDS" : "NOT_A_NUMBER", {
      text: shown(given),
      ...(grouped ? { plain: plain.replace(/[,\u2019' ]/g, "") } : {}),
    });
    return null;
  }
  const [, minus, whole = "0", fraction = ""] = value;
  const decimals = fraction.replace(/0+$/, "");
  if (minus && /[1-9]/.test(plain)) blame(column, "NEGATIVE", { text: shown(plain) });
  else if (whole.replace(/^0+/, "").length > digits) blame(column, "TOO_LARGE", { text: shown(plain), digits });
  else if (decimals.length > places)
    blame(column, places === 0 ? "NOT_WHOLE" : "TOO_MANY_DECIMALS", { text: shown(plain), places });
  else return text(points(decimals ? `${whole.replace(/^0+(?=\d)/, "")}.${decimals}` : whole.replace(/^0+(?=\d)/, "")));
  return null;
}
