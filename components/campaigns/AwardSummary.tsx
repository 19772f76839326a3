import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { formatMoney, pick } from "@/lib/platform/i18n/format";
import type { AwardPlan } from "@/lib/scoring/programme/schema";

/** What is won, who pays it, and what keeps somebody from winning. */
export function AwardSummary({ award }: { award: AwardPlan }) {
  const t = useTranslations("setup.awards");
  const locale = useLocale();
  const comma = locale === "en" ? "; " : "；";
  return (
    <p className="pb-2 ps-9 text-small text-ink-2">
      {award.prizes.length === 0 && <span className="wait">{t("noPrizes")}</span>}
      {award.prizes.map((prize, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: prizes are told apart by their place
        <Fragment key={i}>
          {i > 0 && comma}
          {t.rich("prize", {
            what: pick(prize.what, locale),
            amount: prize.amount
              ? locale === "en"
                ? ` ${formatMoney(prize.amount, locale)}`
                : formatMoney(prize.amount, locale)
              : "",
            payer: t(`payers.${prize.payer}`),
          })}
          {prize.amount === null && <span className="wait">{t("amountOpen")}</span>}
        </Fragment>
      ))}
      {award.excludedBy.length > 0 && (
        <>
          {locale === "en" ? ". " : "。"}
          {t("excludedBy", {
            names: award.excludedBy
              .map((exclusion) => pick(exclusion.name, locale))
              .join(locale === "en" ? ", " : "、"),
          })}
        </>
      )}
    </p>
  );
}
