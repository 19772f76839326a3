import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RegisterFilters } from "@/components/findings/RegisterFilters";
import { RegisterTable } from "@/components/findings/RegisterTable";
import { ExportLink } from "@/components/lists/ExportLink";
import { LinkButton } from "@/components/ui/Button";
import { EmptyState, OneColumn, PageHead } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { loadRegister } from "@/lib/findings/loaders/register";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("findings");
  return { title: t("title") };
}

export default async function Findings({ params, searchParams }: Props) {
  const [{ campaign }, search, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("findings"),
  ]);
  const page = await loadRegister(campaign, search);
  const root = `/campaigns/${page.campaign.code}`;
  const base = `${root}/findings`;
  const hrefFor = (at: number) =>
    `${base}?${new URLSearchParams(
      Object.entries({ ...page.filter, page: String(at) }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    )}`;
  const filtered = Object.values(page.filter).some((value) => value !== null);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale), !page.seesCovert && t("covertLater")]}
        actions={
          <>
            <ExportLink list="findings" campaign={page.campaign.code} filter={page.filter} />
            <LinkButton href={`${base}/honesty`}>{t("honesty.open")}</LinkButton>
          </>
        }
      />
      <RegisterFilters page={page} base={base} />
      {page.rows.length === 0 ? (
        <EmptyState action={filtered && <LinkButton href={base}>{t("clear")}</LinkButton>}>
          {t(filtered ? "empty" : "emptyAll")}
        </EmptyState>
      ) : (
        <>
          <RegisterTable rows={page.rows} base={root} oneOutlet={page.outlets.length === 0} />
          <Pager page={page.page} size={page.size} total={page.total} hrefOf={hrefFor} />
        </>
      )}
    </OneColumn>
  );
}
