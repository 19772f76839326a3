import { useLocale, useTranslations } from "next-intl";
import { Delta, Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import { type Day, daysBetween } from "@/lib/kernel/calendar";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { differenceOf } from "@/lib/rechecks/rules/results";
import type { RecheckRow } from "@/lib/rechecks/types";
import { RECHECK_TONE } from "./tones";

/** Second looks, each with where it stands and what it would change. */
export function RecheckTable({
  rows,
  base,
  today,
  caption,
  people = true,
}: {
  rows: readonly RecheckRow[];
  base: string;
  today: Day;
  caption: string;
  /** With the column of the second inspector. */
  people?: boolean;
}) {
  const t = useTranslations("rechecks");
  const m = useTranslations("inspections.methods");
  const locale = useLocale();
  return (
    <LedgerTable caption={caption}>
      <thead>
        <tr>
          <Th>{t("columns.recheck")}</Th>
          <Th>{t("columns.state")}</Th>
          <Th num>{t("columns.difference")}</Th>
          {people && <Th from="sm">{t("columns.second")}</Th>}
          <Th from="sm">{t("columns.due")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { inspection, words, state } = row;
          const other = words.filter(({ verdict }) => verdict !== "STANDS").length;
          const late = state === "WAITING" && today > row.dueOn ? daysBetween(row.dueOn, today) : 0;
          return (
            <Tr key={row.id}>
              <RowName>
                <Figure href={`${base}/rechecks/${row.no}`}>{pick(inspection.unit.name, locale)}</Figure>
                <span className="block text-small font-regular text-ink-2">
                  {m(inspection.method)} <span className="n">{formatDay(inspection.onDay, locale)}</span>{" "}
                  <span className="code">{inspection.no}</span>
                </span>
              </RowName>
              <Td top>
                <State kind={RECHECK_TONE[state]}>{t(`states.${state}`)}</State>
                {late > 0 && <span className="block text-small down">{t("overdue", { days: late })}</span>}
                {state === "DONE" && (
                  <span className="block text-small text-ink-2">
                    {other === 0 ? t("agrees") : t("differing", { count: other })}
                  </span>
                )}
              </Td>
              <Td num top>
                {state === "DONE" ? <Delta value={differenceOf(words)} tone={false} /> : "–"}
              </Td>
              {people && (
                <Td from="sm" top>
                  {pick(row.assignee.name, locale)}
                </Td>
              )}
              <Td from="sm" top className="n">
                {formatDay(row.dueOn, locale)}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
