import { useTranslations } from "next-intl";
import type { ItemShown } from "@/lib/appeals/loaders/open";
import { points } from "@/lib/kernel/points";
import { formatPoints } from "@/lib/platform/i18n/format";

/** The figure with all its decimals where it is a record's or a month's own; points with theirs. */
export function figureOf({ kind, figure }: Pick<ItemShown, "kind" | "figure">): string {
  if (figure === null) return "";
  return kind === "RECORD" || kind === "FIGURE"
    ? formatPoints(figure, points(figure).decimalPlaces())
    : formatPoints(figure);
}

/** What a record or figure was taken from. */
export function SourceOf({ source }: Pick<ItemShown, "source">) {
  const t = useTranslations("appeals.file");
  return <>{source === null ? t("sourceHand") : t("sourceFile", source)}</>;
}
