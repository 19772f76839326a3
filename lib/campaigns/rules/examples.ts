import { daysBetween, isDay } from "@/lib/kernel/calendar";
import { DECIMAL_PATTERN, fixed, Points, points, sum, ZERO } from "@/lib/kernel/points";
import { formatPoints, formatSigned } from "@/lib/platform/i18n/format";

/** Which example belongs to a line, and the blanks that go into it (by path; null where there is none). */
export type ExampleOf =
  | { readonly kind: "measure"; readonly need: string; readonly take: string; readonly weight: string | null }
  | { readonly kind: "share"; readonly weight: string }
  | { readonly kind: "scale"; readonly full: string; readonly weight: string | null }
  | { readonly kind: "each"; readonly each: string; readonly minus: boolean }
  | { readonly kind: "days"; readonly from: string; readonly to: string }
  | {
      readonly kind: "limit";
      readonly each: string /** Points of the entry as saved. */;
      readonly saved: string;
      readonly limit: string;
      readonly minus: boolean;
    };

/** A worked example: the sentence `setup.examples.<say>` with its figures, `result` being what comes out. */
export interface Example {
  readonly say: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Marks that examples are made of: near each other, so that the effect of a weight shows and not that of the marks. */
const MARKS = ["96", "95", "97"];

/** The example with the values as they stand in the form; `open` while a value it needs is missing or no number. */
export function workedExample(of: ExampleOf, valueAt: (path: string) => string): Example {
  const number = (path: string): Points | null => {
    const typed = valueAt(path).trim();
    return DECIMAL_PATTERN.test(typed) ? points(typed) : null;
  };
  const open: Example = { say: "open", values: {} };
  switch (of.kind) {
    case "measure": {
      const need = number(of.need);
      const weight = of.weight === null ? null : number(of.weight);
      if (need === null || (of.weight !== null && weight === null)) return open;
      return measured(Math.min(Math.max(need.toNumber(), 1), MARKS.length), valueAt(of.take), weight);
    }
    case "share": {
      const weight = number(of.weight);
      if (weight === null) return open;
      return { say: "share", values: { mark: "90.00", weight: plain(weight), result: share(points("90"), weight) } };
    }
    case "scale": {
      const full = number(of.full);
      const weight = of.weight === null ? null : number(of.weight);
      if (full === null || (of.weight !== null && weight === null)) return open;
      const mark = points("4000").div(5000).times(full);
      const values = { own: "4,000", best: "5,000", full: plain(full) };
      return weight === null
        ? { say: "scale", values: { ...values, result: formatPoints(mark) } }
        : { say: "scaleWeighted", values: { ...values, weight: plain(weight), result: share(mark, weight) } };
    }
    case "each": {
      const each = number(of.each);
      if (each === null) return open;
      const result = of.minus ? each.times(-2) : each.times(2);
      return { say: "each", values: { n: 2, each: formatPoints(each), result: formatSigned(result) } };
    }
    case "days": {
      const [from, to] = [valueAt(of.from), valueAt(of.to)];
      if (!isDay(from) || !isDay(to) || from > to) return open;
      return { say: "days", values: { result: daysBetween(from, to) + 1 } };
    }
    case "limit":
      return held(number(of.each), number(of.limit), of.minus) ?? open;
  }
}

function measured(n: number, take: string, weight: Points | null): Example {
  const marks = MARKS.slice(0, n);
  const values = marks.map((mark) => points(mark));
  const mark =
    take === "SUM"
      ? sum(values)
      : take === "COUNT"
        ? points(n)
        : take === "MIN"
          ? Points.min(...values)
          : take === "MAX"
            ? Points.max(...values)
            : take === "LATEST"
              ? (values.at(-1) ?? ZERO)
              : sum(values).div(n);
  const say = take === "MEAN" && n > 1 ? "mean" : take === "SUM" && n > 1 ? "sum" : n > 1 ? "picked" : "single";
  const figures = { marks: marks.join(say === "picked" ? "、" : " + "), n, mark: plain(mark) };
  return weight === null
    ? { say, values: { ...figures, result: formatPoints(mark) } }
    : { say: `${say}Weighted`, values: { ...figures, weight: plain(weight), result: share(mark, weight) } };
}

function held(each: Points | null, limit: Points | null, minus: boolean): Example | null {
  if (each === null || limit === null || each.isZero()) return null;
  const n = limit.div(each).floor().plus(1);
  const sign = minus ? -1 : 1;
  return {
    say: minus ? "heldOff" : "heldAdded",
    values: {
      n: n.toNumber(),
      all: formatPoints(each.times(n)),
      result: formatSigned(limit.times(sign)),
    },
  };
}

function share(mark: Points, weight: Points): string {
  return formatPoints(mark.times(weight).div(100));
}

function plain(value: Points): string {
  return value.toFixed();
}

/** Total of weights as typed; null while one of them is missing or no number. */
export function totalOfWeights(typed: readonly string[]): string | null {
  if (!typed.every((value) => DECIMAL_PATTERN.test(value.trim()))) return null;
  const total = sum(typed.map((value) => points(value.trim())));
  return fixed(total, total.decimalPlaces());
}
