import { createTranslator } from "next-intl";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import type { DossierWords } from "./types";

type Sentence = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** How a language says what stands in a dossier. There is no request to take a language from: a dossier has both. */
export function wordsIn(locale: Locale): DossierWords {
  // Keys are data of stored results (codes of the engine), so they cannot be typed; a test walks them.
  const t = createTranslator({ locale, messages: MESSAGES[locale] }) as unknown as Sentence;
  return {
    locale,
    text: (key, values) => t(`dossiers.zip.${key}`, values),
    reviewState: (state) => t(`reviews.state.${state}`),
    interest: (interest) => t(`reviews.recusals.interest.${interest}`),
    itemKind: (kind) => t(`appeals.kinds.${kind}`),
    ground: (ground) => t(`appeals.set.grounds.${ground}`, { no: "" }),
    word: (word, values) => t(`reports.workbook.word.${word}`, values),
    say: (say) => t(`scoring.says.${say.code}`, say.values),
    kind: (kind) => t(`explain.kinds.${kind}`),
    state: (state) => t(`explain.states.${state}`),
    own: (text) => pick(text, locale),
    join: t("explain.sentences.join"),
    day: (day) => formatDay(day, locale, { year: true }),
    instant: (at) => formatInstant(at, locale, { year: true }),
  };
}
