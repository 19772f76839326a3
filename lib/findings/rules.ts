import type { Day } from "@/lib/kernel/calendar";
import { fixed, points, sum } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { FineRange } from "@/lib/standards/types";
import { type DisputeOutcome, type FindingState, type Honesty, REASONS, type ReasonCode, type Repeat } from "./types";

/** Calendar days in which an outlet confirms or disputes a finding, where the plan does not say how many (P07, P19). */
export const CONFIRM_DAYS_UNSAID = 3;

/** Below so many visits by others a gap says more about the day than about the outlet. */
export const LEAST_VISITS = 2;

type AnswerRefusal = "OWN_RECORD" | "ALREADY_GONE" | "ALREADY_ANSWERED" | "WINDOW_CLOSED" | "NOT_KNOWN_YET";

/** One word a finding, while its days run. */
export function decideAnswer(state: FindingState, until: Day | null): Result<void, AnswerRefusal> {
  switch (state) {
    case "WAITING":
      return accept(undefined);
    case "OWN":
      return refuse("OWN_RECORD");
    case "HIDDEN":
      return refuse("NOT_KNOWN_YET");
    case "SILENT":
      return refuse("WINDOW_CLOSED", { values: { until: until ?? "" } });
    case "STRUCK":
      return refuse("ALREADY_GONE");
    default:
      return refuse("ALREADY_ANSWERED");
  }
}

interface Judge {
  readonly accountId: string;
  readonly personId: string | null;
  readonly grants: readonly { readonly unitId: string }[];
}

/** Whoever wrote the inspection, disputes, is blamed or belongs to the outlet does not decide. */
export function isInvolved(
  judge: Judge,
  about: {
    /** Who wrote it down; of a mystery visit, everybody who had a hand in it. */
    readonly makers: readonly string[];
    readonly disputedBy: string;
    readonly personId: string | null;
    readonly unitId: string;
    /** The judge worked at the outlet on the day of the inspection, or does today. */
    readonly worksThere: boolean;
  },
): boolean {
  return (
    about.makers.includes(judge.accountId) ||
    judge.accountId === about.disputedBy ||
    (judge.personId !== null && judge.personId === about.personId) ||
    judge.grants.some(({ unitId }) => unitId === about.unitId) ||
    about.worksThere
  );
}

type RulingRefusal = "NOT_DISPUTED" | "REASON_DOES_NOT_FIT" | "LOST_MISSING";

/** What a decision costs from now on: nothing when upheld, less when partly; null leaves it as it is. */
export function decideRuling(
  state: FindingState,
  given: { readonly outcome: DisputeOutcome; readonly code: ReasonCode; readonly lost?: string | undefined },
): Result<string | null, RulingRefusal> {
  if (state !== "DISPUTED") return refuse("NOT_DISPUTED");
  if (!REASONS[given.outcome].some((code) => code === given.code))
    return refuse("REASON_DOES_NOT_FIT", { field: "code" });
  if (given.outcome === "REJECTED") return accept(null);
  if (given.outcome === "UPHELD") return accept("0");
  if (given.lost === undefined || points(given.lost).isZero()) return refuse("LOST_MISSING", { field: "lost" });
  return accept(given.lost);
}

type FineRefusal = "NOT_KNOWN_YET" | "OWN_RECORD" | "ALREADY_GONE" | "NO_FINE_RANGE" | "FINE_OUT_OF_RANGE";

/** A fine stays within what the item says, however often it happened. */
export function decideFine(state: FindingState, range: FineRange | null, amount: string): Result<string, FineRefusal> {
  if (state === "HIDDEN") return refuse("NOT_KNOWN_YET");
  if (state === "OWN") return refuse("OWN_RECORD");
  if (state === "STRUCK" || state === "UPHELD") return refuse("ALREADY_GONE");
  if (!range) return refuse("NO_FINE_RANGE", { field: "amount" });
  const wanted = points(amount);
  if (wanted.isZero() || wanted.lessThan(points(range.min)) || wanted.greaterThan(points(range.max)))
    return refuse("FINE_OUT_OF_RANGE", { field: "amount", values: { min: range.min, max: range.max } });
  return accept(fixed(wanted));
}

/** One finding as repeat detection reads it. */
export interface Occurrence {
  readonly id: string;
  readonly inspection: string;
  readonly unitId: string;
  readonly itemCode: string;
  readonly personId: string | null;
  readonly onDay: Day;
}

/**
 * For each finding, how often its item was found at the outlet before, and with the person. Several occurrences in one
 * inspection are one time; the order is that of the days, then of the inspection numbers.
 */
export function repeatsOf(all: readonly Occurrence[]): Map<string, Repeat> {
  const inOrder = [...all].sort((a, b) =>
    a.onDay === b.onDay ? compare(a.inspection, b.inspection) : compare(a.onDay, b.onDay),
  );
  const seen = new Map<string, string[]>();
  const people = new Map<string, string[]>();
  const repeats = new Map<string, Repeat>();
  for (const one of inOrder) {
    const before = timesBefore(seen, `${one.unitId} ${one.itemCode}`, one.inspection);
    const person = one.personId
      ? timesBefore(people, `${one.personId} ${one.itemCode}`, one.inspection).times + 1
      : null;
    repeats.set(one.id, { nth: before.times + 1, last: before.last, person });
  }
  return repeats;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** In how many inspections before this one, and the last of them. In order, those of one inspection stand together. */
function timesBefore(
  seen: Map<string, string[]>,
  key: string,
  inspection: string,
): { readonly times: number; readonly last: string | null } {
  const times = seen.get(key) ?? [];
  if (times.at(-1) !== inspection) times.push(inspection);
  seen.set(key, times);
  return { times: times.length - 1, last: times.at(-2) ?? null };
}

/** A total from outside and the sum of the parts, four decimals, and what lies between them. */
export function besideParts(total: string, parts: string): { total: string; parts: string; difference: string } {
  return {
    total: fixed(points(total), 4),
    parts: fixed(points(parts), 4),
    difference: fixed(points(total).minus(points(parts)), 4),
  };
}

/** One inspection as the comparison of self-checks reads it, out of a hundred. */
export interface Checked {
  readonly unitId: string;
  readonly self: boolean;
  readonly score: string;
}

/** Means of both sides for each outlet; a gap only where others came often enough, and the outlet checked itself at all. */
export function honestyOf(unitIds: readonly string[], checks: readonly Checked[]): Honesty[] {
  return unitIds.map((unitId) => {
    const own = checks.filter((check) => check.unitId === unitId);
    const self = own.filter((check) => check.self).map(({ score }) => points(score));
    const others = own
      .filter((check) => !check.self)
      .map(({ score }) => points(score))
      .sort((a, b) => a.comparedTo(b));
    const mean = (all: typeof self) => (all.length === 0 ? null : sum(all).div(all.length));
    const [ours, theirs] = [mean(self), mean(others)];
    const low = others[0];
    const high = others.at(-1);
    return {
      unitId,
      self: { count: self.length, mean: ours && fixed(ours) },
      others: {
        count: others.length,
        mean: theirs && fixed(theirs),
        low: low ? fixed(low) : null,
        high: high ? fixed(high) : null,
      },
      gap: ours && theirs && others.length >= LEAST_VISITS ? fixed(ours.minus(theirs)) : null,
    };
  });
}
