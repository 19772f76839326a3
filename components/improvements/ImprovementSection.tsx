import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { planImprovementAction, suggestImprovementAction } from "@/lib/improvements/actions";
import type { Improvement } from "@/lib/improvements/loaders";
import type { Plan } from "@/lib/improvements/types";
import { formatDay, formatInstant } from "@/lib/platform/i18n/format";

const MEASURE_ROWS = [0, 1, 2, 3];

/** What an inspection leads to: the inspector's suggestions, and what the outlet makes of the report. */
export function ImprovementSection({ improvement }: { improvement: Improvement }) {
  const t = useTranslations("improvements");
  const locale = useLocale();
  const { campaign, no, suggestion, plans, may } = improvement;
  const [plan, ...earlier] = plans;
  const hidden = { campaign, no };
  return (
    <>
      <Section title={t("suggestions")} id="suggestions">
        {suggestion ? (
          <>
            <p className="whitespace-pre-line py-1">{suggestion.text}</p>
            <p className="text-small text-ink-2">
              {suggestion.byName} <span className="n">{formatInstant(suggestion.at, locale)}</span>
            </p>
          </>
        ) : (
          !may.suggest && <p className="text-small text-ink-2 py-1">{t("noSuggestions")}</p>
        )}
        {may.suggest && (
          <ActionForm action={suggestImprovementAction} hidden={hidden}>
            <TextAreaField
              name="text"
              label={t("suggest.text")}
              hint={t("suggest.hint")}
              required
              minLength={10}
              maxLength={2000}
            />
            <SubmitButton>{t("suggest.submit")}</SubmitButton>
          </ActionForm>
        )}
      </Section>
      <Section title={t("plan.title")} id="improvement">
        {plan ? <PlanShown plan={plan} /> : <p className="text-small text-ink-2 py-1">{t("plan.none")}</p>}
        {earlier.length > 0 && (
          <Disclosure summary={t("plan.earlier", { count: earlier.length })}>
            {earlier.map((one) => (
              <PlanShown key={one.seq} plan={one} />
            ))}
          </Disclosure>
        )}
        {may.plan && (
          <Disclosure summary={t(plan ? "plan.again" : "plan.open")} open={!plan}>
            <ActionForm action={planImprovementAction} hidden={hidden}>
              <Fields two>
                <DateField
                  name="heldOn"
                  label={t("plan.heldOn")}
                  required
                  min={improvement.onDay}
                  max={improvement.today}
                />
                <TextField name="present" label={t("plan.present")} required maxLength={500} />
                <TextAreaField
                  name="discussed"
                  label={t("plan.discussed")}
                  required
                  minLength={10}
                  maxLength={2000}
                  span
                />
              </Fields>
              {MEASURE_ROWS.map((row) => (
                <Disclosure key={row} summary={t("plan.measure", { row: row + 1 })} open={row === 0}>
                  <Fields two>
                    <TextField name={`measures.${row}.text`} label={t("plan.text")} maxLength={500} span />
                    <TextField name={`measures.${row}.owner`} label={t("plan.owner")} maxLength={60} />
                    <DateField name={`measures.${row}.dueOn`} label={t("plan.dueOn")} min={improvement.onDay} />
                  </Fields>
                </Disclosure>
              ))}
              <SubmitButton>{t("plan.submit")}</SubmitButton>
            </ActionForm>
          </Disclosure>
        )}
      </Section>
    </>
  );
}

function PlanShown({ plan }: { plan: Plan }) {
  const t = useTranslations("improvements.plan");
  const locale = useLocale();
  return (
    <div className="border-b border-rule py-2">
      <p>{t("held", { day: formatDay(plan.heldOn, locale), present: plan.present })}</p>
      <p className="whitespace-pre-line text-ink-2">{plan.discussed}</p>
      <ol className="list-decimal pl-5 py-1">
        {plan.measures.map((measure) => (
          <li key={measure.text}>
            {measure.text}{" "}
            <span className="text-small text-ink-2">
              {measure.owner && `${measure.owner} · `}
              {t("due", { day: formatDay(measure.dueOn, locale) })}
            </span>
          </li>
        ))}
      </ol>
      <p className="text-small text-ink-2">
        {plan.byName} <span className="n">{formatInstant(plan.at, locale)}</span>
      </p>
    </div>
  );
}
