import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { formatPoints, formatRank, pick } from "@/lib/platform/i18n/format";
import type { RankRow } from "@/lib/reviews/loaders/room";
import { SumOfLines } from "./SumOfLines";

/** The selected row spelled out: its sum, and the way to the explanation. */
export function RankingPeek({ row, base, above }: { row: RankRow; base: string; above: RankRow | null }) {
  const t = useTranslations("reviews.peek");
  const locale = useLocale();
  if (!row.lines || row.total === null || row.rank === null) return null;
  const why = `${base}/why/${row.code}`;
  return (
    <div className="peek">
      <p>
        <b>{pick(row.name, locale)}</b>{" "}
        <b>
          <Figure href={why}>{formatPoints(row.total)}</Figure>
        </b>{" "}
        <SumOfLines lines={row.lines} />
      </p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {above && (
          <span>{t("above", { unit: pick(above.name, locale), total: formatPoints(above.total ?? "0") })}</span>
        )}
        <LinkButton size="low" href={why}>
          {t("why", { rank: formatRank(row.rank, locale) })}
        </LinkButton>
      </p>
    </div>
  );
}
