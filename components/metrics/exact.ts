import { formatPoints } from "@/lib/platform/i18n/format";

/** A figure with exactly the decimals it has. */
export function exact(value: string): string {
  return formatPoints(value, value.split(".")[1]?.length ?? 0);
}
