import type { Programme } from "@/lib/scoring/programme/schema";
import type { AwardProposal } from "@/lib/scoring/types";
import type { StoredAward } from "../types";
import { leftOutOf } from "./short";

/** Who was granted which award by a person's decision. */
export type Grant = Pick<StoredAward, "awardCode"> & Partial<Pick<StoredAward, "subject" | "granted" | "leftOut">>;

/** Subjects that have an award by decision. */
export function grantedBy(decisions: readonly Grant[], award: string): Set<string> {
  return new Set(
    decisions.flatMap(({ awardCode, granted, subject }) =>
      awardCode === award && granted && subject !== undefined ? [subject] : [],
    ),
  );
}

/** An award that follows by rule. */
export interface GrantByRule {
  readonly award: string;
  readonly subject: string;
  /** Moved up from the reserves, because a winner has a dearer award. */
  readonly movedUp: boolean;
}

/**
 * What the rules grant at publication. The engine keeps dearer and lesser awards apart only as far as rules decide; where
 * the leading group gave the dearer one, its holder leaves the lesser one to the reserves (R15), best first. Equals who
 * are more than the seats that came free are not picked from: the seat stays empty. Whom the leading group left out has
 * no award, and nobody from behind moves up past them.
 */
export function grantsByRule(
  programme: Programme,
  proposals: readonly AwardProposal[],
  decisions: readonly Grant[],
): GrantByRule[] {
  const holders = new Map(programme.awards.map((award) => [award.code, grantedBy(decisions, award.code)]));
  return proposals.flatMap((proposal) => {
    const plan = programme.awards.find((award) => award.code === proposal.award);
    const dearer = (plan?.notWith ?? []).map((code) => holders.get(code) ?? new Set<string>());
    const free = ({ subject }: { subject: string }) => !dearer.some((subjects) => subjects.has(subject));
    const left = leftOutOf(decisions, proposal.award);
    const staying = proposal.winners.filter((winner) => !left.has(winner.subject) && free(winner));
    const up = left.size > 0 ? [] : movedUp(proposal, proposal.winners.length - staying.length, free);
    const grants = [
      ...staying.map(({ subject }) => ({ award: proposal.award, subject, movedUp: false })),
      ...up.map(({ subject }) => ({ award: proposal.award, subject, movedUp: true })),
    ];
    for (const { subject } of grants) holders.get(proposal.award)?.add(subject);
    return grants;
  });
}

function movedUp(proposal: AwardProposal, seats: number, free: (one: { subject: string }) => boolean) {
  const ready = (proposal.reserves ?? []).filter(free);
  const taken: (typeof ready)[number][] = [];
  for (const place of [...new Set(ready.map((reserve) => reserve.place))].sort((a, b) => a - b)) {
    const equals = ready.filter((reserve) => reserve.place === place);
    if (taken.length + equals.length > seats) break;
    taken.push(...equals);
  }
  return taken;
}
