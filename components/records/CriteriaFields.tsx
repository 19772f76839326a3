"use client";

import { useTranslations } from "next-intl";
import { type ChangeEvent, useId, useState } from "react";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField } from "@/components/ui/form/inputs";
import { DECIMAL_PATTERN, points, sum, text } from "@/lib/kernel/points";

export interface CriterionShown {
  readonly code: string;
  readonly name: string;
  readonly weight: string | null;
  readonly places: number | null;
  readonly min: string | null;
  readonly max: string | null;
}

/** The criteria of a score form under one another; where the form is their sum, the sum follows what is typed. */
export function CriteriaFields({ criteria, full }: { criteria: readonly CriterionShown[]; full: string | null }) {
  const t = useTranslations("records.score");
  const id = useId();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const figures = criteria.flatMap(({ code }) => {
    const value = typed[code]?.trim().normalize("NFKC") ?? "";
    return DECIMAL_PATTERN.test(value) ? [points(value)] : [];
  });
  const change = (code: string) => (event: ChangeEvent<HTMLInputElement>) => {
    const { value } = event.currentTarget;
    setTyped((before) => ({ ...before, [code]: value }));
  };
  return (
    <fieldset className="field" aria-describedby={full === null ? undefined : `${id}-sum`}>
      <legend className="field-label">{t("legend")}</legend>
      <Fields two>
        {criteria.map(({ code, name, weight, places, min, max }) => (
          <NumberField
            key={code}
            name={`values.${code}`}
            label={weight === null ? name : t("weighted", { name, weight })}
            hint={min !== null && max !== null ? t("between", { min, max, places: places ?? "any" }) : undefined}
            required
            whole={places === 0}
            onChange={change(code)}
          />
        ))}
      </Fields>
      {full !== null && (
        <p id={`${id}-sum`} className="n pt-3 font-strong" aria-live="polite">
          {t("sum", { sum: text(sum(figures)), full, done: figures.length, all: criteria.length })}
        </p>
      )}
    </fieldset>
  );
}
