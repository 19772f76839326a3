import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { UrgentPeriod } from "@/lib/footage/loaders/reviews";
import { clockOf } from "@/lib/footage/rules/times";
import { type Day, daysBetween } from "@/lib/kernel/calendar";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { Kept } from "./Kept";
import { PERIOD_TONE } from "./tones";

/** Periods that wait for the outlet or the reviewer, the most urgent first. */
export function UrgentTable({ rows, base, today }: { rows: readonly UrgentPeriod[]; base: string; today: Day }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("urgentCaption")}>
      <thead>
        <tr>
          <Th>{t("columns.period")}</Th>
          <Th from="sm">{t("columns.due")}</Th>
          <Th>{t("columns.left")}</Th>
          <Th from="sm">{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ review, unit, period }) => {
          const over = period.state === "ASKED" ? daysBetween(period.dueOn, today) : 0;
          return (
            <Tr key={period.id}>
              <RowName className="align-top">
                <Figure href={`${base}/${review}`}>{pick(unit, locale)}</Figure>
                <span className="block text-small font-regular text-ink-2">
                  <span className="n">
                    {formatDay(period.onDay, locale)} {clockOf(period.fromMinute)}–{clockOf(period.toMinute)}
                  </span>{" "}
                  {period.place}
                </span>
              </RowName>
              <Td from="sm" top>
                <span className="n">{formatDay(period.dueOn, locale)}</span>
                {over > 0 && <span className="block text-small down">{t("dueOver", { days: over })}</span>}
              </Td>
              <Td top>
                <Kept countdown={period.countdown} />
              </Td>
              <Td from="sm" top>
                <State kind={PERIOD_TONE[period.state]}>{t(`periodStates.${period.state}`)}</State>
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
