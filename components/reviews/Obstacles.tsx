import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type CheckItem, Checklist } from "@/components/ui/Checklist";
import { formatDay, formatMonth, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import { blocks } from "@/lib/reviews/rules/life";
import type { Obstacle } from "@/lib/reviews/types";

const SHOWN = 12;

/** What stands in the way of freezing, each with the page where it is put right. */
export function Obstacles({ obstacles, campaign }: { obstacles: readonly Obstacle[]; campaign: string }) {
  const t = useTranslations("reviews.obstacles");
  const locale = useLocale();
  const names = (units: readonly { zh: string; en: string }[]) =>
    t("units", {
      count: units.length,
      names: units
        .slice(0, 3)
        .map((unit) => pick(unit, locale))
        .join(t("comma")),
    });
  const items = obstacles.slice(0, SHOWN).map((obstacle): CheckItem => {
    const way = wayTo(obstacle, campaign);
    return {
      state: blocks(obstacle) ? "blocked" : "wait",
      action: <Link href={way.href}>{t(`go.${way.go}`)}</Link>,
      ...words(obstacle, locale),
    };
  });
  function words(obstacle: Obstacle, language: Locale): Pick<CheckItem, "title" | "note"> {
    switch (obstacle.code) {
      case "COMPLAINT_UNDECIDED":
      case "PRAISE_UNVERIFIED":
        return {
          title: t(obstacle.code, { ref: obstacle.ref }),
          note: t("received", {
            unit: obstacle.unit ? pick(obstacle.unit, language) : "—",
            day: formatDay(obstacle.on, language),
          }),
        };
      case "METRIC_MISSING":
        return {
          title: t("METRIC_MISSING", {
            metric: metricName(t, obstacle.metric),
            month: formatMonth(obstacle.month, language),
          }),
          note: names(obstacle.units),
        };
      case "SELF_CHECK_DRAFT":
        return {
          title: t("SELF_CHECK_DRAFT", { month: formatMonth(obstacle.month, language) }),
          note: names(obstacle.units),
        };
      case "CARRY_NOT_FINAL":
        return { title: t("CARRY_NOT_FINAL", { review: pick(obstacle.name, language) }), note: t("carryNote") };
    }
  }
  return (
    <>
      <Checklist items={items} />
      {obstacles.length > SHOWN && (
        <p className="text-note text-ink-3 pt-2">{t("more", { count: obstacles.length - SHOWN })}</p>
      )}
    </>
  );
}

function metricName(t: ReturnType<typeof useTranslations<"reviews.obstacles">>, metric: string): string {
  return metric === "BUSINESS_VOLUME" || metric === "HEADCOUNT" || metric === "BRANCH_RANK"
    ? t(`metric.${metric}`)
    : metric;
}

function wayTo(obstacle: Obstacle, campaign: string): { href: string; go: "decide" | "verify" | "import" | "see" } {
  const root = `/campaigns/${campaign}`;
  switch (obstacle.code) {
    case "COMPLAINT_UNDECIDED":
      return { href: `${root}/complaints/${obstacle.ref}`, go: "decide" };
    case "PRAISE_UNVERIFIED":
      return { href: `${root}/praises/${obstacle.ref}`, go: "verify" };
    case "METRIC_MISSING":
      return { href: `${root}/metrics`, go: "import" };
    case "SELF_CHECK_DRAFT":
      return { href: `${root}/self-check`, go: "see" };
    case "CARRY_NOT_FINAL":
      return { href: `${root}/reviews/${obstacle.review}`, go: "see" };
  }
}
