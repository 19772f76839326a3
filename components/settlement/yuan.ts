import { fixed, points } from "@/lib/kernel/points";
import { formatMoney, formatPoints } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";

/** Minor units as a figure of a table: two decimals, thousands marked. */
export function yuan(minor: number): string {
  return formatPoints(fixed(points(minor).div(100)));
}

/** Minor units in a sentence. */
export function money(minor: number, locale: Locale): string {
  return formatMoney({ minor, currency: "CNY" }, locale);
}
