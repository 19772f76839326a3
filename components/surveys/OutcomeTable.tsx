import { useLocale, useTranslations } from "next-intl";
import { Delta, Missing } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { Completion, Outcome } from "@/lib/surveys/types";

export interface OutcomeRow {
  readonly key: string;
  readonly name: string;
  readonly under?: string;
  readonly outcome: Outcome;
  readonly rank?: number | null;
  readonly completions?: readonly Completion[];
  /** Total less that of the survey it is compared with. */
  readonly change?: string | null;
}

const signed = (value: number) => (value > 0 ? `+${value}` : String(value).replace("-", "−"));

/** Results side by side: a column for each section, with what can be had of it (table T01 of the source). */
export function OutcomeTable({
  rows,
  caption,
  who,
  compared = false,
}: {
  rows: readonly OutcomeRow[];
  caption: string;
  who: string;
  /** With a column for what changed since another survey. */
  compared?: boolean;
}) {
  const t = useTranslations("surveys");
  const locale = useLocale();
  const [first] = rows;
  if (!first) return null;
  const { dimensions, full, nps } = first.outcome;
  const asksNps = rows.some(({ outcome }) => outcome.nps !== null) || nps !== null;
  const ranked = rows.some(({ rank }) => rank !== undefined);
  const sampled = rows.some(({ completions }) => (completions?.length ?? 0) > 0);
  return (
    <LedgerTable caption={caption}>
      <thead>
        <tr>
          <Th>{who}</Th>
          {ranked && <Th num>{t("columns.rank")}</Th>}
          {sampled && (
            <Th num from="sm">
              {t("columns.sample")}
            </Th>
          )}
          <Th num from="sm">
            {t("columns.answers")}
          </Th>
          {dimensions.map((dimension) => (
            <Th key={dimension.code} num from="lg">
              {pick(dimension.name, locale)} <span className="text-ink-3">{formatPoints(dimension.full, 0)}</span>
            </Th>
          ))}
          {asksNps && (
            <Th num from="sm">
              {t("columns.nps")}
            </Th>
          )}
          {compared && (
            <Th num from="sm">
              {t("columns.change")}
            </Th>
          )}
          <Th num>
            {t("columns.total")} <span className="text-ink-3">{formatPoints(full, 0)}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, under, outcome, rank, completions = [], change = null }) => (
          <Tr key={key}>
            <RowName>
              {name}
              {under && <span className="block text-small font-regular text-ink-2">{under}</span>}
              <span className="block text-small font-regular text-ink-2 sm:hidden">
                {t("page.answersOf", { count: outcome.answers, wanted: completions.at(-1)?.wanted ?? 0 })}
              </span>
            </RowName>
            {ranked && <Td num>{rank === null ? <span className="text-ink-3">{t("page.unranked")}</span> : rank}</Td>}
            {sampled && (
              <Td num from="sm">
                {completions.map(({ period, wanted, got, short }) => (
                  <span key={period} className={short ? "down block" : "block"}>
                    {period === null
                      ? t("page.got", { got, wanted })
                      : t("page.gotIn", { period: period.slice(5), got, wanted })}
                    {short && ` ${t("page.shortWords")}`}
                  </span>
                ))}
              </Td>
            )}
            <Td num from="sm">
              {outcome.answers}
            </Td>
            {outcome.dimensions.map((dimension) => (
              <Td key={dimension.code} num from="lg">
                {dimension.mean !== null && formatPoints(dimension.mean)}
              </Td>
            ))}
            {asksNps && (
              <Td num from="sm">
                {outcome.nps !== null && signed(outcome.nps)}
              </Td>
            )}
            {compared && (
              <Td num from="sm">
                {change !== null && <Delta value={change} />}
              </Td>
            )}
            <Td num strong>
              {outcome.total === null ? <Missing kind="none" /> : formatPoints(outcome.total)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
