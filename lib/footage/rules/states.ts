import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { PeriodState, ReviewState, Stretch } from "../types";

/** What was said last about a period holds, and what was viewed stays viewed. */
export function periodState(steps: readonly { readonly kind: string }[]): PeriodState {
  if (steps.some(({ kind }) => kind === "VIEWED")) return "VIEWED";
  const last = steps.at(-1)?.kind;
  return last === "SUPPLIED" || last === "UNAVAILABLE" ? last : "ASKED";
}

export function reviewState(given: {
  readonly ending: string | null;
  readonly periods: readonly PeriodState[];
  readonly covered: boolean;
}): ReviewState {
  const { ending, periods, covered } = given;
  if (ending === "CLOSED" || ending === "CANCELLED") return ending;
  if (periods.length === 0 || periods.includes("ASKED")) return "ASKED";
  if (periods.includes("SUPPLIED")) return "SUPPLIED";
  return covered ? "COVERED" : "VIEWED";
}

export const isOpen = (state: ReviewState): boolean => state !== "CLOSED" && state !== "CANCELLED";

export const lengthOf = ({ fromMinute, toMinute }: Stretch): number => toMinute - fromMinute;

/** Nobody sees more of a period than there is of it, in however many sittings. */
export function decideViewing(
  period: Stretch & { readonly state: PeriodState; readonly minutes: number },
  minutes: number,
): Result<void, "NOT_SUPPLIED_YET" | "MORE_THAN_THERE_IS"> {
  if (period.state !== "SUPPLIED" && period.state !== "VIEWED") return refuse("NOT_SUPPLIED_YET");
  const left = lengthOf(period) - period.minutes;
  return minutes > left ? refuse("MORE_THAN_THERE_IS", { field: "minutes", values: { left } }) : accept(undefined);
}

/** A time code lies on the recording that it names. */
export function decideMark(
  period: Stretch & { readonly state: PeriodState },
  mark: { readonly from: number; readonly to: number | null },
): Result<void, "NOT_SUPPLIED_YET" | "CODE_OUTSIDE_PERIOD" | "CODES_REVERSED"> {
  if (period.state !== "SUPPLIED" && period.state !== "VIEWED") return refuse("NOT_SUPPLIED_YET", { field: "period" });
  if (mark.to !== null && mark.to < mark.from) return refuse("CODES_REVERSED", { field: "until" });
  const inside = (second: number) => second >= period.fromMinute * 60 && second <= period.toMinute * 60;
  if (!inside(mark.from)) return refuse("CODE_OUTSIDE_PERIOD", { field: "code" });
  return mark.to !== null && !inside(mark.to) ? refuse("CODE_OUTSIDE_PERIOD", { field: "until" }) : accept(undefined);
}
