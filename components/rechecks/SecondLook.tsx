import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { Section, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { submitRecheckAction } from "@/lib/rechecks/actions";
import type { RecheckPage } from "@/lib/rechecks/loaders/rechecks";
import { VERDICTS } from "@/lib/rechecks/types";
import { FoundBefore } from "./FoundBefore";

/** Rows of the form for what was missed; whoever misses more in one inspection says so in the remark. */
const MISSED_ROWS = [0, 1, 2, 3];

/** The form of the second look: a word for every finding, and what was missed. */
export function SecondLook({ page }: { page: RecheckPage }) {
  const t = useTranslations("rechecks.detail");
  const v = useTranslations("rechecks.verdicts");
  const locale = useLocale();
  const { inspection, costs, missable } = page;
  const spaced = (list: readonly string[]) => list.join(locale === "en" ? ", " : "、");
  return (
    <ActionForm
      action={submitRecheckAction}
      hidden={{ campaign: page.campaign.code, no: page.recheck.no }}
      submit={t("submit")}
    >
      <Section title={t("look")} aside={inspection.findingList.length}>
        <Sentence>{t("lookLead")}</Sentence>
        {inspection.findingList.length === 0 && <p className="text-small text-ink-2">{t("noFindings")}</p>}
        {inspection.findingList.map((finding) => (
          <div key={finding.id} className="border-b border-rule py-3">
            <FoundBefore finding={finding} />
            <RadioGroup
              name={`words.${finding.no}.verdict`}
              label={`${t("verdict")} ${finding.no}`}
              required
              flow
              choices={VERDICTS.map((value) => ({ value, label: v(value) }))}
            />
            <Fields two>
              <NumberField
                name={`words.${finding.no}.lost`}
                label={t("points")}
                hint={t("pointsHint", { costs: spaced(costs[finding.item.code] ?? []) })}
              />
              <TextAreaField
                name={`words.${finding.no}.reason`}
                label={t("reason")}
                hint={t("reasonHint")}
                maxLength={500}
                rows={2}
              />
            </Fields>
          </div>
        ))}
      </Section>
      <Section title={t("missed")}>
        <p className="text-small text-ink-2 mb-2">{t("missedLead")}</p>
        {MISSED_ROWS.map((row) => (
          <Disclosure key={row} summary={t("missedRow", { row: row + 1 })}>
            <Fields two>
              <SelectField
                name={`missed.${row}.item`}
                label={t("item")}
                empty={t("none")}
                span
                options={missable.map(({ code, text, costs: of }) => ({
                  value: code,
                  label: `${code} ${pick(text, locale)} (${spaced(of)})`,
                }))}
              />
              <NumberField name={`missed.${row}.lost`} label={t("points")} />
              <TextAreaField name={`missed.${row}.reason`} label={t("reason")} maxLength={500} rows={2} />
            </Fields>
          </Disclosure>
        ))}
        <TextAreaField name="note" label={t("remark")} maxLength={1000} rows={2} />
      </Section>
    </ActionForm>
  );
}
