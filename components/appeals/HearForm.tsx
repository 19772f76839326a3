import { useLocale, useTranslations } from "next-intl";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { MoneyField, NumberField, SelectField } from "@/components/ui/form/inputs";
import { Acts } from "@/components/ui/OfficialAct";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { hearAppealAction } from "@/lib/appeals/actions";
import type { AppealFile } from "@/lib/appeals/loaders/appeals";
import { OUTCOMES, REASONS } from "@/lib/appeals/types";
import { pick } from "@/lib/platform/i18n/format";

/** The ruling: equal choices of equal weight, a coded reason that fits, and what is corrected where it is only in part. */
export function HearForm({ file }: { file: AppealFile }) {
  const t = useTranslations("appeals");
  const locale = useLocale();
  const { detail, stream } = file;
  if (!detail) return null;
  const outcomes = detail.kind === "INSPECTION" ? OUTCOMES.filter((outcome) => outcome !== "PARTLY") : OUTCOMES;
  return (
    <Acts>
      <OfficialActDialog
        character="裁"
        title={t("hear.title")}
        meaning={t("hear.meaning")}
        rows={[{ term: t("hear.effect"), detail: t("hear.effectText") }]}
        reason={{ label: t("hear.reason") }}
        action={hearAppealAction}
        hidden={{ campaign: file.campaign.code, no: file.no }}
      >
        <Fields>
          <RadioGroup
            name="outcome"
            label={t("hear.outcome")}
            required
            flow
            choices={outcomes.map((outcome) => ({ value: outcome, label: t(`states.${outcome}`) }))}
          />
          <SelectField
            name="code"
            label={t("hear.code")}
            required
            groups={outcomes.map((outcome) => ({
              label: t(`states.${outcome}`),
              options: REASONS[outcome].map((code) => ({ value: code, label: t(`codes.${code}`) })),
            }))}
          />
          {detail.kind === "FINDING" && (
            <SelectField
              name="lost"
              label={t("hear.lost", { steps: detail.steps.join(", ") })}
              empty={t("hear.same")}
              options={detail.steps
                .filter((step) => Number(step) < Number(detail.lost))
                .map((step) => ({ value: step, label: step }))}
            />
          )}
          {detail.kind === "PENALTY" && detail.amount !== null && <MoneyField name="amount" label={t("hear.amount")} />}
          {detail.kind === "FIGURE" && <NumberField name="value" label={t("hear.valueFigure")} />}
          {detail.kind === "RECORD" && detail.value !== null && <NumberField name="value" label={t("hear.value")} />}
          {detail.kind === "RECORD" &&
            stream?.attrs
              .filter(({ kind }) => kind === "CHOICE")
              .map(({ code, name, values }) => (
                <SelectField
                  key={code}
                  name={`attrs.${code}`}
                  label={t("hear.attr", { name: pick(name, locale) })}
                  empty={t("hear.same")}
                  options={(values ?? [])
                    .filter((choice) => choice.code !== detail.attrs[code])
                    .map((choice) => ({ value: choice.code, label: pick(choice.name, locale) }))}
                />
              ))}
          {detail.kind === "COMPLAINT" && (
            <>
              <SelectField
                name="level"
                label={t("hear.level")}
                empty={t("hear.same")}
                options={(["OUTLET", "BRANCH", "HEAD_OFFICE"] as const).map((level) => ({
                  value: level,
                  label: t(`levels.${level}`),
                }))}
              />
              <SelectField
                name="cause"
                label={t("hear.cause")}
                empty={t("hear.same")}
                options={(["SUBJECTIVE", "OBJECTIVE"] as const).map((cause) => ({
                  value: cause,
                  label: t(`causes.${cause}`),
                }))}
              />
              <SelectField
                name="person"
                label={t("hear.person")}
                empty={t("hear.personKeep")}
                options={[{ value: "NONE", label: t("hear.personNone") }]}
              />
              {detail.points !== null && <NumberField name="points" label={t("hear.points")} />}
            </>
          )}
        </Fields>
      </OfficialActDialog>
    </Acts>
  );
}
