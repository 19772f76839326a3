import type { AwardPlan } from "@/lib/scoring/programme/schema";

/** A goal of the plan that is written as an award without a prize: whoever reaches it is not commended, it is reached. */
export function isGoal({ basis, prizes }: Pick<AwardPlan, "basis" | "prizes">): boolean {
  return basis.kind === "THRESHOLD" && prizes.length === 0;
}
