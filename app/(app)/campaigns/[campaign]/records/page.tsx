import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/records/RecordTable";
import { Button, LinkButton } from "@/components/ui/Button";
import { SelectField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { formatCount, formatMonth, pick } from "@/lib/platform/i18n/format";
import { loadRecords, PAGE_SIZE } from "@/lib/records/loaders/records";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("title") };
}

export default async function RecordsPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const data = await loadRecords(code, await searchParams);
  const [t, locale] = await Promise.all([getTranslations("records"), getLocale()]);
  const { filter, streams, units, months, total, page } = data;
  const base = `/campaigns/${data.campaign.code}/records`;
  const filtered = Object.keys(filter).length > 0;
  const address = (path: string, search: Record<string, string>) => {
    const query = new URLSearchParams(search).toString();
    return query ? `${path}?${query}` : path;
  };
  const chosen: Record<string, string> = filter.stream ? { stream: filter.stream } : {};
  const record = (
    <LinkButton kind="main" href={address(`${base}/new`, chosen)}>
      {t("list.record")}
    </LinkButton>
  );
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(data.campaign.name, locale)]}
        actions={
          data.mayRecord ? (
            <>
              {data.forms.map(({ code, name }) => (
                <LinkButton key={code} href={address(`${base}/form`, { form: code })}>
                  {t("score.link", { form: pick(name, locale) })}
                </LinkButton>
              ))}
              {data.mayImport && <LinkButton href={address(`${base}/import`, chosen)}>{t("list.import")}</LinkButton>}
              {record}
            </>
          ) : undefined
        }
      />
      <Sentence>{t("list.summary", { streams: streams.length, total })}</Sentence>
      <search className="no-print my-3">
        <form action={base} method="get" className="flex flex-wrap items-end gap-3">
          <div className="grid w-full grid-cols-2 gap-3 sm:flex sm:w-auto sm:flex-wrap">
            <SelectField
              name="stream"
              label={t("list.stream")}
              defaultValue={filter.stream}
              empty={t("list.all")}
              options={streams.map(({ code, name, count }) => ({
                value: code,
                label: `${pick(name, locale)} ${formatCount(count)}`,
              }))}
            />
            {units.length > 1 && (
              <SelectField
                name="unit"
                label={t("list.unit")}
                defaultValue={filter.unit}
                empty={t("list.anyUnit")}
                options={units.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
              />
            )}
            <SelectField
              name="month"
              label={t("list.month")}
              defaultValue={filter.month}
              empty={t("list.anyMonth")}
              options={months.map((month) => ({ value: month, label: formatMonth(month, locale, { year: true }) }))}
            />
          </div>
          <Button type="submit">{t("list.apply")}</Button>
          {filtered && (
            <LinkButton kind="plain" href={base}>
              {t("list.clear")}
            </LinkButton>
          )}
        </form>
      </search>
      {total === 0 ? (
        <EmptyState action={data.mayRecord && !filtered ? record : undefined}>
          {t(filtered ? "list.emptyFilter" : data.mayRecord ? "list.empty" : "list.emptyOwn")}
        </EmptyState>
      ) : (
        <>
          <RecordTable rows={data.rows} base={base} />
          <Pager
            page={page}
            size={PAGE_SIZE}
            total={total}
            hrefOf={(to) => address(base, { ...filter, page: String(to) })}
          />
        </>
      )}
    </OneColumn>
  );
}
