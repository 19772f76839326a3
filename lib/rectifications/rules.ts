import type { FindingRow } from "@/lib/findings/types";
import { addDays, type Day, daysBetween } from "@/lib/kernel/calendar";
import { fixed, points } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Track } from "@/lib/standards/types";
import type { Drill, Effect, OrderRow, OrderState, Recurrence, Standing } from "./types";

/** Least days to put right what a mystery visit found, from the day on which it is made known. */
export const COVERT_DAYS = 5;

/** From so many days past the deadline the office sees it, and the leader. */
export const ESCALATION = { office: 1, leader: 4 } as const;

/** The outlet's turn: from the order until it is submitted, and again once it is reopened. */
const WITH_OUTLET: readonly OrderState[] = ["ORDERED", "PLANNED", "REOPENED"];

export function overdueDays(order: Pick<Standing, "state" | "dueOn">, today: Day): number {
  return WITH_OUTLET.includes(order.state) && today > order.dueOn ? daysBetween(order.dueOn, today) : 0;
}

/** Who besides the outlet has it on the first page. */
export function escalatedTo(overdue: number): "NOBODY" | "OFFICE" | "LEADER" {
  return overdue >= ESCALATION.leader ? "LEADER" : overdue >= ESCALATION.office ? "OFFICE" : "NOBODY";
}

type OrderRefusal = "ALREADY_ORDERED" | "NOT_KNOWN_YET" | "ALREADY_GONE" | "DEADLINE_PAST";

/** An order by hand, where the inspection set no deadline. */
export function decideOrder(
  finding: Pick<FindingRow, "state">,
  existing: Standing | null,
  dueOn: Day,
  today: Day,
): Result<Standing, OrderRefusal> {
  if (finding.state === "HIDDEN") return refuse("NOT_KNOWN_YET");
  if (finding.state === "STRUCK" || finding.state === "UPHELD") return refuse("ALREADY_GONE");
  if (existing) return refuse("ALREADY_ORDERED");
  if (dueOn < today) return refuse("DEADLINE_PAST", { field: "dueOn" });
  return accept({ state: "ORDERED", dueOn, ownerId: null, drill: "NONE", steps: 0 });
}

type WorkRefusal = "ORDER_CLOSED" | "ALREADY_SUBMITTED" | "ALREADY_GONE";

function withOutlet({ state }: Standing): Result<void, WorkRefusal> {
  if (state === "VOID") return refuse("ALREADY_GONE");
  if (state === "CLOSED") return refuse("ORDER_CLOSED");
  if (state === "SUBMITTED") return refuse("ALREADY_SUBMITTED");
  return accept(undefined);
}

export function decideAssign(order: Standing, ownerId: string): Result<Standing, WorkRefusal> {
  const open = withOutlet(order);
  return open.ok ? accept({ ...order, ownerId }) : open;
}

export function decidePlan(order: Standing): Result<Standing, WorkRefusal> {
  const open = withOutlet(order);
  return open.ok ? accept({ ...order, state: "PLANNED" }) : open;
}

type ExtendRefusal = WorkRefusal | "NOT_LATER" | "DEADLINE_PAST";

export function decideExtension(order: Standing, dueOn: Day, today: Day): Result<Standing, ExtendRefusal> {
  const open = withOutlet(order);
  if (!open.ok) return open;
  if (dueOn <= order.dueOn) return refuse("NOT_LATER", { field: "dueOn", values: { due: order.dueOn } });
  if (dueOn < today) return refuse("DEADLINE_PAST", { field: "dueOn" });
  return accept({ ...order, dueOn });
}

type SubmitRefusal = WorkRefusal | "DEPARTMENT_MISSING" | "AFTER_PHOTO_MISSING" | "DRILL_NOT_HELD";

/** Hardware needs a picture of how it is now and a written report to a department; retraining that was ordered is held first. */
export function decideSubmission(
  order: Standing,
  finding: { readonly track: Track | null; readonly evidence: readonly string[] },
  given: { readonly evidence: readonly string[]; readonly department?: string | undefined },
): Result<Standing, SubmitRefusal> {
  const open = withOutlet(order);
  if (!open.ok) return open;
  if (order.drill === "ORDERED" || order.drill === "SESSION") return refuse("DRILL_NOT_HELD");
  if (finding.track === "HARDWARE" && !given.department) return refuse("DEPARTMENT_MISSING", { field: "department" });
  if ((finding.track === "HARDWARE" || finding.evidence.length > 0) && given.evidence.length === 0)
    return refuse("AFTER_PHOTO_MISSING", { field: "evidence" });
  return accept({ ...order, state: "SUBMITTED" });
}

/** Whoever put it right, submitted it or belongs to the outlet does not say that it is right. */
export function isOwnWork(
  checker: {
    readonly accountId: string;
    readonly personId: string | null;
    readonly grants: readonly { readonly unitId: string }[];
  },
  work: {
    readonly by: readonly string[];
    readonly ownerId: string | null;
    readonly unitId: string;
    readonly worksThere: boolean;
  },
): boolean {
  return (
    work.by.includes(checker.accountId) ||
    (checker.personId !== null && checker.personId === work.ownerId) ||
    checker.grants.some(({ unitId }) => unitId === work.unitId) ||
    work.worksThere
  );
}

type CheckRefusal = "NOT_SUBMITTED" | "DRILL_NOT_CHECKED" | "DEADLINE_MISSING" | "DEADLINE_PAST" | "ALREADY_GONE";

