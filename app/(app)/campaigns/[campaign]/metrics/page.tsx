import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FigureTable } from "@/components/metrics/FigureTable";
import { ImportForm } from "@/components/metrics/ImportForm";
import { ImportHistory } from "@/components/metrics/ImportHistory";
import { Button } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { SelectField } from "@/components/ui/form/inputs";
import { EmptyState, PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { IMPORTS_SHOWN, loadMetrics, VIEWS } from "@/lib/metrics/loaders";
import { formatBytes, formatDayRange, formatInstant, pick } from "@/lib/platform/i18n/format";
import { SHEET_LIMITS } from "@/lib/platform/sheet/types";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("metrics"))("title") };
}

export default async function MetricsPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const data = await loadMetrics(code, await searchParams);
  const [t, locale] = await Promise.all([getTranslations("metrics"), getLocale()]);
  const base = `/campaigns/${data.campaign.code}/metrics`;
  const address = `/api/imports/${encodeURIComponent(data.campaign.code)}`;
  const [last] = data.imports?.entries ?? [];
  const template = (
    <form action={`${address}/template`} method="get" className="form">
      <SelectField
        name="period"
        label={t("template.title")}
        hint={t("template.hint")}
        empty={false}
        defaultValue={(data.periods.find((period) => period.current) ?? data.periods.at(-1))?.code}
        options={data.periods.map((period) => ({
          value: period.code,
          label: t("template.wholePeriod", {
            name: pick(period.name, locale),
            range: formatDayRange(period.from, period.to, locale),
          }),
        }))}
      />
      <div className="foot">
        <Button type="submit" name="format" value="xlsx">
          {t("template.xlsx")}
        </Button>
        <Button type="submit" name="format" value="csv" kind="plain">
          {t("template.csv")}
        </Button>
      </div>
    </form>
  );
  const rail = data.imports && (
    <Section title={t("history.title")}>
      {data.imports.total === 0 ? (
        <EmptyState>{t("history.none")}</EmptyState>
      ) : (
        <ImportHistory entries={data.imports.entries} />
      )}
      {data.imports.total > IMPORTS_SHOWN && (
        <Pager
          page={data.page}
          size={IMPORTS_SHOWN}
          total={data.imports.total}
          hrefOf={(page) => `${base}?view=${data.view}&page=${page}`}
        />
      )}
    </Section>
  );
  return (
    <TwoColumn rail={rail || undefined} railLabel={t("history.title")}>
      <PageHead title={t("title")} meta={[pick(data.campaign.name, locale)]} />
      <Sentence>
        {last
          ? t.rich("page.summary", {
              outlets: data.outlets,
              months: data.months.length,
              no: last.no,
              at: formatInstant(last.at, locale),
              last: (words) => <span className="code">{words}</span>,
            })
          : t("page.summaryNone", { outlets: data.outlets })}
      </Sentence>
      {data.mayImport && (
        <Section title={t("upload.title")} aside={t("upload.lead")}>
          <div className="py-2">
            <ClientMessages also={["metrics", "complaints"]}>
              <ImportForm
                address={address}
                limit={formatBytes(SHEET_LIMITS.bytes)}
                template={template}
                organiser={data.campaign.organiser.code}
              />
            </ClientMessages>
          </div>
        </Section>
      )}
      {data.months.length === 0 ? (
        <EmptyState>{t("page.empty")}</EmptyState>
      ) : (
        <Section title={t("page.figures")} aside={t("page.outlets", { count: data.outlets })}>
          <div className="my-3">
            <SegmentLinks
              label={t("page.views")}
              links={VIEWS.map((view) => ({
                href: `${base}?view=${view}`,
                label: t(`metrics.${view}`),
                current: view === data.view,
              }))}
            />
          </div>
          <FigureTable lines={data.lines} months={data.months} view={data.view} />
        </Section>
      )}
    </TwoColumn>
  );
}
