import type { StateKind } from "@/components/ui/State";
import type { MysteryState, UnmaskingState } from "@/lib/mystery/types";

export const MYSTERY_TONE: Readonly<Record<MysteryState, StateKind>> = {
  ASSIGNED: "draft",
  RETURNED: "sent",
  KEYED_ONCE: "sent",
  DIFFERING: "notice",
  AGREED: "review",
  CHECKED: "frozen",
  RELEASED: "final",
  CANCELLED: "draft",
};

export const UNMASKING_TONE: Readonly<Record<UnmaskingState, StateKind>> = {
  ASKED: "review",
  GRANTED: "notice",
  REFUSED: "draft",
  SEEN: "final",
  OVER: "draft",
};
