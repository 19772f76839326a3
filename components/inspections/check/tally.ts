import { choiceOf, deductionsOf, speaks } from "@/lib/inspections/rules/choices";
import type { Deduction, DraftAnswer, DraftAnswers, Verdict } from "@/lib/inspections/types";
import type { Demand, Wipes } from "@/lib/standards/types";

/**
 * What the form counts while it is filled in. Points are whole hundredths, so that the phone needs no library for exact
 * numbers; the score that counts is computed by the server (`lib/inspections/rules`), and a test holds the two together.
 */
export interface CountedItem {
  readonly code: string;
  readonly section: string;
  readonly points: string;
  readonly steps: readonly string[];
  readonly form:
    | { readonly kind: "STEPS" | "YES_NO" }
    | { readonly kind: "LEVELS"; readonly levels: readonly { readonly code: string; readonly points: string }[] }
    | { readonly kind: "OPTIONS"; readonly options: readonly { readonly code: string; readonly lost: string }[] }
    | { readonly kind: "CRITERION"; readonly step: string };
  readonly wipes: Wipes | null;
  readonly demands: readonly Demand[];
}

export interface Tally {
  readonly done: number;
  readonly total: number;
  /** Hundredths, with what wiping items took along. */
  readonly lost: number;
  readonly applicable: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly sections: ReadonlyMap<string, { readonly done: number; readonly total: number; readonly lost: number }>;
  /** Hundredths of every answered item by itself, and of a wiping one with what it took along. */
  readonly costs: ReadonlyMap<string, number>;
  readonly unanswered: readonly string[];
  /** Something that costs, without the reason, photo or clip that it needs. */
  readonly incomplete: readonly string[];
}

export function hundredths(points: string): number {
  const [whole = "0", fraction = ""] = points.split(".");
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0").slice(0, 2));
}

export function pointsText(count: number): string {
  return `${Math.trunc(count / 100)}.${String(count % 100).padStart(2, "0")}`;
}

/** Hundredths that one occurrence costs; null as long as that is not known. */
function costOf(item: CountedItem, answer: DraftAnswer): number | null {
  const { form } = item;
  const all = hundredths(item.points);
  switch (form.kind) {
    case "STEPS": {
      const lost = answer.lost ?? (item.steps.length === 1 ? item.steps[0] : undefined);
      return lost === undefined ? null : hundredths(lost);
    }
    case "YES_NO":
      return all;
    case "LEVELS": {
      const level = form.levels.find(({ code }) => code === answer.level);
      return level ? all - hundredths(level.points) : null;
    }
    case "OPTIONS": {
      const options = form.options.filter(({ code }) => answer.chosen?.includes(code));
      return options.length === 0
        ? null
        : Math.min(
            all,
            options.reduce((sum, { lost }) => sum + hundredths(lost), 0),
          );
    }
    case "CRITERION": {
      if (answer.given === undefined) return null;
      const given = hundredths(answer.given);
      return given > all || given % hundredths(form.step) !== 0 ? null : all - given;
    }
  }
}

/** Hundredths an item has lost by itself; null as long as it is not answered: a deduction is one once its points are known. */
export function costSoFar(item: CountedItem, answer: DraftAnswer | undefined): number | null {
  if (!answer) return null;
  if (answer.verdict !== undefined && answer.verdict !== "DEDUCTED") return 0;
  if (answer.verdict === undefined && !speaks(answer)) return null;
  let sum = 0;
  for (const deduction of deductionsOf(answer)) {
    const cost = costOf(item, { ...answer, ...deduction });
    if (cost === null) return null;
    sum += cost;
  }
  return Math.min(sum, hundredths(item.points));
}

/** Anchor texts, options and an opinion need no words; everything else does. */
function isComplete(item: CountedItem, answer: DraftAnswer): boolean {
  const must = (kind: Demand["kind"]) => item.demands.some((demand) => demand.kind === kind && demand.must);
  const words = item.form.kind === "STEPS" || item.form.kind === "YES_NO";
  const files = Number(must("PHOTO")) + Number(must("CLIP"));
  const holds = ({ reason, evidence, excuse }: Deduction) =>
    (Boolean(reason?.trim()) || !(words || (must("NOTE") && !answer.note?.trim()))) &&
    (Boolean(excuse?.trim()) || (evidence?.length ?? 0) >= files);
  return deductionsOf(answer).every(holds);
}

/** Done and in need of nothing more. */
export function isSettled(item: CountedItem, answer: DraftAnswer | undefined): boolean {
  const cost = costSoFar(item, answer);
  return cost !== null && (cost === 0 || isComplete(item, answer!));
}

