import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { accept, refuse } from "@/lib/kernel/result";
import { asJobKind, type JobKind } from "@/lib/platform/jobs/types";

/** A job that tests can hold: it writes down each time it is begun, and goes on when its gate (a file) is there. */
export const HELD = asJobKind({
  kind: "tests.held",
  input: z.strictObject({ diary: z.string(), gate: z.string() }),
  run: async ({ input, job, progress }) => {
    appendFileSync(input.diary, `${process.pid} ${job.id}\n`);
    for (let turn = 0; !existsSync(input.gate); turn += 1) {
      await progress(`turn${turn}`, turn, 100);
      await pause(20);
    }
    await progress("end", 100, 100);
    return accept({ name: "held.txt", mime: "text/plain", bytes: new TextEncoder().encode("done") });
  },
});

export const FAILING = asJobKind({
  kind: "tests.failing",
  input: z.strictObject({ how: z.enum(["REFUSE", "THROW"]) }),
  run: async ({ input }) => {
    if (input.how === "THROW") throw new Error("the words of this error stay on the server");
    return refuse("SEAL_BROKEN");
  },
});

export const KINDS: readonly JobKind[] = [HELD, FAILING];
