import {
  addDays,
  type Day,
  type DayRange,
  daysBetween,
  lastDayOfMonth,
  quartersIn,
  within,
} from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Phase, Programme } from "@/lib/scoring/programme/schema";

/** First and last day of everything the document dates, whole months; null while nothing is dated. */
export function extentOf(programme: Programme): DayRange | null {
  const days = [
    ...programme.phases.flatMap((phase) => [phase.from, phase.to]),
    ...programme.reviews.map((review) => review.cutOffOn),
  ]
    .filter((day): day is Day => day !== null)
    .sort();
  const first = days[0];
  const last = days.at(-1);
  return first && last ? { from: `${first.slice(0, 7)}-01`, to: lastDayOfMonth(last.slice(0, 7)) } : null;
}

/** Phases of more than one day: what a bar can show. A review's own day is shown as a mark. */
export function barPhases(programme: Programme): (Phase & DayRange)[] {
  return programme.phases.flatMap((phase) => {
    const { from, to } = phase;
    return from !== null && to !== null && from < to ? [{ ...phase, from, to }] : [];
  });
}

/** Windows of a duty as the timetable brackets them, most telling for quarters. */
export function dutyWindows(programme: Programme): { code: string; windows: { name: string; from: Day; to: Day }[] }[] {
  return programme.duties.flatMap((duty) => {
    const range = [...programme.phases, ...programme.periods].find((item) => item.code === duty.within);
    if (duty.every !== "QUARTER" || !range || range.from === null || range.to === null) return [];
    const all = quartersIn({ from: range.from, to: range.to });
    const kept = duty.broken === "SKIP" ? all.filter(({ from, to }) => isQuarter(from, to)) : all;
    return [{ code: duty.code, windows: kept.map(({ quarter, from, to }) => ({ name: quarter, from, to })) }];
  });
}

function isQuarter(from: Day, to: Day): boolean {
  const [first] = quartersIn({ from, to });
  return (
    /-(01|04|07|10)-01$/.test(from) &&
    daysBetween(from, to) >= 89 &&
    to === lastDayOfMonth(to.slice(0, 7)) &&
    first?.to === to
  );
}

/** Where the campaign stands on a day. */
export interface Standing {
  readonly stage: "UNDATED" | "COMING" | "RUNNING" | "OVER";
  /** The phase that holds, preferring a bar over a single day; `day` of `days` inside it. */
  readonly phase: { readonly plan: Phase; readonly day: number; readonly days: number } | null;
  /** Next cut-off, today included. */
  readonly next: { readonly code: string; readonly on: Day; readonly inDays: number } | null;
  readonly range: DayRange | null;
}

export function standingOn(programme: Programme, today: Day): Standing {
  const dated = programme.phases.flatMap(({ from, to }) => (from !== null && to !== null ? [{ from, to }] : []));
  const from = dated.map((range) => range.from).sort()[0];
  const to = dated
    .map((range) => range.to)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined) return { stage: "UNDATED", phase: null, next: null, range: null };
  const held = barPhases(programme).find((phase) => within(today, phase));
  const next = programme.reviews
    .flatMap((review) =>
      review.cutOffOn !== null && review.cutOffOn >= today ? [{ code: review.code, on: review.cutOffOn }] : [],
    )
    .sort((a, b) => (a.on < b.on ? -1 : 1))[0];
  return {
    stage: today < from ? "COMING" : today > to ? "OVER" : "RUNNING",
    phase: held
      ? { plan: held, day: daysBetween(held.from, today) + 1, days: daysBetween(held.from, addDays(held.to, 1)) }
      : null,
    next: next ? { ...next, inDays: daysBetween(today, next.on) } : null,
    range: { from, to },
  };
}

/** Phases and cut-offs as the life of a campaign, in time: what is over, what holds, what is to come. */
export function lifeOf(
  programme: Programme,
  today: Day,
): { name: Text; from: Day; to: Day; state: "done" | "now" | "todo" }[] {
  const cutOffs = programme.reviews.flatMap((review) =>
    review.cutOffOn === null ? [] : [{ name: review.name, from: review.cutOffOn, to: review.cutOffOn }],
  );
  const bars = barPhases(programme).map(({ name, from, to }) => ({ name, from, to }));
  return [...bars, ...cutOffs]
    .sort((a, b) => (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1))
    .map((step) => ({ ...step, state: today > step.to ? "done" : today < step.from ? "todo" : "now" }));
}
