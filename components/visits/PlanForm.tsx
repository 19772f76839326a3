import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxField, CheckboxGroup, RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { formatMonth, pick } from "@/lib/platform/i18n/format";
import { makeVisitPlanAction } from "@/lib/visits/actions";
import type { NewPlanPage } from "@/lib/visits/loaders/visits";
import { CHOICES, FLOORS, RHYTHMS, WINDOWS } from "@/lib/visits/types";

/** What is asked of the draw. */
export function PlanForm({ page }: { page: NewPlanPage }) {
  const t = useTranslations("visits.new");
  const w = useTranslations("visits.plan.windows");
  const m = useTranslations("inspections.methods");
  const locale = useLocale();
  const list = `/campaigns/${page.campaign.code}/visits`;
  const of = (kind: NewPlanPage["periods"][number]["kind"]) => page.periods.filter((period) => period.kind === kind);
  return (
    <ActionForm
      action={makeVisitPlanAction}
      hidden={{ campaign: page.campaign.code }}
      submit={t("submit")}
      cancel={{ href: list, label: t("cancel") }}
    >
      <Section title={t("what")} small>
        <Fields two>
          <TextField name="name" label={t("name")} hint={t("nameHint")} required maxLength={60} />
          <SelectField
            name="method"
            label={t("method")}
            required
            empty={false}
            options={page.methods.map((method) => ({ value: method, label: m(method) }))}
          />
          <CheckboxField name="announced" label={t("announced")} hint={t("announcedHint")} defaultChecked />
          <TextAreaField
            name="contents"
            label={t("contents")}
            hint={t("contentsHint")}
            maxLength={1000}
            rows={2}
            span
          />
        </Fields>
      </Section>
      <Section title={t("when")} small>
        <Fields two>
          <SelectField
            name="period"
            label={t("period")}
            hint={t("periodHint")}
            empty={t("byDays")}
            defaultValue={of("QUARTER")[0]?.code}
            groups={[
              {
                label: t("quarters"),
                options: of("QUARTER").map(({ code }) => ({
                  value: code,
                  label: t("quarter", { year: code.slice(0, 4), quarter: code.slice(6) }),
                })),
              },
              {
                label: t("months"),
                options: of("MONTH").map(({ code }) => ({ value: code, label: formatMonth(code, locale) })),
              },
              {
                label: t("stages"),
                options: of("STAGE").map(({ code, name }) => ({
                  value: code,
                  label: name ? pick(name, locale) : code,
                })),
              },
            ]}
          />
          <div className="grid grid-cols-2 gap-3">
            <DateField name="from" label={t("from")} min={page.range.from} max={page.range.to} />
            <DateField name="to" label={t("to")} min={page.today} max={page.range.to} />
          </div>
          <SelectField
            name="every"
            label={t("every")}
            required
            empty={false}
            options={RHYTHMS.map((value) => ({ value, label: t(`everys.${value}`) }))}
          />
          <NumberField name="times" label={t("times")} whole required defaultValue="1" unit={t("unitTimes")} />
          <SelectField
            name="window"
            label={t("window")}
            required
            empty={false}
            options={WINDOWS.map((value) => ({ value, label: w(value) }))}
          />
        </Fields>
      </Section>
      <Section title={t("where")} small>
        <RadioGroup
          name="choice"
          label={t("choice")}
          required
          defaultValue="ALL"
          choices={CHOICES.map((value) => ({ value, label: t(`choices.${value}`) }))}
        />
        <NumberField name="sample" label={t("sample")} whole />
        <Disclosure summary={t("outletList", { count: page.outlets.length })}>
          <CheckboxGroup
            name="outlets[]"
            label={t("outlets")}
            flow
            choices={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
          />
        </Disclosure>
      </Section>
      <Section title={t("who")} small>
        <CheckboxGroup
          name="people[]"
          label={t("people")}
          required
          defaultValues={page.people.map(({ staffNo }) => staffNo)}
          choices={page.people.map(({ staffNo, name, outlets }) => ({
            value: staffNo,
            label: pick(name, locale),
            hint: t("reach", { count: outlets }),
          }))}
        />
      </Section>
      <Section title={t("rules")} small>
        <CheckboxField name="notTwice" label={t("notTwice")} defaultChecked />
        <Fields two>
          <NumberField name="mostPerOutlet" label={t("mostPerOutlet")} hint={t("any")} whole unit={t("unitTimes")} />
          <NumberField name="mostPerPerson" label={t("mostPerPerson")} hint={t("any")} whole unit={t("unitTimes")} />
          <NumberField
            name="formerMonths"
            label={t("formerMonths")}
            hint={t("formerHint")}
            whole
            unit={t("unitMonths")}
          />
          <TextField name="seed" label={t("seed")} hint={t("seedHint")} maxLength={100} />
          <SelectField
            name="floorPer"
            label={`${t("floor")} · ${t("floorPer")}`}
            empty={t("noFloor")}
            options={FLOORS.map((value) => ({ value, label: t(`floorPers.${value}`) }))}
          />
          <NumberField name="floorTimes" label={t("floorTimes")} whole unit={t("unitTimes")} />
        </Fields>
      </Section>
    </ActionForm>
  );
}
