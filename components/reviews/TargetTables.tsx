import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { formatMoney, formatPercent, formatPoints, formatSigned, pick } from "@/lib/platform/i18n/format";
import type { RateView, StageView } from "@/lib/reviews/loaders/targets";

/** Score, target, gap and what would be charged if the stage ended as it stands. */
export function StageTable({ stage }: { stage: StageView }) {
  const t = useTranslations("reviews.targets");
  const locale = useLocale();
  return (
    <LedgerTable caption={pick(stage.name, locale)}>
      <thead>
        <tr>
          <Th>{t("outlet")}</Th>
          <Th num>{t("score")}</Th>
          <Th num from="sm">
            {t("target")}
          </Th>
          <Th num>{t("gap")}</Th>
          {stage.forecast && <Th num>{t("fine")}</Th>}
        </tr>
      </thead>
      <tbody>
        {stage.rows.map(({ id, name, score, gap, fine, open, because }) => (
          <tr key={id}>
            <RowName>{pick(name, locale)}</RowName>
            <Td num>{score === null ? t("noScore") : formatPoints(score)}</Td>
            <Td num from="sm">
              {formatPoints(stage.target)}
            </Td>
            <Td num strong>
              {gap === null ? "—" : formatSigned(gap)}
            </Td>
            {stage.forecast && (
              <Td num>
                {fine === null ? (open > 0 ? t("toDecide") : "—") : formatMoney(fine, locale)}
                {fine !== null && open > 0 && <span className="block text-note text-ink-3">{t("more", { open })}</span>}
                {because.length > 0 && (
                  <span className="block text-note text-ink-3 whitespace-normal">
                    {because.map((reason) => pick(reason, locale)).join(t("and"))}
                  </span>
                )}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

/** A rate beside its base: how far it fell, how far it must fall, and the rate that would do. */
export function RateTable({ rate }: { rate: RateView }) {
  const t = useTranslations("reviews.targets");
  const locale = useLocale();
  const figure = (value: string | null) => (value === null ? "—" : formatPoints(value));
  return (
    <LedgerTable caption={pick(rate.name, locale)}>
      <thead>
        <tr>
          <Th>{t("outlet")}</Th>
          <Th num title={pick(rate.rate, locale)}>
            {t("rate")}
          </Th>
          <Th num from="sm">
            {t("base")}
          </Th>
          <Th num>{t("drop")}</Th>
          <Th num from="sm">
            {t("mustDrop")}
          </Th>
          <Th num from="sm">
            {t("limit")}
          </Th>
          <Th>{t("goal")}</Th>
        </tr>
      </thead>
      <tbody>
        {rate.rows.map((row) => (
          <tr key={row.id}>
            <RowName>{pick(row.name, locale)}</RowName>
            <Td num>{figure(row.rate)}</Td>
            <Td num from="sm">
              {figure(row.base)}
            </Td>
            <Td num strong>
              {row.drop === null ? "—" : formatPercent(row.drop, 2)}
            </Td>
            <Td num from="sm">
              {formatPercent(rate.target)}
            </Td>
            <Td num from="sm">
              {figure(row.limit)}
            </Td>
            <Td>{row.met === null ? t("missing") : t(row.met ? "met" : "notMet")}</Td>
          </tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
