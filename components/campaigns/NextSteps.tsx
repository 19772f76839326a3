import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import type { NextStep } from "@/lib/campaigns/rules/next";
import { formatDay, formatMonth, pick } from "@/lib/platform/i18n/format";
import type { Programme } from "@/lib/scoring/programme/schema";

/** What the person who looks can do next, most pressing first. */
export function NextSteps({
  code,
  programme,
  steps,
}: {
  code: string;
  programme: Programme;
  steps: readonly NextStep[];
}) {
  const t = useTranslations("campaigns.steps");
  const locale = useLocale();
  if (steps.length === 0) return <p className="py-2 text-small text-ink-3">{t("none")}</p>;
  return steps.map((step, i) => {
    const review = programme.reviews.find((candidate) => candidate.code === step.review);
    const values = {
      n: step.n ?? 0,
      inDays: step.n ?? 0,
      review: review ? pick(review.name, locale) : "",
      day: step.on ? formatDay(step.on, locale) : "",
      month: step.month ? formatMonth(step.month, locale, { year: false }) : "",
    };
    return (
      <TodoRow
        key={step.key}
        title={t(`${step.key}.title`, values)}
        note={t(`${step.key}.note`, values)}
        action={
          <LinkButton kind={i === 0 ? "main" : "quiet"} size="low" href={`/campaigns/${code}${step.path}`}>
            {t(`${step.key}.go`)}
          </LinkButton>
        }
      />
    );
  });
}
