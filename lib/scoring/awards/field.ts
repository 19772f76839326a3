import type { DayRange } from "@/lib/kernel/calendar";
import { say } from "../explain/draft";
import type { RankedReview } from "../outcomes";
import type { AwardPlan } from "../programme/schema";
import type { ScoreSheet, SubjectInput } from "../types";
import { byRank, byStreak, byThreshold, byVote, type Field } from "./bases";
import { partOf } from "./eligible";

/** The claims of everybody who is eligible, by the basis of the award. */
export function awardField(
  given: RankedReview,
  award: AwardPlan,
  period: DayRange,
  eligible: (subject: SubjectInput) => boolean,
): Field {
  const subjects = new Map(given.subjects.map((subject) => [subject.id, subject]));
  const outside: { subject: string; because: ReturnType<typeof say> }[] = [];
  const sheets = given.sheets.filter((sheet) => {
    const subject = subjects.get(sheet.subject);
    if (!subject || !eligible(subject)) return false;
    if (partOf(award, subject) !== null) return true;
    outside.push({ subject: subject.id, because: say("awardNoPopulation", { scope: award.quota.per ?? "ALL" }) });
    return false;
  });
  const field = claimsOf(given, award, sheets, period);
  return { ...field, refused: [...outside, ...field.refused] };
}

function claimsOf(given: RankedReview, award: AwardPlan, sheets: readonly ScoreSheet[], period: DayRange): Field {
  const { basis } = award;
  switch (basis.kind) {
    case "RANK":
      return byRank(basis, sheets);
    case "THRESHOLD":
      return byThreshold(award, basis, sheets, given);
    case "STREAK":
      return byStreak(basis, sheets, given.index, period);
    case "VOTE":
      return byVote(basis, sheets, given.index, period);
    case "NOMINATION":
      return { claims: [], refused: [], order: () => [] };
  }
}
