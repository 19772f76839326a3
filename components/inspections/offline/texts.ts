import type { DraftAnswers } from "@/lib/inspections/types";
import type { CheckSheetModel } from "../check/types";

/** Kept on the device at every tap; `unsent` until the server has it. */
export interface OnDevice {
  readonly answers: DraftAnswers;
  readonly revision: number;
  readonly at: number;
  readonly unsent: boolean;
  readonly method: string;
  /** Sent, but whether it arrived is not known: the answer was lost on the way. */
  readonly sent: DraftAnswers | null;
  /** Seconds by item. */
  readonly spent?: Readonly<Record<string, number>>;
}

export const PREFIX = "mingyou:check";

export function deviceKey(
  model: Pick<CheckSheetModel, "accountId" | "campaign" | "unit" | "month">,
  draft: string | null,
): string {
  return [PREFIX, model.accountId, model.campaign, model.unit.code, model.month ?? draft ?? ""].join(":");
}

export function readDevice(key: string): OnDevice | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null && "answers" in kept ? (kept as OnDevice) : null;
  } catch {
    return null;
  }
}

export function writeDevice(key: string, kept: OnDevice): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A full or forbidden store: the server still gets every change.
  }
}

/** After submission nothing of the form stays on the device, whoever of its users filled it in. */
export function forgetDrafts(place: { campaign: string; unit: string; month: string | null; method: string }): void {
  try {
    for (const key of Object.keys(localStorage)) {
      const [head, kind, , campaign, unit, last] = key.split(":");
      if (`${head}:${kind}` !== PREFIX || campaign !== place.campaign || unit !== place.unit) continue;
      if (place.month ? last === place.month : readDevice(key)?.method === place.method) localStorage.removeItem(key);
    }
  } catch {
    // No store, nothing to forget.
  }
}

/** The same for one form by its name on the device. */
export function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // No store, nothing to forget.
  }
}

/** Whose this device is at the moment; nobody's after signing out. */
export const ACCOUNT = "mingyou:account";

export function currentAccount(): string | null {
  try {
    return localStorage.getItem(ACCOUNT);
  } catch {
    return null;
  }
}

/** Whether the device may keep words of this account in the open: only while it is the one that is signed in here. */
export function isHere(accountId: string): boolean {
  const now = currentAccount();
  return now === null ? !wasHere.has(accountId) : now === accountId;
}

/** Accounts that this very page has seen; one of them that is not there any more has signed out in another tab. */
const wasHere = new Set<string>();

export function seenHere(accountId: string): void {
  wasHere.add(accountId);
}
