import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import { type Day, daysBetween } from "@/lib/kernel/calendar";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";
import type { VisitRow } from "@/lib/visits/types";
import { VISIT_TONE } from "./tones";

/** Visits by their days; each opens. */
export function VisitTable({
  rows,
  base,
  today,
  caption,
  people = true,
}: {
  rows: readonly VisitRow[];
  base: string;
  today: Day;
  caption: string;
  people?: boolean;
}) {
  const t = useTranslations("visits");
  const m = useTranslations("inspections.methods");
  const locale = useLocale();
  return (
    <LedgerTable caption={caption}>
      <thead>
        <tr>
          <Th className="sm:w-1/5">{t("columns.days")}</Th>
          <Th>{t("columns.unit")}</Th>
          <Th from="sm" className="sm:w-[15%]">
            {t("columns.method")}
          </Th>
          {people && (
            <Th from="sm" className="sm:w-[15%]">
              {t("columns.person")}
            </Th>
          )}
          <Th className="sm:w-1/5">{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((visit) => (
          <Tr key={visit.id}>
            <Td className="n" top>
              {formatDayRange(visit.from, visit.due, locale)}
            </Td>
            <RowName className="align-top">
              <Figure href={`${base}/visits/${visit.id}`}>{pick(visit.unit.name, locale)}</Figure>
              <span className="block text-small font-normal text-ink-2 sm:hidden">
                {m(visit.method)}
                {people && ` · ${pick(visit.assignee.name, locale)}`}
              </span>
              {visit.conflict && <span className="block text-small font-normal down">{t("conflict")}</span>}
            </RowName>
            <Td from="sm" top>
              {m(visit.method)}
            </Td>
            {people && (
              <Td from="sm" top>
                {pick(visit.assignee.name, locale)}
              </Td>
            )}
            <Td top>
              <State kind={VISIT_TONE[visit.state]}>{t(`states.${visit.state}`)}</State>
              {visit.state === "MISSED" && (
                <span className="block text-small font-normal down">
                  {t("missedBy", { days: daysBetween(visit.due, today) })}
                </span>
              )}
              {visit.inspection && (
                <span className="block text-small font-normal">
                  <Figure code href={`${base}/inspections/${visit.inspection.no}`}>
                    {visit.inspection.no}
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
