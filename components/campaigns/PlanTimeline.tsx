import { useLocale, useTranslations } from "next-intl";
import { Timeline, type TimelineRow } from "@/components/ui/timeline/Timeline";
import { barPhases, dutyWindows, extentOf } from "@/lib/campaigns/rules/calendar";
import { type Day, daysBetween } from "@/lib/kernel/calendar";
import { formatDay, formatDayRange, pick } from "@/lib/platform/i18n/format";
import type { Programme } from "@/lib/scoring/programme/schema";

/** Phases, duties and cut-offs of a plan on one line of months, with today. */
export function PlanTimeline({
  programme,
  today,
  hrefOf,
}: {
  programme: Programme;
  today: Day;
  hrefOf?: (review: string) => string;
}) {
  const t = useTranslations("setup.phases");
  const locale = useLocale();
  const extent = extentOf(programme);
  if (!extent) return <p className="text-ink-3">{t("undated")}</p>;
  const phases = barPhases(programme).map(
    (phase, i): TimelineRow => ({
      label: pick(phase.name, locale),
      bars: [
        {
          from: phase.from,
          to: phase.to,
          kind: i % 2 === 0 ? "solid" : "mid",
          label: t("bar", {
            range: formatDayRange(phase.from, phase.to, locale),
            days: daysBetween(phase.from, phase.to) + 1,
            tasks: phase.tasks.length,
          }),
        },
      ],
    }),
  );
  const duties = dutyWindows(programme).map(({ code, windows }): TimelineRow => {
    const duty = programme.duties.find((candidate) => candidate.code === code);
    return {
      label: t("dutyRow"),
      bars: windows.map((window) => ({
        from: window.from,
        to: window.to,
        kind: "bracket",
        label: t("window", { window: t("quarter", { q: Number(window.name.slice(-1)) }), n: duty?.atLeast ?? 1 }),
      })),
    };
  });
  const reviews: TimelineRow = {
    label: t("reviewRow"),
    marks: programme.reviews.flatMap((review) =>
      review.cutOffOn === null
        ? []
        : [
            {
              on: review.cutOffOn,
              label: t("mark", { name: pick(review.name, locale), day: formatDay(review.cutOffOn, locale) }),
              ...(hrefOf ? { href: hrefOf(review.code) } : {}),
            },
          ],
    ),
  };
  return (
    <Timeline
      from={extent.from}
      to={extent.to}
      today={today}
      rows={[...phases, ...duties, reviews]}
      label={t("timeline")}
    />
  );
}
