import type { AwardProposal } from "@/lib/scoring/types";
import type { AwardChoice, PenaltyCase } from "../types";

/** Whether the plan gives an award to the very same winners in the same places, so that whom the group left out stays so. */
export function sameWinners(before: AwardProposal | undefined, after: AwardProposal | undefined): boolean {
  const said = (proposal: AwardProposal | undefined) =>
    JSON.stringify([
      (proposal?.winners ?? []).map(({ subject, place }) => `${place} ${subject}`).sort(),
      [...(proposal?.contested?.subjects ?? [])].sort(),
      proposal?.contested?.seats ?? 0,
    ]);
  return said(before) === said(after);
}

/** Whether a choice under a corrected result is the very one that was decided: the same candidates for the same seats. */
export function sameChoice(before: AwardChoice, after: AwardChoice): boolean {
  const said = ({ kind, seats, parts, candidates }: AwardChoice) =>
    JSON.stringify([
      kind,
      seats.min,
      seats.max,
      parts,
      candidates.map(({ subject, bar }) => `${subject} ${bar !== null}`).sort(),
    ]);
  return said(before) === said(after);
}

/** Whether a proposed penalty is the very one that was decided: the same event, consequences and amounts. */
export function samePenalty(before: PenaltyCase, after: PenaltyCase): boolean {
  const said = ({ proposal, consequences, fines }: PenaltyCase) =>
    JSON.stringify([
      proposal.penalty,
      proposal.subject,
      proposal.fact?.id ?? "",
      proposal.person ?? "",
      proposal.notice ?? false,
      consequences.map(({ code }) => code),
      fines.map(({ settled, factor }) => [settled, factor]),
    ]);
  return said(before) === said(after);
}
