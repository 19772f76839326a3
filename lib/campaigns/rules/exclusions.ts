import type { AwardPlan, Programme } from "@/lib/scoring/programme/schema";
import { rootsOf, walkNodes } from "@/lib/scoring/programme/walk";
import { isDeduction } from "./blanks";

type Exclusion = AwardPlan["excludedBy"][number];

/** What can keep somebody from an award: what the document already excludes by, and every deduction it knows. */
export function exclusionChoices(programme: Programme, award: AwardPlan): Exclusion[] {
  const choices = new Map<string, Exclusion>();
  for (const one of [award, ...programme.awards]) {
    for (const exclusion of one.excludedBy) if (!choices.has(exclusion.code)) choices.set(exclusion.code, exclusion);
  }
  for (const { node, path } of rootsOf(programme)) {
    for (const visit of walkNodes(node, path)) {
      const ledger = visit.node;
      if (ledger.kind !== "ledger") continue;
      ledger.entries.forEach((entry, i) => {
        if (!isDeduction(ledger, i) || choices.has(entry.code)) return;
        choices.set(entry.code, { code: entry.code, name: entry.name, from: entry.from });
      });
    }
  }
  return [...choices.values()];
}
