import { pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { StandardItem } from "@/lib/standards/types";
import type { CheckItemForm, CheckItemModel } from "./types";

/** An item in the reader’s language. */
export function itemIn(item: StandardItem, locale: Locale): CheckItemModel {
  const { code, section, points, steps, roles, demands, wipes, focus, fine, referenceId } = item;
  const text = pick(item.text, locale);
  return {
    code,
    section,
    text,
    points,
    steps,
    roles,
    demands,
    form: formIn(item, locale),
    wipes,
    focus,
    fine,
    referenceId,
  };
}

function formIn({ form }: StandardItem, locale: Locale): CheckItemForm {
  if (form.kind === "LEVELS")
    return { kind: form.kind, levels: form.levels.map((level) => ({ ...level, text: pick(level.text, locale) })) };
  if (form.kind === "OPTIONS")
    return { kind: form.kind, options: form.options.map((option) => ({ ...option, text: pick(option.text, locale) })) };
  return form;
}
