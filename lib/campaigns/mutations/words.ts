import "server-only";
import type { Text } from "@/lib/kernel/text";
import { LOCALES, type Locale } from "@/lib/platform/i18n/locale";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { isText, isValue, type PlaceType } from "../rules/edit/places";
import { type Pointer, stepsOf } from "../rules/edit/pointer";
import type { Naming } from "../rules/edit/templates";

type Tree = { readonly [key: string]: string | Tree };

/** Words without figures need no translator, which the jobs that load the demo bank could not have. */
function word(locale: Locale, key: string): string | null {
  let at: string | Tree | undefined = MESSAGES[locale].plan as Tree;
  for (const step of key.split(".")) at = typeof at === "object" && Object.hasOwn(at, step) ? at[step] : undefined;
  return typeof at === "string" ? at : null;
}

type Say = (keys: readonly string[], values?: Readonly<Record<string, string | number>>) => string;

function inBoth(say: (t: Say, side: keyof Text) => string): Text {
  const [zh, en] = LOCALES.map((locale) => {
    const side = locale === "en" ? "en" : "zh";
    return say((keys, values = {}) => {
      const words = keys.flatMap((key) => word(locale, key) ?? [])[0] ?? "";
      return Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, String(value)), words);
    }, side);
  });
  return { zh: zh ?? "", en: en ?? "" };
}

/** What a new part is called until somebody names it. */
export const naming: Naming = (type, kind) =>
  inBoth((t) => t(["newName"], { what: t([`nodes.${kind}.name`, `conditions.${kind}.name`, `types.${type}`]) }));

/** A place of a document that may not even be readable, in words: "Reviews › Half-year review › Score › Weight". */
export function placeInWords(raw: unknown, at: Pointer): Text {
  return inBoth((t, side) => {
    let value: unknown = raw;
    const steps = stepsOf(at).map((step) => {
      value =
        typeof value === "object" && value !== null && Object.hasOwn(value, step) ? value[step as never] : undefined;
      if (/^\d+$/.test(step)) {
        const name = isValue(value) ? (value.name ?? (isValue(value.of) ? value.of.name : undefined)) : undefined;
        return isText(name) ? name[side].slice(0, 60) : t(["nth"], { n: Number(step) + 1 });
      }
      return t([`slots.${step}`, `fields.${step}`]) || step.slice(0, 60);
    });
    return steps.length === 0 ? t(["types.programme"]) : steps.join(" › ");
  });
}

export function typeInWords(type: PlaceType): Text {
  return inBoth((t) => t([`types.${type}`]));
}
