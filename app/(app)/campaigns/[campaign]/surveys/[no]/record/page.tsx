import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AnswerForm } from "@/components/surveys/AnswerForm";
import { Button } from "@/components/ui/Button";
import { SelectField } from "@/components/ui/form/inputs";
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
            <AnswerForm
              action={recordSurveyAnswerAction}
              hidden={{
                campaign: page.campaign.code,
                survey: survey.no,
                unit: outlet.code,
                submission: page.submission,
              }}
              questionnaire={page.questionnaire}
              from={survey.from}
              to={earlierOf(page.today, survey.to)}
              people={outlet.people}
            />
          </Section>
        )}
      </div>
    </OneColumn>
  );
}
