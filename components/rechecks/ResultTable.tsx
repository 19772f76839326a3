import { useLocale, useTranslations } from "next-intl";
import { Delta } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { InspectorResult } from "@/lib/rechecks/types";

/** How the work of each inspector stood up to second looks. */
export function ResultTable({ results }: { results: readonly InspectorResult[] }) {
  const t = useTranslations("rechecks");
  const locale = useLocale();
  return (
    <>
      <LedgerTable caption={t("results.caption")}>
        <thead>
          <tr>
            <Th>{t("columns.inspector")}</Th>
            <Th num>{t("columns.rechecked")}</Th>
            <Th num from="sm">
              {t("columns.findings")}
            </Th>
            <Th num>{t("columns.differed")}</Th>
            <Th num from="sm">
              {t("columns.missed")}
            </Th>
            <Th num>{t("columns.apart")}</Th>
            <Th num from="sm">
              {t("columns.mean")}
            </Th>
          </tr>
        </thead>
        <tbody>
          {results.map((one) => (
            <Tr key={one.authorId}>
              <RowName>{pick(one.name, locale)}</RowName>
              <Td num>{one.rechecked}</Td>
              <Td num from="sm">
                {one.findings}
              </Td>
              <Td num className={one.differed > 0 ? "down" : undefined}>
                {one.differed}
              </Td>
              <Td num from="sm">
                {one.missed}
              </Td>
              <Td num strong>
                {formatPoints(one.apart)}
              </Td>
              <Td num from="sm">
                <Delta value={one.mean} tone={false} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
      <p className="text-small text-ink-2 pt-2">{t("resultNote")}</p>
    </>
  );
}
