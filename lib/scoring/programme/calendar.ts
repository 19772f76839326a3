import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import type { Phase, Programme, ReviewPlan } from "./schema";

/** Phases that hold on a day; they may overlap, and a review's day lies inside a phase. Undated phases never hold. */
export function phasesOn(programme: Programme, day: Day): Phase[] {
  return programme.phases.filter(({ from, to }) => from !== null && to !== null && within(day, { from, to }));
}

/**
 * Reviews that take in facts on a day: from the first day of their period to the cut-off, both included. On
 * 30 June the half-year review is open for the last time, while the year's is open as well.
 */
export function reviewsOpenOn(programme: Programme, day: Day): ReviewPlan[] {
  return programme.reviews.filter((review) => {
    const range = openRange(programme, review);
    return range !== null && within(day, range);
  });
}

/** Reviews whose cut-off falls on this very day: the points in time of the summary phase. */
export function reviewsDueOn(programme: Programme, day: Day): ReviewPlan[] {
  return programme.reviews.filter((review) => review.cutOffOn === day);
}

/** First day of the review's period to its cut-off; null while either is blank. */
export function openRange(programme: Programme, review: ReviewPlan): DayRange | null {
  const from = programme.periods.find((period) => period.code === review.period)?.from ?? null;
  return from === null || review.cutOffOn === null ? null : { from, to: review.cutOffOn };
}
