import type { Day } from "@/lib/kernel/calendar";
import type { Fact, Say } from "../types";

/** A ground for a penalty, before it is known what it costs. */
export interface Trigger {
  readonly subject: string;
  readonly fact: Fact | null;
  /** The same fact, where it is an event whose amount may be computed from it. */
  readonly event?: Fact;
  /** Day that the grace date is compared with: of the event, else the last of the review. */
  readonly on: Day;
  readonly person: string | null;
  readonly because: Say;
  readonly details?: readonly Say[];
}
