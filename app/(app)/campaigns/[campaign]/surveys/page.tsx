import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SurveyTable } from "@/components/surveys/SurveyTable";
import { LinkButton } from "@/components/ui/Button";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { loadSurveys } from "@/lib/surveys/loaders/list";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("surveys"))("title") };
}

export default async function Surveys({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("surveys")]);
  const page = await loadSurveys(campaign);
  const base = `/campaigns/${page.campaign.code}/surveys`;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        actions={
          <>
            {page.seesAssignments && (
              <LinkButton href={`/campaigns/${page.campaign.code}/assignments`}>{t("evaluators")}</LinkButton>
            )}
            {page.mayMake && (
              <LinkButton kind="main" href={`${base}/new`}>
                {t("newSurvey")}
              </LinkButton>
            )}
          </>
        }
      />
      <Sentence>{t(`lead.${page.sees}`)}</Sentence>
      <Section title={t("title")} aside={page.rows.length}>
        {page.rows.length === 0 ? (
          <EmptyState>{t(`none.${page.sees}`)}</EmptyState>
        ) : (
          <SurveyTable rows={page.rows} base={base} />
        )}
      </Section>
    </OneColumn>
  );
}
