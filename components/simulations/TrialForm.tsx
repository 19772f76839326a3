import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/Button";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, SelectField, TextField } from "@/components/ui/form/inputs";
import { pick } from "@/lib/platform/i18n/format";
import type { FormView, PlanOption } from "@/lib/simulations/loaders/form";
import { DRAWS } from "@/lib/simulations/schema";

/** Which plan, on which facts, beside which plan; for the luck test also how often and from which seed. A plain GET form. */
export function TrialForm({ form, action, luck = false }: { form: FormView; action: string; luck?: boolean }) {
  const t = useTranslations("simulations.form");
  const locale = useLocale();
  const label = ({ kind, version }: PlanOption) =>
    kind === "DRAFT" ? t("draft") : kind === "VERSION" ? t("version", { version: version ?? 1 }) : t("programme");
  const plans = form.plans.map((plan) => ({
    label: pick(plan.name, locale),
    options: plan.options.map((option) => ({
      value: option.value,
      label: t("option", { kind: label(option), name: pick(plan.name, locale), code: plan.code }),
    })),
  }));
  const { chosen } = form;
  return (
    <form method="get" action={action} className="max-w-3xl mb-6 no-print">
      <Fields two>
        <SelectField
          name="plan"
          label={t("plan")}
          hint={t("planHint")}
          groups={plans}
          defaultValue={chosen.plan}
          required
        />
        <SelectField
          name="facts"
          label={t("facts")}
          hint={t("factsHint")}
          groups={form.facts.map((campaign) => ({
            label: pick(campaign.name, locale),
            options: campaign.options.map(({ value, name, begun }) => ({
              value,
              label: begun ? pick(name, locale) : t("notBegun", { name: pick(name, locale) }),
            })),
          }))}
          defaultValue={chosen.facts}
          required
        />
        {luck ? (
          <>
            <TextField
              name="seed"
              label={t("seed")}
              hint={t("seedHint")}
              defaultValue={chosen.seed}
              maxLength={40}
              required
            />
            <NumberField
              name="draws"
              label={t("draws")}
              hint={t("drawsHint", { least: DRAWS.least, most: DRAWS.most })}
              defaultValue={String(chosen.draws)}
              whole
              required
            />
          </>
        ) : (
          <SelectField
            name="against"
            label={t("against")}
            groups={[{ label: t("against"), options: [{ value: "", label: t("againstHeld") }] }, ...plans]}
            defaultValue={chosen.against}
          />
        )}
        <SelectField
          name="review"
          label={t("review")}
          hint={t("reviewHint")}
          options={[
            { value: "", label: t("reviewAuto") },
            ...form.reviews.map(({ code, name }) => ({ value: code, label: pick(name, locale) })),
          ]}
          defaultValue={chosen.review}
        />
        <RadioGroup
          name="earlier"
          label={t("earlier")}
          choices={[
            { value: "KEPT", label: t("kept"), hint: t("keptHint") },
            { value: "AGAIN", label: t("again"), hint: t("againHint") },
          ]}
          defaultValue={chosen.earlier}
        />
      </Fields>
      <div className="mt-3">
        <Button type="submit" kind="main">
          {luck ? t("runLuck") : t("run")}
        </Button>
      </div>
    </form>
  );
}
