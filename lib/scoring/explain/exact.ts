import { fixed, Points, roundHalfUp } from "@/lib/kernel/points";

/** Quotients that do not end are carried to this many decimals, half-up; no figure of a result has more. */
const CARRIED_PLACES = 12;

export const ONE = new Points(1);

/** The value with at most 12 decimals, half-up; what ends earlier stays exact. */
export function trim(value: Points): Points {
  return value.decimalPlaces() <= CARRIED_PLACES ? value : roundHalfUp(value, CARRIED_PLACES);
}

/** Rounds to the plan's places where the node says so, else carries the value exactly. */
export function keep(value: Points, places: number | undefined): Points {
  return places === undefined ? trim(value) : roundHalfUp(value, places);
}

/** How a figure stands in a sentence: two decimals. */
export function shown(value: Points): string {
  return fixed(value, 2);
}

/** How many of the ascending values are less than `own`, or with `equal` not greater. */
export function countBelow(values: readonly Points[], own: Points, equal: boolean): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const at = (from + to) >> 1;
    const order = values[at]!.comparedTo(own);
    if (order < 0 || (equal && order === 0)) from = at + 1;
    else to = at;
  }
  return from;
}
