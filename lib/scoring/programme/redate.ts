import { isDay } from "@/lib/kernel/calendar";
import type { Programme } from "./schema";

/**
 * Moves every date of the programme so that its first phase begins in `year` (without dated phases: its earliest date);
 * a plan that crosses the year end keeps crossing it, and a base period of the year before stays in the year before. 29 February becomes the 28th in a common year; an interval that ended with February still does.
 * Blanks stay blank. Throws RangeError for a year outside 1900–9999.
 */
export function redate(programme: Programme, year: number): Programme {
  if (!Number.isInteger(year) || year < 1900 || year > 9999) throw new RangeError(`not a year: ${year}`);
  const begins = programme.phases.flatMap(({ from }) => (from === null ? [] : [from])).sort();
  const first = begins[0] ?? datesOf(programme).sort()[0];
  if (first === undefined) return programme;
  const years = year - Number(first.slice(0, 4));
  const move = (day: string | null) => (day === null ? null : moved(day, years));
  const end = (day: string | null) => (day === null ? null : endMoved(day, years));
  return {
    ...programme,
    phases: programme.phases.map((phase) => ({ ...phase, from: move(phase.from), to: end(phase.to) })),
    periods: programme.periods.map((period) => ({ ...period, from: move(period.from), to: end(period.to) })),
    reviews: programme.reviews.map((review) => ({ ...review, cutOffOn: end(review.cutOffOn) })),
    awards: programme.awards.map((award) => ({ ...award, settledOn: end(award.settledOn) })),
    penalties: programme.penalties.map((penalty) =>
      penalty.since === undefined ? penalty : { ...penalty, since: move(penalty.since) },
    ),
  };
}

/** All dates of the document. */
export function datesOf(programme: Programme): string[] {
  return [
    ...programme.phases.flatMap((phase) => [phase.from, phase.to]),
    ...programme.periods.flatMap((period) => [period.from, period.to]),
    ...programme.reviews.map((review) => review.cutOffOn),
    ...programme.awards.map((award) => award.settledOn),
    ...programme.penalties.map((penalty) => penalty.since ?? null),
  ].filter((day): day is string => day !== null);
}

function moved(day: string, years: number): string {
  const there = `${String(Number(day.slice(0, 4)) + years).padStart(4, "0")}${day.slice(4)}`;
  return isDay(there) ? there : `${there.slice(0, 8)}28`;
}

function endMoved(day: string, years: number): string {
  const there = moved(day, years);
  const leap = `${there.slice(0, 4)}-02-29`;
  const endedFebruary = day.slice(5) === "02-29" || (day.slice(5) === "02-28" && !isDay(`${day.slice(0, 4)}-02-29`));
  return endedFebruary && isDay(leap) ? leap : there;
}
