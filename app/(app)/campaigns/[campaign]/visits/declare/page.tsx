import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { declareVisitInterestAction } from "@/lib/visits/actions";
import { loadDeclare } from "@/lib/visits/loaders/visits";
import { INTERESTS } from "@/lib/visits/types";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visits.declare"))("title") };
}

export default async function DeclareInterest({ params }: Props) {
  const [{ campaign }, locale, t, v] = await Promise.all([
    params,
    getLocale(),
    getTranslations("visits.declare"),
    getTranslations("visits"),
  ]);
  const page = await loadDeclare(campaign);
  const list = `/campaigns/${page.campaign.code}/visits`;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        back={{ href: list, title: v("visit.back") }}
      />
      <Sentence>{t("lead")}</Sentence>
      <div className="max-w-[34rem]">
        <ActionForm
          action={declareVisitInterestAction}
          hidden={{ campaign: page.campaign.code }}
          submit={t("submit")}
          cancel={{ href: list, label: t("cancel") }}
        >
          <Fields>
            <SelectField
              name="unit"
              label={t("unit")}
              required
              options={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
            />
            <SelectField
              name="interest"
              label={t("interest")}
              required
              options={INTERESTS.map((value) => ({ value, label: v(`interests.${value}`) }))}
            />
            <TextAreaField name="reason" label={t("reason")} required maxLength={500} />
          </Fields>
        </ActionForm>
      </div>
    </OneColumn>
  );
}
