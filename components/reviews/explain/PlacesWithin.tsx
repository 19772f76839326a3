import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Section } from "@/components/ui/Page";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import type { WhyView } from "@/lib/reviews/loaders/why";

/** Ranks in smaller and in wider circles than the list: in the own sub-branch or district, and those that others gave. */
export function PlacesWithin({
  why,
}: {
  why: Pick<WhyView, "places" | "outside" | "campaign" | "fromBottom" | "ranked">;
}) {
  const t = useTranslations("reviews.places");
  const locale = useLocale();
  if (why.places.length + why.outside.length === 0 && why.fromBottom === null) return null;
  return (
    <Section title={t("title")} aside={t("aside")} small>
      <dl className="text-small">
        {why.fromBottom !== null && (
          <div className="flex flex-wrap gap-x-4 border-b border-rule py-1">
            <dt className="flex-1">{t("fromBottom")}</dt>
            <dd className="n">{t("last", { rank: why.fromBottom, of: why.ranked })}</dd>
          </div>
        )}
        {why.places.map(({ population, member, name, rank, of }) => (
          <div key={`${population} ${member}`} className="flex flex-wrap gap-x-4 border-b border-rule py-1">
            <dt className="flex-1">{t("within", { scope: population, name: name ? pick(name, locale) : "" })}</dt>
            <dd className="n">{t("rank", { rank, of })}</dd>
          </div>
        ))}
        {why.outside.map(({ stream, name, rank, of, on, ref }) => (
          <div key={stream} className="flex flex-wrap gap-x-4 border-b border-rule py-1">
            <dt className="flex-1">
              {pick(name, locale)}
              <span className="block text-note text-ink-3">
                {t("imported", { day: formatDay(on, locale, { year: true }) })}{" "}
                {ref.startsWith("R-") ? (
                  <Link href={`/campaigns/${why.campaign.code}/records/${ref}`}>{t("record", { ref })}</Link>
                ) : (
                  ref
                )}
              </span>
            </dt>
            <dd className="n">
              {of === null
                ? t("rankAlone", { rank: formatPoints(rank) })
                : t("rank", { rank: Number(rank), of: Number(of) })}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
