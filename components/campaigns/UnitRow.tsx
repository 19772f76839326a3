"use client";

import { useTranslations } from "next-intl";
import { FieldErrors, useField } from "@/components/ui/form/Field";

/** The two controls of an outlet's row: whether it takes part, and its group. Their label is the row. */
export function TakesPart({
  index,
  unit,
  label,
  checked,
}: {
  index: number;
  unit: string;
  label: string;
  checked: boolean;
}) {
  const name = `units.${index}.takesPart`;
  const { wiring, errors, errorId, kept, anyKept } = useField({ name, label });
  return (
    <>
      <input type="hidden" name={`units.${index}.unit`} value={unit} />
      <label className="tick">
        <input
          {...wiring}
          type="checkbox"
          name={name}
          aria-label={label}
          defaultChecked={anyKept ? kept === "on" : checked}
        />
      </label>
      <FieldErrors id={errorId} errors={errors} />
    </>
  );
}

export function UnitGroup({
  index,
  label,
  value,
  groups,
}: {
  index: number;
  label: string;
  value: string;
  groups: readonly { value: string; label: string }[];
}) {
  const t = useTranslations("setup.units");
  const name = `units.${index}.group`;
  const { wiring, errors, errorId, kept } = useField({ name, label });
  return (
    <>
      <select {...wiring} className="input" name={name} aria-label={label} defaultValue={kept ?? value}>
        <option value="">{t("noGroup")}</option>
        {groups.map((group) => (
          <option key={group.value} value={group.value}>
            {group.label}
          </option>
        ))}
      </select>
      <FieldErrors id={errorId} errors={errors} />
    </>
  );
}
