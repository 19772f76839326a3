import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import type { NoticeSummary } from "@/lib/notices/loaders/notices";
import { formatDay } from "@/lib/platform/i18n/format";

/** Letters that wait for the reader's acknowledgement, on the first page, and how many notices are not read. */
export function NoticeRows({ summary: { unread, toAcknowledge } }: { summary: NoticeSummary }) {
  const t = useTranslations("notices.home");
  const locale = useLocale();
  return (
    <>
      {toAcknowledge.map(({ id, title, dueOn, late }) => (
        <TodoRow
          key={id}
          title={t("title", { title })}
          note={t("note", {
            late: late ? "yes" : "no",
            due: dueOn === null ? "" : formatDay(dueOn, locale),
          })}
          action={
            <LinkButton kind="main" href={`/notices/letter.${id}`}>
              {t("go")}
            </LinkButton>
          }
        />
      ))}
      {unread > 0 && (
        <TodoRow title={t("unread", { count: unread })} action={<LinkButton href="/notices">{t("open")}</LinkButton>} />
      )}
    </>
  );
}
