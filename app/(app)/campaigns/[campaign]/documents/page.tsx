import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DocumentTable } from "@/components/reports/DocumentTable";
import { EvaluationBook } from "@/components/reports/EvaluationBook";
import { LongPapersMaking } from "@/components/reports/LongPaper";
import { RoundForm } from "@/components/reports/RoundForm";
import { TakePaper } from "@/components/reports/TakePaper";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { Acts } from "@/components/ui/OfficialAct";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { pick } from "@/lib/platform/i18n/format";
import { isLocale, LOCALES } from "@/lib/platform/i18n/locale";
import { issueCertificatesAction } from "@/lib/reports/actions";
import { loadDocuments } from "@/lib/reports/loaders/documents";
import { loadEvaluation } from "@/lib/reports/loaders/evaluation";
import { loadRounds } from "@/lib/reports/loaders/rounds";
import type { PaperKind } from "@/lib/reports/policy";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<{ language?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents.page"))("title") };
}

export default async function DocumentsPage({ params, searchParams }: Props) {
  const [{ campaign }, query, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations("documents"),
    getLocale(),
  ]);
  const language = isLocale(query.language) ? query.language : locale;
  const view = await loadDocuments(campaign, language);
  const rounds = await loadRounds(campaign);
  const evaluation = await loadEvaluation(campaign);
  const longOf = (review: string | null, kind?: PaperKind) =>
    view.long.filter((file) => file.review === review && (kind === undefined || file.kind === kind));
  const root = `/campaigns/${view.campaign.code}`;
  const name = pick(view.campaign.name, locale);
  return (
    <OneColumn>
      <PageHead title={t("page.title")} meta={[name]} back={{ href: root, title: name }} />
      <Sentence>{t("page.intro")}</Sentence>
      <SegmentLinks
        label={t("page.language")}
        links={LOCALES.map((one) => ({
          href: `${root}/documents?language=${one}`,
          label: t(`page.languages.${one}`),
          current: one === language,
        }))}
      />
      {view.planVersion !== null && (
        <Section title={t("page.plan")}>
          <LedgerTable caption={t("page.plan")}>
            <thead>
              <tr>
                <Th>{t("page.document")}</Th>
                <Th from="sm">{t("page.about")}</Th>
                <Th num>{t("page.take")}</Th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <RowName>{t("page.kinds.plan")}</RowName>
                <Td from="sm" className="text-note text-ink-2">
                  {t("page.kindNote.plan", { version: view.planVersion })}
                </Td>
                <Td num>
                  <TakePaper
                    href={`${root}/documents/plan`}
                    name={t("page.kinds.plan")}
                    language={language}
                    campaign={view.campaign.code}
                    long={longOf(null, "plan")}
                  />
                </Td>
              </tr>
            </tbody>
          </LedgerTable>
          <LongPapersMaking base={`${root}/documents`} language={language} files={longOf(null, "plan")} />
        </Section>
      )}
      {(view.summary || evaluation) && (
        <Section title={t("page.kinds.summary")}>
          {view.summary && (
            <LedgerTable caption={t("page.kinds.summary")}>
              <thead>
                <tr>
                  <Th>{t("page.document")}</Th>
                  <Th from="sm">{t("page.about")}</Th>
                  <Th num>{t("page.take")}</Th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <RowName>{t("page.kinds.summary")}</RowName>
                  <Td from="sm" className="text-note text-ink-2">
                    {t("page.kindNote.summary")}
                  </Td>
                  <Td num>
                    <TakePaper
                      href={`${root}/documents/summary`}
                      name={t("page.kinds.summary")}
                      language={language}
                      campaign={view.campaign.code}
                      long={longOf(null, "summary")}
                    />
                  </Td>
                </tr>
              </tbody>
            </LedgerTable>
          )}
          <LongPapersMaking base={`${root}/documents`} language={language} files={longOf(null, "summary")} />
          {evaluation && <EvaluationBook evaluation={evaluation} />}
        </Section>
      )}
      {rounds && <RoundForm rounds={rounds} language={language} />}
      {view.planVersion === null && view.reviews.length === 0 && <EmptyState>{t("page.empty")}</EmptyState>}
      {view.reviews.map((review) => (
        <Section key={review.code} title={pick(review.name, locale)}>
          <DocumentTable view={view} review={review} language={language} />
          <LongPapersMaking base={`${root}/documents`} language={language} files={longOf(review.code)} />
          {review.waiting > 0 && (
            <div className="pt-6">
              <Acts>
                <OfficialActDialog
                  character="证"
                  title={t("issue.title", { review: pick(review.name, locale) })}
                  meaning={t("issue.meaning", { count: review.waiting })}
                  reason={false}
                  rows={[
                    {
                      term: t("issue.ground"),
                      detail: t("issue.groundDetail", { review: pick(review.name, locale) }),
                    },
                    { term: t("issue.effect"), detail: t("issue.effectDetail") },
                  ]}
                  action={issueCertificatesAction}
                  hidden={{ campaign: view.campaign.code, review: review.code }}
                />
              </Acts>
            </div>
          )}
        </Section>
      ))}
    </OneColumn>
  );
}
