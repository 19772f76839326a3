import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { RateTable, StageTable } from "@/components/reviews/TargetTables";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { formatDayRange, formatPoints, pick } from "@/lib/platform/i18n/format";
import { loadTargets } from "@/lib/reviews/loaders/targets";

type Params = { params: Promise<{ campaign: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reviews.targets"))("title") };
}

/** Where every outlet stands against what its stages ask for, and how far its complaint rate has fallen. */
export default async function TargetsPage({ params }: Params) {
  const view = await loadTargets((await params).campaign);
  const t = await getTranslations("reviews.targets");
  const locale = await getLocale();
  const root = `/campaigns/${view.campaign.code}`;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(view.campaign.name, locale)]}
        back={{ href: `${root}/reviews`, title: t("reviews") }}
      />
      <Sentence>{t(view.all ? "intro" : "introOwn")}</Sentence>
      {view.stages.length + view.rates.length === 0 && <EmptyState>{t("empty")}</EmptyState>}
      {view.stages.map((stage) => (
        <Section
          key={stage.code}
          title={
            stage.opens ? (
              <Link href={`${root}/reviews/${stage.code}`}>{pick(stage.name, locale)}</Link>
            ) : (
              pick(stage.name, locale)
            )
          }
          aside={t("stageAside", {
            range: formatDayRange(stage.from, stage.to, locale),
            target: formatPoints(stage.target),
          })}
        >
          <StageTable stage={stage} />
          {stage.forecast && <p className="text-note text-ink-3 pt-2">{t(view.all ? "note" : "noteOwn")}</p>}
        </Section>
      ))}
      {view.rates.map((rate) => (
        <Section
          key={rate.key}
          title={pick(rate.name, locale)}
          aside={t("rateAside", { review: pick(rate.review, locale), target: formatPoints(rate.target, 0) })}
        >
          <RateTable rate={rate} />
        </Section>
      ))}
    </OneColumn>
  );
}
