import type { DraftAnswer, DraftAnswers, SaidOf } from "../types";
import { deductionsOf } from "./choices";

export interface AnswerChange {
  readonly item: string;
  readonly before: SaidOf;
  readonly after: SaidOf;
}

/** Items that said something before and say something else now; an answer taken back says nothing. */
export function changedAnswers(before: DraftAnswers, after: DraftAnswers): AnswerChange[] {
  return Object.entries(before).flatMap(([item, answer]) => {
    const [one, other] = [saidOf(answer), saidOf(after[item])];
    return saysNothing(one) || JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [{ item, before: one, after: other }];
  });
}

function saysNothing({ verdict, level, chosen, given }: SaidOf): boolean {
  return verdict === undefined && level === undefined && given === undefined && (chosen?.length ?? 0) === 0;
}

function saidOf(answer: DraftAnswer | undefined): SaidOf {
  if (!answer) return {};
  const { verdict, level, chosen, given } = answer;
  const found = deductionsOf(answer)
    .map(({ lost, personId, evidence }) => ({
      ...(lost === undefined ? {} : { lost }),
      ...(personId === undefined ? {} : { personId }),
      ...((evidence?.length ?? 0) === 0 ? {} : { evidence: evidence?.length ?? 0 }),
    }))
    .filter((one) => Object.keys(one).length > 0);
  return {
    ...(verdict === undefined ? {} : { verdict }),
    ...(level === undefined ? {} : { level }),
    ...((chosen?.length ?? 0) === 0 ? {} : { chosen: [...(chosen ?? [])].sort() }),
    ...(given === undefined ? {} : { given }),
    ...(found.length === 0 ? {} : { found }),
  };
}
