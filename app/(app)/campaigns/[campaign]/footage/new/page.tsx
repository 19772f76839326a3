import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { NumberField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { askReviewAction } from "@/lib/footage/actions";
import { loadNewReview } from "@/lib/footage/loaders/reviews";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("footage.new"))("title") };
}

export default async function NewFootageReview({ params, searchParams }: Props) {
  const [{ campaign }, search, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("footage.new"),
  ]);
  const page = await loadNewReview(campaign, search);
  const list = `/campaigns/${page.campaign.code}/footage`;
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[pick(page.campaign.name, locale)]} back={{ href: list, title: t("back") }} />
      <Sentence>{t("lead")}</Sentence>
      <div className="max-w-[46rem]">
        <ActionForm
          action={askReviewAction}
          hidden={{ campaign: page.campaign.code, ...(page.visit ? { visit: page.visit } : {}) }}
          submit={t("submit")}
          cancel={{ href: list, label: t("cancel") }}
        >
          <SelectField
            name="unit"
            label={t("unit")}
            required
            defaultValue={page.unit ?? undefined}
            options={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
          />
          <TextAreaField name="purpose" label={t("purpose")} hint={t("purposeHint")} required maxLength={500} />
          <NumberField
            name="retentionDays"
            label={t("retention")}
            hint={t("retentionHint", { days: page.terms.retentionDays })}
            unit={t("days")}
            whole
          />
        </ActionForm>
      </div>
    </OneColumn>
  );
}
