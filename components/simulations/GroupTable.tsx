import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, SumRow, Td, Th } from "@/components/ui/Ledger";
import { formatCount, pick } from "@/lib/platform/i18n/format";
import type { GroupChange } from "@/lib/scoring/simulate";
import type { Comparison } from "@/lib/simulations/loaders/comparison";
import { moneyText } from "./money";

/** Who gains and who loses, group by group. */
export function GroupTable({ comparison }: { comparison: Comparison }) {
  const t = useTranslations("simulations.groups");
  const table = useTranslations("simulations.table");
  const locale = useLocale();
  const from = (before: string | number, after: string | number) => table("from", { before, after });
  const cells = (change: GroupChange) => (
    <>
      <Td num from="sm">
        {formatCount(change.subjects)}
      </Td>
      <Td num>{formatCount(change.up)}</Td>
      <Td num>{formatCount(change.down)}</Td>
      <Td num from="lg">
        {from(change.awardsBefore, change.awardsAfter)}
      </Td>
      <Td num from="lg">
        {from(change.penaltiesBefore, change.penaltiesAfter)}
      </Td>
      <Td num strong>
        {moneyText(change.money, table, true)}
      </Td>
    </>
  );
  return (
    <LedgerTable caption={t("title")} dense>
      <thead>
        <tr>
          <Th>{t("group")}</Th>
          <Th num from="sm">
            {t("units")}
          </Th>
          <Th num>{t("up")}</Th>
          <Th num>{t("down")}</Th>
          <Th num from="lg">
            {t("awards")}
          </Th>
          <Th num from="lg">
            {t("penalties")}
          </Th>
          <Th num>{t("change")}</Th>
        </tr>
      </thead>
      <tbody>
        {comparison.groups.map(({ code, name, change }) => (
          <tr key={code}>
            <RowName>{pick(name, locale)}</RowName>
            {cells(change)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <SumRow>
          <td>{t("sum")}</td>
          {cells(comparison.total)}
        </SumRow>
      </tfoot>
    </LedgerTable>
  );
}
