import type { StateKind } from "@/components/ui/State";
import type { AppealState } from "@/lib/appeals/loaders/appeals";

/** How full the mark of an appeal is: waiting, or decided one way or the other. */
export const APPEAL_STATE: Readonly<Record<AppealState, StateKind>> = {
  TO_HEAR: "review",
  UPHELD: "final",
  PARTLY: "final",
  REJECTED: "final",
};

export const SET_STATE = { OPEN: "draft", APPLIED: "final", CANCELLED: "sent" } as const satisfies Record<
  string,
  StateKind
>;
