import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Ballot, BallotState } from "../types";

type Timed = Pick<Ballot, "opensAt" | "closesAt"> & {
  readonly ending: Pick<NonNullable<Ballot["ending"]>, "outcome"> | null;
};

export function stateOf({ opensAt, closesAt, ending }: Timed, now: Date): BallotState {
  if (ending) return ending.outcome;
  if (now < opensAt) return "PLANNED";
  return now < closesAt ? "OPEN" : "DUE";
}

/** Who asks for a vote: the person behind the account, and where they stand in this ballot. */
export interface Voter {
  readonly personId: string | null;
  readonly listed: boolean;
  readonly voted: boolean;
}

export type VoteRefusal =
  | "NOT_YET_OPEN"
  | "BALLOT_CLOSED"
  | "BALLOT_CANCELLED"
  | "NOT_ON_THE_LIST"
  | "ALREADY_VOTED"
  | "CANDIDATE_UNKNOWN"
  | "NOT_FOR_ONESELF";

/** One vote each, while it is open, for a candidate, and not for oneself unless the plan says so. */
export function decideVote(
  state: BallotState,
  { own }: Pick<Ballot, "own">,
  voter: Voter,
  candidate: { readonly subject: string; readonly known: boolean },
): Result<void, VoteRefusal> {
  if (state === "PLANNED") return refuse("NOT_YET_OPEN");
  if (state === "CANCELLED") return refuse("BALLOT_CANCELLED");
  if (state !== "OPEN") return refuse("BALLOT_CLOSED");
  if (voter.personId === null || !voter.listed) return refuse("NOT_ON_THE_LIST");
  if (voter.voted) return refuse("ALREADY_VOTED");
  if (!candidate.known) return refuse("CANDIDATE_UNKNOWN", { field: "candidate" });
  if (!own && candidate.subject === voter.personId) return refuse("NOT_FOR_ONESELF", { field: "candidate" });
  return accept(undefined);
}

export type CloseRefusal = "NOT_YET_OPEN" | "BALLOT_CLOSED" | "BALLOT_CANCELLED" | "NOT_EVERYBODY";

/** Counted when the time is over; before, only when everybody who may vote has. */
export function decideCount(
  state: BallotState,
  { cast, entitled }: Pick<Ballot, "cast" | "entitled">,
): Result<void, CloseRefusal> {
  if (state === "COUNTED") return refuse("BALLOT_CLOSED");
  if (state === "CANCELLED") return refuse("BALLOT_CANCELLED");
  if (state === "PLANNED") return refuse("NOT_YET_OPEN");
  if (state === "OPEN" && cast < entitled) return refuse("NOT_EVERYBODY", { values: { cast, entitled } });
  return accept(undefined);
}

/** Until the closing time; afterwards only a ballot that cannot be counted. */
export function decideCancel(
  state: BallotState,
  countable: boolean,
): Result<void, "BALLOT_CLOSED" | "BALLOT_CANCELLED"> {
  if (state === "CANCELLED") return refuse("BALLOT_CANCELLED");
  if (state === "COUNTED" || (state === "DUE" && countable)) return refuse("BALLOT_CLOSED");
  return accept(undefined);
}
