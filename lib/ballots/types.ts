import type { Day } from "@/lib/kernel/calendar";

/**
 * PLANNED: opens later. OPEN: votes are taken. DUE: the time is over and the count is about to be made. COUNTED: every
 * slip is a record. CANCELLED: nothing counts.
 */
export const BALLOT_STATES = ["PLANNED", "OPEN", "DUE", "COUNTED", "CANCELLED"] as const;
export type BallotState = (typeof BALLOT_STATES)[number];

/** A candidate with the votes it got. */
export interface Counted {
  /** Id of the person or unit. */
  readonly subject: string;
  readonly votes: number;
}

export interface Ending {
  readonly outcome: "COUNTED" | "CANCELLED";
  readonly reason: string;
  readonly cast: number;
  readonly count: readonly Counted[];
  readonly seal: string;
  readonly byName: string;
  readonly at: Date;
}

/** A ballot as it is stored, with how many may vote and how many have. What was voted is not in it. */
export interface Ballot {
  readonly id: string;
  readonly no: string;
  readonly campaignId: string;
  readonly awardCode: string;
  readonly reviewCode: string;
  readonly stream: string;
  readonly by: string | null;
  readonly ofPerson: boolean;
  readonly target: "UNIT" | "PERSON";
  readonly onDay: Day;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly own: boolean;
  readonly openedByName: string;
  readonly openedAt: Date;
  readonly entitled: number;
  readonly cast: number;
  readonly ending: Ending | null;
}

/** Somebody who can be voted for: a person or an outlet by id, with the outlet. */
export interface Candidate {
  readonly subject: string;
  readonly unitId: string;
}

/** The job that counts a ballot when its time is over. */
export const CLOSE_JOB = "ballots.close";
