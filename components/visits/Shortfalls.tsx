import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { Section } from "@/components/ui/Page";
import { addDays } from "@/lib/kernel/calendar";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";
import type { ShortfallShown } from "@/lib/visits/loaders/visits";

/** Weeks in which a plan's floor was not reached, the running one first. */
export function Shortfalls({ rows }: { rows: readonly ShortfallShown[] }) {
  const t = useTranslations("visits");
  const locale = useLocale();
  return (
    <Section title={t("shortfalls.title")} id="shortfalls">
      <p className="text-small text-ink-2 mb-2">{t("shortfalls.note")}</p>
      <LedgerTable caption={t("shortfalls.caption")}>
        <thead>
          <tr>
            <Th>{t("columns.week")}</Th>
            <Th>{t("columns.who")}</Th>
            <Th num>{t("columns.least")}</Th>
            <Th num>{t("columns.made")}</Th>
            <Th num from="sm">
              {t("columns.later")}
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={`${row.plan} ${row.week} ${row.who}`}>
              <Td className="n" top>
                {formatDayRange(row.week, addDays(row.week, 6), locale)}
                <span className="block text-small text-ink-2">
                  {t(row.over ? "shortfalls.over" : "shortfalls.running")}
                </span>
              </Td>
              <RowName>
                {pick(row.name, locale)}
                <span className="block text-small font-normal text-ink-2 code">{row.plan}</span>
              </RowName>
              <Td num>{row.least}</Td>
              <Td num strong className="down">
                {row.made}
              </Td>
              <Td num from="sm" mute>
                {row.later}
              </Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
    </Section>
  );
}
