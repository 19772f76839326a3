import type { Answer, Answers } from "@/lib/inspections/types";
import { points } from "@/lib/kernel/points";
import { accept, type Refusal, type Result, refuseAll } from "@/lib/kernel/result";
import { type Choices, type Difference, type Keying, PARTS, type Part, type Side } from "../types";

/** What is compared of one entry: spaces, full width and punctuation of what was written say nothing about what was said. */
const said = (text: string): string => text.normalize("NFKC").replace(/[\s\p{P}]/gu, "");

const number = (value: string | undefined): string => (value === undefined ? "" : points(value).toFixed(2));

function answerSaid(answer: Answer | undefined): string {
  if (!answer) return "";
  const occurrences = [answer, ...(answer.also ?? [])].map(({ lost, reason, personId }) => [
    number(lost),
    said(reason ?? ""),
    personId ?? "",
  ]);
  const { verdict, level, chosen, given, note } = answer;
  return JSON.stringify([
    verdict,
    level ?? "",
    [...(chosen ?? [])].sort(),
    number(given),
    said(note ?? ""),
    verdict === "DEDUCTED" ? occurrences : [],
  ]);
}

/** Everything that one keying says, by part and code, in the order of the sheet. */
function entriesOf(keying: Keying): { readonly part: Part; readonly code: string; readonly said: string }[] {
  const { answers, waiting, words, satisfaction, remarks } = keying;
  return [
    ...Object.entries(answers).map(([code, answer]) => ({ part: "answers" as const, code, said: answerSaid(answer) })),
    {
      part: "waiting" as const,
      code: "times",
      said: waiting ? JSON.stringify([waiting.shown, waiting.approached, waiting.by]) : "",
    },
    ...Object.entries(words).map(([code, one]) => ({
      part: "words" as const,
      code,
      said: JSON.stringify([said(one.who), said(one.words)]),
    })),
    ...Object.entries(satisfaction).map(([code, given]) => ({
      part: "satisfaction" as const,
      code,
      said: number(given),
    })),
    ...Object.entries(remarks).map(([code, text]) => ({ part: "remarks" as const, code, said: said(text) })),
  ];
}

/** Every entry that the two keyed differently, item by item; both must agree before there is a score. */
export function differencesOf(first: Keying, second: Keying): Difference[] {
  const [one, other] = [entriesOf(first), entriesOf(second)];
  const names = [...one, ...other].map(({ part, code }) => `${part} ${code}`);
  const saidIn = (entries: typeof one, name: string) =>
    entries.find(({ part, code }) => `${part} ${code}` === name)?.said ?? "";
  return [...new Set(names)].flatMap((name) => {
    const [part, code] = name.split(" ") as [Part, string];
    return saidIn(one, name) === saidIn(other, name) ? [] : [{ part, code }];
  });
}

export const choiceOf = (choices: Choices, { part, code }: Difference): Side | undefined => choices[part]?.[code];

/** Each difference decided, and nothing else. */
export function decideChoices(
  differences: readonly Difference[],
  choices: Choices,
): Result<void, "DIFFERENCE_OPEN" | "CHOICE_UNKNOWN"> {
  const faults: Refusal<"DIFFERENCE_OPEN" | "CHOICE_UNKNOWN">[] = differences
    .filter((difference) => choiceOf(choices, difference) === undefined)
    .map(({ part, code }) => ({ code: "DIFFERENCE_OPEN", field: `choices.${part}.${code}`, values: { item: code } }));
  for (const part of PARTS)
    for (const code of Object.keys(choices[part] ?? {}))
      if (!differences.some((one) => one.part === part && one.code === code))
        faults.push({ code: "CHOICE_UNKNOWN", field: `choices.${part}.${code}`, values: { item: code } });
  return faults.length > 0 ? refuseAll(faults) : accept(undefined);
}

/** The questionnaire as it counts: the first keying, with the second's entry where that was found to be right. */
export function agreedOf(first: Keying, second: Keying, choices: Choices): Keying {
  const pick = <T>(part: Part, one: Readonly<Record<string, T>>, other: Readonly<Record<string, T>>) => {
    const codes = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return Object.fromEntries(
      codes.flatMap((code): [string, T][] => {
        const from = choices[part]?.[code] === "SECOND" ? other : one;
        return from[code] === undefined ? [] : [[code, from[code]]];
      }),
    );
  };
  return {
    answers: pick("answers", first.answers, second.answers),
    waiting: choices.waiting?.times === "SECOND" ? second.waiting : first.waiting,
    words: pick("words", first.words, second.words),
    satisfaction: pick("satisfaction", first.satisfaction, second.satisfaction),
    remarks: {
      pleased: (choices.remarks?.pleased === "SECOND" ? second : first).remarks.pleased,
      displeased: (choices.remarks?.displeased === "SECOND" ? second : first).remarks.displeased,
    },
  };
}

/** What shows a deduction at an item is laid beside it; the files were attached to the visit, not keyed. */
export function withEvidence(
  answers: Answers,
  files: readonly { readonly id: string; readonly item: string | null }[],
): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([code, answer]) => {
      const evidence = files.filter(({ item }) => item === code).map(({ id }) => id);
      return [code, answer.verdict === "DEDUCTED" && evidence.length > 0 ? { ...answer, evidence } : answer];
    }),
  );
}
