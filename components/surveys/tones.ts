import type { StateKind } from "@/components/ui/State";
import type { SurveyState } from "@/lib/surveys/types";

export const TONES: Readonly<Record<SurveyState, StateKind>> = {
  PLANNED: "draft",
  RUNNING: "sent",
  OVER: "review",
  CLOSED: "final",
  CANCELLED: "draft",
};
