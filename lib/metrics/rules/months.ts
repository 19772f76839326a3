import { campaignRange } from "@/lib/campaigns/rules/place";
import { type Day, lastDayOfMonth, monthOf, monthsIn } from "@/lib/kernel/calendar";
import type { Programme } from "@/lib/scoring/programme/schema";

/** Months for which a campaign takes figures: those that its periods touch. */
export function campaignMonths(programme: Programme): string[] {
  const range = campaignRange(programme);
  return range ? monthsIn(range) : [];
}

/**
 * The business day of a month's figure: the month's last day, or the last day of the latest period that ends within the
 * month when no period goes on to the month's end.
 */
export function factDay(month: string, programme: Programme): Day {
  const last = lastDayOfMonth(month);
  const dated = programme.periods.flatMap(({ from, to }) => (from && to ? [{ from, to }] : []));
  if (dated.some(({ from, to }) => from <= last && last <= to)) return last;
  return (
    dated
      .map(({ to }) => to)
      .filter((to) => monthOf(to) === month)
      .sort()
      .at(-1) ?? last
  );
}

/** `2026-07` from what people type: 2026-07, 2026/7, 2026.7, 202607, 2026年7月, or any day of the month; else null. */
export function readMonth(text: string): string | null {
  const clean = text.normalize("NFKC").trim();
  const found =
    /^(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?$/.exec(clean) ??
    /^(\d{4})年(\d{1,2})月(?:\d{1,2}日)?$/.exec(clean) ??
    /^(\d{4})(\d{2})$/.exec(clean);
  const month = Number(found?.[2]);
  return found && month >= 1 && month <= 12 ? `${found[1]}-${String(month).padStart(2, "0")}` : null;
}
