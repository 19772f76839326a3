import type { AwardPlan, StreamPlan } from "@/lib/scoring/programme/schema";
import type { Ballot, Candidate } from "../types";

type VoteBasis = Extract<AwardPlan["basis"], { kind: "VOTE" }>;

/** How a vote for the award stands in its stream: which attribute names the candidate, or that it is the record's own subject. */
export interface VoteShape {
  readonly by: string | null;
  readonly ofPerson: boolean;
}

/**
 * Null where a ballot cannot make such a record: the stream asks for more than the candidate (a value, further required
 * attributes), the candidate is named by something else, or the award counts only some of the records.
 */
export function shapeOf(
  award: Pick<AwardPlan, "target"> & { basis: VoteBasis },
  stream: StreamPlan | undefined,
): VoteShape | null {
  if (!stream || stream.value) return null;
  const { stream: _, by, ...narrowing } = award.basis.from;
  if (Object.values(narrowing).some((part) => part !== undefined)) return null;
  const others = stream.attrs.filter(({ code }) => code !== by);
  if (others.some(({ required }) => required)) return null;
  const named = stream.attrs.find(({ code }) => code === by);
  if (by !== undefined && named?.kind === award.target && (stream.of === "UNIT" || award.target === "PERSON"))
    return { by, ofPerson: stream.of === "PERSON" };
  return by === undefined && stream.of === award.target ? { by: null, ofPerson: stream.of === "PERSON" } : null;
}

/** What a slip becomes: a record of the candidate's outlet. */
export function voteOf(
  ballot: Pick<Ballot, "no" | "by" | "ofPerson">,
  { subject, unitId }: Candidate,
): { unitId: string; personId: string | null; attrs: Record<string, string>; note: string } {
  return {
    unitId,
    personId: ballot.ofPerson ? subject : null,
    attrs: ballot.by === null ? {} : { [ballot.by]: subject },
    note: `投票${ballot.no}计出的一票 · A vote counted in ballot ${ballot.no}`,
  };
}
