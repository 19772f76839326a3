import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CoverageView } from "@/components/footage/CoverageView";
import { FindForm } from "@/components/footage/FindForm";
import { FindingTable } from "@/components/footage/FindingTable";
import { PeriodTable } from "@/components/footage/PeriodTable";
import { ReviewActs } from "@/components/footage/ReviewActs";
import { SupplyActs } from "@/components/footage/SupplyActs";
import { REVIEW_TONE } from "@/components/footage/tones";
import { ViewForm } from "@/components/footage/ViewForm";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Figure } from "@/components/ui/Figure";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { loadReview } from "@/lib/footage/loaders/reviews";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("footage"))("title") };
}

export default async function FootageReview({ params }: Props) {
  const [{ campaign, no }, locale, t] = await Promise.all([params, getLocale(), getTranslations("footage")]);
  const page = await loadReview(campaign, decodeURIComponent(no));
  const { review, coverage } = page;
  const root = `/campaigns/${page.campaign.code}`;
  const seen = review.periods.some(({ state }) => state === "SUPPLIED" || state === "VIEWED");
  return (
    <ClientMessages also={["complaints"]}>
      <TwoColumn
        railLabel={t("review.acts")}
        rail={
          (page.may.review || page.may.supply) && (
            <div className="no-print">
              <Section title={t("review.acts")} small>
                {page.may.review && <ReviewActs page={page} />}
                {page.may.supply && <SupplyActs page={page} />}
              </Section>
            </div>
          )
        }
      >
        <PageHead
          title={pick(review.unit.name, locale)}
          state={<State kind={REVIEW_TONE[review.state]}>{t(`states.${review.state}`)}</State>}
          meta={[
            <span key="no" className="code">
              {review.no}
            </span>,
            pick(page.campaign.name, locale),
          ]}
          back={{ href: `${root}/footage`, title: t("review.back") }}
        />
        {!review.whole && <Notice>{t("review.hidden")}</Notice>}
        <KeyValue
          rows={[
            ...(review.whole ? [{ term: t("review.purpose"), detail: review.purpose }] : []),
            { term: t("review.reviewer"), detail: `${review.byName} · ${formatInstant(review.at, locale)}` },
            { term: t("review.retention"), detail: t("review.retentionDays", { days: review.retentionDays }) },
            ...(review.closed
              ? [
                  {
                    term: t("review.inspection"),
                    detail: (
                      <>
                        <Figure code href={`${root}/inspections/${review.closed.no}`}>
                          {review.closed.no}
                        </Figure>{" "}
                        {t("review.closedOn", { day: formatDay(review.closed.on, locale) })}
                      </>
                    ),
                  },
                ]
              : []),
            ...(review.cancelled ? [{ term: t("review.cancelled"), detail: review.cancelled }] : []),
          ]}
        />
        <Section title={t("review.periods")} aside={review.periods.length}>
          {review.periods.length === 0 ? (
            <EmptyState>{t(review.whole ? "review.noPeriods" : "review.noPeriodsSupply")}</EmptyState>
          ) : (
            <PeriodTable page={page} />
          )}
          {page.may.review && seen && (
            <div className="no-print">
              <ViewForm page={page} />
              <FindForm page={page} />
            </div>
          )}
        </Section>
        {coverage && review.state !== "CANCELLED" && <CoverageView page={page} coverage={coverage} />}
        {review.whole && <FindingTable page={page} />}
      </TwoColumn>
    </ClientMessages>
  );
}
