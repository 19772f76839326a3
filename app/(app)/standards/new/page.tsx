import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ChooseItems } from "@/components/standards/ChooseItems";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField, TextField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { today } from "@/lib/platform/clock";
import { pick } from "@/lib/platform/i18n/format";
import { METHODS } from "@/lib/scoring/programme/schema";
import { createStandardAction } from "@/lib/standards/actions";
import { loadSources } from "@/lib/standards/loaders";
import { ABOUT } from "@/lib/standards/types";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("standards"))("create.title") };
}

export default async function NewStandard({ searchParams }: Props) {
  const [sources, search, locale, t] = await Promise.all([
    loadSources(),
    searchParams,
    getLocale(),
    getTranslations("standards"),
  ]);
  const source = sources.find(({ code }) => code === search.library) ?? sources[0];
  return (
    <OneColumn>
      <PageHead title={t("create.title")} back={{ href: "/standards", title: t("title") }} />
      <Sentence>{t("create.lead")}</Sentence>
      {sources.length > 1 && (
        <SegmentLinks
          label={t("create.library")}
          links={sources.map(({ code, name }) => ({
            href: `/standards/new?library=${code}`,
            label: pick(name, locale),
            current: code === source?.code,
          }))}
        />
      )}
      {!source ? (
        <EmptyState>{t("empty")}</EmptyState>
      ) : (
        <ClientMessages also={["standards"]}>
          <ActionForm
            key={source.code}
            action={createStandardAction}
            hidden={{ library: source.code }}
            submit={t("create.submit")}
            cancel={{ href: "/standards", label: t("create.cancel") }}
          >
            <Fields two>
              <TextField name="name.zh" label={t("create.nameZh")} required maxLength={100} />
              <TextField name="name.en" label={t("create.nameEn")} required maxLength={200} lang="en" />
              <TextField name="code" label={t("create.code")} hint={t("create.codeHint")} required maxLength={40} />
              <DateField name="effectiveOn" label={t("create.effectiveOn")} required defaultValue={today()} />
              <SelectField
                name="method"
                label={t("create.method")}
                hint={t("create.methodHint")}
                empty={false}
                options={METHODS.map((method) => ({ value: method, label: t(`methods.${method}`) }))}
              />
              <SelectField
                name="about"
                label={t("create.about")}
                empty={false}
                options={ABOUT.map((about) => ({ value: about, label: t(`about.${about}`) }))}
              />
            </Fields>
            <Section title={t("create.choose")} aside={pick(source.name, locale)}>
              <ChooseItems source={source} />
            </Section>
          </ActionForm>
        </ClientMessages>
      )}
    </OneColumn>
  );
}
