import type { StateKind } from "@/components/ui/State";
import type { RecheckState } from "@/lib/rechecks/types";

export const RECHECK_TONE: Readonly<Record<RecheckState, StateKind>> = {
  WAITING: "review",
  DONE: "final",
  WITHDRAWN: "draft",
  VOID: "draft",
};
