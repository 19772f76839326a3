import type { z } from "zod";
import { type Day, earlierOf, lastDayOfMonth, monthsIn, quarterOf, quartersIn } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Named } from "./nodes";
import { mapReferences } from "./references";
import {
  type AwardPlan,
  awardSchema,
  type Period,
  type Programme,
  penaltySchema,
  reviewSchema,
  sheetSchema,
} from "./schema";

/** A longer period than ten years of months is a slip of the pen, and nothing to compute. */
export const MAX_STRETCHES = 120;

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

/** What is written out, each by its code, with its months or quarters. */
type Repeats = Readonly<Record<Named, ReadonlyMap<string, readonly Stretch[]>>>;

/**
 * Writes the recurring periods of a programme out (R14, P06): the period `M` becomes `M.2026-03`, `M.2026-04` … each cut
 * to the period's own days, and so does every review over it, with its awards and penalties, and every sheet that names
 * it. A review's cut-off is the last day of its stretch, and an award's settlement day stays as the plan says, or is that
 * day when the plan names none. Duties recur by themselves and keep the whole period.
 *
 * Whatever a repetition names recurs with it, in score trees, conditions, amounts, `within` and `notWith`: the same
 * month, or the quarter that the month lies in; an award is excluded by those of all months of its quarter, and one that
 * does not recur by all that were settled in its review's period. What does not recur stays as it is, and so does the
 * name of a monthly period in a quarter's review: there is no one month for it, and the whole period keeps its name.
 *
 * A recurring period without dates stays as it is until headquarters fills them in, and so does one of more than
 * MAX_STRETCHES months; a programme without recurring periods comes back as it is.
 */
export function recurring(programme: Programme): Programme {
  const periods = new Map(programme.periods.flatMap((period) => entryOf(period.code, stretchesOf(period))));
  if (periods.size === 0) return programme;
  const reviews = new Map(programme.reviews.flatMap(({ code, period }) => entryOf(code, periods.get(period))));
  const awards = new Map(programme.awards.flatMap(({ code, review }) => entryOf(code, reviews.get(review))));
  const all = new Map([...reviews.values()].flat().map((stretch) => [stretch.name, stretch]));
  const sheets = new Map(sheetsNaming(programme, periods).map((code) => [code, [...all.values()]]));
  const repeats: Repeats = { PERIOD: periods, REVIEW: reviews, AWARD: awards, SHEET: sheets };
  return {
    ...programme,
    periods: writtenOut(programme.periods, (period) => {
      const { every: _, ...whole } = period;
      const parts = periods.get(period.code)?.map((stretch) => ({ ...named(whole, stretch), ...daysOf(stretch) }));
      return parts && [whole, ...parts];
    }),
    sheets: writtenOut(programme.sheets, (sheet) => {
      const parts = sheets.get(sheet.code)?.map((stretch) => repeated(sheetSchema, sheet, stretch, repeats));
      return parts && [sheet, ...parts];
    }),
    reviews: writtenOut(programme.reviews, (review) =>
      reviews
        .get(review.code)
        ?.map((stretch) => ({ ...repeated(reviewSchema, review, stretch, repeats), cutOffOn: stretch.to })),
    ),
    awards: writtenOut(programme.awards, (award) =>
      reviews.has(award.review)
        ? reviews.get(award.review)?.map((stretch) => {
            const part = repeated(awardSchema, award, stretch, repeats);
            return { ...part, settledOn: award.settledOn ?? stretch.to };
          })
        : [once(programme, award, awards)],
    ),
    penalties: writtenOut(programme.penalties, (penalty) =>
      reviews.get(penalty.review)?.map((stretch) => repeated(penaltySchema, penalty, stretch, repeats)),
    ),
  };
}

/** The codes of all that `recurring` makes of a review; empty for one that does not recur, or does not yet. */
export function repetitionsOf(programme: Programme, review: string): string[] {
  const plan = programme.reviews.find(({ code }) => code === review);
  const period = programme.periods.find(({ code }) => code === plan?.period);
  return ((period && stretchesOf(period)) ?? []).map(({ name }) => repetition(review, name));
}

function entryOf<T>(code: string, list: T | null | undefined): [string, T][] {
  return list ? [[code, list]] : [];
}

function writtenOut<T>(items: readonly T[], parts: (item: T) => readonly T[] | undefined): T[] {
  return items.flatMap((item) => parts(item) ?? [item]);
}

function daysOf({ from, to }: Stretch): { from: Day; to: Day } {
  return { from, to };
}

function named<T extends { readonly code: string; readonly name: Text }>(item: T, { name }: Stretch): T {
  return { ...item, code: repetition(item.code, name), name: dated(item.name, name) };
}

function repeated<T extends { readonly code: string; readonly name: Text }>(
  schema: z.ZodType<T>,
  item: T,
  stretch: Stretch,
  repeats: Repeats,
): T {
  return named(
    mapReferences(schema, item, (names, code) => {
      const list = repeats[names].get(code);
      if (!list) return code;
      const known = new Set(list.map(({ name }) => name));
      const one = [stretch.name, quarterNamed(stretch.name)].find((name) => known.has(name));
      if (one !== undefined) return repetition(code, one);
      if (names !== "AWARD") return code;
      return list.flatMap(({ name }) => (quarterNamed(name) === stretch.name ? [repetition(code, name)] : []));
    }),
    stretch,
  );
}

/** An award that does not recur, where it is excluded by one that does. */
function once(programme: Programme, award: AwardPlan, awards: Repeats["AWARD"]): AwardPlan {
  if (!award.notWith?.some((code) => awards.has(code))) return award;
  const review = programme.reviews.find(({ code }) => code === award.review);
  const last = review?.cutOffOn ?? programme.periods.find(({ code }) => code === review?.period)?.to ?? null;
  return {
    ...award,
    notWith: award.notWith.flatMap(
      (code) =>
        awards
          .get(code)
          ?.filter(({ to }) => last === null || to <= last)
          .map(({ name }) => repetition(code, name)) ?? [code],
    ),
  };
}

/** Sheets that name a recurring period, themselves or through a sheet inside. */
function sheetsNaming({ sheets }: Programme, periods: Repeats["PERIOD"]): string[] {
  const named = new Map(
    sheets.map((sheet) => {
      const inside: { sheets: string[]; recurs: boolean } = { sheets: [], recurs: false };
      mapReferences(sheetSchema, sheet, (names, code) => {
        if (names === "SHEET") inside.sheets.push(code);
        if (names === "PERIOD" && periods.has(code)) inside.recurs = true;
        return code;
      });
      return [sheet.code, inside] as const;
    }),
  );
  const found = new Set([...named].flatMap(([code, { recurs }]) => (recurs ? [code] : [])));
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const [code, inside] of named) if (inside.sheets.some((one) => found.has(one))) found.add(code);
  }
  return [...found];
}

/** `2026-03` lies in `2026-Q1`; a quarter in itself. */
function quarterNamed(name: string): string {
  return name.includes("Q") ? name : quarterOf(`${name}-01`);
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

/** Whether a recurring period touches more months than are written out. */
export function recursTooLong({ every, from, to }: Period): boolean {
  if (every === undefined || from === null || to === null) return false;
  const month = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return month(to) - month(from) >= MAX_STRETCHES;
}

function stretchesOf(period: Period): Stretch[] | null {
  const { every, from, to } = period;
  if (every === undefined || from === null || to === null || from > to || recursTooLong(period)) return null;
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
