import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { RecordFields } from "@/components/records/RecordFields";
import { Button, LinkButton } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { recordFactAction } from "@/lib/records/actions";
import { loadRecordForm } from "@/lib/records/loaders/records";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("form.title") };
}

export default async function NewRecordPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const form = await loadRecordForm(code, await searchParams);
  const [t, locale] = await Promise.all([getTranslations("records"), getLocale()]);
  const base = `/campaigns/${form.campaign.code}/records`;
  const back = { href: base, title: t("title") };
  const { stream, unit } = form;
  const files = form.mayImport && (
    <p className="mt-6 text-small text-ink-3">
      {t.rich("form.several", {
        link: (words) => (
          <Link href={`${base}/import${stream ? `?stream=${encodeURIComponent(stream.code)}` : ""}`}>{words}</Link>
        ),
      })}
    </p>
  );
  if (!stream || !unit) {
    return (
      <OneColumn>
        <PageHead title={t("form.title")} back={back} meta={[pick(form.campaign.name, locale)]} />
        <Sentence>{t("form.lead")}</Sentence>
        <form action={`${base}/new`} method="get" className="form max-w-[30rem]">
          <SelectField
            name="stream"
            label={t("form.stream")}
            required
            defaultValue={stream?.code}
            options={form.streams.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
          />
          <SelectField
            name="unit"
            label={t("form.unit")}
            required
            defaultValue={unit?.code}
            options={form.units.map(({ code, name }) => ({ value: code, label: `${pick(name, locale)} ${code}` }))}
          />
          <div className="foot">
            <Button type="submit" kind="main">
              {t("form.next")}
            </Button>
          </div>
        </form>
        {files}
      </OneColumn>
    );
  }
  return (
    <OneColumn>
      <PageHead
        title={t("list.recordIn", { stream: pick(stream.name, locale) })}
        back={back}
        meta={[pick(unit.name, locale), unit.code, stream.clause && pick(stream.clause.article, locale)]}
        actions={
          <LinkButton size="low" href={`${base}/new?${new URLSearchParams({ stream: stream.code, unit: "" })}`}>
            {t("form.change")}
          </LinkButton>
        }
      />
      <Section title={pick(unit.name, locale)} aside={t("form.unit")}>
        <div className="max-w-[52rem]">
          <ActionForm
            action={recordFactAction}
            hidden={{ campaign: form.campaign.code, stream: stream.code, unit: unit.code }}
            submit={t("form.submit")}
            cancel={{ href: base, label: t("form.cancel") }}
          >
            <RecordFields form={form} stream={stream} />
            <ClientMessages also={["complaints"]}>
              <EvidenceField unit={unit.code} label={t("form.documents")} />
            </ClientMessages>
          </ActionForm>
        </div>
      </Section>
      {files}
    </OneColumn>
  );
}
