import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { nameOf } from "@/lib/people/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { RecordShown } from "@/lib/records/loaders/records";

/** Records with what each says; the number opens it, on a phone whoever it is about. */
export function RecordTable({ rows, base }: { rows: readonly RecordShown[]; base: string }) {
  const t = useTranslations("records.list");
  const locale = useLocale();
  const comma = locale === "en" ? ", " : "，";
  return (
    <LedgerTable caption={t("caption")} stick>
      <thead>
        <tr>
          <Th from="sm">{t("no")}</Th>
          <Th>{t("subject")}</Th>
          <Th from="sm">{t("stream")}</Th>
          <Th from="lg">{t("attributes")}</Th>
          <Th num>{t("value")}</Th>
          <Th num from="sm">
            {t("on")}
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const unit = pick(row.unit, locale);
          const subject = row.person ? nameOf(row.person, locale) : unit;
          const said = row.said.map((part) => pick(part.value, locale)).join(comma);
          const reversed = row.reversed && <span className="ms-2 text-note text-ink-3">{t("reversed")}</span>;
          return (
            <Tr key={row.no}>
              <Td from="sm" className="whitespace-nowrap">
                <Figure href={`${base}/${row.no}`} code>
                  {row.no}
                </Figure>
              </Td>
              <RowName>
                <span className="sm:hidden">
                  <Figure href={`${base}/${row.no}`} className="whitespace-normal!">
                    {subject}
                  </Figure>
                  {reversed}
                  <span className="block text-small font-regular text-ink-3">
                    {[row.person && unit, pick(row.stream, locale), formatDay(row.onDay, locale)]
                      .filter(Boolean)
                      .join(comma)}
                  </span>
                </span>
                <span className="hidden sm:inline">
                  {subject}
                  {reversed}
                  {row.person && <span className="block text-small font-regular text-ink-3">{unit}</span>}
                </span>
              </RowName>
              <Td from="sm">{pick(row.stream, locale)}</Td>
              <Td from="lg">{said}</Td>
              <Td num strong={!row.reversed} mute={row.reversed}>
                {row.value === null ? (
                  <span className="text-ink-3">—</span>
                ) : (
                  <span className="n">
                    {row.value}
                    {row.measure && (
                      <span className="ms-1 text-note font-regular text-ink-3">{pick(row.measure, locale)}</span>
                    )}
                  </span>
                )}
              </Td>
              <Td num mute from="sm">
                {formatDay(row.onDay, locale)}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
