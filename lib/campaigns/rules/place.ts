import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Programme } from "@/lib/scoring/programme/schema";

export type PlaceRefusal = "CAMPAIGN_NOT_OPEN" | "UNIT_NOT_PARTICIPATING" | "OUTSIDE_CAMPAIGN" | "DAY_TO_COME";

/** First to last day that any period of the plan covers; null while the dates are blank. */
export function campaignRange(programme: Programme): DayRange | null {
  const from = programme.periods
    .flatMap((period) => period.from ?? [])
    .sort()
    .at(0);
  const to = programme.periods
    .flatMap((period) => period.to ?? [])
    .sort()
    .at(-1);
  return from && to ? { from, to } : null;
}

/** A fact needs a published plan, an outlet that takes part, and a day that has come and that the plan covers. */
export function judgePlace(
  place: {
    readonly campaign: { readonly plan: { readonly programme: Programme } | null };
    readonly participates: boolean;
  },
  day: Day,
  today: Day,
  dayField: string,
): Result<void, PlaceRefusal> {
  const { plan } = place.campaign;
  const range = plan && campaignRange(plan.programme);
  if (!range) return refuse("CAMPAIGN_NOT_OPEN");
  if (!place.participates) return refuse("UNIT_NOT_PARTICIPATING", { field: "unit" });
  if (!within(day, range)) return refuse("OUTSIDE_CAMPAIGN", { field: dayField, values: { ...range } });
  return day > today ? refuse("DAY_TO_COME", { field: dayField }) : accept(undefined);
}
