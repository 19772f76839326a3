import type { Day } from "@/lib/kernel/calendar";
import type { PaperKind } from "../policy";

/**
 * From so many lines on (units that are ranked or take part, awards that were granted) a document is made beside the
 * requests, with its progress on the page, and fetched when it is there: a line costs about 5 ms as PDF and 15 ms as Word
 * on the machine of the benchmark, and half a second is as long as others may wait for somebody's file. Award decisions of
 * a unit, notices and certificates stay far below it and come at once.
 */
export const LONG_FROM = 40;

export function isLong(lines: number): boolean {
  return lines >= LONG_FROM;
}

/** What a document of today shows. */
interface Edition {
  readonly kind: PaperKind;
  /** Of the result, or of the plan; a summary is told apart by the counts. */
  readonly from: string;
  /** Steps of the review, decisions about awards and penalties: what is added to a result as time goes on. */
  readonly steps: number;
  readonly decisions: number;
  /** Document numbers that were given. */
  readonly numbers: number;
  readonly day: Day;
  readonly language: string;
  readonly form: string;
}

/** Names a file by what it shows: as soon as any of it is another, the file is one of the past, and not offered any more. */
export function editionOf({ kind, from, steps, decisions, numbers, day, language, form }: Edition): string {
  // Reports, summaries and lists bear the day on which they are made; the others the day of the publication.
  const dated = kind === "report" || kind === "list" || kind === "summary" ? [day] : [];
  return [from, steps, decisions, numbers, ...dated, kind, language, form].join(" ");
}
