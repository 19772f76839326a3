import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { LedgerTable, Td, Th } from "@/components/ui/Ledger";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import { arrangeStandardItemAction } from "@/lib/standards/actions";
import { isUndecided } from "@/lib/standards/rules";
import { formNameOf } from "@/lib/standards/rules/cells";
import type { Edition } from "@/lib/standards/types";
import { scoringOf } from "./words";

const ACTS = [
  ["UP", "up", "moveUp"],
  ["DOWN", "down", "moveDown"],
  ["REMOVE", "remove", "removeItem"],
] as const;

/** The items of a draft: each opens its form, moves, or goes. One form serves all of a section. */
export async function DraftItems({ edition }: { edition: Edition }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("standards")]);
  const library = edition.method === null;
  const arrange = (code: string) =>
    ACTS.map(([act, word, spoken]) => (
      <SubmitButton
        key={act}
        kind="plain"
        size="low"
        name="arranged"
        value={`${act} ${code}`}
        aria-label={t(`edit.${spoken}`, { code })}
      >
        {t(`edit.${word}`)}
      </SubmitButton>
    ));
  return edition.sections.map((section) => (
    <ActionForm
      key={section.code}
      action={arrangeStandardItemAction}
      version={edition.revision}
      hidden={{ standard: edition.code }}
      afterDone="keep"
    >
      <LedgerTable
        caption={t("sheetCaption", { name: pick(edition.name, locale), section: pick(section.name, locale) })}
      >
        <thead>
          <tr>
            <Th>{pick(section.name, locale)}</Th>
            {!library && <Th from="sm">{t("edit.form")}</Th>}
            <Th num>{t("item.points")}</Th>
            <Th from="sm">
              <span className="spoken">{t("acts.title")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {section.items.map((item) => {
            const scoring = scoringOf(item);
            return (
              <tr key={item.code}>
                <Td top>
                  <Link
                    href={`/standards/${edition.code}/edit/${item.code}`}
                    aria-label={t("edit.changeItem", { code: item.code })}
                    className="code"
                  >
                    {item.code}
                  </Link>{" "}
                  {pick(item.text, locale)}
                  {item.focus && <b className="wait"> {t("read.focus")}</b>}
                  <span className="block sm:hidden">{arrange(item.code)}</span>
                </Td>
                {!library && (
                  <Td from="sm" mute top className="whitespace-nowrap">
                    {scoring && t(`forms.${formNameOf(scoring.form)}`)}
                  </Td>
                )}
                <Td num top>
                  {scoring && isUndecided(scoring) ? (
                    <span className="wait">{t("read.undecided")}</span>
                  ) : (
                    item.points !== null && formatPoints(item.points)
                  )}
                </Td>
                <Td from="sm" className="whitespace-nowrap">
                  {arrange(item.code)}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </LedgerTable>
    </ActionForm>
  ));
}
