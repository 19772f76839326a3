import { type Day, lastDayOfMonth, monthOf, monthsIn } from "@/lib/kernel/calendar";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { Completion, Question, Said, Survey, SurveyState, Tally } from "../types";

export function stateOf({ from, to, ending }: Pick<Survey, "from" | "to" | "ending">, today: Day): SurveyState {
  if (ending) return ending.kind;
  if (today < from) return "PLANNED";
  return today <= to ? "RUNNING" : "OVER";
}

/** The sample of an outlet, period by period, by the answers of each month; periods that have not begun are not among them. */
export function completionsOf(
  { from, to, sample, per }: Pick<Survey, "from" | "to" | "sample" | "per">,
  tallies: readonly Tally[],
  today: Day,
): Completion[] {
  if (sample === null || today < from) return [];
  if (per === "SURVEY") {
    const got = tallies.reduce((all, { answers }) => all + answers, 0);
    return [{ period: null, wanted: sample, got, short: today > to && got < sample }];
  }
  return monthsIn({ from, to })
    .filter((month) => month <= monthOf(today))
    .map((month) => {
      const got = tallies.find((tally) => tally.month === month)?.answers ?? 0;
      const end = lastDayOfMonth(month) < to ? lastDayOfMonth(month) : to;
      return { period: month, wanted: sample, got, short: today > end && got < sample };
    });
}

/** A survey runs inside its campaign and does not begin in the past; what was asked before cannot be planned any more. */
export function decideDays(
  days: { from: Day; to: Day },
  campaign: { from: Day; to: Day },
  today: Day,
): Result<void, "DAYS_BACKWARD" | "OUTSIDE_CAMPAIGN" | "BEGINS_BEFORE_TODAY"> {
  if (days.to < days.from) return refuse("DAYS_BACKWARD", { field: "to" });
  if (days.from < today) return refuse("BEGINS_BEFORE_TODAY", { field: "from", values: { today } });
  if (days.from < campaign.from || days.to > campaign.to) {
    const field = days.from < campaign.from ? "from" : "to";
    return refuse("OUTSIDE_CAMPAIGN", { field, values: { from: campaign.from, to: campaign.to } });
  }
  return accept(undefined);
}

export type SaidRefusal = "QUESTION_UNKNOWN" | "LEVEL_UNKNOWN" | "NOTHING_SAID";

/** An answer may pass questions over, but it says something; every fault is named at its question. */
export function decideSaid(questions: readonly Question[], said: Said): Result<Said, SaidRefusal> {
  const faults: Refusal<SaidRefusal>[] = Object.entries(said).flatMap(([code, level]): Refusal<SaidRefusal>[] => {
    const question = questions.find((one) => one.code === code);
    if (!question) return [{ code: "QUESTION_UNKNOWN", field: `said.${code}`, values: { question: code } }];
    const known = question.form.kind === "LEVELS" && question.form.levels.some((one) => one.code === level);
    return known ? [] : [{ code: "LEVEL_UNKNOWN", field: `said.${code}`, values: { question: code } }];
  });
  const [first, ...others] = faults;
  if (first) return refuseAll([first, ...others]);
  if (Object.keys(said).length === 0) return refuse("NOTHING_SAID");
  // In the order of the questionnaire, so that the same answer is the same text.
  return accept(
    Object.fromEntries(questions.flatMap(({ code }) => (said[code] === undefined ? [] : [[code, said[code]]]))),
  );
}

/** A questionnaire asks with levels only: a customer chooses a sentence and deducts no points. */
export function isQuestionnaire(questions: readonly Pick<Question, "form">[]): boolean {
  return questions.every(({ form }) => form.kind === "LEVELS");
}
