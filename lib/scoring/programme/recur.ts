import { type Day, earlierOf, lastDayOfMonth, monthsIn, quartersIn } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Node } from "./nodes";
import type { Period, Programme, ReviewPlan } from "./schema";

/** One month or quarter of a recurring period. */
interface Stretch {
  /** `2026-03` or `2026-Q1`. */
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

/** Code of one repetition: `MONTHLY` and `2026-03` make `MONTHLY.2026-03`. */
export function repetition(code: string, name: string): string {
  return `${code}.${name}`;
}

/** The word a repetition was made from: `MONTHLY.2026-03` was `MONTHLY`; others are their own. */
export function stemOf(code: string): string {
  return code.replace(/\.\d{4}-(?:\d{2}|Q[1-4])$/, "");
}

/**
 * Writes the recurring periods of a programme out (R14, P06): the period `M` becomes `M.2026-03`, `M.2026-04` … each cut
 * to the period's own days, and so does every review over it, with its awards, penalties and carried scores. A review's
 * cut-off is the last day of its stretch, and an award's settlement day stays as the plan says, or is that day when the
 * plan names none. Duties recur by themselves and keep the whole period. A recurring period without dates stays as it is
 * until headquarters fills them in; a programme without recurring periods comes back as it is.
 */
export function recurring(programme: Programme): Programme {
  const stretches = new Map(
    programme.periods.flatMap((period) => {
      const list = stretchesOf(period);
      return list ? [[period.code, list] as const] : [];
    }),
  );
  if (stretches.size === 0) return programme;
  const repeats = new Map(
    programme.reviews.flatMap((review) => {
      const list = stretches.get(review.period);
      return list ? [[review.code, list] as const] : [];
    }),
  );
  const over = <T extends { readonly review: string; readonly code: string; readonly name: Text }>(
    items: readonly T[],
    each: (item: T, stretch: Stretch) => T,
  ): T[] =>
    items.flatMap((item) => {
      const list = repeats.get(item.review);
      return list ? list.map((stretch) => each(item, stretch)) : [item];
    });
  return {
    ...programme,
    periods: programme.periods.flatMap((period) => {
      const list = stretches.get(period.code);
      if (!list) return [period];
      const { every: _, ...whole } = period;
      const parts = list.map(({ name, from, to }) => ({
        code: repetition(period.code, name),
        name: dated(period.name, name),
        from,
        to,
      }));
      return [whole, ...parts];
    }),
    reviews: programme.reviews.flatMap((review) => {
      const list = repeats.get(review.code);
      return list ? list.map((stretch) => repeated(review, stretch, stretches)) : [review];
    }),
    awards: over(programme.awards, (award, stretch) => ({
      ...award,
      code: repetition(award.code, stretch.name),
      name: dated(award.name, stretch.name),
      review: repetition(award.review, stretch.name),
      settledOn: award.settledOn ?? stretch.to,
      ...(award.notWith && {
        notWith: award.notWith.map((code) =>
          programme.awards.some((other) => other.code === code && repeats.has(other.review))
            ? repetition(code, stretch.name)
            : code,
        ),
      }),
    })),
    penalties: over(programme.penalties, (penalty, stretch) => ({
      ...penalty,
      code: repetition(penalty.code, stretch.name),
      name: dated(penalty.name, stretch.name),
      review: repetition(penalty.review, stretch.name),
    })),
  };
}

function repeated(
  review: ReviewPlan,
  stretch: Stretch,
  stretches: ReadonlyMap<string, readonly Stretch[]>,
): ReviewPlan {
  return {
    ...review,
    code: repetition(review.code, stretch.name),
    name: dated(review.name, stretch.name),
    period: repetition(review.period, stretch.name),
    cutOffOn: stretch.to,
    root: withPeriods(review.root, (code) => (stretches.has(code) ? repetition(code, stretch.name) : code)),
  };
}

/** The same tree with other periods where it uses sheets. */
function withPeriods(node: Node, other: (code: string) => string): Node {
  const inner = (part: Node) => withPeriods(part, other);
  switch (node.kind) {
    case "sheet":
      return { ...node, period: other(node.period) };
    case "scale":
    case "shortfall":
    case "veto":
      return { ...node, of: inner(node.of) };
    case "weighted":
      return { ...node, parts: node.parts.map((part) => ({ ...part, of: inner(part.of) })) };
    case "total":
    case "product":
      return { ...node, parts: node.parts.map(inner) };
    case "change":
      return { ...node, of: inner(node.of), base: inner(node.base) };
    case "choose":
      return {
        ...node,
        cases: node.cases.map((one) => ({ ...one, gives: inner(one.gives) })),
        else: inner(node.else),
      };
    default:
      return node;
  }
}

function dated(name: Text, stretch: string): Text {
  return { zh: `${name.zh}（${spoken(stretch).zh}）`, en: `${name.en} (${spoken(stretch).en})` };
}

/** `2026-03` → 2026年3月, Mar 2026; `2026-Q1` → 2026年第1季度, Q1 2026. */
function spoken(stretch: string): Text {
  const [year = "", part = ""] = stretch.split("-");
  if (part.startsWith("Q")) return { zh: `${year}年第${part.slice(1)}季度`, en: `${part} ${year}` };
  const month = MONTHS[Number(part) - 1] ?? part;
  return { zh: `${year}年${Number(part)}月`, en: `${month} ${year}` };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function stretchesOf(period: Period): Stretch[] | null {
  const { every, from, to } = period;
  if (every === undefined || from === null || to === null || from > to) return null;
  if (every === "QUARTER") {
    return quartersIn({ from, to }).map(({ quarter, ...days }) => ({ name: quarter, ...days }));
  }
  return monthsIn({ from, to }).map((month) => {
    const first = `${month}-01`;
    return {
      name: month,
      from: earlierOf(first, from) === first ? from : first,
      to: earlierOf(lastDayOfMonth(month), to),
    };
  });
}
