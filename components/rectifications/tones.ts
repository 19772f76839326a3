import type { StateKind } from "@/components/ui/State";
import type { OrderState } from "@/lib/rectifications/types";

export const ORDER_TONE: Readonly<Record<OrderState, StateKind>> = {
  ORDERED: "notice",
  PLANNED: "sent",
  SUBMITTED: "review",
  REOPENED: "notice",
  CLOSED: "final",
  VOID: "draft",
};
