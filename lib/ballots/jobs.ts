import "server-only";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { accept } from "@/lib/kernel/result";
import { now } from "@/lib/platform/clock";
import { asJobKind, type JobKind } from "@/lib/platform/jobs/types";
import { findBallot } from "./data";
import { queueClosing } from "./mutations";
import { stateOf } from "./rules/life";
import { ballotInput } from "./schema";
import { CLOSE_JOB } from "./types";
import { countWhenDue } from "./usecases";

/** Makes the count when the time has come. Begun again it finds the ballot counted, and does nothing. */
const close = asJobKind({
  kind: CLOSE_JOB,
  input: ballotInput,
  run: async ({ input, reader }) => {
    const ballot = await findBallot(reader, input.ballot);
    if (ballot && stateOf(ballot, now()) === "DUE") {
      const done = await perform(countWhenDue, { actor: systemActor(), input, source: "job" });
      if (!done.ok && done.refusals[0].code !== "BALLOT_CLOSED") return done;
    }
    return accept(null);
  },
  filed: async (tx, job) => {
    const ballot = await findBallot(tx, job.about);
    if (!ballot) return;
    // The bank's clock and the database's may differ: too early is asked again.
    const state = stateOf(ballot, now());
    if (state === "PLANNED" || state === "OPEN")
      await queueClosing(tx, now(), ballot, { accountId: job.askedById, name: job.askedName });
  },
});

export const BALLOT_JOBS: readonly JobKind[] = [close];
