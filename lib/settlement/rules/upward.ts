import { type Day, isDay } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ReviewState } from "@/lib/reviews/types";
import { type Book, PAYERS, type Payer } from "../types";
import { keyOf } from "./keys";

/** One winner in a list that goes up. */
export interface Listed {
  readonly award: string;
  /** Id of the unit or person, or code of the group. */
  readonly subject: string;
}

/** A list that was reported: who stood in it, when, under which number, to whom. */
export interface AwardReport {
  readonly reviewCode: string;
  readonly level: Payer;
  readonly seq: number;
  readonly recipient: string;
  readonly reference: string;
  readonly on: Day;
  readonly listed: readonly Listed[];
  readonly note: string;
  readonly byName: string;
  readonly at: Date;
}

/** WAITING: the review is not final. CHANGED: somebody has an award who was not reported, or was and has it no more. */
export type UpwardState = "WAITING" | "DUE" | "REPORTED" | "CHANGED";

/** Who has the awards of one review now that its plan reports to one level, and what was reported of it, oldest first. */
export interface UpwardList {
  readonly reviewCode: string;
  readonly level: Payer;
  readonly listed: readonly Listed[];
  readonly reports: readonly AwardReport[];
  readonly state: UpwardState;
}

const inOrder = (listed: readonly Listed[]) => listed.map(({ award, subject }) => keyOf(award, subject)).sort();

function sameList(one: readonly Listed[], other: readonly Listed[]): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function stateOf(final: boolean, listed: readonly Listed[], last: AwardReport | undefined): UpwardState {
  if (last) return sameList(listed, last.listed) ? "REPORTED" : "CHANGED";
  return final ? "DUE" : "WAITING";
}

/** By review, and the levels from the nearest up; nothing where nobody is to be reported and nobody was. */
export function upwardLists(
  book: Pick<Book, "reviews" | "holders">,
  levelOf: (award: string) => Payer | null,
  reports: readonly AwardReport[],
): UpwardList[] {
  return book.reviews.flatMap(({ code, state }) =>
    PAYERS.flatMap((level): UpwardList[] => {
      const listed = book.holders
        .filter((holder) => holder.reviewCode === code && levelOf(holder.awardCode) === level)
        .map(({ awardCode, subject }) => ({ award: awardCode, subject }));
      const own = reports
        .filter((report) => report.reviewCode === code && report.level === level)
        .sort((a, b) => a.seq - b.seq);
      if (listed.length === 0 && own.length === 0) return [];
      return [{ reviewCode: code, level, listed, reports: own, state: stateOf(state === "FINAL", listed, own.at(-1)) }];
    }),
  );
}

/** The newest report in which somebody stands with an award; null where none has. */
export function reportOf(
  reports: readonly AwardReport[],
  { reviewCode, awardCode, subject }: { reviewCode: string; awardCode: string; subject: string },
): AwardReport | null {
  const own = reports.filter(
    (report) =>
      report.reviewCode === reviewCode &&
      report.listed.some((one) => one.award === awardCode && one.subject === subject),
  );
  return own.sort((a, b) => a.seq - b.seq).at(-1) ?? null;
}

type ReportRefusal = "REVIEW_NOT_FINAL" | "NOTHING_TO_REPORT" | "ALREADY_REPORTED" | "NOT_BEFORE";

/** Reported is a final list, and once; anew only when it has changed, which may also be that nobody is left in it. */
export function decideReport(
  list: UpwardList | undefined,
  wish: { readonly on: Day; readonly today: Day; readonly from: Day; readonly state: ReviewState },
): Result<{ seq: number; listed: readonly Listed[] }, ReportRefusal> {
  if (!list) return refuse("NOTHING_TO_REPORT");
  if (wish.state !== "FINAL") return refuse("REVIEW_NOT_FINAL");
  const last = list.reports.at(-1);
  if (list.state === "REPORTED" && last)
    return refuse("ALREADY_REPORTED", { values: { reference: last.reference, day: last.on } });
  const from = last?.on ?? wish.from;
  if (!isDay(wish.on) || wish.on < from || wish.on > wish.today)
    return refuse("NOT_BEFORE", { field: "on", values: { from, to: wish.today } });
  return accept({ seq: (last?.seq ?? 0) + 1, listed: list.listed });
}
