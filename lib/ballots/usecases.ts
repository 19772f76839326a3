import "server-only";
import { allows, may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { mapStanding } from "./data";
import { type BallotSubject, cancel, count, findBallotSubject, openBallot as open, vote } from "./mutations";
import { ballotInput, cancelBallotInput, openBallotInput, voteInput } from "./schema";

const subject = ({ tx }: Context, input: { ballot: string }) => findBallotSubject(tx, input.ballot);

const traceOf = (_input: unknown, { ballot }: BallotSubject) => ({ subject: ballot.no, campaignId: ballot.campaignId });

export const openBallot = asUseCase({
  name: "ballots.open",
  input: openBallotInput,
  subject: ({ tx }, input) => findCampaign(tx, input.campaign),
  policy: allows("ballots.manage"),
  run: open,
  trace: (input, campaign, { no, entitled }) => ({
    subject: no,
    campaignId: campaign.id,
    detail: { award: input.award, closesAt: input.closesAt, entitled },
  }),
});

/** Whoever stands on the list may vote, whatever their role; who does not is told so where they may know of the vote at all. */
export const castVote = asUseCase({
  name: "ballots.vote",
  input: voteInput,
  subject: async ({ tx, actor }, input) => {
    const found = await findBallotSubject(tx, input.ballot);
    return found && { ...found, listed: (await mapStanding(tx, [found.ballot.id], actor.personId)).size > 0 };
  },
  policy: (actor, about) => about.listed || may(actor, "ballots.vote", about),
  run: vote,
  trace: traceOf,
  anonymous: true,
});

/** Early, once everybody has voted; or the closing time has passed and the count has not been made yet. */
export const countBallot = asUseCase({
  name: "ballots.count",
  input: ballotInput,
  subject,
  policy: allows("ballots.manage"),
  run: count,
  trace: (input, about, { cast }) => ({ ...traceOf(input, about), detail: { cast } }),
});

/** By the product itself, when the time is over. */
export const countWhenDue = asUseCase({
  name: "ballots.close",
  input: ballotInput,
  subject,
  policy: (actor) => actor.via === "SYSTEM",
  run: count,
  trace: (input, about, { cast }) => ({ ...traceOf(input, about), detail: { cast } }),
});

export const cancelBallot = asUseCase({
  name: "ballots.cancel",
  input: cancelBallotInput,
  subject,
  policy: allows("ballots.manage"),
  run: cancel,
  trace: traceOf,
});
