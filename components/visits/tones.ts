import type { StateKind } from "@/components/ui/State";
import type { PlanState, VisitState } from "@/lib/visits/types";

export const VISIT_TONE: Readonly<Record<VisitState, StateKind>> = {
  COMING: "sent",
  DUE: "review",
  DONE: "final",
  LATE: "final",
  MISSED: "notice",
  CANCELLED: "draft",
};

export const PLAN_TONE: Readonly<Record<PlanState, StateKind>> = {
  DRAWN: "review",
  ANNOUNCED: "final",
  SEALED: "frozen",
  CANCELLED: "draft",
};
