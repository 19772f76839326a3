import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { InspectionFilters } from "@/components/inspections/InspectionFilters";
import { InspectionTable } from "@/components/inspections/InspectionTable";
import { ExportLink } from "@/components/lists/ExportLink";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import { EmptyState, OneColumn, PageHead, Section } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { loadInspectionList } from "@/lib/inspections/loaders/records";
import { formatDay, formatTime, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inspections.list");
  return { title: t("title") };
}

export default async function Inspections({ params, searchParams }: Props) {
  const [{ campaign }, search, locale, t, m] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("inspections.list"),
    getTranslations("inspections.methods"),
  ]);
  const page = await loadInspectionList(campaign, search);
  const base = `/campaigns/${page.campaign.code}/inspections`;
  const { method, outlet, month, state, author } = page.filter;
  const hrefFor = (change: Record<string, string | null>) => {
    const query = Object.entries({ method, outlet, month, state, author, ...change }).flatMap(([key, value]) =>
      value ? [[key, value]] : [],
    );
    return query.length > 0 ? `${base}?${new URLSearchParams(query)}` : base;
  };
  const filtered = Object.values(page.filter).some((value) => value !== null);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale), !page.seesCovert && t("covertLater")]}
        actions={
          <>
            <ExportLink list="inspections" campaign={page.campaign.code} filter={page.filter} />
            <LinkButton href={`/campaigns/${page.campaign.code}/visits`}>{t("schedule")}</LinkButton>
            {page.mayVisit && (
              <LinkButton href={`${base}/new`} kind="main">
                {t("newVisit")}
              </LinkButton>
            )}
          </>
        }
      />
      {page.openVisits.length > 0 && (
        <Section title={t("openTitle")} small>
          {page.openVisits.map((visit) => (
            <TodoRow
              key={visit.id}
              title={`${pick(visit.unit, locale)}${locale === "en" ? ", " : ""}${m(visit.method)}`}
              note={t("openNote", {
                day: formatDay(visit.onDay, locale),
                done: visit.done,
                total: visit.total,
                at: formatTime(visit.savedAt),
              })}
              action={<LinkButton href={`${base}/drafts/${visit.id}`}>{t("resume")}</LinkButton>}
            >
              <ProgressBar thin done={visit.done} total={visit.total} label={t("openTitle")} />
            </TodoRow>
          ))}
        </Section>
      )}
      <InspectionFilters page={page} base={base} hrefFor={hrefFor} />
      {page.rows.length === 0 ? (
        <EmptyState action={filtered && <LinkButton href={base}>{t("clear")}</LinkButton>}>
          {t(filtered ? "empty" : "emptyAll")}
        </EmptyState>
      ) : (
        <>
          <InspectionTable rows={page.rows} base={base} oneOutlet={page.outlets.length === 0} />
          <Pager page={page.page} size={page.size} total={page.total} hrefOf={(at) => hrefFor({ page: String(at) })} />
        </>
      )}
    </OneColumn>
  );
}
