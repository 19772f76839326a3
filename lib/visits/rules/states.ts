import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { PlanState, VisitState } from "../types";

export function planState(steps: readonly { readonly kind: string }[], announced: boolean): PlanState {
  if (steps.some(({ kind }) => kind === "CANCELLED")) return "CANCELLED";
  if (!steps.some(({ kind }) => kind === "APPROVED")) return "DRAWN";
  return announced ? "ANNOUNCED" : "SEALED";
}

/** `madeOn`: day of the inspection that counts for it; a reversed one does not. */
export function visitState(
  visit: { readonly from: Day; readonly due: Day; readonly cancelled: boolean; readonly madeOn: Day | null },
  today: Day,
): VisitState {
  if (visit.madeOn !== null) return visit.madeOn <= visit.due ? "DONE" : "LATE";
  if (visit.cancelled) return "CANCELLED";
  if (today > visit.due) return "MISSED";
  return today < visit.from ? "COMING" : "DUE";
}

/** Nothing was made yet, and it still may be. */
export const OPEN_STATES: readonly VisitState[] = ["COMING", "DUE", "MISSED"];

/** A plan is approved by somebody who did not make it, before its last day. */
export function decideApproval(
  plan: { readonly state: PlanState; readonly byId: string; readonly to: Day },
  accountId: string,
  today: Day,
): Result<void, "PLAN_NOT_OPEN" | "OWN_PLAN" | "PERIOD_OVER"> {
  if (plan.state !== "DRAWN") return refuse("PLAN_NOT_OPEN");
  if (plan.byId === accountId) return refuse("OWN_PLAN");
  if (plan.to < today) return refuse("PERIOD_OVER", { values: { to: plan.to } });
  return accept(undefined);
}

export function decideCancelPlan(plan: { readonly state: PlanState }): Result<void, "PLAN_CANCELLED"> {
  return plan.state === "CANCELLED" ? refuse("PLAN_CANCELLED") : accept(undefined);
}

/**
 * Whether the branch is told of a visit: of an announced one once its plan is approved. A sealed plan is never told; what
 * was found stands in the register, a mystery visit once its review is published.
 */
export function isToldToBranch(plan: { readonly announced: boolean; readonly approved: boolean }): boolean {
  return plan.announced && plan.approved;
}
