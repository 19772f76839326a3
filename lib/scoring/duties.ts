import {
  addDays,
  type Day,
  type DayRange,
  earlierOf,
  lastDayOfMonth,
  monthsIn,
  quarterOf,
  weekOf,
  within,
} from "@/lib/kernel/calendar";
import { FactIndex, matches, selectFacts } from "./facts";
import { ProgrammeError } from "./programme/error";
import type { DutyPlan, Programme } from "./programme/schema";
import type { DutyStatus, Fact } from "./types";

/**
 * Recurring duties: for every week (Monday to Sunday), month or quarter of the
 * duty's period or phase, how many events there were. One event recorded for several subjects (the same `ref`) counts
 * once. A blank number required is read as 1.
 *
 * Due at the END (default): events inside the stretch count, and it is OVERDUE from the day after. Due at the START: what
 * must be there when the stretch begins (a plan for the quarter) counts when it is dated in the stretch before, and is
 * OVERDUE from the first day; before that stretch it is COMING. With days of `grace` all of this is so many days later.
 *
 * A duty that all have together yields one status a stretch; give only the facts of those whose duty it is. Where each
 * participant has its own (`whose: SUBJECT`) there is one for each of `subjects`, stretch by stretch in their order, and
 * none where none are given.
 */
export function dutyStatuses(
  programme: Programme,
  facts: readonly Fact[],
  today: Day,
  subjects: readonly string[] = [],
): DutyStatus[] {
  const index = new FactIndex(facts, new Set(subjects));
  return programme.duties.flatMap((duty) => {
    const together = facts.filter((fact) => matches(fact, duty.from));
    const required = duty.atLeast ?? 1;
    return stretchesOf(duty, intervalOf(programme, duty.within)).flatMap((stretch) => {
      const status = (found: readonly Fact[], whose: { subject?: string }): DutyStatus => {
        const done = new Set(found.filter((fact) => fact.state === "COUNTED").map((fact) => fact.ref)).size;
        const { name, from, to } = stretch;
        const state = done >= required ? "DONE" : stateOf(stretch.counts, today);
        return { duty: duty.code, ...whose, window: { name, from, to }, required, done, state };
      };
      if (duty.whose !== "SUBJECT") {
        return [
          status(
            together.filter((fact) => within(fact.on, stretch.counts)),
            {},
          ),
        ];
      }
      return subjects.map((subject) => status(selectFacts(index, subject, duty.from, stretch.counts), { subject }));
    });
  });
}

function stateOf(counts: DayRange, today: Day): DutyStatus["state"] {
  return today > counts.to ? "OVERDUE" : today < counts.from ? "COMING" : "OPEN";
}

interface Stretch {
  /** `2026-W14`, `2026-04` or `2026-Q2`. */
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
  /** Days whose events count for it. */
  readonly counts: DayRange;
}

/** The calendar stretches that the interval touches, cut to it. */
function stretchesOf({ every, broken, due, grace = 0 }: DutyPlan, range: DayRange): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = startOf(every, range.from); from <= range.to; from = next(every, from)) {
    const end = addDays(next(every, from), -1);
    const cut = { from: earlierOf(from, range.from) === from ? range.from : from, to: earlierOf(end, range.to) };
    if (broken === "SKIP" && (cut.from !== from || cut.to !== end)) continue;
    const before = { from: addDays(startOf(every, addDays(from, -1)), grace), to: addDays(cut.from, grace - 1) };
    stretches.push({ name: nameOf(every, from), ...cut, counts: due === "START" ? before : cut });
  }
  return stretches;
}

function startOf(every: DutyPlan["every"], day: Day): Day {
  if (every === "WEEK") return weekOf(day);
  const month = Number(day.slice(5, 7));
  const first = every === "MONTH" ? month : month - ((month - 1) % 3);
  return `${day.slice(0, 5)}${String(first).padStart(2, "0")}-01`;
}

function next(every: DutyPlan["every"], first: Day): Day {
  if (every === "WEEK") return addDays(first, 7);
  const last = every === "MONTH" ? first.slice(0, 7) : monthsIn({ from: first, to: addDays(first, 70) }).at(-1)!;
  return addDays(lastDayOfMonth(last), 1);
}

/** A week belongs to the year of its Thursday (ISO 8601). */
function nameOf(every: DutyPlan["every"], first: Day): string {
  if (every === "MONTH") return first.slice(0, 7);
  if (every === "QUARTER") return quarterOf(first);
  const year = addDays(first, 3).slice(0, 4);
  let week = 1;
  for (let at = weekOf(`${year}-01-04`); at < first; at = addDays(at, 7)) week += 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

function intervalOf(programme: Programme, code: string): DayRange {
  const interval = [...programme.periods, ...programme.phases].find((candidate) => candidate.code === code);
  if (!interval) throw new ProgrammeError("UNKNOWN_PERIOD", code);
  if (interval.from === null || interval.to === null) throw new ProgrammeError("BLANK", code);
  return { from: interval.from, to: interval.to };
}
