import { useContext, useEffect } from "react";
import { FormContext, fieldId } from "@/components/ui/form/context";
import type { ItemFields } from "./fields";
import type { CheckItemModel } from "./types";

/** Names, kept words and faults of one item's fields; `names` (the same list each time) are told to the form, for its summary of faults. */
export function useItemFields(item: CheckItemModel, names: readonly string[]): ItemFields {
  const { id: formId, errors, values, announce } = useContext(FormContext);
  const { code } = item;
  const field = (name: string) => `answers.${code}.${name}`;
  const idOf = (name: string) => fieldId(formId, field(name));
  const faultsOf = (name: string) => errors[field(name)] ?? [];
  useEffect(() => {
    for (const name of names) announce(`answers.${code}.${name}`, code);
  }, [announce, code, names]);
  return {
    item,
    field,
    idOf,
    kept: (name, own) => (values ? values[field(name)] : own),
    faultsOf,
    wrong: (name) => ({
      "aria-invalid": faultsOf(name).length > 0 || undefined,
      "aria-describedby": faultsOf(name).length > 0 ? `${idOf(name)}-error` : undefined,
    }),
    keptFurther: furtherIn(values, code),
    anyKept: values !== undefined,
  };
}

function furtherIn(values: Readonly<Record<string, string>> | undefined, code: string): number {
  let count = 0;
  for (const [name, value] of Object.entries(values ?? {})) {
    const start = `answers.${code}.also.`;
    if (name.startsWith(start) && value !== "")
      count = Math.max(count, Number.parseInt(name.slice(start.length), 10) + 1);
  }
  return count;
}
