import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { RankRow } from "@/lib/reviews/loaders/room";
import { lineFigures } from "@/lib/reviews/rules/table";

/** What the scores are made of: every line with its full marks, mean, best and worst. */
export function MakeUp({ rows }: { rows: readonly RankRow[] }) {
  const t = useTranslations("reviews.makeUp");
  const locale = useLocale();
  const lines = lineFigures(rows.flatMap((row) => (row.rank !== null && row.lines ? [row.lines] : [])));
  return (
    <LedgerTable caption={t("title")}>
      <thead>
        <Tr>
          <Th>{t("line")}</Th>
          <Th num from="sm">
            {t("full")}
          </Th>
          <Th num>{t("mean")}</Th>
          <Th num>{t("best")}</Th>
          <Th num>{t("worst")}</Th>
        </Tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.code}>
            <RowName>{pick(line.name, locale)}</RowName>
            <Td num from="sm">
              {line.full === null ? "—" : formatPoints(line.full)}
            </Td>
            <Td num strong>
              {formatPoints(line.mean)}
            </Td>
            <Td num>{formatPoints(line.best)}</Td>
            <Td num>{formatPoints(line.worst)}</Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
