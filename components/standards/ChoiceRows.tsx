"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/Button";
import { useField } from "@/components/ui/form/Field";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, TextField } from "@/components/ui/form/inputs";

interface Row {
  readonly code: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly points: string;
}

const MOST = 20;

/** Levels or options, one a line; lines left empty are none. */
export function ChoiceRows({
  name,
  title,
  hint,
  worth,
  rows,
}: {
  name: "levels" | "options";
  title: string;
  hint: string;
  /** What the figure of a line is called: what it earns, or what it costs. */
  worth: string;
  rows: readonly Row[];
}) {
  const t = useTranslations("standards.edit");
  const [lines, setLines] = useState(Math.max(rows.length + 1, 3));
  const words = useId();
  const { wiring, errors } = useField({ name, label: title });
  return (
    <fieldset className="field span" id={wiring.id} tabIndex={-1} aria-describedby={words}>
      <legend className="field-label">
        <span className="name">{title}</span>
        <span className="field-hint" id={words}>
          {hint}
        </span>
      </legend>
      {errors.map((error) => (
        <p key={error} className="field-error">
          <span>{error}</span>
        </p>
      ))}
      {Array.from({ length: lines }, (_, at) => {
        const row = rows[at];
        const field = (part: string) => `${name}[${at}].${part}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place until it is saved
          <fieldset key={at} aria-label={t("line", { no: at + 1 })} className="border-b border-rule-2 py-2">
            <Fields two>
              <TextField name={field("code")} label={t("choiceCode")} defaultValue={row?.code} maxLength={20} />
              <NumberField name={field("points")} label={worth} defaultValue={row?.points} />
              <TextField name={field("text.zh")} label={t("choiceZh")} defaultValue={row?.text.zh} />
              <TextField name={field("text.en")} label={t("choiceEn")} defaultValue={row?.text.en} lang="en" />
            </Fields>
          </fieldset>
        );
      })}
      {lines < MOST && (
        <p className="pt-2">
          <Button size="low" onClick={() => setLines(lines + 1)}>
            {t("addLine")}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
