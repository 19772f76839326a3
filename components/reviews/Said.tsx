import { useTranslations } from "next-intl";
import type { Say } from "@/lib/scoring/types";

/** A sentence of the engine: its code and values, said in the reader's language. */
export function Said({ say }: { say: Say }) {
  // Codes are data of stored results, so they cannot be typed; a test walks every code of the engine.
  const t = useTranslations("scoring") as unknown as (key: string, values: Say["values"]) => string;
  return <>{t(`says.${say.code}`, say.values)}</>;
}
