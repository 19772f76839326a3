import { getLocale, getTranslations } from "next-intl/server";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { OneColumn, PageHead } from "@/components/ui/Page";
import type { SelfCheckPage } from "@/lib/inspections/loaders/forms";
import { today } from "@/lib/platform/clock";
import { formatMonth, formatPoints, pick } from "@/lib/platform/i18n/format";
import { TIME_ZONE } from "@/lib/platform/i18n/locale";
import { toneOf } from "./MonthList";
import { isOpen, stateOf } from "./months";

/** Several outlets, every month: who has done the self-check, and with what score. */
export async function MonthMatrix({ page }: { page: SelfCheckPage }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("inspections.months")]);
  const base = `/campaigns/${page.campaign.code}`;
  const months = page.outlets[0]?.months.map(({ due }) => due.month) ?? [];
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[pick(page.campaign.name, locale)]} />
      <LedgerTable caption={t("captionAll")} stick wide dense>
        <thead>
          <tr>
            <Th>{t("columns.outlet")}</Th>
            {months.map((month) => (
              <Th key={month} num>
                {formatMonth(month, locale, { year: false })}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.outlets.map((outlet) => (
            <tr key={outlet.code}>
              <RowName>
                <Figure href={`${base}/self-check?unit=${outlet.code}`}>{pick(outlet.name, locale)}</Figure>
              </RowName>
              {outlet.months.map((month) => {
                const state = stateOf(month, (instant) => today(TIME_ZONE, new Date(instant)));
                const counts = month.submitted && !month.submitted.reversed;
                return (
                  <Td key={month.due.month} num className={counts ? undefined : toneOf(state)}>
                    {counts ? (
                      <Figure href={`${base}/inspections/${month.submitted?.no}`}>
                        {formatPoints(month.submitted?.score ?? "0")}
                      </Figure>
                    ) : (
                      <Figure
                        href={
                          outlet.mayFill && isOpen(state)
                            ? `${base}/self-check/${month.due.month}?unit=${outlet.code}`
                            : null
                        }
                      >
                        {t(`state.${state}`, { done: month.draft?.done ?? 0, total: month.draft?.total ?? 0 })}
                      </Figure>
                    )}
                  </Td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </OneColumn>
  );
}
