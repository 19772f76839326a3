import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type CheckItem, Checklist } from "@/components/ui/Checklist";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { setAsideDraftAction } from "@/lib/inspections/actions";
import { formatDay, formatInstant, formatMonth, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import { blocks } from "@/lib/reviews/rules/life";
import type { Obstacle } from "@/lib/reviews/types";

const SHOWN = 12;

/** What stands in the way of freezing, each with the page where it is put right. */
export function Obstacles({
  obstacles,
  campaign,
  maySetAside = false,
}: {
  obstacles: readonly Obstacle[];
  campaign: string;
  /** The reader may put away somebody's unfinished visit. */
  maySetAside?: boolean;
}) {
  const t = useTranslations("reviews.obstacles");
  const methods = useTranslations("inspections.methods");
  const locale = useLocale();
  const names = (units: readonly { zh: string; en: string }[]) =>
    t("units", {
      count: units.length,
      names: units
        .slice(0, 3)
        .map((unit) => pick(unit, locale))
        .join(t("comma")),
    });
  const items = obstacles.map((obstacle): CheckItem => {
    const way = wayTo(obstacle, campaign);
    const said = words(obstacle, locale);
    return {
      state: blocks(obstacle) ? "blocked" : "wait",
      action: <Link href={way.href}>{t(`go.${way.go}`)}</Link>,
      ...said,
      ...(obstacle.code === "VISIT_DRAFT" &&
        maySetAside && {
          note: (
            <>
              {said.note}
              <Disclosure summary={t("setAside")}>
                <ActionForm action={setAsideDraftAction} hidden={{ campaign, draft: obstacle.draft }}>
                  <TextAreaField
                    name="reason"
                    label={t("setAsideReason")}
                    hint={t("setAsideHint")}
                    required
                    maxLength={1000}
                  />
                  <SubmitButton kind="quiet">{t("setAsideSubmit")}</SubmitButton>
                </ActionForm>
              </Disclosure>
            </>
          ),
        }),
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
      case "VISIT_DRAFT":
        return {
          title: t("VISIT_DRAFT", { method: methods(obstacle.method as "OPEN") }),
          note: t("visitNote", {
            unit: obstacle.unit ? pick(obstacle.unit, language) : "—",
            day: formatDay(obstacle.on, language),
          }),
        };
      case "RECORD_MISSING":
        return {
          title: t("RECORD_MISSING", { name: pick(obstacle.name, language) }),
          note: t("lacking", {
            count: obstacle.subjects.length,
            names: obstacle.subjects
              .slice(0, 3)
              .map((name) => pick(name, language))
              .join(t("comma")),
          }),
        };
      case "BALLOT_OPEN":
        return {
          title: t("BALLOT_OPEN", { name: pick(obstacle.name, language) }),
          note: t("ballotNote", { ref: obstacle.ref, until: formatInstant(obstacle.closesAt, language) }),
        };
      case "CARRY_NOT_FINAL":
        return { title: t("CARRY_NOT_FINAL", { review: pick(obstacle.name, language) }), note: t("carryNote") };
    }
  }
  return (
    <>
      <Checklist items={items.slice(0, SHOWN)} />
      {items.length > SHOWN && (
        <Disclosure summary={t("rest", { count: items.length - SHOWN })}>
          <Checklist items={items.slice(SHOWN)} />
        </Disclosure>
      )}
    </>
  );
}

function metricName(t: ReturnType<typeof useTranslations<"reviews.obstacles">>, metric: string): string {
  return metric === "BUSINESS_VOLUME" || metric === "HEADCOUNT" || metric === "BRANCH_RANK"
    ? t(`metric.${metric}`)
    : metric;
}

function wayTo(
  obstacle: Obstacle,
  campaign: string,
): { href: string; go: "decide" | "verify" | "import" | "record" | "see" } {
  const root = `/campaigns/${campaign}`;
  switch (obstacle.code) {
    case "COMPLAINT_UNDECIDED":
      return { href: `${root}/complaints/${obstacle.ref}`, go: "decide" };
    case "PRAISE_UNVERIFIED":
      return { href: `${root}/praises/${obstacle.ref}`, go: "verify" };
    case "METRIC_MISSING":
      return { href: `${root}/metrics`, go: "import" };
    case "BALLOT_OPEN":
      return { href: `${root}/ballots/${obstacle.ref}`, go: "see" };
    case "SELF_CHECK_DRAFT":
      return { href: `${root}/self-check`, go: "see" };
    case "VISIT_DRAFT":
      return { href: `${root}/inspections`, go: "see" };
    case "RECORD_MISSING":
      return { href: `${root}/records/import?stream=${encodeURIComponent(obstacle.stream)}`, go: "record" };
    case "CARRY_NOT_FINAL":
      return { href: `${root}/reviews/${obstacle.review}`, go: "see" };
  }
}
