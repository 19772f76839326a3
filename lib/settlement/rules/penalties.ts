import { APPEALS_UNSAID } from "@/lib/appeals/rules/appeals";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { PenaltyAct, PenaltyCase, PenaltyState, PenaltyStepTaken } from "../types";

/** Consequences that the personnel department carries out. */
const PERSONNEL = ["REMOVAL", "RECOMPETE", "ACCOUNTABILITY", "OFF_POST", "TRAINING"];

export function isForPersonnel({ consequence }: Pick<PenaltyCase, "consequence">): boolean {
  return consequence !== null && PERSONNEL.includes(consequence.kind);
}

type Life = Pick<PenaltyCase, "current" | "isFine" | "consequence" | "steps" | "decidedMinor" | "paidMinor">;

const last = (life: Pick<Life, "steps">, ...states: PenaltyAct[]): PenaltyStepTaken | null =>
  life.steps.findLast((step) => states.includes(step.state)) ?? null;

/** The notice that counts: given for no less than is due now. A fine that became dearer has to be made known again. */
export function noticeOf(life: Life): PenaltyStepTaken | null {
  const notice = last(life, "NOTIFIED");
  if (!notice || !life.current) return notice;
  return (notice.amountMinor ?? 0) >= life.decidedMinor ? notice : null;
}

/** First day on which it can be executed; null while nobody was told. */
export function executableFrom(life: Life): Day | null {
  const due = noticeOf(life)?.dueOn;
  return due ? addDays(due, 1) : null;
}

/** Minor units still due; negative: to be given back. */
export function balanceOf({ decidedMinor, paidMinor }: Pick<Life, "decidedMinor" | "paidMinor">): number {
  return decidedMinor - paidMinor;
}

/** What is no money and was carried out; it cannot be given back, only lifted, which REPAID records. */
function isCarriedOut(life: Life): boolean {
  const done = last(life, "EXECUTED", "REPAID");
  return done?.state === "EXECUTED";
}

export function stateOf(life: Life, today: Day): PenaltyState {
  const balance = balanceOf(life);
  if (life.isFine ? balance < 0 : life.current === null && isCarriedOut(life)) return "REPAY_DUE";
  if (life.current === null) return last(life, "REPAID") ? "REPAID" : "REVOKED";
  const executed = life.isFine ? last(life, "EXECUTED") !== null && balance === 0 : isCarriedOut(life);
  if (executed) return isRecorded(life) ? "RECORDED" : "EXECUTED";
  const from = executableFrom(life);
  if (from === null) return "APPROVED";
  return today >= from ? "DUE" : "NOTIFIED";
}

/** The file is named once, for the last execution. */
function isRecorded(life: Life): boolean {
  const executed = last(life, "EXECUTED");
  const recorded = last(life, "RECORDED");
  return recorded !== null && (executed === null || recorded.seq > executed.seq);
}

type StepRefusal =
  | "PENALTY_REVOKED"
  | "ALREADY_NOTIFIED"
  | "NOT_NOTIFIED"
  | "ALREADY_ACKNOWLEDGED"
  | "APPEAL_RUNNING"
  | "ALREADY_EXECUTED"
  | "NOT_FOR_PERSONNEL"
  | "ALREADY_HANDED_OVER"
  | "NOT_HANDED_OVER"
  | "ALREADY_RECEIVED"
  | "NOT_RECEIVED"
  | "NOT_EXECUTED"
  | "ALREADY_RECORDED"
  | "NOTHING_TO_REPAY"
  | "APPEAL_DAYS_SHORT"
  | "APPEAL_PENDING"
  | "OWN_HAND_OVER"
  | "NOT_BEFORE";

/** What a step writes besides its day. */
export interface StepDue {
  readonly dueOn: Day | null;
  readonly amountMinor: number | null;
}

export interface StepAsked {
  readonly on: Day;
  readonly today: Day;
  readonly decidedOn: Day;
  readonly days?: number | undefined;
  readonly planDays?: number;
  /** Number of an appeal that is not settled. */
  readonly pending?: string | null;
  /** Account of who takes the step; null: whoever. */
  readonly by?: string | null;
}

const PLAIN: StepDue = { dueOn: null, amountMinor: null };

/**
 * Whether a step can be taken, and what it comes to. `on` is the day it is dated with, between the day of the step before
 * it (the first: of publication) and today; `planDays` is how long the plan lets a notice be appealed, `days` how long
 * this one says, never less; `pending` is an appeal against it that is not settled yet.
 */
