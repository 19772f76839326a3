import type { Missing } from "@/lib/campaigns/rules/readiness";
import type { DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import type { SimulationInput } from "@/lib/scoring/simulate";

/** Where a plan comes from: a campaign's working copy, one of its published versions, or a programme of the product. */
export type PlanReference =
  | { readonly kind: "DRAFT"; readonly campaign: string }
  | { readonly kind: "VERSION"; readonly campaign: string; readonly version: number }
  | { readonly kind: "PROGRAMME"; readonly code: string };

/** A plan that was found, with what it is called and whose it is. `path` is null for a programme of the product. */
export interface FoundPlan {
  readonly reference: PlanReference;
  readonly path: string | null;
  readonly name: Text;
  readonly programme: Programme;
  /** Years by which its dates were moved to lie where the facts lie; 0: as written. */
  readonly moved: number;
}

/** A plan with the review of it that is computed. */
export interface ChosenPlan extends FoundPlan {
  readonly review: ReviewPlan;
  readonly period: DayRange;
}

/** Everything one simulation needs; nothing in it was stored for it. */
export interface Prepared {
  readonly campaign: { readonly id: string; readonly code: string; readonly name: Text };
  readonly before: ChosenPlan;
  readonly after: ChosenPlan;
  readonly input: SimulationInput;
  /** The facts are those of a sealed result, or as they stand today. */
  readonly sealed: boolean;
  /** Days of the tried plan's review of which the facts know nothing. */
  readonly beyond: DayRange | null;
}

/** Why a plan cannot be tried yet. */
export interface Incomplete {
  readonly plan: FoundPlan;
  readonly missing: readonly Missing[];
  /** The reader may fill the gaps, so that each line leads to its place. */
  readonly linked: boolean;
}
