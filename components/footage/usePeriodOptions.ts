import { useLocale } from "next-intl";
import type { ReviewPage } from "@/lib/footage/loaders/reviews";
import { clockOf } from "@/lib/footage/rules/times";
import type { PeriodState } from "@/lib/footage/types";
import { formatDay } from "@/lib/platform/i18n/format";

/** Periods in these states as choices of a form. */
export function usePeriodOptions(page: ReviewPage, states: readonly PeriodState[]) {
  const locale = useLocale();
  return page.review.periods
    .filter(({ state }) => states.includes(state))
    .map(({ seq, place, onDay, fromMinute, toMinute }) => ({
      value: String(seq),
      label: `${seq}. ${formatDay(onDay, locale)} ${clockOf(fromMinute)}–${clockOf(toMinute)} ${place}`,
    }));
}
