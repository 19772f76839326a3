import { nameOf } from "@/lib/people/types";
import { formatDay } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { StaffChoice } from "@/lib/records/loaders/records";

/** Somebody to choose: name, post and staff number, and the days where they were not there all the time. */
export function personLabel(
  { staffNo, from, until, ...person }: StaffChoice,
  words: {
    readonly locale: Locale;
    readonly post: string | null;
    readonly until: (values: { person: string; day: string }) => string;
    readonly from: (values: { person: string; day: string }) => string;
  },
): string {
  const { locale } = words;
  const named = [nameOf(person, locale), words.post, staffNo].filter(Boolean).join(locale === "en" ? ", " : "，");
  if (until) return words.until({ person: named, day: formatDay(until, locale) });
  return from ? words.from({ person: named, day: formatDay(from, locale) }) : named;
}
