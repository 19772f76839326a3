import { getLocale, getTranslations } from "next-intl/server";
import { Figure, Missing } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { InspectionRow } from "@/lib/inspections/types";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";

/** Submitted inspections; a reversed one stays in its place, struck, with the word. */
export async function InspectionTable({
  rows,
  base,
  oneOutlet,
}: {
  rows: readonly InspectionRow[];
  base: string;
  oneOutlet: boolean;
}) {
  const [locale, t, m] = await Promise.all([
    getLocale(),
    getTranslations("inspections.list"),
    getTranslations("inspections.methods"),
  ]);
  return (
    <LedgerTable caption={t("caption")} stick>
      <thead>
        <tr>
          <Th>{t("columns.day")}</Th>
          {!oneOutlet && <Th>{t("columns.unit")}</Th>}
          <Th>{t("columns.method")}</Th>
          <Th from="lg">{t("columns.author")}</Th>
          <Th from="lg">{t("columns.no")}</Th>
          <Th num from="sm">
            {t("columns.findings")}
          </Th>
          <Th num>{t("columns.score")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            {oneOutlet ? (
              <RowName className="n">{formatDay(row.onDay, locale)}</RowName>
            ) : (
              <Td className="n">{formatDay(row.onDay, locale)}</Td>
            )}
            {!oneOutlet && <RowName>{pick(row.unit.name, locale)}</RowName>}
            <Td>{m(row.method)}</Td>
            <Td from="lg" mute>
              {row.authorName ?? t("hidden")}
            </Td>
            <Td from="lg" mute className="code">
              {row.no}
            </Td>
            <Td num from="sm">
              {row.findings}
            </Td>
            <Td num strong={!row.reversed}>
              <Figure href={`${base}/${row.no}`} label={`${row.no} ${formatPoints(row.score)}`}>
                {row.reversed ? <Missing kind="voided" former={formatPoints(row.score)} /> : formatPoints(row.score)}
              </Figure>
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
