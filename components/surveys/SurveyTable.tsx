import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";
import type { SurveyRow } from "@/lib/surveys/loaders/list";
import { TONES } from "./tones";

/** Surveys with what has come in. */
export function SurveyTable({ rows, base }: { rows: readonly SurveyRow[]; base: string }) {
  const t = useTranslations("surveys");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("caption")}>
      <thead>
        <tr>
          <Th>{t("columns.survey")}</Th>
          <Th from="sm">{t("columns.days")}</Th>
          <Th>{t("columns.state")}</Th>
          <Th num>{t("columns.answers")}</Th>
          <Th num from="sm">
            {t("columns.short")}
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ survey, state, answers, short }) => (
          <Tr key={survey.id}>
            <RowName>
              <Figure href={`${base}/${survey.no}`}>{pick(survey.name, locale)}</Figure>
              <span className="block text-small font-regular text-ink-2">
                {survey.no} · {t(`kinds.${survey.kind}`)}
              </span>
            </RowName>
            <Td from="sm" top className="n">
              {formatDayRange(survey.from, survey.to, locale)}
            </Td>
            <Td top>
              <State kind={TONES[state]}>{t(`states.${state}`)}</State>
            </Td>
            <Td num top>
              {answers}
            </Td>
            <Td num top from="sm" className={short > 0 ? "down" : undefined}>
              {short}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
