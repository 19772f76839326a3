import { addDays } from "@/lib/kernel/calendar";
import type { Method } from "@/lib/scoring/programme/schema";
import { demands } from "@/lib/standards/rules";
import type { Demand } from "@/lib/standards/types";
import type { OutletInStory } from "./people";
import type { Dice } from "./random";
import { REASONS } from "./voices";

export interface ItemInStory {
  readonly code: string;
  readonly points: string;
  readonly steps: readonly string[];
  readonly demands: readonly Demand[];
}

/** How strict each kind of check is: the chance that an item of a middling outlet loses points. */
const STRICTNESS: Readonly<Record<Method, number>> = {
  SELF: 0.035,
  OPEN: 0.13,
  COVERT: 0.2,
  CCTV: 0.15,
  UPPER: 0.13,
  CROSS: 0.13,
  SPOT: 0.1,
};

/** A filled sheet of the outlet: better outlets lose less, self-checks are kinder than inspectors, all by the dice. */
export function fillSheet(
  dice: Dice,
  outlet: OutletInStory,
  method: Method,
  items: readonly ItemInStory[],
  onDay: string,
  pictures: readonly string[],
): Record<string, unknown> {
  const slack = 1.9 - outlet.quality * 1.6;
  const answers: Record<string, unknown> = {};
  // What is to be put right is told from the story's last weeks on, for the first two things found at each visit.
  let ordered = onDay >= "2026-11-01" && method === "OPEN" ? 2 : 0;
  for (const item of items) {
    const roll = dice.next();
    const threshold = STRICTNESS[method] * slack;
    if (roll < threshold) {
      const step =
        item.steps[Math.min(item.steps.length - 1, dice.chance(0.72) ? 0 : dice.between(0, item.steps.length - 1))] ??
        item.points;
      const person = dice.chance(0.6) ? dice.pick(outlet.crew) : null;
      answers[item.code] = {
        verdict: "DEDUCTED",
        lost: step,
        reason: dice.pick(REASONS),
        ...(person ? { personId: person.id } : {}),
        ...(pictures.length > 0 && (demands(item, "PHOTO") !== null || dice.chance(0.3))
          ? { evidence: [dice.pick(pictures)] }
          : {}),
        ...(ordered-- > 0 ? { dueOn: addDays(onDay, 5) } : {}),
      };
    } else if (roll > 0.985) answers[item.code] = { verdict: "NOT_APPLICABLE" };
    else if (roll > 0.965 && method !== "SELF") answers[item.code] = { verdict: "NOT_OBSERVED" };
    else answers[item.code] = { verdict: "PASS" };
  }
  return answers;
}
