import type { StateKind } from "@/components/ui/State";
import type { FindingState } from "@/lib/findings/types";

/** How final a finding is: the fill of its state mark. */
export const FINDING_TONE: Readonly<Record<FindingState, StateKind>> = {
  OWN: "sent",
  HIDDEN: "draft",
  WAITING: "notice",
  CONFIRMED: "final",
  SILENT: "final",
  DISPUTED: "review",
  UPHELD: "frozen",
  PARTLY: "frozen",
  REJECTED: "final",
  STRUCK: "draft",
};
