"use client";

import { useTranslations } from "next-intl";
import { FieldErrors } from "@/components/ui/form/Field";
import type { ItemFields } from "./fields";

/** Which of the steps one occurrence costs; an item with a single one needs no second tap. */
export function Steps({
  fields,
  prefix,
  initial,
}: {
  fields: ItemFields;
  prefix: string;
  initial: string | undefined;
}) {
  const t = useTranslations("inspections.form");
  const { item, field, idOf, kept, wrong, faultsOf } = fields;
  const name = `${prefix}lost`;
  const [only, ...others] = item.steps;
  return (
    <div className="row">
      <span className="label" id={`${idOf(name)}-label`}>
        {t("lost")}
      </span>
      <div>
        {prefix === "" && others.length === 0 ? (
          <p className="only n" id={idOf(name)} tabIndex={-1}>
            {only}
          </p>
        ) : (
          <div
            className="steps"
            role="radiogroup"
            aria-labelledby={`${idOf(name)}-label`}
            id={idOf(name)}
            tabIndex={-1}
            {...wrong(name)}
          >
            {item.steps.map((step) => (
              <label key={step}>
                <input type="radio" name={field(name)} value={step} defaultChecked={kept(name, initial) === step} />
                <span className="n">{step}</span>
              </label>
            ))}
          </div>
        )}
        <FieldErrors id={`${idOf(name)}-error`} errors={faultsOf(name)} />
      </div>
    </div>
  );
}
