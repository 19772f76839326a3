import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { QueueFilter, QueueTable } from "@/components/complaints/Queue";
import { ExportLink } from "@/components/lists/ExportLink";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { loadQueue, PAGE_SIZE } from "@/lib/complaints/loaders/complaints";
import { pick } from "@/lib/platform/i18n/format";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("complaints"))("title") };
}

export default async function ComplaintsPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const [queue, t, locale] = await Promise.all([
    loadQueue(code, await searchParams),
    getTranslations("complaints"),
    getLocale(),
  ]);
  const base = `/campaigns/${queue.campaign.code}/complaints`;
  const { counts, filter, state, total, page } = queue;
  const filtered = Object.keys(filter).length > 0;
  const query = (changes: Record<string, string>) => {
    const search = new URLSearchParams({ ...(state === "decided" ? { state } : {}), ...filter, ...changes }).toString();
    return search ? `${base}?${search}` : base;
  };
  const kept = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== "due"));
  const view = (to: "open" | "decided") => {
    const search = new URLSearchParams({ ...(to === "decided" ? { state: to } : {}), ...kept }).toString();
    return search ? `${base}?${search}` : base;
  };
  const register = (
    <LinkButton kind="main" href={`${base}/new`}>
      {t("queue.register")}
    </LinkButton>
  );
  const dueHref = (due: string) => `${base}?${new URLSearchParams({ ...kept, due })}`;

  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(queue.campaign.name, locale)]}
        actions={
          <>
            <ExportLink
              list="complaints"
              campaign={queue.campaign.code}
              filter={{ ...filter, state: state === "decided" ? state : null }}
            />
            {queue.mayRegister && register}
          </>
        }
      />
      <Sentence>
        {t.rich("queue.summary", {
          nOpen: counts.open,
          nLate: counts.late,
          nSoon: counts.soon,
          nDecided: counts.decided,
          open: (words) => <Figure href={view("open")}>{words}</Figure>,
          late: (words) => <Figure href={counts.late > 0 ? dueHref("late") : null}>{words}</Figure>,
          soon: (words) => <Figure href={counts.soon > 0 ? dueHref("soon") : null}>{words}</Figure>,
          decided: (words) => <Figure href={view("decided")}>{words}</Figure>,
        })}
      </Sentence>
      <SegmentLinks
        label={t("queue.views")}
        links={(["open", "decided"] as const).map((to) => ({
          href: view(to),
          label: t(`queue.${to}`),
          count: counts[to],
          current: state === to,
        }))}
      />
      <QueueFilter queue={queue} base={base} />
      {total === 0 ? (
        <EmptyState action={queue.mayRegister && !filtered && state === "open" ? register : undefined}>
          {t(
            filtered
              ? "queue.emptyFilter"
              : state !== "open"
                ? "queue.emptyDecided"
                : queue.mayRegister
                  ? "queue.emptyOpen"
                  : "queue.emptyOwn",
          )}
        </EmptyState>
      ) : (
        <>
          <QueueTable queue={queue} base={base} />
          <Pager page={page} size={PAGE_SIZE} total={total} hrefOf={(to) => query({ page: String(to) })} />
        </>
      )}
    </OneColumn>
  );
}
