import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, NumberField, SelectField, TextField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { planSurveyAction } from "@/lib/surveys/actions";
import { loadNewSurvey } from "@/lib/surveys/loaders/list";
import { SAMPLE_PERIODS, SURVEY_KINDS } from "@/lib/surveys/types";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("surveys.new"))("title") };
}

export default async function NewSurvey({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("surveys")]);
  const page = await loadNewSurvey(campaign);
  const list = `/campaigns/${page.campaign.code}/surveys`;
  return (
    <OneColumn>
      <PageHead
        title={t("new.title")}
        meta={[pick(page.campaign.name, locale)]}
        back={{ href: list, title: t("title") }}
      />
      <Sentence>{t("new.lead")}</Sentence>
      {page.questionnaires.length === 0 ? (
        <EmptyState>{t("new.noQuestionnaire")}</EmptyState>
      ) : (
        <div className="max-w-[46rem]">
          <ActionForm
            action={planSurveyAction}
            hidden={{ campaign: page.campaign.code }}
            submit={t("new.submit")}
            cancel={{ href: list, label: t("new.cancel") }}
          >
            <Fields two>
              <SelectField
                name="kind"
                label={t("new.kind")}
                hint={t("new.kindHint")}
                empty={false}
                options={SURVEY_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
              />
              <SelectField
                name="questionnaire"
                label={t("new.questionnaire")}
                empty={false}
                options={page.questionnaires.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
              />
              <TextField name="name.zh" label={t("new.nameZh")} required minLength={2} maxLength={80} lang="zh-CN" />
              <TextField name="name.en" label={t("new.nameEn")} required minLength={2} maxLength={120} lang="en" />
              <DateField
                name="from"
                label={t("new.from")}
                required
                defaultValue={page.today}
                min={page.today}
                max={page.range.to}
              />
              <DateField name="to" label={t("new.to")} required min={page.today} max={page.range.to} />
              <NumberField
                name="sample"
                label={t("new.sample")}
                hint={t("new.sampleHint")}
                whole
                unit={t("new.sampleUnit")}
              />
              <SelectField
                name="per"
                label={t("new.per")}
                empty={false}
                options={SAMPLE_PERIODS.map((per) => ({ value: per, label: t(`per.${per}`) }))}
              />
            </Fields>
          </ActionForm>
        </div>
      )}
    </OneColumn>
  );
}
