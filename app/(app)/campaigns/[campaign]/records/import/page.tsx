import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ImportForm } from "@/components/records/ImportForm";
import { ImportHistory } from "@/components/records/ImportHistory";
import { Button } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { SelectField } from "@/components/ui/form/inputs";
import { EmptyState, PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { formatBytes, pick } from "@/lib/platform/i18n/format";
import { SHEET_LIMITS } from "@/lib/platform/sheet/types";
import { loadRecordImport } from "@/lib/records/loaders/imports";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("upload.title") };
}

export default async function ImportRecordsPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const data = await loadRecordImport(code, await searchParams);
  const [t, locale] = await Promise.all([getTranslations("records"), getLocale()]);
  const base = `/campaigns/${data.campaign.code}/records`;
  const { stream } = data;
  const address = stream
    ? `/api/imports/${encodeURIComponent(data.campaign.code)}/records/${encodeURIComponent(stream.code)}`
    : null;
  return (
    <TwoColumn
      rail={
        stream ? (
          <Section title={t("history.title")} aside={pick(stream.name, locale)}>
            {data.imports.length === 0 ? (
              <EmptyState>{t("history.none")}</EmptyState>
            ) : (
              <ImportHistory entries={data.imports} />
            )}
          </Section>
        ) : undefined
      }
      railLabel={t("history.title")}
    >
      <PageHead
        title={t("upload.title")}
        back={{ href: base, title: t("title") }}
        meta={[pick(data.campaign.name, locale)]}
      />
      <Sentence>{t("upload.lead")}</Sentence>
      <form action={`${base}/import`} method="get" className="my-3 flex flex-wrap items-end gap-3">
        <SelectField
          name="stream"
          label={t("form.stream")}
          empty={stream ? false : undefined}
          defaultValue={stream?.code}
          options={data.streams.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
        />
        <Button type="submit" kind={stream ? "quiet" : "main"}>
          {stream ? t("list.apply") : t("form.next")}
        </Button>
      </form>
      {stream && address && (
        <Section title={t("upload.for", { stream: pick(stream.name, locale) })}>
          <div className="py-2">
            <ClientMessages also={["records", "complaints"]}>
              <ImportForm
                key={stream.code}
                address={address}
                limit={formatBytes(SHEET_LIMITS.bytes)}
                organiser={data.organiser}
                template={
                  <form action={`${address}/template`} method="get" className="form">
                    <p>
                      <b>{t("template.title")}</b>
                      <span className="block text-small text-ink-3">{t("template.hint")}</span>
                    </p>
                    <div className="foot">
                      <Button type="submit" name="format" value="xlsx">
                        {t("template.xlsx")}
                      </Button>
                      <Button type="submit" name="format" value="csv" kind="plain">
                        {t("template.csv")}
                      </Button>
                    </div>
                  </form>
                }
              />
            </ClientMessages>
          </div>
        </Section>
      )}
    </TwoColumn>
  );
}
