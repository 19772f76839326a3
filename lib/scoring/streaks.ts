import type { Streak } from "./programme/schema";
import type { Fact } from "./types";

/** One unbroken row of months or quarters. */
export interface Row {
  /** `2026-04` or `2026-Q2`. */
  readonly from: string;
  readonly to: string;
  /** The fact with which it was complete: the first one of its last month or quarter. */
  readonly closing: Fact;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** The longest row there is, also where it is too short. */
  readonly longest: number;
}

type Pattern = Pick<Streak, "step" | "length" | "window" | "reuse">;

/**
 * Rows of `length` months (quarters) with at least one fact in each. `facts` in order of days.
 * CALENDAR: only rows that are one calendar stretch of that length, January first. ROLLING: any months in a row; without
 * `reuse` no month is in two rows (six months in a row are two threes), with it every start counts (six are four).
 */
export function rowsOf(facts: readonly Fact[], { step, length, window, reuse }: Pattern): Rows {
  const first = new Map<number, Fact>();
  for (const fact of facts) {
    const at = numberOf(fact.on, step);
    if (!first.has(at)) first.set(at, fact);
  }
  const numbers = [...first.keys()];
  const rows: Row[] = [];
  let longest = 0;
  let run = 0;
  let used = Number.NEGATIVE_INFINITY;
  for (const [i, at] of numbers.entries()) {
    run = numbers[i - 1] === at - 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    const start = at - length + 1;
    const fits = window === "CALENDAR" ? start % length === 0 : reuse || start > used;
    if (run < length || !fits) continue;
    used = at;
    rows.push({ from: nameOf(start, step), to: nameOf(at, step), closing: first.get(at)! });
  }
  return { rows, longest };
}

/** Months (quarters) since the year 0, so that a calendar quarter starts at a multiple of three. */
function numberOf(day: string, step: Streak["step"]): number {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return step === "MONTH" ? month : Math.floor(month / 3);
}

function nameOf(at: number, step: Streak["step"]): string {
  const per = step === "MONTH" ? 12 : 4;
  const year = Math.floor(at / per);
  const part = (at % per) + 1;
  return step === "MONTH" ? `${year}-${String(part).padStart(2, "0")}` : `${year}-Q${part}`;
}
