import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { QuestionnaireForm } from "@/components/mystery/QuestionnaireForm";
import { KeyValue } from "@/components/ui/KeyValue";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { loadQuestionnaire } from "@/lib/mystery/loaders/shoppers";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mystery.questionnaire"))("title") };
}

export default async function Questionnaire({ params }: Props) {
  const [{ campaign }, locale, t, m] = await Promise.all([
    params,
    getLocale(),
    getTranslations("mystery.questionnaire"),
    getTranslations("mystery"),
  ]);
  const page = await loadQuestionnaire(campaign);
  const { rotation, waiting, questions, criteria, trials } = page.questionnaire;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale), page.seq === 0 ? t("shipped") : t("version", { seq: page.seq })]}
        back={{ href: `/campaigns/${page.campaign.code}/mystery`, title: m("back") }}
      />
      <Sentence>{t("lead")}</Sentence>
      {page.trials && (
        <Section title={t("soFar")} small>
          <p>
            {t("tried", { passed: page.trials.passed, needed: page.trials.needed, underWay: page.trials.underWay })}
          </p>
          {page.trials.passed > 0 && (
            <p className="text-small text-ink-2">
              {page.trials.keying ? t("keyingTime", page.trials.keying) : t("noKeyingTime")}
            </p>
          )}
        </Section>
      )}
      {page.mayDeclare ? (
        <div className="max-w-[46rem]">
          <QuestionnaireForm page={page} />
        </div>
      ) : (
        <KeyValue
          rows={[
            {
              term: t("rotation"),
              detail: m("new.lead", {
                days: rotation.days,
                notTwice: rotation.notTwice ? "yes" : "no",
                most: rotation.most ?? 0,
                owner: pick(page.owner, locale),
              }),
            },
            {
              term: t("waiting"),
              detail: (
                <span className="n">
                  {waiting.seconds} {t("secondsUnit")} {waiting.item}
                </span>
              ),
            },
            {
              term: t("trialsNeeded"),
              detail: (
                <span className="n">
                  {trials} {t("trialsUnit")}
                </span>
              ),
            },
            ...questions.map(({ code, text }) => ({ term: code, detail: pick(text, locale) })),
            ...criteria.map(({ text, points }) => ({
              term: pick(text, locale),
              detail: <span className="n">{points}</span>,
            })),
          ]}
        />
      )}
    </OneColumn>
  );
}
