import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Questions } from "@/components/surveys/Questions";
import { Button } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Section } from "@/components/ui/Page";
import { earlierOf } from "@/lib/kernel/calendar";
import { pick } from "@/lib/platform/i18n/format";
import { recordSurveyAnswerAction } from "@/lib/surveys/actions";
import { loadRecord } from "@/lib/surveys/loaders/record";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
  searchParams: Promise<{ unit?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("surveys.record"))("title") };
}

/** The interviewer's page: one answer after another at one outlet, on a phone in the hall. */
export default async function RecordAnswer({ params, searchParams }: Props) {
  const [{ campaign, no }, { unit }, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("surveys.record"),
  ]);
  const page = await loadRecord(campaign, no, unit || undefined);
  const { survey, outlet } = page;
  const back = `/campaigns/${page.campaign.code}/surveys/${survey.no}`;
  const now = outlet?.completions.at(-1);
  const last = earlierOf(page.today, survey.to);
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[survey.no]} back={{ href: back, title: pick(survey.name, locale) }} />
      <div className="max-w-[46rem]">
        <form method="get" className="fields">
          <SelectField
            key={outlet?.code}
            name="unit"
            label={t("choose")}
            required
            defaultValue={outlet?.code ?? ""}
            options={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
          />
          <div>
            <Button type="submit">{t("go")}</Button>
          </div>
        </form>
        {outlet && (
          <Section title={pick(outlet.name, locale)} aside={now && t("done", { got: now.got, wanted: now.wanted })}>
            <ActionForm
              action={recordSurveyAnswerAction}
              hidden={{
                campaign: page.campaign.code,
                survey: survey.no,
                unit: outlet.code,
                submission: page.submission,
              }}
              submit={t("submit")}
            >
              <Fields two>
                <DateField name="onDay" label={t("day")} required defaultValue={last} min={survey.from} max={last} />
                <SelectField
                  name="person"
                  label={t("person")}
                  hint={t("personHint")}
                  empty={t("nobody")}
                  options={outlet.people.map(({ staffNo, name }) => ({ value: staffNo, label: pick(name, locale) }))}
                />
              </Fields>
              <Questions questionnaire={page.questionnaire} pass />
              <TextAreaField name="remark" label={t("remark")} maxLength={1000} rows={2} />
            </ActionForm>
          </Section>
        )}
      </div>
    </OneColumn>
  );
}
