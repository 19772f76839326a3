import type { DraftAnswer, DraftAnswers, Verdict } from "@/lib/inspections/types";

/**
 * What the form counts while it is filled in. Points are whole hundredths, so that the phone needs no library for exact
 * numbers; the score that counts is computed by the server (`lib/inspections/rules`), and a test holds the two together.
 */
export interface CountedItem {
  readonly code: string;
  readonly section: string;
  readonly points: string;
}

export interface Tally {
  readonly done: number;
  readonly total: number;
  /** Hundredths. */
  readonly lost: number;
  readonly applicable: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly sections: ReadonlyMap<string, { readonly done: number; readonly total: number; readonly lost: number }>;
  readonly unanswered: readonly string[];
  /** Deducted without a reason. */
  readonly unreasoned: readonly string[];
}

export function hundredths(points: string): number {
  const [whole = "0", fraction = ""] = points.split(".");
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0").slice(0, 2));
}

export function pointsText(count: number): string {
  return `${Math.trunc(count / 100)}.${String(count % 100).padStart(2, "0")}`;
}

/** A deduction is an answer once its points are known. */
export function isAnswered(answer: DraftAnswer | undefined): boolean {
  return answer?.verdict !== undefined && (answer.verdict !== "DEDUCTED" || Boolean(answer.lost));
}

export function tally(items: readonly CountedItem[], answers: DraftAnswers): Tally {
  const verdicts: Record<Verdict, number> = { PASS: 0, DEDUCTED: 0, NOT_APPLICABLE: 0, NOT_OBSERVED: 0 };
  const sections = new Map<string, { done: number; total: number; lost: number }>();
  const unanswered: string[] = [];
  const unreasoned: string[] = [];
  let lost = 0;
  let applicable = 0;
  for (const item of items) {
    const answer = answers[item.code];
    const section = sections.get(item.section) ?? { done: 0, total: 0, lost: 0 };
    sections.set(item.section, section);
    section.total += 1;
    if (!isAnswered(answer)) {
      unanswered.push(item.code);
      continue;
    }
    section.done += 1;
    verdicts[answer!.verdict!] += 1;
    if (answer!.verdict === "PASS" || answer!.verdict === "DEDUCTED") applicable += hundredths(item.points);
    if (answer!.verdict === "DEDUCTED") {
      lost += hundredths(answer!.lost!);
      section.lost += hundredths(answer!.lost!);
      if (!answer!.reason?.trim()) unreasoned.push(item.code);
    }
  }
  return {
    done: items.length - unanswered.length,
    total: items.length,
    lost,
    applicable,
    verdicts,
    sections,
    unanswered,
    unreasoned,
  };
}

/** Earned ÷ applicable × full, half-up at two decimals, in whole numbers; null when nothing was applicable. */
export function scorePreview({ lost, applicable }: Pick<Tally, "lost" | "applicable">, full: string): string | null {
  if (applicable === 0) return null;
  const numerator = BigInt(applicable - lost) * BigInt(hundredths(full)) * 2n + BigInt(applicable);
  return pointsText(Number(numerator / (BigInt(applicable) * 2n)));
}

/** What the form's fields say, read off the form itself. */
export function answersIn(form: HTMLFormElement): Record<string, DraftAnswer> {
  const answers: Record<string, Record<string, string | string[]>> = {};
  for (const [name, value] of new FormData(form)) {
    const match = /^answers\.([^.]+)\.(verdict|lost|reason|personId|dueOn|note|evidence)(\[\])?$/.exec(name);
    if (!match || typeof value !== "string" || value === "") continue;
    const [, code, field] = match as unknown as [string, string, string];
    answers[code] ??= {};
    if (field === "evidence") answers[code].evidence = [...((answers[code].evidence as string[]) ?? []), value];
    else answers[code][field] = value;
  }
  return answers as Record<string, DraftAnswer>;
}
