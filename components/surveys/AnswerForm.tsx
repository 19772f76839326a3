import { useLocale, useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import type { FormAction } from "@/lib/kernel/form";
import { pick } from "@/lib/platform/i18n/format";
import type { RecordPage } from "@/lib/surveys/loaders/record";
import type { Questionnaire } from "@/lib/surveys/types";
import { Questions } from "./Questions";

/** What a customer says, written down by whoever asks. `people`: who may have served; absent where that is not asked. */
export function AnswerForm({
  action,
  hidden,
  questionnaire,
  from,
  to,
  people,
}: {
  action: FormAction;
  hidden: Readonly<Record<string, string>>;
  questionnaire: Questionnaire;
  from: string;
  to: string;
  people?: NonNullable<RecordPage["outlet"]>["people"];
}) {
  const t = useTranslations("surveys.record");
  const locale = useLocale();
  return (
    <ActionForm action={action} hidden={hidden} submit={t("submit")}>
      <Fields two>
        <DateField name="onDay" label={t("day")} required defaultValue={to} min={from} max={to} />
        {people && (
          <SelectField
            name="person"
            label={t("person")}
            hint={t("personHint")}
            empty={t("nobody")}
            options={people.map(({ staffNo, name }) => ({ value: staffNo, label: pick(name, locale) }))}
          />
        )}
      </Fields>
      <Questions questionnaire={questionnaire} pass />
      <TextAreaField name="remark" label={t("remark")} maxLength={1000} rows={2} />
    </ActionForm>
  );
}
