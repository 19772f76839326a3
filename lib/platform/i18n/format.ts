import type { Day } from "@/lib/kernel/calendar";
import { fixed, type Money, type Points, points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { type Locale, TIME_ZONE } from "./locale";

/**
 * How figures and dates are written (VISUAL §4 and "Chinese setting"). Pure: the same text on server and client,
 * whatever the machine's own language and zone. Numbers come as decimal strings and are never floats here.
 */

type Exact = string | Points;

const MINUS = "\u2212";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = {
  "zh-CN": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
} as const;

function grouped(plain: string): string {
  const [whole = "0", fraction] = plain.replace("-", "").split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return plain.startsWith("-") ? MINUS + text : text;
}

/** `"1234.5"` → `1,234.50`; `"-1"` → `−1.00`. Rounds half-up to `places`, as the plans do by default. */
export function formatPoints(value: Exact, places = 2): string {
  return grouped(fixed(points(value), places));
}

/** A change: `"0.5"` → `+0.50`, `"-1"` → `−1.00`, zero without a sign. */
export function formatSigned(value: Exact, places = 2): string {
  const text = formatPoints(value, places);
  return text.startsWith(MINUS) || points(fixed(points(value), places)).isZero() ? text : `+${text}`;
}

/** A whole number: `12345` → `12,345`. */
export function formatCount(value: number | string): string {
  return formatPoints(String(value), 0);
}

/** Money with its unit: `1,000.00元`, `CNY 1,000.00`. In a column with the unit in its head use `formatPoints`. */
export function formatMoney(amount: Money | Exact, locale: Locale): string {
  const figure = formatPoints(typeof amount === "object" && "minor" in amount ? points(amount.minor).div(100) : amount);
  if (locale === "zh-CN") return `${figure}元`;
  return figure.startsWith(MINUS) ? `${MINUS}CNY ${figure.slice(1)}` : `CNY ${figure}`;
}

/** A percentage that is already one: `"40"` → `40%`. Keeps the decimals it is given unless `places` says otherwise. */
export function formatPercent(percent: Exact, places?: number): string {
  return `${formatPoints(percent, places ?? points(percent).decimalPlaces())}%`;
}

/** `第4名`, `4th`. */
export function formatRank(rank: number, locale: Locale): string {
  if (locale === "zh-CN") return `第${formatCount(rank)}名`;
  const tens = rank % 100;
  const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th");
  return `${formatCount(rank)}${ending}`;
}

/** `1.2 MB`, for limits on files. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let unit = 0;
  let size = bytes;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${Number.isInteger(size) ? size : size.toFixed(1)} ${units[unit]}`;
}

function partsOf(day: Day): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month, date };
}

/** `7月13日` / `13 Jul`; with `year` `2026年7月13日` / `13 Jul 2026`. */
export function formatDay(day: Day, locale: Locale, { year = false }: { year?: boolean } = {}): string {
  const parts = partsOf(day);
  if (locale === "zh-CN") return `${year ? `${parts.year}年` : ""}${parts.month}月${parts.date}日`;
  return `${parts.date} ${MONTHS[parts.month - 1]}${year ? ` ${parts.year}` : ""}`;
}

/** `2026年7月` / `Jul 2026`, from `YYYY-MM` or a day. */
export function formatMonth(month: string, locale: Locale, { year = true }: { year?: boolean } = {}): string {
  const parts = partsOf(month);
  if (locale === "zh-CN") return `${year ? `${parts.year}年` : ""}${parts.month}月`;
  return `${MONTHS[parts.month - 1]}${year ? ` ${parts.year}` : ""}`;
}

/** `3月16日至6月30日`, `3月16日至25日`; English `16 Mar–30 Jun`, `16–25 Mar`. A change of year is always shown. */
export function formatDayRange(from: Day, to: Day, locale: Locale, { year = false }: { year?: boolean } = {}): string {
  const first = partsOf(from);
  const last = partsOf(to);
  if (from === to) return formatDay(from, locale, { year });
  const sameYear = first.year === last.year;
  const sameMonth = sameYear && first.month === last.month;
  if (locale === "zh-CN") {
    const end = sameMonth ? `${last.date}日` : formatDay(to, locale, { year: !sameYear });
    return `${formatDay(from, locale, { year: year || !sameYear })}至${end}`;
  }
  const start = sameMonth ? `${first.date}` : formatDay(from, locale, { year: !sameYear });
  return `${start}–${formatDay(to, locale, { year: year || !sameYear })}`;
}

/** `星期一` / `Monday`. */
export function formatWeekday(day: Day, locale: Locale): string {
  const { year, month, date } = partsOf(day);
  return WEEKDAYS[locale][new Date(Date.UTC(year, month - 1, date)).getUTCDay()]!;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function wall(instant: Date | string): { day: Day; time: string; seconds: string } {
  const parts = Object.fromEntries(CLOCK.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    seconds: `${parts.second}`,
  };
}

interface InstantStyle {
  /** Off for what lies inside the period on screen; on for records. */
  year?: boolean;
  seconds?: boolean;
}

/** Date and time in the bank's zone: `7月1日02:14` / `1 Jul, 02:14`; with `year` `2026年7月1日02:14`. */
export function formatInstant(instant: Date | string, locale: Locale, style: InstantStyle = {}): string {
  const { day, time, seconds } = wall(instant);
  const clock = style.seconds ? `${time}:${seconds}` : time;
  const date = formatDay(day, locale, { year: style.year ?? false });
  return locale === "zh-CN" ? `${date}${clock}` : `${date}, ${clock}`;
}

/** Time of day in the bank's zone, `02:14`. */
export function formatTime(instant: Date | string): string {
  return wall(instant).time;
}

/** An end: midnight belongs to the day that ends, `7月16日24:00`, so that nobody reads it a day late. */
export function formatDeadline(instant: Date | string, locale: Locale, style: InstantStyle = {}): string {
  const { time, seconds } = wall(instant);
  if (time !== "00:00" || seconds !== "00") return formatInstant(instant, locale, style);
  const { day } = wall(new Date(new Date(instant).getTime() - 1000));
  const date = formatDay(day, locale, { year: style.year ?? false });
  return locale === "zh-CN" ? `${date}24:00` : `${date}, 24:00`;
}

/** The reader's side of a text that carries both languages. */
export function pick(text: Text, locale: Locale): string {
  return locale === "zh-CN" ? text.zh : text.en;
}
