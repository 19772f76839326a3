import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, Td, Th } from "@/components/ui/Ledger";
import { formatMoney, pick } from "@/lib/platform/i18n/format";
import type { UnitOutcome } from "@/lib/reviews/rules/outcomes";
import { Said } from "../Said";

/** Why this award, why not that one, and what follows: money that the plan computes opens to its computation. */
export function UnitOutcomes({
  outcomes,
  hrefOfTree,
  hrefOfFact,
}: {
  outcomes: readonly UnitOutcome[];
  hrefOfTree: (key: string) => string;
  hrefOfFact: (id: string) => string;
}) {
  const t = useTranslations("explain.outcomes");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("caption")}>
      <thead>
        <tr>
          <Th>{t("what")}</Th>
          <Th>{t("state")}</Th>
          <Th from="sm">{t("why")}</Th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map((outcome, index) => {
          const why = (
            <>
              {outcome.because && <Said say={outcome.because} />}
              {outcome.details.map((detail, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: told apart by their place
                <span key={at} className="part">
                  <Said say={detail} />
                </span>
              ))}
              {outcome.insteadOf.length > 0 && (
                <span className="part">
                  {t("insteadOf", { names: outcome.insteadOf.map((name) => pick(name, locale)).join(t("comma")) })}
                </span>
              )}
            </>
          );
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: one penalty may be proposed for several records
            <tr key={`${outcome.kind} ${outcome.code} ${index}`}>
              <th scope="row">
                {pick(outcome.name, locale)}
                <span className="why-below">{why}</span>
              </th>
              <Td>
                {outcome.factId ? (
                  <Link href={hrefOfFact(outcome.factId)} scroll={false}>
                    {t(outcome.state)}
                  </Link>
                ) : (
                  t(outcome.state)
                )}
                {outcome.times > 1 && t("comma") + t("times", { times: outcome.times })}
                {outcome.parts.map((part) => (
                  <span key={pick(part.name, locale) + part.tree} className="part">
                    {pick(part.name, locale)}
                    {part.amount !== null && (
                      <>
                        {" "}
                        {part.tree === null ? (
                          <span className="n">{formatMoney(part.amount, locale)}</span>
                        ) : (
                          <Link href={hrefOfTree(part.tree)} className="n">
                            {formatMoney(part.amount, locale)}
                            <span className="spoken">{t("comma") + t("how")}</span>
                          </Link>
                        )}
                      </>
                    )}
                  </span>
                ))}
              </Td>
              <Td from="sm" className="how">
                {why}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
