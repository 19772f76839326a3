import { type Day, isDay } from "@/lib/kernel/calendar";

/** `2026-07-05` from what people type: 2026-07-05, 2026/7/5, 2026.7.5, 20260705, 2026年7月5日; else null. */
export function readDay(text: string): Day | null {
  const clean = text.normalize("NFKC").trim();
  const found =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?$/.exec(clean) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(clean) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(clean);
  if (!found) return null;
  const [, year = "", month = "", day = ""] = found;
  const read = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(read) ? read : null;
}
