import { useLocale, useTranslations } from "next-intl";
import { daySchema } from "@/lib/kernel/calendar";
import { formatDay } from "@/lib/platform/i18n/format";
import type { Say } from "@/lib/scoring/types";

/** A sentence of the engine: its code and values, said in the reader's language. */
export function Said({ say }: { say: Say }) {
  // Codes are data of stored results, so they cannot be typed; a test walks every code of the engine.
  const t = useTranslations("scoring") as unknown as (key: string, values: Say["values"]) => string;
  const locale = useLocale();
  const values = Object.entries(say.values).map(([name, value]) => [
    name,
    isDay(value) ? formatDay(value, locale) : value,
  ]);
  return <>{t(`says.${say.code}`, Object.fromEntries(values))}</>;
}

function isDay(value: string | number): value is string {
  return daySchema.safeParse(value).success;
}
