import { createTranslator } from "next-intl";
import type { Text } from "@/lib/kernel/text";
import { LOCALES, type Locale } from "@/lib/platform/i18n/locale";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { isText, isValue, type PlaceType } from "./places";
import { type Pointer, stepsOf } from "./pointer";
import type { Words } from "./speak";
import type { Naming } from "./templates";

/** The sentences of `plan` in one language, for names that the document carries in both. */
export function planWords(locale: Locale): Words {
  return createTranslator({ locale, messages: MESSAGES[locale], namespace: "plan" }) as unknown as Words;
}

function inBoth(say: (t: Words) => string): Text {
  const [zh, en] = LOCALES.map((locale) => say(planWords(locale)));
  return { zh: zh ?? "", en: en ?? "" };
}

/** What a new part is called until somebody names it. */
export const naming: Naming = (type, kind) =>
  inBoth((t) => {
    const kinds = [`nodes.${kind}.name`, `conditions.${kind}.name`].find((key) => kind !== null && t.has(key));
    return t("newName", { what: t(kinds ?? `types.${type}`) });
  });

/** A place of a document that may not even be readable, in words: "Reviews › Half-year review › Score › Weight". */
export function placeInWords(raw: unknown, at: Pointer): Text {
  return inBoth((t) => {
    const locale = t("locale") === "en" ? "en" : "zh";
    let value: unknown = raw;
    const steps = stepsOf(at).map((step) => {
      value = typeof value === "object" && value !== null && Object.hasOwn(value, step) ? value[step as never] : undefined;
      if (/^\d+$/.test(step)) {
        const name = isValue(value) ? (value.name ?? (isValue(value.of) ? value.of.name : undefined)) : undefined;
        return isText(name) ? name[locale].slice(0, 60) : t("nth", { n: Number(step) + 1 });
      }
      const key = [`slots.${step}`, `fields.${step}`].find((candidate) => /^\w+$/.test(step) && t.has(candidate));
      return key ? t(key) : step.slice(0, 60);
    });
    return steps.length === 0 ? t("types.programme") : steps.join(" › ");
  });
}

export function typeInWords(type: PlaceType): Text {
  return inBoth((t) => t(`types.${type}`));
}
