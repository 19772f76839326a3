import { Decimal } from "decimal.js";
import { z } from "zod";

/**
 * The one place that knows how exact numbers are made. Scores, points, weights, ratios and money are decimal
 * strings at every edge (documents, database, forms, API) and `Points` inside a computation; floats never.
 */
export const Points = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });
export type Points = InstanceType<typeof Points>;

/** A plain decimal: optional minus, up to 15 digits, optional fraction up to 12 digits. No exponent, no thousands mark. */
export const DECIMAL_PATTERN = /^-?\d{1,15}(\.\d{1,12})?$/;

export const decimalSchema = z.string().regex(DECIMAL_PATTERN);

/** Parses a decimal string; throws on anything that is not one, since callers have validated by then. */
export function points(value: string | number | Points): Points {
  if (typeof value === "string" && !DECIMAL_PATTERN.test(value) && !/^-?\d+(\.\d+)?$/.test(value)) {
    throw new RangeError(`not a decimal: ${value}`);
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return new Points(value);
}

export const ZERO = new Points(0);
export const HUNDRED = new Points(100);

/** Half-up to `places` decimals: the rounding every plan defaults to (DESIGN §1.5). */
export function roundHalfUp(value: Points, places: number): Points {
  return value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
}

/** The exact sum; of nothing, zero. */
export function sum(values: readonly Points[]): Points {
  return values.reduce((total, value) => total.plus(value), ZERO);
}

/** Canonical text of an exact number: no exponent, no trailing zeros, no negative zero. */
export function text(value: Points): string {
  return value.isZero() ? "0" : value.toFixed();
}

/** Text with a fixed number of decimals, for people and for stored scores. */
export function fixed(value: Points, places = 2): string {
  const rounded = roundHalfUp(value, places);
  return (rounded.isZero() ? ZERO : rounded).toFixed(places);
}

/** Money is integer minor units with a currency (DESIGN §1.5): 1,000.00 yuan is `{ minor: 100000, currency: "CNY" }`. */
export interface Money {
  readonly minor: number;
  readonly currency: "CNY";
}
