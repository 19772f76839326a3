import type { StateKind } from "@/components/ui/State";
import type { LetterState } from "@/lib/notices/types";

export const LETTER_TONE: Readonly<Record<LetterState, StateKind>> = {
  SENT: "sent",
  ACKNOWLEDGED: "final",
  WITHDRAWN: "draft",
};
