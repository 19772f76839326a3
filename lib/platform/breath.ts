import { setImmediate as breathe } from "node:timers/promises";
import type { Steps } from "@/lib/kernel/steps";

/** How long a computation goes on before everybody else has a turn; each of their awaits waits for one stretch. */
const STRETCH_MS = 8;

/**
 * Runs a long computation to its end, and lets the other requests of this process go on in between. It ends early, with
 * null, when `until` (of `performance.now()`) has come. Rejects with what the computation throws.
 */
export async function inBreaths<T>(steps: Steps<T>): Promise<T>;
export async function inBreaths<T>(steps: Steps<T>, until: number): Promise<T | null>;
export async function inBreaths<T>(steps: Steps<T>, until = Number.POSITIVE_INFINITY): Promise<T | null> {
  let pause = performance.now() + STRETCH_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const now = performance.now();
    if (now >= until) return null;
    if (now < pause) continue;
    await breathe();
    pause = performance.now() + STRETCH_MS;
  }
}
