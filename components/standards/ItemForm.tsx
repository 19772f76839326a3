"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxField, CheckboxGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { MoneyField, NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { editStandardItemAction } from "@/lib/standards/actions";
import { formNameOf } from "@/lib/standards/rules/cells";
import {
  type EditionItem,
  EVIDENCE_KINDS,
  FORM_NAMES,
  type FormName,
  ITEM_ROLES,
  TRACKS,
  WIPES,
} from "@/lib/standards/types";
import { ChoiceRows } from "./ChoiceRows";
import { PictureField } from "./PictureField";

/** Everything that is said of one item. Only the fields of the chosen form of scoring are shown, and only they are sent. */
export function ItemForm({
  standard,
  revision,
  item,
  library,
}: {
  standard: string;
  revision: number;
  item: EditionItem;
  library: boolean;
}) {
  const t = useTranslations("standards");
  const [form, setForm] = useState<FormName>(item.form ? formNameOf(item.form) : "STEPS");
  const demanded = (kind: (typeof EVIDENCE_KINDS)[number]) => {
    const demand = item.demands.find((candidate) => candidate.kind === kind);
    return demand ? (demand.must ? "MUST" : "WISHED") : "NONE";
  };
  const levels =
    item.form?.kind === "LEVELS" ? item.form.levels.map(({ code, text, points }) => ({ code, text, points })) : [];
  const options =
    item.form?.kind === "OPTIONS"
      ? item.form.options.map(({ code, text, lost }) => ({ code, text, points: lost }))
      : [];
  return (
    <ActionForm
      action={editStandardItemAction}
      version={revision}
      hidden={{ standard, item: item.code }}
      afterDone="keep"
      submit={t("edit.save")}
    >
      <Section title={t("edit.item")}>
        <Fields two>
          <TextAreaField name="text.zh" label={t("edit.textZh")} defaultValue={item.text.zh} required />
          <TextAreaField name="text.en" label={t("edit.textEn")} defaultValue={item.text.en} required lang="en" />
        </Fields>
      </Section>
      <Section title={t("edit.scoring")}>
        <Fields two>
          <NumberField
            name="points"
            label={t("edit.points")}
            hint={t(library ? "edit.pointsHintLibrary" : "edit.pointsHint")}
            defaultValue={item.points ?? ""}
          />
          {!library && (
            <SelectField
              name="form"
              label={t("edit.form")}
              empty={false}
              defaultValue={form}
              onChange={(event) => setForm(event.currentTarget.value as FormName)}
              options={FORM_NAMES.map((name) => ({ value: name, label: t(`forms.${name}`) }))}
            />
          )}
          {!library && (form === "STEPS" || form === "REPEATING") && (
            <TextField
              name="steps"
              label={t("edit.steps")}
              hint={t("edit.stepsHint")}
              defaultValue={item.steps.join(" ")}
              span
            />
          )}
          {form === "CRITERION" && (
            <NumberField
              name="step"
              label={t("edit.step")}
              hint={t("edit.stepHint")}
              defaultValue={item.form?.kind === "CRITERION" ? item.form.step : "1.00"}
            />
          )}
          {!library && (
            <SelectField
              name="wipes"
              label={t("edit.wipes")}
              empty={t("edit.wipesNone")}
              defaultValue={item.wipes ?? ""}
              options={WIPES.map((wipes) => ({ value: wipes, label: t(`wipes.${wipes}`) }))}
            />
          )}
        </Fields>
        {form === "LEVELS" && (
          <ChoiceRows
            name="levels"
            title={t("edit.levels")}
            hint={t("edit.levelsHint")}
            worth={t("edit.choicePoints")}
            rows={levels}
          />
        )}
        {form === "OPTIONS" && (
          <ChoiceRows
            name="options"
            title={t("edit.options")}
            hint={t("edit.optionsHint")}
            worth={t("edit.choiceLost")}
            rows={options}
          />
        )}
      </Section>
      <Section title={t("edit.evidence")}>
        <CheckboxGroup
          name="roles[]"
          label={t("edit.roles")}
          flow
          required
          defaultValues={item.roles}
          choices={ITEM_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
        <Fields two>
          <SelectField
            name="track"
            label={t("edit.track")}
            empty={t("edit.trackNone")}
            defaultValue={item.track ?? ""}
            options={TRACKS.map((track) => ({ value: track, label: t(`tracks.${track}`) }))}
          />
          <CheckboxField name="focus" label={t("edit.focus")} hint={t("edit.focusLabel")} defaultChecked={item.focus} />
          {EVIDENCE_KINDS.map((kind) => (
            <SelectField
              key={kind}
              name={`demands.${kind}`}
              label={t(`demands.${kind}`)}
              empty={false}
              defaultValue={demanded(kind)}
              options={[
                { value: "NONE", label: t("edit.demandNone") },
                { value: "WISHED", label: t("edit.demandWished") },
                { value: "MUST", label: t("edit.demandMust") },
              ]}
            />
          ))}
        </Fields>
      </Section>
      <Section title={t("edit.money")}>
        <Fields two>
          <MoneyField name="fineMin" label={t("edit.fineMin")} defaultValue={item.fine?.min ?? ""} />
          <MoneyField name="fineMax" label={t("edit.fineMax")} defaultValue={item.fine?.max ?? ""} />
          <TextField
            name="seasonFrom"
            label={t("edit.seasonFrom")}
            hint={t("edit.seasonHint")}
            defaultValue={item.season?.from ?? ""}
          />
          <TextField name="seasonTo" label={t("edit.seasonTo")} defaultValue={item.season?.to ?? ""} />
        </Fields>
      </Section>
      <Section title={t("edit.picture")}>
        <PictureField standard={standard} revision={revision} code={item.code} referenceId={item.referenceId} />
      </Section>
    </ActionForm>
  );
}
