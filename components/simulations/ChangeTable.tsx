import { useLocale, useTranslations } from "next-intl";
import { Delta, Movement } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { ChangeRow, Comparison } from "@/lib/simulations/loaders/comparison";
import { moneyText } from "./money";

/** What is shown of one who is compared. */
type Shown = Pick<ChangeRow, "name" | "change">;

/** Every unit under both plans. On a phone its rank, its way and its money; the rest is in the export. */
export function ChangeTable({ comparison, rows }: { comparison: Pick<Comparison, "names">; rows: readonly Shown[] }) {
  const t = useTranslations("simulations.table");
  const locale = useLocale();
  if (rows.length === 0) return <p className="text-small text-ink-2 py-2">{t("empty")}</p>;
  const rank = (value: number | null) => (value === null ? t("unranked") : String(value));
  const score = (value: string | null) => (value === null ? "—" : formatPoints(value));
  return (
    <LedgerTable caption={t("title")} stick>
      <thead>
        <tr>
          <Th>{t("rank")}</Th>
          <Th>{t("unit")}</Th>
          <Th>{t("move")}</Th>
          <Th num from="lg">
            {t("total")}
          </Th>
          <Th num from="sm">
            {t("points")}
          </Th>
          <Th from="sm">{t("outcome")}</Th>
          <Th num>{t("money")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { before, after, places, points, money } = row.change;
          return (
            <tr key={row.change.subject}>
              <Td className="n">
                {before.rank === after.rank
                  ? rank(after.rank)
                  : t("from", { before: rank(before.rank), after: rank(after.rank) })}
              </Td>
              <RowName>{pick(row.name, locale)}</RowName>
              <Td>{places === null ? <span className="gap">–</span> : <Movement places={places} />}</Td>
              <Td num from="lg">
                {t("from", { before: score(before.total), after: score(after.total) })}
              </Td>
              <Td num from="sm">
                {points === null ? <span className="gap">–</span> : <Delta value={points} />}
              </Td>
              <Td from="sm">
                <Outcomes row={row} comparison={comparison} />
              </Td>
              <Td num strong>
                {money.least === "0" && money.most === "0" ? "–" : moneyText(money, t, true)}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}

function Outcomes({ row, comparison }: { row: Shown; comparison: Pick<Comparison, "names"> }) {
  const t = useTranslations("simulations.table");
  const locale = useLocale();
  const { change } = row;
  const name = (code: string) => {
    const known = comparison.names.get(code);
    return known ? pick(known, locale) : code;
  };
  const kept = (after: readonly string[], gained: readonly string[]) =>
    [...new Set(after)].filter((code) => !gained.includes(code));
  const lines: { key: string; text: string; tone?: string }[] = [
    ...change.awardsGained.map((code) => ({ key: `+${code}`, text: t("gains", { name: name(code) }), tone: "up" })),
    ...change.awardsLost.map((code) => ({ key: `-${code}`, text: t("loses", { name: name(code) }), tone: "down" })),
    ...change.after.contested.map((code) => ({ key: `?${code}`, text: t("contested", { name: name(code) }) })),
    ...[...new Set(change.penaltiesGained)].map((code) => ({
      key: `a${code}`,
      text: t("adds", { name: name(code) }),
      tone: "down",
    })),
    ...[...new Set(change.penaltiesLost)].map((code) => ({
      key: `d${code}`,
      text: t("drops", { name: name(code) }),
      tone: "up",
    })),
    ...[...kept(change.after.awards, change.awardsGained), ...kept(change.after.penalties, change.penaltiesGained)].map(
      (code) => ({ key: `=${code}`, text: t("keeps", { name: name(code) }), tone: "gap" }),
    ),
  ];
  if (lines.length === 0) return <span className="gap">–</span>;
  return (
    <ul className="text-small">
      {lines.map((line) => (
        <li key={line.key} className={line.tone}>
          {line.text}
        </li>
      ))}
    </ul>
  );
}
