import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { LeadSoFar } from "@/components/reviews/LeadSoFar";
import { ReviewStateMark } from "@/components/reviews/ReviewStateMark";
import { LinkButton } from "@/components/ui/Button";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead } from "@/components/ui/Page";
import { formatDay, formatDayRange, formatInstant, pick } from "@/lib/platform/i18n/format";
import { loadReviews } from "@/lib/reviews/loaders/list";

type Params = { params: Promise<{ campaign: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reviews.list");
  return { title: t("title") };
}

export default async function ReviewsPage({ params }: Params) {
  const { campaign, reviews, all, targets } = await loadReviews((await params).campaign);
  const t = await getTranslations("reviews.list");
  const locale = await getLocale();
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(campaign.name, locale)]}
        back={{ href: `/campaigns/${campaign.code}`, title: pick(campaign.name, locale) }}
        actions={
          targets && (
            <LinkButton size="low" href={`/campaigns/${campaign.code}/targets`}>
              {t("targets")}
            </LinkButton>
          )
        }
      />
      {reviews.length === 0 ? (
        <EmptyState>{all ? t("noPlan") : t("nothingPublished")}</EmptyState>
      ) : (
        <LedgerTable caption={t("title")}>
          <thead>
            <tr>
              <Th>{t("review")}</Th>
              <Th from="sm">{t("period")}</Th>
              <Th from="sm">{t("cutOff")}</Th>
              <Th>{t("state")}</Th>
              <Th from="sm" className="r">
                {t("since")}
              </Th>
            </tr>
          </thead>
          <tbody>
            {reviews.map((review) => (
              <tr key={review.code}>
                <RowName>
                  <Link href={`/campaigns/${campaign.code}/reviews/${review.code}`}>{pick(review.name, locale)}</Link>
                  {all && review.state === "OPEN" && (
                    <Suspense>
                      <LeadSoFar campaign={campaign.code} review={review.code} />
                    </Suspense>
                  )}
                </RowName>
                <Td from="sm" className="n">
                  {review.cutOffOn
                    ? formatDayRange(review.from, review.cutOffOn, locale)
                    : formatDay(review.from, locale)}
                </Td>
                <Td from="sm" className="n">
                  {review.cutOffOn ? formatDay(review.cutOffOn, locale) : "—"}
                </Td>
                <Td>
                  <ReviewStateMark state={review.state} noticeUntil={review.noticeUntil} />
                </Td>
                <Td from="sm" className="r n">
                  {review.since && review.state !== "OPEN" ? formatInstant(review.since, locale) : "—"}
                </Td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
    </OneColumn>
  );
}
