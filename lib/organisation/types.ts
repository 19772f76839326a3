import type { Text } from "@/lib/kernel/text";

/** DISTRICT (片区): sub-branches or outlets that a branch looks after together. */
export const LEVELS = ["HQ", "BRANCH", "DISTRICT", "SUB_BRANCH", "OUTLET", "DEPARTMENT"] as const;
export type Level = (typeof LEVELS)[number];

/** A unit as it stood on a given day: where it hung, and its names in both languages. */
export interface Unit {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
  readonly level: Level;
  readonly path: string;
  readonly parentId: string | null;
}

export interface UnitInTree extends Unit {
  /** Steps below the topmost unit shown. */
  readonly depth: number;
  readonly people: number;
}
