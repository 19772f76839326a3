import type { Text } from "@/lib/kernel/text";
import type { Change } from "@/lib/scoring/change/types";
import type { ChangeShown } from "../types";

/** Most sentences under one question: the least of points, and what else would have done it. */
const SHOWN = 3;

/** The changes worth a sentence, with the names of what they turn, in the order of the questions. */
export function changesToShow(changes: readonly Change[], names: ReadonlyMap<string, Text>): ChangeShown[] {
  const shown = new Map<string, number>();
  return changes.flatMap((change) => {
    const { goal, by, step, lever } = change;
    // Where money follows every hundredth of a point, the smallest change says nothing.
    if (goal.kind === "MONEY" && by === step && (lever.kind === "SCORE" || lever.kind === "FIGURE")) return [];
    const about =
      goal.kind === "AWARD"
        ? `award ${goal.award}`
        : goal.kind === "PENALTY"
          ? `penalty ${goal.penalty}`
          : goal.kind === "MONEY"
            ? goal.due
            : "";
    const key = `${goal.kind} ${goal.to} ${about}`;
    const count = shown.get(key) ?? 0;
    if (count >= SHOWN) return [];
    shown.set(key, count + 1);
    return [{ key, change, name: names.get(about) ?? null }];
  });
}
