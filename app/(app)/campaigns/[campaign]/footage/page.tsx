import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FloorShortfalls } from "@/components/footage/FloorShortfalls";
import { ReviewTable } from "@/components/footage/ReviewTable";
import { TermsForm } from "@/components/footage/TermsForm";
import { UrgentTable } from "@/components/footage/UrgentTable";
import { Button, LinkButton } from "@/components/ui/Button";
import { FilterSelect } from "@/components/ui/FilterSelect";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { loadFootage } from "@/lib/footage/loaders/reviews";
import { REVIEW_STATES } from "@/lib/footage/types";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("footage"))("title") };
}

export default async function Footage({ params, searchParams }: Props) {
  const [{ campaign }, search, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("footage"),
  ]);
  const page = await loadFootage(campaign, search);
  const root = `/campaigns/${page.campaign.code}`;
  const base = `${root}/footage`;
  const { filter } = page;
  const filtered = Object.values(filter).some((value) => value !== null);
  const hrefFor = (at: number) =>
    `${base}?${new URLSearchParams(
      Object.entries({ ...filter, page: String(at) }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    )}`;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        actions={
          <>
            <LinkButton href={`${base}/circulars`}>{t("circularsOpen")}</LinkButton>
            {page.may.ask && (
              <LinkButton kind="main" href={`${base}/new`}>
                {t("newReview")}
              </LinkButton>
            )}
          </>
        }
      />
      <Sentence>{t(`lead.${page.sees}`)}</Sentence>
      <Section title={t(`urgent.${page.sees}`)} aside={page.urgent.length}>
        {page.urgent.length === 0 ? (
          <EmptyState>{t("noneUrgent")}</EmptyState>
        ) : (
          <UrgentTable rows={page.urgent} base={base} today={page.today} />
        )}
      </Section>
      <Section title={t("list")} aside={page.total}>
        <form action={base} className="mb-4 flex flex-wrap items-center gap-2" aria-label={t("filters.label")}>
          <FilterSelect
            name="state"
            label={t("filters.state")}
            all={t("filters.allStates")}
            value={filter.state}
            options={REVIEW_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
          />
          <FilterSelect
            name="outlet"
            label={t("filters.outlet")}
            all={t("filters.allOutlets")}
            value={filter.outlet}
            options={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
          />
          <Button type="submit">{t("filters.apply")}</Button>
        </form>
        {page.rows.length === 0 ? (
          <EmptyState action={filtered && <LinkButton href={base}>{t("clear")}</LinkButton>}>
            {filtered ? t("empty") : t(`emptyAll.${page.sees}`)}
          </EmptyState>
        ) : (
          <>
            <ReviewTable rows={page.rows} root={root} />
            <Pager page={page.page} size={page.size} total={page.total} hrefOf={hrefFor} />
          </>
        )}
      </Section>
      {page.shortfalls.length > 0 && <FloorShortfalls rows={page.shortfalls} />}
      <TermsForm terms={page.terms} campaign={page.campaign.code} may={page.may.terms} />
    </OneColumn>
  );
}