/** Passed closes; failed reopens with a new deadline, and the item joins the next visit. */
export function decideRecheck(
  order: Standing,
  given: { readonly outcome: "PASSED" | "FAILED"; readonly dueOn?: Day | undefined },
  today: Day,
): Result<Standing, CheckRefusal> {
  if (order.state === "VOID") return refuse("ALREADY_GONE");
  if (order.state !== "SUBMITTED") return refuse("NOT_SUBMITTED");
  if (given.outcome === "PASSED") {
    if (order.drill !== "NONE" && order.drill !== "CHECKED") return refuse("DRILL_NOT_CHECKED");
    return accept({ ...order, state: "CLOSED" });
  }
  if (given.dueOn === undefined) return refuse("DEADLINE_MISSING", { field: "dueOn" });
  if (given.dueOn < today) return refuse("DEADLINE_PAST", { field: "dueOn" });
  return accept({ ...order, state: "REOPENED", dueOn: given.dueOn });
}

type DrillRefusal =
  | WorkRefusal
  | "NOT_SOFTWARE"
  | "DRILL_ORDERED"
  | "DRILL_OUT_OF_TURN"
  | "DAY_FUTURE"
  | "DAY_TOO_EARLY"
  | "SESSION_PROOF_MISSING";

/** Retraining is for how people behave, never for premises. */
export function decideRetraining(order: Standing, track: Track | null): Result<Standing, DrillRefusal> {
  const open = withOutlet(order);
  if (!open.ok) return open;
  if (track === "HARDWARE") return refuse("NOT_SOFTWARE");
  if (order.drill !== "NONE") return refuse("DRILL_ORDERED");
  return accept({ ...order, drill: "ORDERED" });
}

const TURN: Readonly<Record<"SESSION" | "COMMENT", Drill>> = { SESSION: "ORDERED", COMMENT: "SESSION" };

/** The evening session, then the next morning's comment; `after` is the day of the one before. */
export function decideDrill(
  order: Standing,
  stage: "SESSION" | "COMMENT",
  given: { readonly heldOn: Day; readonly evidence: readonly string[] },
  after: Day,
  today: Day,
): Result<Standing, DrillRefusal> {
  const open = withOutlet(order);
  if (!open.ok) return open;
  if (order.drill !== TURN[stage]) return refuse("DRILL_OUT_OF_TURN");
  if (given.heldOn > today) return refuse("DAY_FUTURE", { field: "heldOn" });
  if (given.heldOn < after || (stage === "COMMENT" && given.heldOn === after))
    return refuse("DAY_TOO_EARLY", { field: "heldOn", values: { day: after } });
  if (stage === "SESSION" && given.evidence.length === 0) return refuse("SESSION_PROOF_MISSING", { field: "evidence" });
  return accept({ ...order, drill: stage });
}

export function decideDrillCheck(order: Standing): Result<Standing, "DRILL_OUT_OF_TURN" | "ALREADY_GONE"> {
  if (order.state === "VOID") return refuse("ALREADY_GONE");
  if (order.drill !== "COMMENT") return refuse("DRILL_OUT_OF_TURN");
  return accept({ ...order, drill: "CHECKED" });
}

/** A session belongs to the evening of its order, the comment to the morning after the session. */
export function isLate(stage: "SESSION" | "COMMENT", heldOn: Day, before: Day): boolean {
  return heldOn > (stage === "SESSION" ? before : addDays(before, 1));
}

/** What came back at an outlet, item by item, the most frequent first. Own findings and struck ones do not count. */
export function recurrenceOf(findings: readonly FindingRow[], orders: readonly OrderRow[]): Recurrence[] {
  const items = new Map<string, FindingRow[]>();
  for (const finding of findings) {
    if (["OWN", "STRUCK", "UPHELD", "HIDDEN"].includes(finding.state)) continue;
    items.set(finding.itemCode, [...(items.get(finding.itemCode) ?? []), finding]);
  }
  return [...items]
    .map(([itemCode, found]) => {
      const about = orders.filter(({ finding }) => finding.itemCode === itemCode);
      const closed = about.flatMap(({ closedOn }) => closedOn ?? []).sort();
      const inOrder = [...found].sort((a, b) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : 0));
      const last = inOrder.at(-1)!;
      const first = closed[0];
      return {
        itemCode,
        text: last.text,
        times: new Set(found.map(({ inspection }) => inspection)).size,
        lastOn: last.onDay,
        last: last.inspection,
        open: about.filter(({ state }) => state !== "CLOSED" && state !== "VOID").length,
        closedOn: closed.at(-1) ?? null,
        again: first !== undefined && last.onDay > first,
      };
    })
    .sort((a, b) => b.times - a.times || (a.itemCode < b.itemCode ? -1 : 1));
}

/** Whether what was closed stayed right, and how long it took. */
export function effectOf(findings: readonly FindingRow[], orders: readonly OrderRow[]): Effect {
  const closed = orders.flatMap((order) => (order.closedOn ? [{ ...order, closedOn: order.closedOn }] : []));
  const again = closed.filter(({ finding, closedOn }) =>
    findings.some(
      (other) =>
        other.itemCode === finding.itemCode &&
        other.onDay > closedOn &&
        !["OWN", "STRUCK", "UPHELD", "HIDDEN"].includes(other.state),
    ),
  );
  const days = closed.map(({ finding, closedOn }) => daysBetween(finding.knownOn ?? finding.onDay, closedOn));
  const total = days.reduce((all, one) => all + one, 0);
  return {
    closed: closed.length,
    again: again.length,
    meanDays: days.length === 0 ? null : fixed(points(total).div(days.length), 1),
  };
}
