import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { ReviewRow } from "@/lib/footage/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { REVIEW_TONE } from "./tones";

/** Reviews, the newest first; each opens, and a closed one leads to its inspection. */
export function ReviewTable({ rows, root }: { rows: readonly ReviewRow[]; root: string }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("listCaption")}>
      <thead>
        <tr>
          <Th>{t("columns.unit")}</Th>
          <Th from="sm">{t("columns.reviewer")}</Th>
          <Th>{t("columns.periods")}</Th>
          <Th>{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((review) => (
          <Tr key={review.id}>
            <RowName className="align-top">
              <Figure href={`${root}/footage/${review.no}`}>{pick(review.unit.name, locale)}</Figure>
              <span className="block text-small font-regular text-ink-2 code">{review.no}</span>
            </RowName>
            <Td from="sm" top>
              {review.byName}
              <span className="block text-small text-ink-2 n">{formatDay(review.at.slice(0, 10), locale)}</span>
            </Td>
            <Td top className="n">
              {t("periodsOf", {
                done: review.periods.filter(({ state }) => state !== "ASKED").length,
                all: review.periods.length,
              })}
            </Td>
            <Td top>
              <State kind={REVIEW_TONE[review.state]}>{t(`states.${review.state}`)}</State>
              {review.closed && (
                <span className="block text-small">
                  <Figure code href={`${root}/inspections/${review.closed.no}`}>
                    {review.closed.no}
                  </Figure>
                </span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
