import { useLocale, useTranslations } from "next-intl";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";
import type { ChosenPlan, Prepared } from "@/lib/simulations/types";

/** What was tried on what beside what, and what has to be known about it. */
export function Sides({ prepared, alone = false }: { prepared: Prepared; alone?: boolean }) {
  const t = useTranslations("simulations");
  const locale = useLocale();
  const plan = (side: ChosenPlan) => {
    const { reference, review, period, moved } = side;
    const kind =
      reference.kind === "DRAFT"
        ? t("form.draft")
        : reference.kind === "VERSION"
          ? t("form.version", { version: reference.version })
          : t("form.programme");
    return [
      t("tried", { plan: pick(side.name, locale), name: kind }),
      pick(review.name, locale),
      formatDayRange(period.from, period.to, locale, { year: true }),
      ...(moved === 0 ? [] : [t("sides.moved", { years: moved })]),
    ].join(t("comma"));
  };
  const { before, after, campaign, sealed, beyond } = prepared;
  const facts = t("tried", { plan: pick(campaign.name, locale), name: sealed ? t("sealed") : t("live") });
  return (
    <>
      <KeyValue
        rows={[
          { term: t("sides.after"), detail: plan(after) },
          ...(alone ? [] : [{ term: t("sides.before"), detail: plan(before) }]),
          { term: t("sides.facts"), detail: facts },
        ]}
      />
      <Notice kind="info" title={t("not.title")}>
        {t("not.text")}
      </Notice>
      {after.moved !== 0 && <Notice kind="info">{t("movedNote")}</Notice>}
      {beyond && (
        <Notice kind="wait">
          {t("beyond", { range: formatDayRange(beyond.from, beyond.to, locale, { year: true }) })}
        </Notice>
      )}
    </>
  );
}
