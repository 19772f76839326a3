import type { StateKind } from "@/components/ui/State";
import type { AssignmentState } from "@/lib/assignments/types";

export const TONES: Readonly<Record<AssignmentState, StateKind>> = {
  OPEN: "sent",
  DONE: "final",
  OVER: "review",
  ENDED: "draft",
};
