import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { CandidateShown } from "@/lib/ballots/loaders";
import { points } from "@/lib/kernel/points";
import { nameOf } from "@/lib/people/types";
import { formatPercent, pick } from "@/lib/platform/i18n/format";

/** The count, most votes first, each with its bar on one scale. */
export function CountBars({
  rows,
  cast,
}: {
  rows: readonly (CandidateShown & { readonly votes: number })[];
  cast: number;
}) {
  const t = useTranslations("ballots");
  const locale = useLocale();
  const most = Math.max(...rows.map(({ votes }) => votes), 1);
  return (
    <LedgerTable caption={t("one.result")}>
      <thead>
        <tr>
          <Th>{t("one.candidate")}</Th>
          <Th from="sm" aria-hidden="true" />
          <Th num>{t("one.resultAside", { cast })}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.subject}>
            <RowName>
              {nameOf(row, locale)}
              {nameOf(row, locale) !== pick(row.unit, locale) && (
                <span className="block text-note text-ink-3 font-regular">{pick(row.unit, locale)}</span>
              )}
              <span className="progress thin sm:hidden" aria-hidden="true">
                <span className="track">
                  <i style={{ width: `${(row.votes / most) * 100}%` }} />
                </span>
              </span>
            </RowName>
            <Td from="sm" className="w-1/2" aria-hidden="true">
              <span className="progress thin">
                <span className="track">
                  <i style={{ width: `${(row.votes / most) * 100}%` }} />
                </span>
              </span>
            </Td>
            <Td num strong>
              {t("one.votes", { votes: row.votes })}
              <span className="block text-note text-ink-3 font-regular">
                {formatPercent(points(row.votes).times(100).div(cast), 2)}
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
