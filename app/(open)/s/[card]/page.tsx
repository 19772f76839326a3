import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Questions } from "@/components/surveys/Questions";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { PageHead } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { answerSurveyCardAction } from "@/lib/surveys/actions/card";
import { loadOpenCard } from "@/lib/surveys/loaders/cards";

interface Props {
  params: Promise<{ card: string }>;
  searchParams: Promise<{ thanks?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("surveys.open"))("title"), robots: { index: false, follow: false } };
}

/** What a customer sees who has scanned a card: a few questions, no account, nothing of the bank but the outlet's name. */
export default async function AnswerCard({ params, searchParams }: Props) {
  const [{ card }, { thanks }, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("surveys.open"),
  ]);
  const page = await loadOpenCard(decodeURIComponent(card));
  if (thanks)
    return (
      <>
        <PageHead title={t("title")} />
        <Notice kind="done" title={t("thanks")}>
          {t("thanksText")}
        </Notice>
      </>
    );
  if (page?.state !== "RUNNING") {
    const why = page ? "closed" : "unknown";
    return (
      <>
        <PageHead title={t("title")} />
        <Notice kind={page ? "wait" : "blocked"} title={t(why)}>
          {t(`${why}Text`)}
        </Notice>
      </>
    );
  }
  return (
    <>
      <PageHead title={pick(page.unit, locale)} meta={[pick(page.name, locale)]} />
      <p className="mb-4 text-ink-2">
        {page.person && `${t("served", { name: pick(page.person, locale) })} `}
        {t("lead")}
      </p>
      <ActionForm action={answerSurveyCardAction} hidden={{ card, submission: page.submission }} submit={t("submit")}>
        <Questions questionnaire={page.questionnaire} />
        <TextAreaField name="remark" label={t("remark")} hint={t("remarkHint")} maxLength={1000} rows={3} />
      </ActionForm>
    </>
  );
}
