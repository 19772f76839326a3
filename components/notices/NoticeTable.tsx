import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { NoticeShown } from "@/lib/notices/loaders/notices";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { noticeWords } from "./words";

/** Notices as one list; `campaigns` says of which each is. */
export function NoticeTable({ rows, campaigns }: { rows: readonly NoticeShown[]; campaigns: boolean }) {
  const t = useTranslations("notices");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("caption")} stick>
      <thead>
        <tr>
          <Th>{t("columns.what")}</Th>
          {campaigns && <Th from="lg">{t("columns.campaign")}</Th>}
          <Th from="sm">{t("columns.at")}</Th>
          <Th>{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((notice) => {
          const { label, title } = noticeWords(notice, t, locale);
          const at = formatInstant(notice.at, locale, { year: true });
          return (
            <Tr key={notice.key}>
              <RowName>
                <Link
                  href={`/notices/${notice.key}`}
                  prefetch={false}
                  className={notice.read ? "figure font-regular" : "figure"}
                >
                  {title}
                </Link>
                <span className="block text-small font-regular text-ink-2">
                  {label}
                  <span className="sm:hidden"> · {at}</span>
                  {campaigns && <span className="lg:hidden"> · {pick(notice.campaign.name, locale)}</span>}
                </span>
              </RowName>
              {campaigns && (
                <Td from="lg" top>
                  {pick(notice.campaign.name, locale)}
                </Td>
              )}
              <Td from="sm" className="n" top>
                {at}
              </Td>
              <Td top>
                <State kind={notice.read ? "final" : "notice"}>{t(notice.read ? "read" : "unread")}</State>
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
