import type { Text } from "@/lib/kernel/text";
import type { Change } from "@/lib/scoring/change/types";
import type { ChangeShown } from "../types";

/** Most sentences under one question: of points the least two, of figures and of events one each. */
const SHOWN = { SCORE: 2, FIGURE: 1, WITHOUT: 1, ONE_MORE: 1 } as const;

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
    const kind = `${key} ${lever.kind}`;
    const count = shown.get(kind) ?? 0;
    if (count >= SHOWN[lever.kind]) return [];
    shown.set(kind, count + 1);
    return [{ key, change, name: names.get(about) ?? null }];
  });
}
