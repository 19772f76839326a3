"use server";

import { action } from "@/lib/access/action";
import { cancelBallot, castVote, countBallot, openBallot } from "./usecases";

export const openBallotAction = action(openBallot, {
  official: true,
  onward: ({ no }, input) => `/campaigns/${encodeURIComponent(input.campaign)}/ballots/${no}`,
});
export const castVoteAction = action(castVote, { done: "ballots.done.voted" });
export const countBallotAction = action(countBallot, { official: true, done: "ballots.done.counted" });
export const cancelBallotAction = action(cancelBallot, { official: true, done: "ballots.done.cancelled" });
