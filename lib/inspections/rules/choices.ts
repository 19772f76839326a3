import type { Answer, Deduction, DraftAnswer } from "../types";

// What a form says, without a number being computed: the phone needs it too, and no library for exact numbers.

/** Whether what was tapped says a verdict by itself: a level, options or points given. */
export function speaks({ level, chosen, given }: Omit<DraftAnswer, "verdict">): boolean {
  return level !== undefined || given !== undefined || (chosen?.length ?? 0) > 0;
}

/** A level chosen in a form: one group of radio buttons holds levels and verdicts, so that one tap answers without a script. */
export const LEVEL_CHOICE = "LEVEL.";

/** What the chosen radio button of an item says. */
export function choiceOf(value: string): { verdict: string; level?: string } {
  return value.startsWith(LEVEL_CHOICE)
    ? { verdict: "DEDUCTED", level: value.slice(LEVEL_CHOICE.length) }
    : { verdict: value };
}

/** Everything found wrong at the item, first occurrence first. */
export function deductionsOf(answer: Answer | DraftAnswer): Deduction[] {
  const { lost, reason, personId, evidence, excuse, dueOn } = answer;
  return [{ lost, reason, personId, evidence, excuse, dueOn }, ...(answer.also ?? [])];
}
