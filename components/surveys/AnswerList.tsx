import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { Missing } from "@/components/ui/Figure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import { strikeSurveyAnswerAction } from "@/lib/surveys/actions";
import type { AnswerShown, AnswersPage } from "@/lib/surveys/loaders/answers";
import type { Questionnaire } from "@/lib/surveys/types";

/** One answer after another: what was chosen, what was added, and for those who may, a way to strike it. */
export function AnswerList({ page }: { page: AnswersPage }) {
  const t = useTranslations("surveys.answers");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("caption")}>
      <thead>
        <tr>
          <Th>{t("columns.where")}</Th>
          <Th from="sm">{t("columns.said")}</Th>
          <Th num>{t("columns.total")}</Th>
        </tr>
      </thead>
      <tbody>
        {page.rows.map((answer) => (
          <Tr key={answer.id}>
            <RowName className="align-top">
              {pick(answer.unit.name, locale)}
              <span className="block text-small font-regular text-ink-2">
                {formatDay(answer.onDay, locale)}
                {answer.person && ` · ${t("served", { name: pick(answer.person, locale) })}`}
                {answer.byName && ` · ${t("by", { name: answer.byName })}`}
              </span>
              <div className="sm:hidden">
                <Said answer={answer} questionnaire={page.questionnaire} />
              </div>
              <Strike answer={answer} page={page} />
            </RowName>
            <Td from="sm" top>
              <Said answer={answer} questionnaire={page.questionnaire} />
            </Td>
            <Td num top strong className={answer.struck ? "line-through text-ink-3" : undefined}>
              {answer.total === null ? <Missing kind="none" /> : formatPoints(answer.total)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

/** Questions of the same choice stand together: most customers give one or two. */
function Said({ answer, questionnaire }: { answer: AnswerShown; questionnaire: Questionnaire }) {
  const locale = useLocale();
  const t = useTranslations("surveys.answers");
  const chosen = new Map<string, string[]>();
  for (const { code, text, form } of questionnaire.flatMap(({ items }) => items)) {
    const level = form.kind === "LEVELS" && form.levels.find((one) => one.code === answer.said[code]);
    if (!level) continue;
    const words = pick(level.text, locale);
    chosen.set(words, [...(chosen.get(words) ?? []), pick(text, locale)]);
  }
  return (
    <div className={answer.struck ? "text-ink-3 font-regular" : "font-regular"}>
      {answer.remark && <p>{t("quoted", { words: answer.remark })}</p>}
      <ul className="text-small text-ink-2">
        {[...chosen].map(([words, questions]) => (
          <li key={words}>
            <b className="font-medium">{words}</b> {questions.join(t("comma"))}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Strike({ answer, page }: { answer: AnswerShown; page: AnswersPage }) {
  const t = useTranslations("surveys.page");
  if (answer.struck) {
    return (
      <p className="text-small font-regular text-ink-2">
        {t("struck", { reason: answer.struck.reason, name: answer.struck.byName })}
      </p>
    );
  }
  if (!page.mayStrike) return null;
  return (
    <div className="font-regular">
      <Disclosure summary={t("strike")}>
        <ActionForm
          action={strikeSurveyAnswerAction}
          hidden={{ campaign: page.campaign.code, survey: page.survey.no, answer: answer.id }}
          submit={t("strikeSubmit")}
        >
          <TextField name="reason" label={t("strikeReason")} required minLength={4} maxLength={500} />
        </ActionForm>
      </Disclosure>
    </div>
  );
}
