import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { systemActor } from "@/lib/access/system";
import { tryUnderThrottle } from "@/lib/access/throttle";
import { perform } from "@/lib/access/usecase";
import type { Refusal } from "@/lib/kernel/result";
import { env } from "@/lib/platform/env";
import { setUp } from "./usecases";

/** The first form of all: whoever has the code from the server's window makes the bank and its administrator. Without a code nobody does. */
export async function settingUp(
  data: Record<string, unknown>,
  source: string,
): Promise<{ redirectTo: string } | { refusals: readonly [Refusal, ...Refusal[]] }> {
  const { setupSecret, ...input } = data;
  const expected = env.MINGYOU_SETUP_CODE;
  if (!expected || !(await tryUnderThrottle(`setup|${source}`, async () => isSame(expected, setupSecret)))) {
    return { refusals: [{ code: "SETUP_CODE_WRONG", field: "setupSecret" }] };
  }
  const outcome = await perform(setUp, { actor: systemActor(), input, source });
  return outcome.ok ? { redirectTo: "/sign-in?ready=1" } : { refusals: outcome.refusals };
}

/** Compared by hash, so that neither length nor content shows in the time it takes. */
function isSame(expected: string, given: unknown): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return typeof given === "string" && timingSafeEqual(hash(expected), hash(given.trim()));
}
