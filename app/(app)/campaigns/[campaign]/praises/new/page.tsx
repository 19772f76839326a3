import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { RecordForm } from "@/components/complaints/RecordForm";
import { staffOptions } from "@/components/complaints/staff";
import { DateField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { recordPraiseAction } from "@/lib/complaints/actions";
import { loadPraiseForm } from "@/lib/complaints/loaders/praises";
import { PRAISE_CHANNELS } from "@/lib/complaints/types";

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
  const { unit } = data;
  return (
    <RecordForm
      room="praises"
      campaign={data.campaign.code}
      unit={unit}
      outlets={data.outlets}
      action={recordPraiseAction}
    >
      {unit && (
        <>
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
        </>
      )}
    </RecordForm>
  );
}
