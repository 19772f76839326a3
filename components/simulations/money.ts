import { formatPoints, formatSigned } from "@/lib/platform/i18n/format";
import type { MoneyRange } from "@/lib/scoring/simulate/outcomes";

type Say = (key: "range", values: { least: string; most: string }) => string;

/** Money in whole yuan where it is whole; a range where somebody has yet to decide. */
export function moneyText({ least, most }: MoneyRange, say: Say, signed = false): string {
  const write = (value: string) => {
    const places = value.includes(".") ? 2 : 0;
    return signed ? formatSigned(value, places) : formatPoints(value, places);
  };
  return least === most ? write(least) : say("range", { least: write(least), most: write(most) });
}
