import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { OutletStep } from "@/components/complaints/OutletStep";
import { staffOptions } from "@/components/complaints/staff";
import { LinkButton } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { recordPraiseAction } from "@/lib/complaints/actions";
import { loadPraiseForm } from "@/lib/complaints/loaders/praises";
import { PRAISE_CHANNELS } from "@/lib/complaints/types";
import { pick } from "@/lib/platform/i18n/format";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("praises"))("form.title") };
}

export default async function RecordPraisePage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const data = await loadPraiseForm(code, await searchParams);
  const [t, posts, locale] = await Promise.all([
    getTranslations("praises"),
    getTranslations("people.posts"),
    getLocale(),
  ]);
  const base = `/campaigns/${data.campaign.code}/praises`;
  const back = { href: base, title: t("title") };
  if (!data.unit) {
    return (
      <OneColumn>
        <PageHead title={t("form.title")} back={back} />
        <Sentence>{t("form.lead")}</Sentence>
        <OutletStep
          action={`${base}/new`}
          label={t("form.outlet")}
          next={t("form.next")}
          outlets={data.outlets.map((outlet) => ({ code: outlet.code, name: pick(outlet.name, locale) }))}
        />
      </OneColumn>
    );
  }
  const unit = data.unit;
  return (
    <OneColumn>
      <PageHead
        title={t("form.title")}
        back={back}
        actions={
          data.outlets.length > 1 ? (
            <LinkButton size="low" href={`${base}/new`}>
              {t("form.change")}
            </LinkButton>
          ) : undefined
        }
      />
      <Section title={pick(unit.name, locale)} aside={t("form.outlet")}>
        <div className="max-w-[52rem]">
          <ClientMessages also={["complaints"]}>
            <ActionForm
              action={recordPraiseAction}
              hidden={{ campaign: data.campaign.code, unit: unit.code }}
              submit={t("form.submit")}
              cancel={{ href: base, label: t("form.cancel") }}
            >
              <Fields two>
                <DateField name="receivedOn" label={t("form.receivedOn")} required max={data.today} />
                <SelectField
                  name="channel"
                  label={t("form.channel")}
                  required
                  options={PRAISE_CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
                />
                <SelectField
                  name="person"
                  label={t("form.person")}
                  empty={t("form.whole")}
                  options={staffOptions(data.people, locale, (post) => posts(post))}
                  span
                />
                <TextAreaField
                  name="account"
                  label={t("form.account")}
                  hint={t("form.accountHint")}
                  required
                  maxLength={4000}
                  rows={5}
                  span
                />
                <EvidenceField unit={unit.code} label={t("form.evidence")} />
              </Fields>
            </ActionForm>
          </ClientMessages>
        </div>
      </Section>
    </OneColumn>
  );
}
