import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";

/** What fulfils the learning duty of the plan. */
export const LEARNING_KINDS = ["LECTURE", "QUIZ", "CONTEST"] as const;
export type LearningKind = (typeof LEARNING_KINDS)[number];

export interface LearningEntry {
  readonly no: string;
  readonly kind: LearningKind;
  readonly title: string;
  readonly unit: Text;
  readonly heldOn: Day;
  readonly attendance: number;
  readonly note: string;
  readonly files: number;
  readonly recordedBy: string;
  /** Why it was taken back, or null. */
  readonly reversed: string | null;
}
