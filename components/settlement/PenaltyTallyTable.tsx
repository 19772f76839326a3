import { useLocale, useTranslations } from "next-intl";
import { Said } from "@/components/reviews/Said";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, SumRow, Td, Th } from "@/components/ui/Ledger";
import type { PenaltyAppeal } from "@/lib/appeals/types";
import type { PenaltyRow, PenaltyTally } from "@/lib/awards/loaders/tallies";
import { BY_RULE } from "@/lib/awards/types";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";
import type { PenaltyStanding } from "@/lib/settlement/loaders/states";
import { yuan } from "./yuan";

/** Every decided penalty: what it is, on what ground, who decided it, and how far it has come. */
export function PenaltyTallyTable({
  tally,
  standings,
  appeals,
  numbers,
  root,
}: {
  tally: PenaltyTally;
  standings: Readonly<Record<string, PenaltyStanding>>;
  appeals: Readonly<Record<string, PenaltyAppeal>>;
  /** Document number of the notice, by decision. */
  numbers: Readonly<Record<string, string>>;
  root: string;
}) {
  const t = useTranslations("penalties.tally");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("title")}>
      <thead>
        <tr>
          <Th>{t("who")}</Th>
          <Th>{t("consequence")}</Th>
          <Th from="sm">{t("ground")}</Th>
          <Th from="lg">{t("decided")}</Th>
          <Th from="sm">{t("standing")}</Th>
          <Th num>{t("amount")}</Th>
        </tr>
      </thead>
      <tbody>
        {tally.rows.map((row) => {
          const appeal = appeals[row.id];
          const standing = row.consequence && <Standing standing={standings[row.id]} root={root} />;
          return (
            <tr key={row.id}>
              <RowName>
                {pick(row.unit, locale)}
                {row.person && (
                  <span className="block text-note text-ink-3 font-regular">{nameOf(row.person, locale)}</span>
                )}
              </RowName>
              <Td>
                {row.consequence ? (
                  pick(row.consequence.name, locale)
                ) : (
                  <span className="text-ink-3">{t(row.notice ? "notice" : "waived")}</span>
                )}
                {numbers[row.id] && (
                  <span className="block text-note text-ink-3">{t("number", { number: numbers[row.id] ?? "" })}</span>
                )}
                {appeal && (
                  <span className="block text-note">
                    <Figure href={`${root}/appeals/${appeal.no}`}>
                      {t(appeal.pending ? "appealPending" : "appeal", { no: appeal.no })}
                    </Figure>
                  </span>
                )}
                <span className="block text-note sm:hidden">
                  <Ground row={row} root={root} />
                </span>
                <span className="block text-note sm:hidden">{standing}</span>
              </Td>
              <Td from="sm" className="text-note">
                <Ground row={row} root={root} />
                {row.because && (
                  <span className="block text-ink-3">
                    <Said say={row.because} />
                  </span>
                )}
                {row.repeated && (
                  <span className="block text-ink-3">
                    <Said say={row.repeated} />
                  </span>
                )}
              </Td>
              <Td from="lg">
                <span className="block">{row.reason === BY_RULE ? t("byRule") : row.reason}</span>
                <span className="block text-note text-ink-3">
                  {t("by", { name: row.decidedName, at: formatInstant(row.decidedAt, locale) })}
                </span>
              </Td>
              <Td from="sm">{standing}</Td>
              <Td num strong>
                {row.amountMinor === null ? "—" : yuan(row.amountMinor)}
              </Td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <SumRow>
          <th scope="row" className="text-start">
            {t("sum")}
          </th>
          <td />
          <Td from="sm" />
          <Td from="lg" />
          <Td from="sm" />
          <Td num>{yuan(tally.fines.minor)}</Td>
        </SumRow>
      </tfoot>
    </LedgerTable>
  );
}

function Ground({ row, root }: { row: PenaltyRow; root: string }) {
  const locale = useLocale();
  const fact = row.factId ? `?fact=${row.factId}` : "";
  return (
    <Figure className="whitespace-normal!" href={`${root}/reviews/${row.review.code}/why/${row.unitCode}${fact}`}>
      {pick(row.penalty.name, locale)}
    </Figure>
  );
}

/** Where it stands, opening the statement on which each step is recorded. */
function Standing({ standing, root }: { standing: PenaltyStanding | undefined; root: string }) {
  const t = useTranslations("settlement");
  const locale = useLocale();
  if (!standing) return <span className="text-ink-3">{t("unpublished")}</span>;
  const words = t(`penaltyState.${standing.state}`);
  return (
    <>
      {standing.of ? <Figure href={`${root}/statements/${encodeURIComponent(standing.of)}`}>{words}</Figure> : words}
      {standing.state === "NOTIFIED" && standing.dueOn && (
        <span className="block text-note text-ink-3">
          {t("ledger.appealUntil", { day: formatDay(standing.dueOn, locale) })}
        </span>
      )}
    </>
  );
}
