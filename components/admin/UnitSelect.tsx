import { useLocale, useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/form/inputs";
import type { Unit } from "@/lib/organisation/types";
import { pick } from "@/lib/platform/i18n/format";

/** One unit of the organisation, each under the one above it, told apart by its code. */
export function UnitSelect({
  name,
  label,
  hint,
  units,
  defaultValue,
}: {
  name: string;
  label: string;
  hint?: string;
  units: readonly Unit[];
  defaultValue?: string;
}) {
  const locale = useLocale();
  const t = useTranslations("organisation.admin");
  const top = Math.min(...units.map((unit) => unit.path.split("/").length));
  return (
    <SelectField
      name={name}
      label={label}
      hint={hint}
      required
      defaultValue={defaultValue}
      options={units.map((unit) => ({
        value: unit.id,
        label:
          "\u3000".repeat(unit.path.split("/").length - top) +
          t("choice", { name: pick(unit.name, locale), code: unit.code }),
      }))}
    />
  );
}
