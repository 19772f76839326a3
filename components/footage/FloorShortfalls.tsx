import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { Section } from "@/components/ui/Page";
import type { ShortfallShown } from "@/lib/footage/loaders/reviews";
import { addDays } from "@/lib/kernel/calendar";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";

/** Weeks in which too few periods of enough minutes were viewed. */
export function FloorShortfalls({ rows }: { rows: readonly ShortfallShown[] }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  return (
    <Section title={t("shortfalls.title")} aside={rows.length} id="shortfalls">
      <p className="text-small text-ink-2 mb-2">{t("shortfalls.note")}</p>
      <LedgerTable caption={t("shortfalls.caption")}>
        <thead>
          <tr>
            <Th>{t("columns.week")}</Th>
            <Th>{t("columns.who")}</Th>
            <Th num>{t("columns.least")}</Th>
            <Th num>{t("columns.made")}</Th>
            <Th num from="sm">
              {t("columns.brief")}
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 60).map((row) => (
            <Tr key={`${row.week} ${row.unitId}`}>
              <Td className="n" top>
                {formatDayRange(row.week, addDays(row.week, 6), locale)}
                <span className="block text-small text-ink-2">
                  {t(row.over ? "shortfalls.over" : "shortfalls.running")}
                </span>
              </Td>
              <RowName>{row.name ? pick(row.name, locale) : t("shortfalls.all")}</RowName>
              <Td num>{row.least}</Td>
              <Td num strong className="down">
                {row.made}
              </Td>
              <Td num from="sm" mute>
                {row.brief}
              </Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
    </Section>
  );
}
