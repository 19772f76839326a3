import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatCount, pick } from "@/lib/platform/i18n/format";
import type { PartRow } from "@/lib/surveys/loaders/posting";

/** What of a survey can go into the plan's records, and where it went. */
export function PartTable({ parts, base, chosen }: { parts: readonly PartRow[]; base: string; chosen: string | null }) {
  const t = useTranslations("surveys.post");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("caption")}>
      <thead>
        <tr>
          <Th>{t("columns.part")}</Th>
          <Th>{t("columns.into")}</Th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ part, section, posted, fits }) => (
          <Tr key={part}>
            <RowName>{section ? pick(section, locale) : t(`parts.${part as "total"}`)}</RowName>
            <Td>
              {posted.map(({ no, stream, rows }) => (
                <span key={no} className="block">
                  {t("posted", { stream: pick(stream, locale), count: formatCount(rows), no })}
                </span>
              ))}
              {posted.length === 0 && !fits && <span className="text-ink-3">{t("noStream")}</span>}
              {posted.length === 0 && fits && part !== chosen && (
                <LinkButton href={`${base}?part=${part}#into`}>{t("choose")}</LinkButton>
              )}
              {posted.length === 0 && part === chosen && <span className="text-ink-2">{t("below")}</span>}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
