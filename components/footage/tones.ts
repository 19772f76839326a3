import type { StateKind } from "@/components/ui/State";
import type { Effect, PeriodState, ReviewState } from "@/lib/footage/types";

export const REVIEW_TONE: Readonly<Record<ReviewState, StateKind>> = {
  ASKED: "sent",
  SUPPLIED: "review",
  VIEWED: "review",
  COVERED: "notice",
  CLOSED: "final",
  CANCELLED: "draft",
};

export const PERIOD_TONE: Readonly<Record<PeriodState, StateKind>> = {
  ASKED: "sent",
  SUPPLIED: "review",
  UNAVAILABLE: "notice",
  VIEWED: "final",
};

export const EFFECT_TONE: Readonly<Record<Effect, StateKind>> = { NOTIFY: "sent", ENFORCE: "notice" };
