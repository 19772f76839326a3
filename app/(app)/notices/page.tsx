import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NoticeTable } from "@/components/notices/NoticeTable";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { readAllNoticesAction } from "@/lib/notices/actions";
import { loadNotices } from "@/lib/notices/loaders/notices";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices"))("title") };
}

export default async function Notices({ searchParams }: Props) {
  const [search, locale, t] = await Promise.all([searchParams, getLocale(), getTranslations("notices")]);
  const page = await loadNotices(search);
  const chosen: Record<string, string> = page.campaign === null ? {} : { campaign: page.campaign };
  const hrefOf = (query: Record<string, string>) => {
    const params = new URLSearchParams(query).toString();
    return params ? `/notices?${params}` : "/notices";
  };
  const unread = page.campaigns.reduce((sum, one) => sum + one.unread, 0);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[t("unreadCount", { count: page.unread })]}
        actions={
          page.unread > 0 && (
            <ActionForm action={readAllNoticesAction} hidden={chosen} layout="row">
              <SubmitButton kind="quiet" size="low">
                {t("readAll")}
              </SubmitButton>
            </ActionForm>
          )
        }
      />
      <Sentence>{t("lead")}</Sentence>
      {page.campaigns.length > 1 && (
        <div className="my-3">
          <SegmentLinks
            label={t("campaigns")}
            links={[
              {
                href: "/notices",
                label: <span className="whitespace-nowrap">{t("all")}</span>,
                count: unread,
                current: page.campaign === null,
              },
              ...page.campaigns.map(({ code, name, unread: count }) => ({
                href: hrefOf({ campaign: code }),
                label: pick(name, locale),
                count,
                current: page.campaign === code,
              })),
            ]}
          />
        </div>
      )}
      {page.rows.length === 0 ? (
        <EmptyState>{t(page.campaign === null ? "empty" : "emptyHere")}</EmptyState>
      ) : (
        <>
          <NoticeTable rows={page.rows} campaigns={page.campaign === null && page.campaigns.length > 1} />
          <Pager
            page={page.page}
            size={page.size}
            total={page.total}
            hrefOf={(at) => hrefOf({ ...chosen, page: String(at) })}
          />
        </>
      )}
    </OneColumn>
  );
}