export function decideStep(
  act: PenaltyAct,
  life: Life,
  { on, today, decidedOn, days, planDays = APPEALS_UNSAID.days, pending = null, by = null }: StepAsked,
): Result<StepDue, StepRefusal> {
  const stepOn = life.steps.at(-1)?.on ?? decidedOn;
  const before = stepOn > decidedOn ? stepOn : decidedOn;
  if (act === "REPAID") return decideRepay(life, on, before, today);
  if (life.current === null) return refuse("PENALTY_REVOKED");
  const out = on < before || on > today;
  const dated = () => refuse("NOT_BEFORE", { field: "on", values: { from: before, to: today } });
  const plain = () => (out ? dated() : accept(PLAIN));
  const notice = noticeOf(life);
  switch (act) {
    case "NOTIFIED":
      if (notice) return refuse("ALREADY_NOTIFIED", { values: { day: notice.on } });
      if (out) return dated();
      if (days !== undefined && days < planDays)
        return refuse("APPEAL_DAYS_SHORT", { field: "days", values: { days: planDays } });
      return accept({ dueOn: addDays(on, days ?? planDays), amountMinor: life.isFine ? life.decidedMinor : null });
    case "ACKNOWLEDGED":
      if (!notice) return refuse("NOT_NOTIFIED");
      if (life.steps.some((step) => step.state === "ACKNOWLEDGED" && step.seq > notice.seq))
        return refuse("ALREADY_ACKNOWLEDGED");
      return plain();
    case "HANDED_OVER":
      if (pending !== null) return refuse("APPEAL_PENDING", { values: { no: pending } });
      return decideHandOver(life, notice, on, plain);
    case "RECEIVED":
      if (!last(life, "HANDED_OVER")) return refuse("NOT_HANDED_OVER");
      if (last(life, "RECEIVED")) return refuse("ALREADY_RECEIVED");
      // The receipt is the other side's word (catalogue 5.1): whoever handed it over does not record it.
      if (by !== null && last(life, "HANDED_OVER")?.byId === by) return refuse("OWN_HAND_OVER");
      return plain();
    case "EXECUTED":
      if (pending !== null) return refuse("APPEAL_PENDING", { values: { no: pending } });
      return decideExecute(life, notice, on, plain);
    case "RECORDED":
      if (life.isFine ? !last(life, "EXECUTED") || balanceOf(life) !== 0 : !isCarriedOut(life))
        return refuse("NOT_EXECUTED");
      if (isRecorded(life)) return refuse("ALREADY_RECORDED");
      return plain();
  }
}

/** Nothing is carried out while it can still be appealed. */
function windowOver(notice: PenaltyStepTaken | null, on: Day): Result<void, "NOT_NOTIFIED" | "APPEAL_RUNNING"> {
  if (!notice) return refuse("NOT_NOTIFIED");
  if (notice.dueOn !== null && on <= notice.dueOn) return refuse("APPEAL_RUNNING", { values: { until: notice.dueOn } });
  return accept(undefined);
}

function decideHandOver(
  life: Life,
  notice: PenaltyStepTaken | null,
  on: Day,
  plain: () => Result<StepDue, StepRefusal>,
): Result<StepDue, StepRefusal> {
  if (!isForPersonnel(life)) return refuse("NOT_FOR_PERSONNEL");
  const over = windowOver(notice, on);
  if (!over.ok) return over;
  if (last(life, "HANDED_OVER")) return refuse("ALREADY_HANDED_OVER");
  return plain();
}

/** A fine is paid in full; what concerns a post is done once the personnel department has it. */
function decideExecute(
  life: Life,
  notice: PenaltyStepTaken | null,
  on: Day,
  plain: () => Result<StepDue, StepRefusal>,
): Result<StepDue, StepRefusal> {
  const over = windowOver(notice, on);
  if (!over.ok) return over;
  const due = balanceOf(life);
  if (life.isFine ? last(life, "EXECUTED") !== null && due <= 0 : isCarriedOut(life)) return refuse("ALREADY_EXECUTED");
  if (isForPersonnel(life) && !last(life, "RECEIVED")) return refuse("NOT_RECEIVED");
  const allowed = plain();
  return allowed.ok ? accept({ dueOn: null, amountMinor: life.isFine ? Math.max(due, 0) : null }) : allowed;
}

function decideRepay(life: Life, on: Day, before: Day, today: Day): Result<StepDue, StepRefusal> {
  const back = -balanceOf(life);
  if (life.isFine ? back <= 0 : life.current !== null || !isCarriedOut(life)) return refuse("NOTHING_TO_REPAY");
  if (on < before || on > today) return refuse("NOT_BEFORE", { field: "on", values: { from: before, to: today } });
  return accept({ dueOn: null, amountMinor: life.isFine ? back : null });
}

const BY_ORDER: readonly PenaltyAct[] = [
  "NOTIFIED",
  "ACKNOWLEDGED",
  "HANDED_OVER",
  "RECEIVED",
  "EXECUTED",
  "RECORDED",
  "REPAID",
];

/** What can be done about it today, in the order in which it is usually done. */
export function possibleSteps(
  life: Life,
  today: Day,
  decidedOn: Day,
  { pending = null, by = null }: Pick<StepAsked, "pending" | "by"> = {},
): PenaltyAct[] {
  return BY_ORDER.filter((act) => decideStep(act, life, { on: today, today, decidedOn, pending, by }).ok);
}
