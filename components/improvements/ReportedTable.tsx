import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { Reported } from "@/lib/improvements/loaders";
import { formatDay, formatPoints } from "@/lib/platform/i18n/format";

/** The last inspections of an outlet: score, findings, whether there are suggestions, and the plan that followed. */
export function ReportedTable({ rows, base }: { rows: readonly Reported[]; base: string }) {
  const t = useTranslations("improvements.reported");
  const m = useTranslations("inspections.methods");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("title")}>
      <thead>
        <tr>
          <Th>{t("inspection")}</Th>
          <Th num>{t("score")}</Th>
          <Th num from="sm">
            {t("findings")}
          </Th>
          <Th from="sm">{t("suggestions")}</Th>
          <Th>{t("plan")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ inspection, suggested, heldOn }) => (
          <Tr key={inspection.id}>
            <RowName>
              <Figure href={`${base}/inspections/${inspection.no}`}>
                {m(inspection.method)} {formatDay(inspection.onDay, locale)}
              </Figure>
            </RowName>
            <Td num strong>
              {formatPoints(inspection.score)}
            </Td>
            <Td num from="sm">
              {inspection.findings}
            </Td>
            <Td from="sm">{t(suggested ? "written" : "none")}</Td>
            <Td>{heldOn === null ? t("none") : t("held", { day: formatDay(heldOn, locale) })}</Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
