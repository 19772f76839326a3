import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { MysteryState, StepKind } from "../types";

export interface Course {
  readonly files: number;
  readonly steps: readonly { readonly kind: StepKind; readonly round: number }[];
  /** Keyings of the round that counts, and whether they differ anywhere. */
  readonly keyed: number;
  readonly differ: boolean;
}

/** A visit that was sent back is keyed anew from the start; the former keyings stay in their round. */
export function roundOf(steps: Course["steps"]): number {
  return 1 + steps.filter(({ kind }) => kind === "SENT_BACK").length;
}

export function stateOf({ files, steps, keyed, differ }: Course): MysteryState {
  const round = roundOf(steps);
  const has = (kind: StepKind) => steps.some((step) => step.kind === kind && step.round === round);
  if (has("CANCELLED")) return "CANCELLED";
  if (has("RELEASED")) return "RELEASED";
  if (has("PASSED")) return "CHECKED";
  if (keyed === 2) return differ && !has("ADJUDICATED") ? "DIFFERING" : "AGREED";
  if (keyed === 1) return "KEYED_ONCE";
  return files > 0 ? "RETURNED" : "ASSIGNED";
}

interface Handled {
  readonly state: MysteryState;
  readonly keyers: readonly { readonly id: string }[];
}

type OverRefusal = "VISIT_RELEASED" | "VISIT_CANCELLED";

/** What is released or given up is touched no more. */
export function decideUnfinished({ state }: Pick<Handled, "state">): Result<void, OverRefusal> {
  if (state === "RELEASED") return refuse("VISIT_RELEASED");
  if (state === "CANCELLED") return refuse("VISIT_CANCELLED");
  return accept(undefined);
}

/** Two different people, each once, and only when there is something to key from. */
export function decideKeying(
  visit: Handled,
  accountId: string,
): Result<1 | 2, OverRefusal | "NOTHING_TO_KEY" | "KEYED_ALREADY" | "BOTH_IN"> {
  const unfinished = decideUnfinished(visit);
  if (!unfinished.ok) return unfinished;
  if (visit.keyers.some(({ id }) => id === accountId)) return refuse("KEYED_ALREADY");
  if (visit.keyers.length >= 2) return refuse("BOTH_IN");
  return visit.state === "ASSIGNED" ? refuse("NOTHING_TO_KEY") : accept(visit.keyers.length === 0 ? 1 : 2);
}

/** A third person says which is right. */
export function decideAdjudication(
  visit: Handled,
  accountId: string,
): Result<void, OverRefusal | "NOT_BOTH_IN" | "NOTHING_DIFFERS" | "KEYER_ADJUDICATES"> {
  const unfinished = decideUnfinished(visit);
  if (!unfinished.ok) return unfinished;
  if (visit.keyers.length < 2) return refuse("NOT_BOTH_IN");
  if (visit.state !== "DIFFERING") return refuse("NOTHING_DIFFERS");
  return visit.keyers.some(({ id }) => id === accountId) ? refuse("KEYER_ADJUDICATES") : accept(undefined);
}

/** Somebody who keyed nothing of it compares it with the recordings; sending back needs a reason, also where both are wrong. */
export function decideCheck(
  visit: Handled,
  accountId: string,
  outcome: "PASSED" | "SENT_BACK",
  reason: string,
): Result<void, OverRefusal | "NOT_BOTH_IN" | "NOT_AGREED" | "CHECKED_ALREADY" | "KEYER_CHECKS" | "REASON_MISSING"> {
  const unfinished = decideUnfinished(visit);
  if (!unfinished.ok) return unfinished;
  if (visit.keyers.length < 2) return refuse("NOT_BOTH_IN");
  if (visit.keyers.some(({ id }) => id === accountId)) return refuse("KEYER_CHECKS");
  if (outcome === "SENT_BACK") return reason === "" ? refuse("REASON_MISSING", { field: "reason" }) : accept(undefined);
  if (visit.state === "DIFFERING") return refuse("NOT_AGREED");
  return visit.state === "CHECKED" ? refuse("CHECKED_ALREADY") : accept(undefined);
}

export function decideRelease(
  visit: Handled & { readonly trial: boolean },
): Result<void, OverRefusal | "TRIAL_NEVER_RELEASED" | "NOT_CHECKED"> {
  if (visit.trial) return refuse("TRIAL_NEVER_RELEASED");
  const unfinished = decideUnfinished(visit);
  if (!unfinished.ok) return unfinished;
  return visit.state === "CHECKED" ? accept(undefined) : refuse("NOT_CHECKED");
}
