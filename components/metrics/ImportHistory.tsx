import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { Disclosure } from "@/components/ui/Disclosure";
import type { ImportEntry } from "@/lib/metrics/types";
import { formatCount, formatInstant } from "@/lib/platform/i18n/format";

/** Accepted files, newest first: which file, by whom, what it brought. The hash tells one file from another. */
export function ImportHistory({ entries }: { entries: readonly ImportEntry[] }) {
  const t = useTranslations("metrics.history");
  const locale = useLocale();
  const comma = locale === "en" ? ", " : "，";
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.no} className="border-b border-rule-2 py-2 text-small leading-text">
          <p className="flex flex-wrap justify-between gap-x-3">
            <b className="code">{entry.no}</b>
            <span className="text-ink-3">
              {entry.by}
              {comma}
              {formatInstant(entry.at, locale)}
            </span>
          </p>
          <p>{entry.fileName}</p>
          {entry.set && <p className="text-note text-ink-3">{t("set", { no: entry.set })}</p>}
          <p className="text-note text-ink-3">
            {[
              `${t("rows")} ${formatCount(entry.rows)}`,
              `${t("figures")} ${formatCount(entry.figures)}`,
              entry.replaced > 0 && `${t("replaced")} ${formatCount(entry.replaced)}`,
            ]
              .filter(Boolean)
              .join(comma)}
          </p>
          {entry.documents.length > 0 && (
            <>
              <p className="text-note text-ink-3">{t("documents")}</p>
              <EvidenceList files={entry.documents} />
            </>
          )}
          <Disclosure summary={<span className="text-note">{t("hash")}</span>}>
            <p className="code break-all text-note text-ink-3">{entry.sha256}</p>
          </Disclosure>
        </li>
      ))}
    </ol>
  );
}
