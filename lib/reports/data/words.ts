import "server-only";
import { createTranslator } from "next-intl";
import type { Line } from "@/lib/campaigns/rules/lines";
import { isDay } from "@/lib/kernel/calendar";
import { DECIMAL_PATTERN, points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { type Saying, Words } from "../rules/documents/words";

type Values = Readonly<Record<string, string | number>>;
type Marks = Readonly<Record<string, string | number | ((words: string) => string)>>;

/** The words of documents in one language, whatever language the page was asked in: a job has no page. */
export function wordsIn(locale: Locale): Words {
  // Codes are data of plans and stored results, so they cannot be typed; tests walk every one of them.
  const say = createTranslator({ locale, messages: MESSAGES[locale] }) as unknown as {
    (key: string, values?: Values): string;
    markup: (key: string, values: Marks) => string;
  };
  const saying: Saying = {
    locale,
    t: (key, values) => say(`documents.paper.${key}`, values),
    say: ({ code, values }) => say(`scoring.says.${code}`, dated(values, locale)),
    rule: (line) =>
      say.markup(`setup.says.${line.say}`, {
        ...Object.fromEntries(
          Object.entries(line.values).map(([key, value]) => [key, isText(value) ? pick(value, locale) : value]),
        ),
        ...Object.fromEntries(Object.entries(line.blanks).map(([tag, blank]) => [tag, () => filled(blank)])),
        name: pick(line.name, locale),
        b: (words) => words,
      }),
  };
  const filled = (blank: Line["blanks"][string]): string => {
    if (blank.value === "") return say("documents.paper.open");
    if (blank.kind === "choice" && blank.list) return say(`setup.choices.${blank.list}.${blank.value}`);
    if (blank.kind === "day" && isDay(blank.value)) return formatDay(blank.value, locale, { year: true });
    if ((blank.kind === "points" || blank.kind === "money") && DECIMAL_PATTERN.test(blank.value))
      return formatPoints(blank.value, points(blank.value).decimalPlaces());
    return blank.value;
  };
  return new Words(saying);
}

function dated(values: Values, locale: Locale): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" && isDay(value) ? formatDay(value, locale, { year: true }) : value,
    ]),
  );
}

function isText(value: Text | string | number): value is Text {
  return typeof value === "object";
}
