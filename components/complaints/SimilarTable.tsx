import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState } from "@/components/ui/Page";
import type { Similar } from "@/lib/complaints/loaders/complaints";
import { formatDay, formatSigned, pick } from "@/lib/platform/i18n/format";

/** Earlier decisions on the same kind of complaint: equal cases should end alike. */
export function SimilarTable({ rows, base }: { rows: readonly Similar[]; base: string }) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  if (rows.length === 0) return <EmptyState>{t("detail.noSimilar")}</EmptyState>;
  return (
    <LedgerTable caption={t("detail.similar")} dense>
      <thead className="spoken">
        <tr>
          <Th>{t("queue.no")}</Th>
          <Th from="sm">{t("queue.unit")}</Th>
          <Th from="sm">{t("queue.complaint")}</Th>
          <Th>{t("queue.verdict")}</Th>
          <Th num>{t("detail.similarPoints")}</Th>
          <Th num from="sm">
            {t("queue.decidedOn")}
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.no}>
            <Td>
              <Figure href={`${base}/${row.no}`} code>
                {row.no}
              </Figure>
              <span className="block text-note text-ink-3 sm:hidden">{pick(row.unit, locale)}</span>
            </Td>
            <Td from="sm">{pick(row.unit, locale)}</Td>
            <Td from="sm">{row.title}</Td>
            <Td>
              <b>{t(`validities.${row.validity as "VALID"}`)}</b>
              <span className="block text-note text-ink-3 sm:inline sm:text-small sm:text-ink-2">
                <span className="hidden sm:inline">{locale === "en" ? ", " : "，"}</span>
                {t(`causes.${row.cause as "NONE"}`)}
              </span>
            </Td>
            <Td num mute={row.points === "0"}>
              {formatSigned(row.points)}
            </Td>
            <Td num mute from="sm">
              {formatDay(row.decidedOn, locale)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
