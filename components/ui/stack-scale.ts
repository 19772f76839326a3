import { points, ZERO } from "@/lib/kernel/points";

export type BarTone = "open" | "covert" | "cctv" | "train" | "minus" | "plus" | "ink" | "grey" | "qing";

export interface BarPart {
  label: string;
  tone: BarTone;
  /** Decimal string, never negative. */
  value: string;
}

/**
 * Where zero lies and how long a value is, in percent of the whole bar, when the greatest loss reaches the right edge
 * and the greatest addition the left. Lengths only: exact figures stand beside the bar.
 */
export function stackScale(greatest: { lost: string; gained: string }): {
  zero: number;
  width: (value: string) => number;
} {
  const gained = points(greatest.gained);
  const whole = points(greatest.lost).plus(gained);
  if (whole.lte(ZERO)) return { zero: 0, width: () => 0 };
  const share = (value: string) => Number(points(value).div(whole).times(100).toFixed(3));
  return { zero: share(greatest.gained), width: share };
}
