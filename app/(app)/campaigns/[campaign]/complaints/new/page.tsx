import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { RecordForm } from "@/components/complaints/RecordForm";
import { staffOptions } from "@/components/complaints/staff";
import { CheckboxField, Segmented } from "@/components/ui/form/choices";
import { DateTimeField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { registerComplaintAction } from "@/lib/complaints/actions";
import { loadRegister } from "@/lib/complaints/loaders/complaints";
import { CATEGORIES, CHANNELS, COMPLAINT_LEVELS } from "@/lib/complaints/types";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("complaints"))("form.title") };
}

export default async function RegisterComplaintPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const data = await loadRegister(code, await searchParams);
  const [t, posts, locale] = await Promise.all([
    getTranslations("complaints"),
    getTranslations("people.posts"),
    getLocale(),
  ]);
  const { unit } = data;
  return (
    <RecordForm
      room="complaints"
      campaign={data.campaign.code}
      unit={unit}
      outlets={data.outlets}
      action={registerComplaintAction}
    >
      {unit && (
        <>
          <DateTimeField
            name="receivedAt"
            label={t("form.receivedAt")}
            hint={t("form.receivedHint")}
            required
            max={data.now}
          />
          <SelectField
            name="channel"
            label={t("form.channel")}
            required
            options={CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
          />
          <SelectField
            name="category"
            label={t("form.category")}
            required
            options={CATEGORIES.map((category) => ({ value: category, label: t(`categories.${category}`) }))}
          />
          <Segmented
            name="level"
            label={t("form.level")}
            hint={t("form.levelHint")}
            defaultValue="OUTLET"
            choices={COMPLAINT_LEVELS.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
          />
          <TextField
            name="title"
            label={t("form.titleField")}
            hint={t("form.titleHint")}
            required
            maxLength={80}
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
          <TextField
            name="customer"
            label={t("form.customer")}
            hint={t("form.sealed")}
            maxLength={60}
            autoComplete="off"
          />
          <TextField
            name="contact"
            label={t("form.contact")}
            hint={t("form.sealed")}
            maxLength={80}
            autoComplete="off"
          />
          <SelectField
            name="person"
            label={t("form.person")}
            empty={t("form.nobody")}
            options={staffOptions(data.people, locale, (post) => posts(post))}
          />
          <div className="flex items-end">
            <CheckboxField name="repeated" label={t("form.repeated")} />
          </div>
          <EvidenceField unit={unit.code} label={t("form.evidence")} />
        </>
      )}
    </RecordForm>
  );
}
