import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxGroup } from "@/components/ui/form/choices";
import { DateField, SelectField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { giveAssignmentAction } from "@/lib/assignments/actions";
import { loadNewAssignment } from "@/lib/assignments/loaders/given";
import { formatDay, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("assignments"))("give") };
}

export default async function GiveAssignment({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("assignments")]);
  const page = await loadNewAssignment(campaign);
  const list = `/campaigns/${page.campaign.code}/assignments`;
  const things = [
    ...page.surveys.map(({ no, name }) => ({ value: no, label: t("kinds.SURVEY", { about: pick(name, locale) }) })),
    ...page.visits.map(({ no, unit, onDay }) => ({
      value: no,
      label: t("visitOf", { no, unit: pick(unit, locale), day: formatDay(onDay, locale) }),
    })),
  ];
  return (
    <OneColumn>
      <PageHead title={t("give")} meta={[pick(page.campaign.name, locale)]} back={{ href: list, title: t("title") }} />
      <Sentence>{t("giveLead")}</Sentence>
      {page.evaluators.length === 0 || things.length === 0 ? (
        <EmptyState>{t(page.evaluators.length === 0 ? "noEvaluator" : "noThing")}</EmptyState>
      ) : (
        <div className="max-w-[46rem]">
          <ActionForm
            action={giveAssignmentAction}
            hidden={{ campaign: page.campaign.code }}
            submit={t("giveSubmit")}
            cancel={{ href: list, label: t("cancel") }}
          >
            <SelectField
              name="evaluator"
              label={t("columns.evaluator")}
              required
              options={page.evaluators.map(({ username, name }) => ({ value: username, label: `${name} ${username}` }))}
            />
            <SelectField name="about" label={t("columns.what")} required options={things} />
            <DateField name="dueOn" label={t("columns.due")} required min={page.today} />
            <CheckboxGroup
              name="outlets[]"
              label={t("where")}
              hint={t("whereHint")}
              flow
              choices={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
            />
          </ActionForm>
        </div>
      )}
    </OneColumn>
  );
}
