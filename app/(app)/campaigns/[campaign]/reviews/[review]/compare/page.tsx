import "@/components/reviews/reviews.css";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ReviewStateMark } from "@/components/reviews/ReviewStateMark";
import { Versus } from "@/components/reviews/Versus";
import { Button } from "@/components/ui/Button";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, OneColumn, PageHead, Section } from "@/components/ui/Page";
import { formatRank, pick } from "@/lib/platform/i18n/format";
import { loadComparison } from "@/lib/reviews/loaders/why";
import { kindOf } from "@/lib/scoring/programme/subjects";

interface Props {
  params: Promise<{ campaign: string; review: string }>;
  searchParams: Promise<{ a?: string | string[]; b?: string | string[] }>;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campaign, review } = await params;
  const view = await loadComparison(campaign, review, {});
  const t = await getTranslations("reviews.compare");
  return { title: t("title", { kind: kindOf(view.review) }) };
}

export default async function ComparePage({ params, searchParams }: Props) {
  const { campaign, review } = await params;
  const query = await searchParams;
  const [a, b] = [one(query.a), one(query.b)];
  const view = await loadComparison(campaign, review, { ...(a ? { a } : {}), ...(b ? { b } : {}) });
  const t = await getTranslations("reviews.compare");
  const locale = await getLocale();
  const base = `/campaigns/${view.campaign.code}/reviews/${view.review.code}`;
  const options = view.others.map((unit) => ({
    value: unit.code,
    label: t("choice", { rank: formatRank(unit.rank ?? 0, locale), unit: pick(unit.name, locale) }),
  }));
  const { comparison } = view;
  const kind = kindOf(view.review);
  return (
    <OneColumn>
      <PageHead
        title={t("title", { kind })}
        state={<ReviewStateMark state={view.state} />}
        meta={[pick(view.review.name, locale)]}
        back={{ href: base, title: pick(view.review.name, locale) }}
      />
      <form method="get" action={`${base}/compare`} className="max-w-3xl mb-6 no-print">
        <Fields two>
          <SelectField
            name="a"
            label={t("first", { kind })}
            options={options}
            defaultValue={view.chosen.a ?? undefined}
            required
          />
          <SelectField
            name="b"
            label={t("second", { kind })}
            options={options}
            defaultValue={view.chosen.b ?? undefined}
            required
          />
        </Fields>
        <div className="mt-3">
          <Button type="submit" kind="main">
            {t("go")}
          </Button>
        </div>
      </form>
      {view.refused && (
        <Notice kind="info" title={t("refusedTitle")}>
          {t("refused", { kind })}
        </Notice>
      )}
      {!comparison && !view.refused && <EmptyState>{t("empty", { kind })}</EmptyState>}
      {comparison && (
        <Section
          title={t("heading", {
            above: pick(comparison.above.name, locale),
            below: pick(comparison.below.name, locale),
            aboveRank: formatRank(comparison.above.rank ?? 0, locale),
            belowRank: formatRank(comparison.below.rank ?? 0, locale),
            shared: comparison.comparison.shared ? "yes" : "no",
          })}
        >
          <Versus view={comparison} />
        </Section>
      )}
    </OneColumn>
  );
}
