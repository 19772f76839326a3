import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import { formatDayRange } from "@/lib/platform/i18n/format";
import type { PlanRow } from "@/lib/visits/types";
import { PLAN_TONE } from "./tones";

/** Plans, the newest first, with how far they are. */
export function PlanTable({ rows, base }: { rows: readonly PlanRow[]; base: string }) {
  const t = useTranslations("visits");
  const m = useTranslations("inspections.methods");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("plansCaption")}>
      <thead>
        <tr>
          <Th>{t("columns.plan")}</Th>
          <Th from="sm">{t("columns.period")}</Th>
          <Th num>{t("columns.done")}</Th>
          <Th num from="sm">
            {t("columns.open")}
          </Th>
          <Th num>{t("columns.missed")}</Th>
          <Th>{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, no, name, method, state, from, to, counts }) => (
          <Tr key={id}>
            <RowName>
              <Figure href={`${base}/visits/plans/${no}`}>{name}</Figure>
              <span className="block text-small font-normal text-ink-2">{m(method)}</span>
            </RowName>
            <Td from="sm" className="n">
              {formatDayRange(from, to, locale)}
            </Td>
            <Td num>{counts.DONE + counts.LATE}</Td>
            <Td num from="sm">
              {counts.COMING + counts.DUE}
            </Td>
            <Td num className={counts.MISSED > 0 ? "down" : undefined}>
              {counts.MISSED}
            </Td>
            <Td>
              <State kind={PLAN_TONE[state]}>{t(`planStates.${state}`)}</State>
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
