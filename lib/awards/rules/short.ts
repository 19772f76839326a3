import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ReviewState } from "@/lib/reviews/types";
import { memberOf } from "@/lib/scoring/outcomes";
import type { AwardPlan } from "@/lib/scoring/programme/schema";
import type { AwardProposal, SubjectInput } from "@/lib/scoring/types";
import { type AwardChoice, BY_RULE, type StoredAward } from "../types";

type Row = Pick<StoredAward, "awardCode"> & Partial<Pick<StoredAward, "subject" | "leftOut">>;

/** Winners by the plan whom the leading group left out. */
export function leftOutOf(decisions: readonly Row[], award: string): Set<string> {
  return new Set(
    decisions.flatMap(({ awardCode, subject, leftOut }) =>
      awardCode === award && leftOut && subject !== undefined ? [subject] : [],
    ),
  );
}

/** Why fewer have an award than its plan would give, in the words of the leading group. */
export interface Short {
  /** Winners by the plan that were left out; empty where fewer were chosen among equals or nominees. */
  readonly left: readonly string[];
  readonly count: number;
  /** As many as the plan gives at least: its computed winners and the seats of equals, or the least of the quota. */
  readonly due: number;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

type Decided = Pick<
  StoredAward,
  "awardCode" | "subject" | "granted" | "reason" | "leftOut" | "decidedName" | "decidedAt"
>;

/** Null where as many have the award as the plan gives, or where nobody decided that it be fewer. */
export function shortOf(
  { award, quota, winners, contested }: Pick<AwardProposal, "award" | "quota" | "winners" | "contested">,
  decisions: readonly Decided[],
): Short | null {
  const own = decisions.filter(({ awardCode }) => awardCode === award);
  const left = leftOutOf(own, award);
  const has = new Set([
    ...own.filter(({ granted }) => granted).map(({ subject }) => subject),
    ...winners.map(({ subject }) => subject).filter((subject) => !left.has(subject)),
  ]);
  const said = own.find(({ leftOut }) => leftOut) ?? own.find(({ reason }) => reason !== BY_RULE);
  const due = Math.max(quota.min, winners.length + (contested?.seats ?? 0));
  if (!said || (left.size === 0 && has.size >= due)) return null;
  return {
    left: [...left],
    count: has.size,
    due,
    reason: said.reason,
    byName: said.decidedName,
    at: said.decidedAt,
  };
}

type LeaveOutRefusal =
  | "NOT_DECIDABLE"
  | "NOTHING_TO_LEAVE_OUT"
  | "ALREADY_DECIDED"
  | "CHOICE_FIRST"
  | "NOT_A_WINNER"
  | "LOWER_FIRST";

/**
 * The leading group chooses fewer than the plan's computed winners (R-019: strict selection, no seat filled for its own
 * sake). Once an award, and from the end: nobody is left out while somebody who is equal or lower of the same population
 * has it, so that the choice is how many, never who.
 */
export function decideLeavingOut(
  state: ReviewState,
  about: {
    readonly award: AwardPlan | undefined;
    readonly proposal: AwardProposal | undefined;
    readonly choice: AwardChoice | undefined;
    readonly subjects: readonly SubjectInput[];
    readonly decisions: readonly Decided[];
  },
  left: readonly string[],
): Result<{ readonly left: readonly string[]; readonly concerned: readonly string[] }, LeaveOutRefusal> {
  const { award, proposal, choice, decisions } = about;
  if (state !== "FROZEN" && state !== "APPROVED" && state !== "NOTICE") return refuse("NOT_DECIDABLE");
  if (!award || !proposal || proposal.winners.length === 0) return refuse("NOTHING_TO_LEAVE_OUT");
  if (leftOutOf(decisions, award.code).size > 0) return refuse("ALREADY_DECIDED");
  if (choice && choice.candidates.length > 0 && !choice.decided) return refuse("CHOICE_FIRST");
  const wanted = new Set(left);
  const out = proposal.winners.filter(({ subject }) => wanted.has(subject));
  if (out.length !== wanted.size || out.length === 0) return refuse("NOT_A_WINNER", { field: "left[]" });
  const byId = new Map(about.subjects.map((subject) => [subject.id, subject]));
  const partOf = (id: string) => {
    const subject = byId.get(id);
    return subject ? memberOf(subject, award.quota.per) : null;
  };
  // Whoever was chosen among equals at the last place stands below every winner by the plan.
  const chosen = new Set(
    decisions.filter((row) => row.awardCode === award.code && row.granted).map(({ subject }) => subject),
  );
  const equals = (proposal.contested?.subjects ?? [])
    .filter((subject) => chosen.has(subject))
    .map((subject) => ({ subject, place: Number.POSITIVE_INFINITY }));
  const staying = [...proposal.winners.filter(({ subject }) => !wanted.has(subject)), ...equals];
  const before = out.some((one) =>
    staying.some((other) => other.place >= one.place && partOf(other.subject) === partOf(one.subject)),
  );
  if (before) return refuse("LOWER_FIRST", { field: "left[]" });
  return accept({
    left: out.map(({ subject }) => subject),
    concerned: proposal.winners.map(({ subject }) => subject),
  });
}
