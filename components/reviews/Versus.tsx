import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, SumRow, Td, Th } from "@/components/ui/Ledger";
import { Points, points, text } from "@/lib/kernel/points";
import { formatPoints, formatSigned, pick } from "@/lib/platform/i18n/format";
import type { ComparisonView, SubjectInRanking } from "@/lib/reviews/loaders/why";

/** "A stands above B because …": the parts of two totals, with what each is ahead by, and the tie ladder where it was tried. */
export function Versus({ view }: { view: ComparisonView }) {
  const t = useTranslations("reviews.versus");
  const locale = useLocale();
  const { above, below, comparison } = view;
  const names = { above: pick(above.name, locale), below: pick(below.name, locale) };
  const widest = comparison.parts.reduce((most, part) => Points.max(most, points(part.difference).abs()), points(0));
  const biggest = [...comparison.parts].sort((a, b) => points(b.difference).comparedTo(points(a.difference)))[0];
  return (
    <>
      <p className="sentence">
        {comparison.shared
          ? t("shared", { ...names, rank: above.rank ?? 0 })
          : comparison.decidedBy
            ? t("byTie", { ...names, step: pick(comparison.decidedBy.name, locale) })
            : t("ahead", {
                ...names,
                difference: formatPoints(comparison.difference),
                part: biggest ? pick(biggest.name, locale) : "",
              })}
        {view.decisive &&
          t.rich("decisive", {
            below: names.below,
            total: formatPoints(view.decisive.total),
            ev: () => (
              <Figure key="ev" href={below.href ? `${below.href}?fact=${view.decisive?.factId}` : null} code>
                {view.decisive?.ref}
              </Figure>
            ),
          })}
        {!comparison.shared && !comparison.decidedBy && t("noTie")}
      </p>
      <LedgerTable caption={t("caption", names)} className="versus">
        <thead>
          <tr>
            <Th>{t("part")}</Th>
            <Th num>
              <UnitName unit={above} />
            </Th>
            <Th center from="sm">
              {t("difference")}
            </Th>
            <Th num>
              <UnitName unit={below} />
            </Th>
          </tr>
        </thead>
        <tbody>
          {comparison.parts.map((part) => {
            const difference = points(part.difference);
            const width = widest.isZero() ? 0 : Number(difference.abs().div(widest).times(32).toFixed(2));
            const ahead = difference.isZero() ? null : difference.isPositive() ? names.above : names.below;
            const words = ahead
              ? t("aheadBy", { unit: ahead, value: formatPoints(text(difference.abs())) })
              : t("equal");
            return (
              <tr key={part.code}>
                <th scope="row">{pick(part.name, locale)}</th>
                <Td num>{figure(part.above)}</Td>
                <Td from="sm" className="diff">
                  <div className="axis">
                    <div className="left">
                      {difference.isPositive() && !difference.isZero() && (
                        <>
                          <i style={{ width: `${width}%` }} />
                          <span>{words}</span>
                        </>
                      )}
                    </div>
                    <div className="right">
                      {difference.isNegative() && !difference.isZero() ? (
                        <>
                          <i style={{ width: `${width}%` }} />
                          <span>{words}</span>
                        </>
                      ) : difference.isZero() ? (
                        <span className="text-ink-3 ps-2">{words}</span>
                      ) : null}
                    </div>
                  </div>
                </Td>
                <Td num>{figure(part.below)}</Td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <SumRow>
            <th scope="row">{t("sum")}</th>
            <Td num>{above.total === null ? null : <Figure href={above.href}>{formatPoints(above.total)}</Figure>}</Td>
            <Td center from="sm">
              {points(comparison.difference).isZero()
                ? t("equalTotals")
                : t("aheadBy", { unit: names.above, value: formatPoints(comparison.difference) })}
            </Td>
            <Td num>{below.total === null ? null : <Figure href={below.href}>{formatPoints(below.total)}</Figure>}</Td>
          </SumRow>
        </tfoot>
      </LedgerTable>
      {view.ties.above.length > 0 && view.ties.below.length > 0 && points(comparison.difference).isZero() && (
        <Ladder view={view} />
      )}
    </>
  );
}

function figure(value: string | null): string | null {
  return value === null ? null : points(value).isNegative() ? formatSigned(value) : formatPoints(value);
}

function UnitName({ unit }: { unit: SubjectInRanking }) {
  const locale = useLocale();
  return <b className="text-ink text-small">{pick(unit.name, locale)}</b>;
}

/** The steps that were tried on equal totals, in the plan's order, and which of them decided. */
function Ladder({ view }: { view: ComparisonView }) {
  const t = useTranslations("reviews.versus");
  const locale = useLocale();
  return (
    <div className="mt-4">
      <LedgerTable caption={t("ladder")} captionShown dense>
        <thead>
          <tr>
            <Th>{t("step")}</Th>
            <Th num>{pick(view.above.name, locale)}</Th>
            <Th num>{pick(view.below.name, locale)}</Th>
            <Th className="r">{t("outcome")}</Th>
          </tr>
        </thead>
        <tbody>
          {view.ties.above.map((step, index) => {
            const other = view.ties.below[index];
            const same = step.value === other?.value;
            return (
              <tr key={step.node}>
                <th scope="row">{t("stepName", { index: index + 1, name: pick(step.name, locale) })}</th>
                <Td num>{step.value === null ? "—" : formatPoints(step.value)}</Td>
                <Td num>{other ? (other.value === null ? "—" : formatPoints(other.value)) : ""}</Td>
                <Td className="r">{same ? t("stillEqual") : t("decides")}</Td>
              </tr>
            );
          })}
        </tbody>
      </LedgerTable>
    </div>
  );
}
