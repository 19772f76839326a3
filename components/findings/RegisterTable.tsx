import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { RegisterLine } from "@/lib/findings/loaders/register";
import type { Repeat } from "@/lib/findings/types";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import { FINDING_TONE } from "./tones";

/** 第3次，上次I-2026-00012 — nothing for the first time. */
export function RepeatNote({ repeat, base }: { repeat: Repeat | null; base: string }) {
  const t = useTranslations("findings");
  if (!repeat || repeat.nth < 2) return null;
  return (
    <>
      <Figure href={repeat.last && `${base}/inspections/${repeat.last}`}>
        {t("repeat", { nth: repeat.nth, last: repeat.last ?? "" })}
      </Figure>
      {repeat.person !== null && repeat.person > 1 && <> {t("repeatPerson", { nth: repeat.person })}</>}
    </>
  );
}

/** The register of findings: what, where, who, how much, where it stands, and how often it came back. */
export function RegisterTable({
  rows,
  base,
  oneOutlet,
}: {
  rows: readonly RegisterLine[];
  base: string;
  oneOutlet: boolean;
}) {
  const t = useTranslations("findings");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("caption")} stick>
      <thead>
        <tr>
          <Th from="sm">{t("columns.day")}</Th>
          {!oneOutlet && <Th from="sm">{t("columns.unit")}</Th>}
          <Th>{t("columns.item")}</Th>
          <Th from="lg">{t("columns.person")}</Th>
          <Th num>{t("columns.lost")}</Th>
          <Th className="sm:pl-6">{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ finding, unit, person, repeat }) => (
          <Tr key={finding.id}>
            <Td from="sm" className="n" top>
              {formatDay(finding.onDay, locale)}
            </Td>
            {!oneOutlet && (
              <Td from="sm" top>
                {pick(unit, locale)}
              </Td>
            )}
            <RowName>
              <span className="block text-small font-regular text-ink-3 sm:hidden">
                {!oneOutlet && pick(unit, locale)} <span className="n">{formatDay(finding.onDay, locale)}</span>
              </span>
              {pick(finding.text, locale)}
              <span className="block text-small font-regular text-ink-2">
                <span className="code">{finding.itemCode}</span> {finding.reason}
              </span>
              {repeat && repeat.nth > 1 && (
                <span className="block text-small font-regular text-ink-2">
                  <RepeatNote repeat={repeat} base={base} />
                </span>
              )}
            </RowName>
            <Td from="lg" top>
              {person && nameOf(person, locale)}
            </Td>
            <Td num strong top>
              <Figure
                href={`${base}/inspections/${finding.inspection}?f=${finding.no}#evidence`}
                label={`${finding.no} ${formatPoints(finding.counts)}`}
              >
                {finding.counts === finding.lost ? (
                  formatPoints(finding.lost)
                ) : (
                  <>
                    <s>{formatPoints(finding.lost)}</s> {formatPoints(finding.counts)}
                  </>
                )}
              </Figure>
            </Td>
            <Td top className="sm:pl-6">
              <State kind={FINDING_TONE[finding.state]}>{t(`states.${finding.state}`)}</State>
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
