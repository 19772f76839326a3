import type { Day } from "@/lib/kernel/calendar";
import type { MysteryRow } from "../types";
import { decideAdjudication, decideCheck, decideKeying, decideRelease } from "./states";

/** What somebody can do with a visit next; the first is what waits for them. */
export const ACTS = ["RELEASE", "CHECK", "ADJUDICATE", "KEY", "SEND_BACK", "FILE"] as const;
export type Act = (typeof ACTS)[number];

export interface Rights {
  readonly accountId: string;
  readonly file: boolean;
  readonly key: boolean;
  readonly check: boolean;
  readonly release: boolean;
}

/** Everything open to this person at this visit, as the refusals of the acts have it. */
export function actsOf(
  visit: Pick<MysteryRow, "state" | "keyers" | "onDay" | "trial">,
  { accountId, ...may }: Rights,
  today: Day,
): Act[] {
  const over = visit.state === "RELEASED" || visit.state === "CANCELLED";
  const open: Readonly<Record<Act, boolean>> = {
    RELEASE: may.release && decideRelease(visit).ok,
    CHECK: may.check && decideCheck(visit, accountId, "PASSED", "").ok,
    ADJUDICATE: may.key && decideAdjudication(visit, accountId).ok,
    KEY: may.key && decideKeying(visit, accountId).ok,
    SEND_BACK: may.check && decideCheck(visit, accountId, "SENT_BACK", "-").ok,
    FILE: may.file && !over && visit.onDay <= today,
  };
  return ACTS.filter((act) => open[act]);
}

/** Of those, what a list says is waiting: files can always be added, and sending back is a choice. */
export function waitsOf(visit: Pick<MysteryRow, "state">, acts: readonly Act[]): Act | null {
  const first = acts.find((act) => act !== "SEND_BACK");
  return first === "FILE" && visit.state !== "ASSIGNED" ? null : (first ?? null);
}
