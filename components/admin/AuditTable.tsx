import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatInstant } from "@/lib/platform/i18n/format";

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorName: string;
  readonly via: string;
  /** In words, and as the code by which other systems know it. */
  readonly action: string;
  readonly code: string;
  readonly outcome: string;
  readonly subject: string | null;
  readonly source: string | null;
  readonly detail: readonly { readonly key: string; readonly value: string }[];
}

/** The trail as it was written: when, who, what, how it ended. */
export function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  const t = useTranslations("access.audit");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("title")} dense stick>
      <thead>
        <tr>
          <Th>{t("at")}</Th>
          <Th from="sm">{t("actor")}</Th>
          <Th>{t("action")}</Th>
          <Th>{t("outcome")}</Th>
          <Th from="lg">{t("detail")}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Tr key={entry.id}>
            <Td top>{formatInstant(entry.at, locale, { year: true, seconds: true })}</Td>
            <Td top from="sm">
              <Actor entry={entry} />
            </Td>
            <RowName>
              {entry.action}
              {entry.action !== entry.code && <span className="code block font-regular text-ink-3">{entry.code}</span>}
              <span className="block font-regular sm:hidden">
                <Actor entry={entry} />
              </span>
            </RowName>
            <Td top className="n">
              <span className={entry.outcome === "REFUSED" ? "bad" : undefined}>
                {t(`outcomes.${entry.outcome}` as "outcomes.DONE")}
              </span>
            </Td>
            <Td from="lg" top mute>
              {entry.detail.map(({ key, value }) => (
                <span key={key} className="block">
                  <span className="code">{key}</span> {value}
                </span>
              ))}
              {entry.subject && <span className="code block break-all">{entry.subject}</span>}
              {entry.source && <span className="code block">{entry.source}</span>}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

function Actor({ entry }: { entry: AuditRow }) {
  const t = useTranslations("access.audit");
  return (
    <>
      {entry.actorName || t("unknown")}
      {entry.via !== "SESSION" && <span className="text-ink-3"> {t(`via.${entry.via}` as "via.TOKEN")}</span>}
    </>
  );
}
