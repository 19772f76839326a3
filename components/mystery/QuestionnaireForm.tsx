import { useLocale, useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxField } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, SelectField, TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { declareMysteryQuestionnaireAction } from "@/lib/mystery/actions";
import type { QuestionnairePage } from "@/lib/mystery/loaders/shoppers";
import { pick } from "@/lib/platform/i18n/format";

/** Room for two more than there are. */
const SPARE = 2;

/** Rotation, waiting, questions and criteria as blanks; an empty row is none. */
export function QuestionnaireForm({ page }: { page: QuestionnairePage }) {
  const t = useTranslations("mystery.questionnaire");
  const locale = useLocale();
  const { rotation, waiting, questions, criteria, trials } = page.questionnaire;
  const rows = <Row,>(known: readonly Row[]): (Row | null)[] => [...known, ...Array(SPARE).fill(null)];
  return (
    <ActionForm
      action={declareMysteryQuestionnaireAction}
      hidden={{ campaign: page.campaign.code }}
      afterDone="keep"
      submit={t("submit")}
    >
      <Section title={t("rotation")} small>
        <Fields two>
          <NumberField
            name="rotation.days"
            label={t("days")}
            unit={t("daysUnit")}
            whole
            required
            defaultValue={String(rotation.days)}
          />
          <NumberField
            name="rotation.most"
            label={t("most")}
            hint={t("mostHint")}
            unit={t("mostUnit")}
            whole
            defaultValue={rotation.most === null ? "" : String(rotation.most)}
          />
          <CheckboxField name="rotation.notTwice" label={t("notTwice")} defaultChecked={rotation.notTwice} />
        </Fields>
      </Section>
      <Section title={t("waiting")} small>
        <Fields two>
          <NumberField
            name="waiting.seconds"
            label={t("seconds")}
            unit={t("secondsUnit")}
            whole
            required
            defaultValue={String(waiting.seconds)}
          />
          <SelectField
            name="waiting.item"
            label={t("item")}
            empty={t("noItem")}
            defaultValue={waiting.item ?? ""}
            options={page.items.map(({ code, text }) => ({ value: code, label: `${code} ${pick(text, locale)}` }))}
          />
        </Fields>
      </Section>
      <Section title={t("trials")} small>
        <NumberField
          name="trials"
          label={t("trialsNeeded")}
          hint={t("trialsHint")}
          unit={t("trialsUnit")}
          whole
          required
          defaultValue={String(trials)}
        />
      </Section>
      <Section title={t("questions")} small>
        {rows(questions).map((question, at) => (
          <fieldset key={question?.code ?? `new ${at}`} className="mb-3">
            <legend className="text-small text-ink-2">{t("row", { at: at + 1 })}</legend>
            <Fields two>
              <TextField name={`questions.${at}.code`} label={t("code")} maxLength={20} defaultValue={question?.code} />
              <TextField
                name={`questions.${at}.text.zh`}
                label={t("zh")}
                maxLength={200}
                defaultValue={question?.text.zh}
              />
              <TextField
                name={`questions.${at}.text.en`}
                label={t("en")}
                maxLength={200}
                span
                defaultValue={question?.text.en}
              />
            </Fields>
          </fieldset>
        ))}
      </Section>
      <Section title={t("criteria")} small>
        {rows(criteria).map((criterion, at) => (
          <fieldset key={criterion?.code ?? `new ${at}`} className="mb-3">
            <legend className="text-small text-ink-2">{t("row", { at: at + 1 })}</legend>
            <Fields two>
              <TextField name={`criteria.${at}.code`} label={t("code")} maxLength={20} defaultValue={criterion?.code} />
              <NumberField name={`criteria.${at}.points`} label={t("points")} defaultValue={criterion?.points} />
              <TextField
                name={`criteria.${at}.text.zh`}
                label={t("zh")}
                maxLength={200}
                defaultValue={criterion?.text.zh}
              />
              <TextField
                name={`criteria.${at}.text.en`}
                label={t("en")}
                maxLength={200}
                defaultValue={criterion?.text.en}
              />
            </Fields>
          </fieldset>
        ))}
      </Section>
    </ActionForm>
  );
}
