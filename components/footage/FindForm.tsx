import { useLocale, useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { noteFindingAction } from "@/lib/footage/actions";
import type { ReviewPage } from "@/lib/footage/loaders/reviews";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";
import { usePeriodOptions } from "./usePeriodOptions";

/** Fields of the forms of items that this sheet does not have are left out. */
export function FindForm({ page }: { page: ReviewPage }) {
  const t = useTranslations("footage.find");
  const f = useTranslations("footage");
  const locale = useLocale();
  const periods = usePeriodOptions(page, ["SUPPLIED", "VIEWED"]);
  const items = page.sections.flatMap((section) => section.items);
  const levels = items.flatMap(({ code, form }) =>
    form.kind === "LEVELS"
      ? [{ label: code, options: form.levels.map((level) => ({ value: level.code, label: pick(level.text, locale) })) }]
      : [],
  );
  const options = items.flatMap(({ code, form }) =>
    form.kind === "OPTIONS"
      ? form.options.map((option) => ({ value: option.code, label: `${code} ${pick(option.text, locale)}` }))
      : [],
  );
  return (
    <Disclosure summary={t("open")}>
      <ActionForm action={noteFindingAction} hidden={{ campaign: page.campaign.code, review: page.review.no }}>
        <SelectField
          name="item"
          label={t("item")}
          required
          groups={page.sections.map((section) => ({
            label: pick(section.name, locale),
            options: section.items.map(({ code, text, steps, points }) => ({
              value: code,
              label: `${code} ${pick(text, locale)}（${steps.length > 0 ? steps.join("/") : points}）`,
            })),
          }))}
        />
        <Fields two>
          <SelectField name="period" label={t("period")} required empty={false} options={periods} />
          <NumberField name="lost" label={t("lost")} hint={t("lostHint")} />
          <TextField name="code" label={t("code")} hint={t("codeHint")} required maxLength={8} />
          <TextField name="until" label={t("until")} maxLength={8} />
        </Fields>
        {levels.length > 0 && <SelectField name="level" label={t("level")} groups={levels} />}
        {options.length > 0 && <CheckboxGroup name="chosen[]" label={t("chosen")} choices={options} />}
        {items.some(({ form }) => form.kind === "CRITERION") && <NumberField name="given" label={t("given")} />}
        <TextAreaField name="reason" label={t("reason")} required maxLength={500} />
        <SelectField
          name="person"
          label={t("person")}
          empty={f("nobody")}
          options={page.people.map((person) => ({ value: person.id, label: nameOf(person, locale) }))}
        />
        <EvidenceField unit={page.review.unit.code} label={t("evidence")} />
        <TextField name="excuse" label={t("excuse")} maxLength={500} />
        <SubmitButton>{t("submit")}</SubmitButton>
      </ActionForm>
    </Disclosure>
  );
}
