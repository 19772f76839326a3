import { isDay } from "@/lib/kernel/calendar";
import { DECIMAL_PATTERN, points } from "@/lib/kernel/points";
import { accept, type Refusal, type Result, refuseAll } from "@/lib/kernel/result";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { type Blank, blanksOf, type Step, stored } from "./blanks";
import { fieldOf } from "./fields";

/** What people type, by the path of the blank. */
export type Values = Readonly<Record<string, string>>;

/**
 * Contradictions that a save refuses at their field. What is merely unfinished (blanks, weights that do not yet total
 * 100 %) may be saved; publishing looks again at everything.
 */
const CONTRADICTIONS = new Set<string>([
  "DATES_REVERSED",
  "CUT_OFF_OUTSIDE_PERIOD",
  "CUT_OFF_OUTSIDE_PHASES",
  "LIMITS_REVERSED",
  "FULL_NOT_POSITIVE",
  "TARGET_NOT_POSITIVE",
  "QUOTA_NEGATIVE",
  "QUOTA_REVERSED",
  "SETTLED_BEFORE_REVIEW",
  "PRIZE_NOT_POSITIVE",
  "FINE_NEGATIVE",
  "FINE_REVERSED",
  "AMOUNT_NOT_CENTS",
  "SEATS_REVERSED",
  "OPTIONAL_SEAT",
  "UNKNOWN_SEAT",
]);

/**
 * The document with the blanks of one step filled in. Refuses, each at its field: names that are no blank of the step,
 * values that are no number, day or choice, and contradictions between them.
 */
export function fillBlanks(programme: Programme, step: Step, values: Values): Result<Programme> {
  const blanks = blanksOf(programme);
  const faults: Refusal[] = [];
  const changes: [string, unknown][] = [];
  for (const [path, typed] of Object.entries(values)) {
    const blank = blanks.get(path);
    if (!blank || blank.step !== step) {
      faults.push({ code: "UNKNOWN_FIELD", field: fieldOf(path) });
      continue;
    }
    const read = readBlank(blank, typed.trim());
    if (read.ok) changes.push([path, read.value]);
    else faults.push(...read.refusals);
  }
  if (faults.length > 0) return refuseAll(faults);
  const filled = withValues(programme, changes);
  const contradictions = contradictionsAt(filled, new Map(Object.keys(values).map((path) => [path, fieldOf(path)])));
  return contradictions.length > 0 ? refuseAll(contradictions) : accept(filled);
}

function readBlank(blank: Blank, typed: string): Result<string | number | null> {
  const no = (code: string, values: Record<string, string | number> = {}) =>
    refuseAll([{ code, field: fieldOf(blank.path), values }]);
  if (typed === "") return blank.required ? no("REQUIRED") : accept(null);
  switch (blank.kind) {
    case "day":
      return isDay(typed) && /^\d{4}-\d{2}-\d{2}$/.test(typed) ? accept(typed) : no("DAY");
    case "choice":
      return blank.choices?.includes(typed) ? accept(typed) : no("NOT_A_CHOICE");
    case "count": {
      if (!/^-?\d{1,9}$/.test(typed)) return no("NOT_WHOLE");
      const count = Number(typed);
      if (blank.least !== undefined && count < blank.least) return no("TOO_SMALL", { minimum: blank.least });
      if (blank.most !== undefined && count > blank.most) return no("TOO_BIG", { maximum: blank.most });
      return accept(count);
    }
    case "percent":
    case "points":
    case "money": {
      if (!DECIMAL_PATTERN.test(typed)) return no("NOT_A_NUMBER");
      const value = points(typed);
      if (value.isNegative() && !value.isZero()) return no("NEGATIVE");
      if (blank.kind === "percent" && value.greaterThan(100)) return no("TOO_BIG", { maximum: 100 });
      return accept(stored(blank, typed));
    }
  }
}

/** A copy of the document with the values set at their pointers; the result is held against the vocabulary. */
function withValues(programme: Programme, changes: readonly (readonly [string, unknown])[]): Programme {
  const copy: unknown = structuredClone(programme);
  for (const [path, value] of changes) {
    const steps = path.slice(1).split("/");
    const last = steps.pop() ?? "";
    const holder = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], copy);
    (holder as Record<string, unknown>)[last] = value;
  }
  return programmeSchema.parse(copy);
}

/** Contradictions of the document at the given places, as refusals at the given fields. */
export function contradictionsAt(programme: Programme, fields: ReadonlyMap<string, string>): Refusal[] {
  return checkProgramme(programme).flatMap(({ code, path, values }) => {
    const field = fields.get(path);
    return field !== undefined && CONTRADICTIONS.has(code) ? [{ code, field, values }] : [];
  });
}
