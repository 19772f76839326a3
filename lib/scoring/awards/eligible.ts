import type { DayRange } from "@/lib/kernel/calendar";
import { named, say } from "../explain/draft";
import { attribute, matches } from "../facts";
import { memberOf, type RankedReview } from "../outcomes";
import { stemOf } from "../programme/recur";
import type { AwardPlan } from "../programme/schema";
import type { Say, SubjectInput } from "../types";

/** Why somebody does not win: the reason, and where figures decided it, the comparisons. */
export interface Refused {
  readonly because: Say;
  readonly details?: readonly Say[];
}

/** Everybody's answer to "may this subject win at all", before any value is looked at. */
export function eligibility(
  given: RankedReview,
  award: AwardPlan,
  bars: ReadonlyMap<string, Say>,
  dearer: ReadonlyMap<string, ReadonlySet<string>>,
  period: DayRange,
): (subject: SubjectInput) => Refused | null {
  const { programme, assess } = given;
  const withheld = new Map(
    programme.groups.flatMap((group) => (group.withheld ? [[group.code, group.withheld] as const] : [])),
  );
  const missing = new Map(given.sheets.map((sheet) => [sheet.subject, sheet.missing]));
  const taken = takenBefore(given, award, dearer, period);
  return (subject) => {
    if (subject.excluded) return { because: missing.get(subject.id)?.[0] ?? say("awardNotTakingPart") };
    const closed = subject.group === undefined ? undefined : withheld.get(subject.group);
    if (closed) return { because: say("groupWithheld", { reason_zh: closed.zh, reason_en: closed.en }) };
    const bar = bars.get(subject.id);
    if (bar) return { because: bar };
    for (const condition of award.conditions ?? []) {
      const answer = assess.holds(condition.when, subject.id);
      if (answer.holds) continue;
      const because = say("awardConditionFailed", named(condition.name, condition.clause ?? award.clause));
      return answer.because.length > 0 ? { because, details: answer.because } : { because };
    }
    const has = taken.get(subject.id);
    return has ? { because: has } : null;
  };
}

/**
 * Highest only (R15): who holds an award named by `notWith`. Awards of the same review stand dearest first in the
 * document, so that those named have been proposed by now; whoever is only contested for one does not hold it yet. Awards
 * of earlier reviews come as facts `award.<CODE>`.
 */
function takenBefore(
  { programme, review, index }: RankedReview,
  award: AwardPlan,
  dearer: ReadonlyMap<string, ReadonlySet<string>>,
  period: DayRange,
): Map<string, Say> {
  const taken = new Map<string, Say>();
  for (const code of award.notWith ?? []) {
    const plan = programme.awards.find((candidate) => candidate.code === code);
    const because = say(
      "awardNotWith",
      plan ? named(plan.name, award.clause) : named({ zh: code, en: code }, award.clause),
    );
    const holders = plan?.review === review ? (dearer.get(code) ?? []) : earlierHolders(code, plan, index, period);
    for (const subject of holders) if (!taken.has(subject)) taken.set(subject, because);
  }
  return taken;
}

/** Facts go by the word a month's award was made from; the review they name tells the months apart. */
function earlierHolders(
  code: string,
  plan: AwardPlan | undefined,
  index: RankedReview["index"],
  period: DayRange,
): string[] {
  const selector = { stream: `award.${stemOf(code)}` };
  return index
    .all(selector.stream)
    .filter((fact) => fact.state === "COUNTED" && fact.on <= period.to && matches(fact, selector))
    .filter((fact) => plan === undefined || (attribute(fact, "review") ?? plan.review) === plan.review)
    .map((fact) => fact.subject);
}

/** The subject's group, sub-branch … whose own quota it competes for. */
export function partOf(award: AwardPlan, subject: SubjectInput): string | null {
  return memberOf(subject, award.quota.per);
}
