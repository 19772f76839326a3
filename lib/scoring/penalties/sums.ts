import { points, ZERO } from "@/lib/kernel/points";
import { inCents, multiplied, type Sum } from "../outcomes";
import { ProgrammeError } from "../programme/error";
import type { ConsequencePlan, PenaltyPlan } from "../programme/schema";
import type { Assess, PenaltyProposal } from "../types";
import type { Repeated } from "./repeats";
import type { Trigger } from "./trigger";

/** The proposal with its amounts; null when nothing is left of it. See `proposePenalties`. */
export function charged(
  plan: PenaltyPlan,
  trigger: Trigger,
  assess: Assess,
  repeated: Repeated | null,
): PenaltyProposal | null {
  const { subject, fact, person, because, details, on } = trigger;
  const common = {
    penalty: plan.code,
    subject,
    fact: fact && { id: fact.id, ref: fact.ref },
    person,
    because,
    choose: plan.choose,
    ...(details && details.length > 0 ? { details } : {}),
  };
  if (plan.since === null) throw new ProgrammeError("BLANK", plan.code);
  if (plan.since !== undefined && on < plan.since) return { ...common, consequences: [], notice: true };
  const sums = plan.consequences.map((consequence) => sumOf(consequence, trigger, assess, repeated));
  const left = plan.consequences.filter((_, i) => sums[i] !== "NOTHING");
  if (left.length === 0) return null;
  const amounts = Object.fromEntries(
    plan.consequences.flatMap((consequence, i) => {
      const sum = sums[i];
      return sum && sum !== "NOTHING" ? [[consequence.code, sum] as const] : [];
    }),
  );
  const fined = left.some((consequence) => consequence.by || consequence.amount);
  return {
    ...common,
    consequences: left.map((consequence) => consequence.code),
    ...(Object.keys(amounts).length > 0 ? { amounts } : {}),
    ...(repeated && fined ? { repeated: repeated.because } : {}),
  };
}

/** Null: nothing to compute, or the amount has no value and somebody must look at it. */
function sumOf(
  { by }: ConsequencePlan,
  { subject, event }: Trigger,
  assess: Assess,
  repeated: Repeated | null,
): Sum | "NOTHING" | null {
  if (!by) return null;
  const sum = inCents(assess.amount(by, subject, event));
  if (sum === null) return null;
  if (!points(sum.amount).greaterThan(ZERO)) return "NOTHING";
  return repeated ? multiplied(sum, repeated.times, repeated.because) : sum;
}
