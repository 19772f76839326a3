import type { Answer, Answers, Deduction } from "@/lib/inspections/types";
import type { StandardItem } from "@/lib/standards/types";
import type { FindingAnswer, FindingRow, MarkShown } from "../types";
import { codeOf } from "./times";

/** `2026-11-03 09:31:20–09:33:05`, as it goes with the finding wherever it is read. */
export function markText({ onDay, from, to }: Pick<MarkShown, "onDay" | "from" | "to">): string {
  return `${onDay} ${codeOf(from)}${to === null ? "" : `–${codeOf(to)}`}`;
}

/**
 * The filled sheet: what was found costs, what does not apply is left out, and everything else passed, because all of it
 * was observed before a review can be closed.
 */
export function answersOf(
  items: readonly Pick<StandardItem, "code">[],
  findings: readonly Pick<FindingRow, "item" | "answer" | "marks" | "withdrawn">[],
  /** Why an item does not apply; empty: nobody here holds a post that it is about. */
  exempt: ReadonlyMap<string, string>,
): Answers {
  return Object.fromEntries(
    items.map(({ code }): [string, Answer] => {
      const reason = exempt.get(code);
      if (reason !== undefined) return [code, { verdict: "NOT_APPLICABLE", ...(reason ? { note: reason } : {}) }];
      const own = findings.filter(({ item, withdrawn }) => item === code && withdrawn === null);
      const [first, ...rest] = own.map(({ answer, marks }) => ({ ...answer, reason: told(answer, marks) }));
      if (!first) return [code, { verdict: "PASS" }];
      const also = rest.map(({ level: _level, chosen: _chosen, given: _given, ...one }): Deduction => one);
      return [code, { verdict: "DEDUCTED", ...first, ...(also.length > 0 ? { also } : {}) }];
    }),
  );
}

function told({ reason }: FindingAnswer, marks: readonly MarkShown[]): string {
  const codes = marks.map(markText).join("；");
  return codes === "" ? reason : `${codes} ${reason}`;
}
