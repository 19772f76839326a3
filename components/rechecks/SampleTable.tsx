import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatDay, formatDayRange } from "@/lib/platform/i18n/format";
import type { RecheckListPage } from "@/lib/rechecks/loaders/rechecks";

/** Samples, each with how far it is. */
export function SampleTable({ rows, base }: { rows: RecheckListPage["samples"]; base: string }) {
  const t = useTranslations("rechecks");
  const m = useTranslations("inspections.methods");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("samplesCaption")}>
      <thead>
        <tr>
          <Th>{t("columns.sample")}</Th>
          <Th from="sm">{t("columns.days")}</Th>
          <Th from="sm">{t("columns.due")}</Th>
          <Th num>{t("columns.done")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ sample, of, done }) => (
          <Tr key={sample.id}>
            <RowName>
              <Figure href={`${base}/rechecks/samples/${sample.no}`} code>
                {sample.no}
              </Figure>
              <span className="block text-small font-regular text-ink-2">
                {sample.method ? m(sample.method) : t("allMethods")}
                {sample.withdrawn && ` · ${t("states.WITHDRAWN")}`}
              </span>
            </RowName>
            <Td from="sm" top className="n">
              {formatDayRange(sample.from, sample.to, locale)}
            </Td>
            <Td from="sm" top className="n">
              {formatDay(sample.dueOn, locale)}
            </Td>
            <Td num top>
              {done}/{of}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
