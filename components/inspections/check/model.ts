import { offeredAt } from "@/lib/language/rules";
import type { ForbiddenIn } from "@/lib/language/types";
import { pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { StandardItem } from "@/lib/standards/types";
import type { CheckItemForm, CheckItemModel, PhrasesIn } from "./types";

type Offered = PhrasesIn & Pick<ForbiddenIn, "items">;

/** The forbidden phrases in the reader’s language: made once for a form, so that it carries each of them once. */
export function phrasesIn(situations: readonly ForbiddenIn[], locale: Locale): readonly Offered[] {
  return situations.map(({ code, name, items, phrases }) => ({
    code,
    name: pick(name, locale),
    items,
    phrases: phrases.map((phrase) => ({ code: phrase.code, text: pick(phrase.text, locale) })),
  }));
}

/** An item in the reader’s language. */
export function itemIn(item: StandardItem, locale: Locale, offered: readonly Offered[]): CheckItemModel {
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
    phrases: offeredAt(code, offered),
  };
}

function formIn({ form }: StandardItem, locale: Locale): CheckItemForm {
  if (form.kind === "LEVELS")
    return { kind: form.kind, levels: form.levels.map((level) => ({ ...level, text: pick(level.text, locale) })) };
  if (form.kind === "OPTIONS")
    return { kind: form.kind, options: form.options.map((option) => ({ ...option, text: pick(option.text, locale) })) };
  return form;
}
