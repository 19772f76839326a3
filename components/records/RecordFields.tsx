import { useLocale, useTranslations } from "next-intl";
import { Segmented } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { pick } from "@/lib/platform/i18n/format";
import type { loadRecordForm, StaffChoice } from "@/lib/records/loaders/records";
import { type AttributePlan, boundsOf, type ValuePlan } from "@/lib/records/rules/streams";
import type { TypedRecord } from "@/lib/records/types";
import { personLabel } from "./people";

type Form = Awaited<ReturnType<typeof loadRecordForm>>;

/** Choices that fit side by side; more are a list. */
const SIDE_BY_SIDE = 4;

/** The fields of a record, made from what the plan declares of its stream. */
export function RecordFields({
  form,
  stream,
  given,
  note = true,
}: {
  form: Form;
  stream: NonNullable<Form["stream"]>;
  /** What is filled in already. */
  given?: TypedRecord | undefined;
  /** Without it somebody's reason is the note. */
  note?: boolean;
}) {
  const t = useTranslations("records.form");
  const posts = useTranslations("people.posts");
  const locale = useLocale();
  const labelOf = (person: StaffChoice) =>
    personLabel(person, {
      locale,
      post: person.post && posts(person.post),
      until: (values) => t("personUntil", values),
      from: (values) => t("personFrom", values),
    });
  return (
    <>
      <Fields two>
        <DateField
          name="onDay"
          label={t("onDay")}
          hint={t("onDayHint")}
          required
          defaultValue={given?.onDay ?? form.days?.to}
          min={form.days?.from}
          max={form.days?.to}
        />
        {stream.of === "PERSON" && (
          <SelectField
            name="person"
            label={t("person")}
            hint={form.people.length === 0 ? t("noPeople") : t("personHint")}
            required
            defaultValue={given?.person}
            options={form.people.map((person) => ({ value: person.staffNo, label: labelOf(person) }))}
          />
        )}
        {stream.value && <ValueField plan={stream.value} given={given?.value} />}
        {stream.attrs.map((plan) => (
          <AttributeField key={plan.code} plan={plan} units={form.named} given={given?.attrs[plan.code]} />
        ))}
        {note && (
          <TextAreaField
            name="note"
            label={t("note")}
            hint={t("noteHint")}
            required={stream.body !== undefined}
            defaultValue={given?.note}
            maxLength={1000}
            rows={3}
            span
          />
        )}
      </Fields>
      <datalist id="people-of-the-unit">
        {form.people.map((person) => (
          <option key={person.staffNo} value={person.staffNo} label={labelOf(person)} />
        ))}
      </datalist>
    </>
  );
}

function ValueField({ plan, given }: { plan: ValuePlan; given: string | undefined }) {
  const locale = useLocale();
  return (
    <NumberField
      name="value"
      label={pick(plan.name, locale)}
      hint={useValueRule(plan)}
      required
      defaultValue={given}
      unit={plan.unit && pick(plan.unit, locale)}
      whole={plan.places === 0}
    />
  );
}

/** What the plan says about the figure: how large, how many decimals. */
function useValueRule(plan: ValuePlan): string {
  const t = useTranslations("records.form");
  const locale = useLocale();
  const { min, max } = boundsOf(plan);
  const span =
    min !== null && max !== null
      ? t("between", { min, max })
      : min !== null
        ? t("least", { min })
        : max !== null
          ? t("most", { max })
          : null;
  const places =
    plan.places === undefined ? null : plan.places === 0 ? t("whole") : t("places", { places: plan.places });
  return [span, places].filter(Boolean).join(locale === "en" ? ", " : "，");
}

function AttributeField({
  plan,
  units,
  given,
}: {
  plan: AttributePlan;
  units: Form["named"];
  given: string | undefined;
}) {
  const t = useTranslations("records.form");
  const locale = useLocale();
  const field = {
    name: `attrs.${plan.code}`,
    label: pick(plan.name, locale),
    required: plan.required,
    defaultValue: given,
  };
  const choices = (plan.values ?? []).map(({ code, name }) => ({ value: code, label: pick(name, locale) }));
  switch (plan.kind) {
    case "CHOICE":
      return plan.required && choices.length <= SIDE_BY_SIDE ? (
        <Segmented {...field} choices={choices} />
      ) : (
        <SelectField {...field} options={choices} />
      );
    case "PERSON":
      return <TextField {...field} hint={t("staffNo")} list="people-of-the-unit" maxLength={20} autoComplete="off" />;
    case "UNIT":
      return (
        <SelectField
          {...field}
          options={units.map(({ code, name }) => ({ value: code, label: `${pick(name, locale)} ${code}` }))}
        />
      );
    case "NUMBER":
      return <NumberField {...field} />;
    case "TEXT":
      return <TextField {...field} maxLength={400} span />;
  }
}
