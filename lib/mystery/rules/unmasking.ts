import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { UnmaskingState } from "../types";

/** How long a granted unmasking may be used. */
export const HOURS_TO_SEE = 24;

export function unmaskingState(
  steps: readonly { readonly kind: string; readonly at: Date }[],
  now: Date,
): UnmaskingState {
  if (steps.some(({ kind }) => kind === "SEEN")) return "SEEN";
  if (steps.some(({ kind }) => kind === "REFUSED")) return "REFUSED";
  const granted = steps.find(({ kind }) => kind === "GRANTED");
  if (!granted) return "ASKED";
  return now.getTime() - granted.at.getTime() > HOURS_TO_SEE * 3_600_000 ? "OVER" : "GRANTED";
}

/** The second person is another one than who asked. */
export function decideUnmasking(
  asked: { readonly byId: string; readonly state: UnmaskingState },
  accountId: string,
): Result<void, "OWN_REQUEST" | "DECIDED_ALREADY"> {
  if (asked.byId === accountId) return refuse("OWN_REQUEST");
  return asked.state === "ASKED" ? accept(undefined) : refuse("DECIDED_ALREADY");
}

/** Only who asked, once, and within its time. */
export function decideSeeing(
  asked: { readonly byId: string; readonly state: UnmaskingState },
  accountId: string,
): Result<void, "NOT_ASKER" | "NOT_GRANTED" | "SEEN_ALREADY" | "UNMASKING_OVER"> {
  if (asked.byId !== accountId) return refuse("NOT_ASKER");
  if (asked.state === "SEEN") return refuse("SEEN_ALREADY");
  if (asked.state === "OVER") return refuse("UNMASKING_OVER", { values: { hours: HOURS_TO_SEE } });
  return asked.state === "GRANTED" ? accept(undefined) : refuse("NOT_GRANTED");
}
