import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { formatInstant } from "@/lib/platform/i18n/format";
import type { ImportEntry } from "@/lib/records/types";

/** Accepted files of a stream, newest first: which file, by whom, how many records. The hash tells one from another. */
export function ImportHistory({ entries }: { entries: readonly ImportEntry[] }) {
  const t = useTranslations("records.history");
  const locale = useLocale();
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.no} className="border-b border-rule-2 py-2 text-small leading-text">
          <p className="flex flex-wrap justify-between gap-x-3">
            <b className="code">{entry.no}</b>
            <span className="text-ink-3">{t("by", { name: entry.by, at: formatInstant(entry.at, locale) })}</span>
          </p>
          <p className="break-words">{entry.fileName}</p>
          <Disclosure summary={<span className="text-note">{t("rows", { count: entry.rows })}</span>}>
            <p className="code break-all text-note text-ink-3">SHA-256 {entry.sha256}</p>
          </Disclosure>
        </li>
      ))}
    </ol>
  );
}