/** What was found, as a verdict: the best level and the full criterion pass. */
export function verdictOf(answer: DraftAnswer, cost: number): Verdict {
  if (answer.verdict !== undefined && answer.verdict !== "DEDUCTED") return answer.verdict;
  return cost === 0 ? "PASS" : "DEDUCTED";
}

export function tally(items: readonly CountedItem[], answers: DraftAnswers): Tally {
  const verdicts: Record<Verdict, number> = { PASS: 0, DEDUCTED: 0, NOT_APPLICABLE: 0, NOT_OBSERVED: 0 };
  const sections = new Map<string, { done: number; total: number; lost: number }>();
  const costs = new Map<string, number>();
  const unanswered: string[] = [];
  const incomplete: string[] = [];
  const entering: CountedItem[] = [];
  for (const item of items) {
    const answer = answers[item.code];
    const section = sections.get(item.section) ?? { done: 0, total: 0, lost: 0 };
    sections.set(item.section, section);
    section.total += 1;
    const cost = costSoFar(item, answer);
    if (cost === null) {
      unanswered.push(item.code);
      continue;
    }
    const verdict = verdictOf(answer!, cost);
    section.done += 1;
    verdicts[verdict] += 1;
    costs.set(item.code, cost);
    if (verdict === "PASS" || verdict === "DEDUCTED") entering.push(item);
    if (verdict === "DEDUCTED" && !isComplete(item, answer!)) incomplete.push(item.code);
  }

  // What is left of each item, until a wiping one takes it (lib/inspections/rules/score).
  const left = new Map(entering.map((item) => [item.code, hundredths(item.points) - (costs.get(item.code) ?? 0)]));
  for (const item of entering) {
    if (!item.wipes || verdictOf(answers[item.code]!, costs.get(item.code)!) !== "DEDUCTED") continue;
    for (const { code } of entering.filter((one) => item.wipes === "SHEET" || one.section === item.section)) {
      costs.set(item.code, costs.get(item.code)! + left.get(code)!);
      left.set(code, 0);
    }
  }
  let lost = 0;
  let applicable = 0;
  for (const item of entering) {
    const gone = hundredths(item.points) - left.get(item.code)!;
    applicable += hundredths(item.points);
    lost += gone;
    sections.get(item.section)!.lost += gone;
  }
  return {
    done: items.length - unanswered.length,
    total: items.length,
    lost,
    applicable,
    verdicts,
    sections,
    costs,
    unanswered,
    incomplete,
  };
}

/** Earned ÷ applicable × full, half-up at two decimals, in whole numbers; null when nothing was applicable. */
export function scorePreview({ lost, applicable }: Pick<Tally, "lost" | "applicable">, full: string): string | null {
  if (applicable === 0) return null;
  const numerator = BigInt(applicable - lost) * BigInt(hundredths(full)) * 2n + BigInt(applicable);
  return pointsText(Number(numerator / (BigInt(applicable) * 2n)));
}

const FIELD = /^answers\.([^.]+)\.(?:also\.(\d{1,2})\.)?([a-zA-Z]+)(?:\[\]|\.\d{1,2})?$/;
const LISTS = new Set(["evidence", "chosen"]);
const WORDS = new Set(["verdict", "lost", "reason", "excuse", "personId", "dueOn", "note", "given"]);

/** What the form's fields say, read off the form itself. */
export function answersIn(form: HTMLFormElement): Record<string, DraftAnswer> {
  return answersOf(new FormData(form));
}

type Part = Record<string, string | string[]>;

export function answersOf(fields: Iterable<[string, FormDataEntryValue]>): Record<string, DraftAnswer> {
  const answers: Record<string, Part> = {};
  const further: Record<string, Record<number, Part>> = {};
  for (const [name, value] of fields) {
    const match = FIELD.exec(name);
    if (!match || typeof value !== "string" || value === "") continue;
    const [, code = "", at, field = ""] = match;
    answers[code] ??= {};
    let part: Part = answers[code];
    if (at !== undefined) {
      further[code] ??= {};
      further[code][Number(at)] ??= {};
      part = further[code][Number(at)]!;
    }
    if (LISTS.has(field)) part[field] = [...((part[field] as string[] | undefined) ?? []), value];
    else if (field === "verdict") Object.assign(part, choiceOf(value));
    // Half a number is not kept: nobody would take it.
    else if (field === "given" && !/^\d{1,4}(\.\d{1,2})?$/.test(value)) continue;
    else if (WORDS.has(field)) part[field] = value;
  }
  return Object.fromEntries(
    Object.entries(answers).flatMap(([code, answer]) => {
      const also = Object.values(further[code] ?? {});
      const whole = also.length > 0 ? { ...answer, also } : answer;
      return Object.keys(whole).length > 0 ? [[code, whole as DraftAnswer]] : [];
    }),
  );
}
