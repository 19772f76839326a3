import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { points, text } from "@/lib/kernel/points";
import { formatPoints, formatRank, pick } from "@/lib/platform/i18n/format";
import type { ScoreLine } from "@/lib/reviews/types";
import type { SubjectKind } from "@/lib/scoring/programme/subjects";
import { toneOf } from "./tones";

/** 94.40 = 38.20 + 27.90 + … − 1.00 + 0.50. The double rule stands only under a total that was computed twice. */
export function Equation({
  total,
  rank,
  ranked,
  kind,
  lines,
  checked,
  hrefOf,
}: {
  total: string;
  rank: number | null;
  ranked: number;
  kind: SubjectKind;
  lines: readonly ScoreLine[];
  checked: boolean;
  hrefOf: (index: number) => string;
}) {
  const t = useTranslations("reviews.equation");
  const locale = useLocale();
  const parts = lines.flatMap((line, index) => (line.share === null ? [] : [{ ...line, share: line.share, index }]));
  return (
    <section className="equation" aria-label={t("label")}>
      <div className={checked ? "sum checked" : "sum"}>
        <div className="v n">{formatPoints(total)}</div>
        <div className="l">
          {rank === null ? t("total") : t("totalRank", { kind, rank: formatRank(rank, locale), ranked })}
        </div>
      </div>
      {parts.map((line, position) => {
        const share = points(line.share);
        const negative = share.isNegative() && !share.isZero();
        return (
          <div className="part" key={line.index}>
            <span className="op" aria-hidden={position === 0 ? true : undefined}>
              {position === 0 ? "=" : negative ? "−" : "+"}
            </span>
            <div>
              <div className="v n">
                <Figure href={hrefOf(line.index)}>{formatPoints(text(share.abs()))}</Figure>
              </div>
              <div className="l">
                {line.tone && <i className={`tone-${toneOf(line.tone)}`} />}
                <span>
                  {line.fullShare === null
                    ? pick(line.name, locale)
                    : t("part", {
                        name: pick(line.name, locale),
                        full: formatPoints(line.fullShare, decimals(line.fullShare)),
                      })}
                </span>
              </div>
            </div>
          </div>
        );
      })}
    </section>
  );
}

/** Full marks as the plan writes them: 40, not 40.00. */
function decimals(value: string): number {
  return Math.min(2, points(value).decimalPlaces());
}
