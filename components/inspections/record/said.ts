import type { getTranslations } from "next-intl/server";
import type { InspectionDetail } from "@/lib/inspections/types";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";

type Item = InspectionDetail["sections"][number]["items"][number];
type Words = Awaited<ReturnType<typeof getTranslations<"inspections.captured">>>;

/** What the answer says beyond its verdict: the level, the options, the points given, how often, and that it had no season. */
export function saidOf(item: Item, locale: Locale, say: Words): string {
  const stop = locale === "en" ? "; " : "；";
  return [
    item.inSeason ? null : say("outOfSeason"),
    item.level && pick(item.level, locale),
    item.chosen.map((option) => pick(option, locale)).join(stop),
    item.given && say("given", { given: formatPoints(item.given), of: formatPoints(item.points) }),
    item.occurrences > 1 ? say("occurrences", { count: item.occurrences }) : null,
  ]
    .filter(Boolean)
    .join(stop);
}
