import { costsOf } from "@/lib/standards/rules";
import type { EditionItem } from "@/lib/standards/types";

/** The item as one that scores; null in a library, where nothing is said about scoring. */
export function scoringOf(item: EditionItem) {
  return item.form && item.points !== null
    ? { points: item.points, form: item.form, steps: item.steps, wipes: item.wipes }
    : null;
}

/** What may come off at once, for the narrow column of a list; nothing where the lines below say it. */
export function stepsShown(item: EditionItem): string {
  const scoring = scoringOf(item);
  return scoring && scoring.form.kind === "STEPS" ? costsOf(scoring).join(" / ") : "";
}
