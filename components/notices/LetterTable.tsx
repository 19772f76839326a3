import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { AddresseeShown, LetterLine, LetterPage } from "@/lib/notices/loaders/letters";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";
import { LETTER_TONE } from "./tones";

/** Letters of the office with how many took note of each. */
export function LetterTable({ rows, base }: { rows: readonly LetterLine[]; base: string }) {
  const t = useTranslations("notices.letters");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("caption")} stick>
      <thead>
        <tr>
          <Th>{t("columns.title")}</Th>
          <Th from="sm">{t("columns.at")}</Th>
          <Th from="sm">{t("columns.due")}</Th>
          <Th num>{t("columns.acknowledged")}</Th>
          <Th className="sm:pl-6">{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((letter) => (
          <Tr key={letter.no}>
            <RowName>
              <Figure href={`${base}/${letter.no}`}>{letter.title}</Figure>
              <span className="block text-small font-regular text-ink-2">
                <span className="code">{letter.no}</span> {t("sent", { count: letter.addressees })}
              </span>
            </RowName>
            <Td from="sm" className="n" top>
              {formatInstant(letter.at, locale, { year: true })}
            </Td>
            <Td from="sm" className="n" top>
              {letter.dueOn ? formatDay(letter.dueOn, locale, { year: true }) : "—"}
            </Td>
            <Td num top>
              {letter.dueOn ? t("of", { done: letter.acknowledged, all: letter.addressees }) : "—"}
              {letter.overdue && <span className="block text-small font-regular down">{t("overdue")}</span>}
            </Td>
            <Td top className="sm:pl-6">
              <State kind={LETTER_TONE[letter.state]}>{t(`states.${letter.state}`)}</State>
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

/** How far each outlet is with a letter to the people there. */
export function OutletTable({ rows }: { rows: LetterPage["outlets"] }) {
  const t = useTranslations("notices.letters");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("byOutlet")}>
      <thead>
        <tr>
          <Th>{t("columns.outlet")}</Th>
          <Th num>{t("columns.acknowledged")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, done, all }) => (
          <Tr key={code}>
            <RowName>{pick(name, locale)}</RowName>
            <Td num>{t("of", { done, all })}</Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

/** Who has taken note of a letter and who has not. */
export function AddresseeTable({ rows, asked }: { rows: readonly AddresseeShown[]; asked: boolean }) {
  const t = useTranslations("notices.letters");
  const l = useTranslations("notices.letter");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("addressees")}>
      <thead>
        <tr>
          <Th>{t("columns.who")}</Th>
          {asked && <Th>{t("columns.when")}</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, code, name, unit, acknowledged, late }) => (
          <Tr key={id}>
            <RowName>
              {pick(name, locale)}
              <span className="block text-small font-regular text-ink-2">
                <span className="code">{code}</span> {unit && pick(unit.name, locale)}
              </span>
            </RowName>
            {asked && (
              <Td top>
                {acknowledged
                  ? l("acknowledgedBy", {
                      name: acknowledged.byName,
                      at: formatInstant(acknowledged.at, locale, { year: true }),
                    })
                  : l("notYet")}
                {acknowledged?.note && <span className="block text-small text-ink-2">{acknowledged.note}</span>}
                {late && <span className="block text-small font-regular down">{l("late")}</span>}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
