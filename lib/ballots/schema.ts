import { z } from "zod";

const code = z.string().trim().min(1).max(60);
/** Minutes on the bank's clock, as a form sends them: `2026-11-27T18:00`. */
const localTime = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { message: "WRONG_FORM" });
const ballot = z.string().trim().min(1).max(40);

export const openBallotInput = z.strictObject({
  campaign: code,
  /** An award by vote; where its review recurs, the award of one period (`STAR.2026-11`). */
  award: code,
  /** Empty: now. */
  opensAt: z.preprocess((value) => (value === "" ? undefined : value), localTime.optional()),
  closesAt: localTime,
});
export type OpenBallotInput = z.infer<typeof openBallotInput>;

export const voteInput = z.strictObject({ ballot, candidate: z.uuid() });
export type VoteInput = z.infer<typeof voteInput>;

export const ballotInput = z.strictObject({ ballot });
export type BallotInput = z.infer<typeof ballotInput>;

export const cancelBallotInput = z.strictObject({ ballot, reason: z.string().trim().min(5).max(2000) });
export type CancelBallotInput = z.infer<typeof cancelBallotInput>;
