import { LEVELS, type Level } from "./types";

const HANGS_UNDER: Readonly<Record<Level, readonly (Level | null)[]>> = {
  HQ: [null],
  BRANCH: [null, "HQ", "BRANCH"],
  DISTRICT: ["HQ", "BRANCH", "SUB_BRANCH"],
  SUB_BRANCH: ["HQ", "BRANCH", "DISTRICT"],
  OUTLET: ["HQ", "BRANCH", "DISTRICT", "SUB_BRANCH"],
  DEPARTMENT: ["HQ", "BRANCH", "SUB_BRANCH"],
};

/** True when a unit of this level may hang below that one; null is the root of the bank. */
export function mayHangUnder(level: Level, parent: Level | null): boolean {
  return HANGS_UNDER[level].includes(parent);
}

/** Levels that may stand directly below the given one. */
export function levelsUnder(parent: Level): Level[] {
  return LEVELS.filter((level) => mayHangUnder(level, parent));
}

/** Path of a unit: its parent's and its own code. */
export function pathUnder(parentPath: string | null, code: string): string {
  return `${parentPath ?? "/"}${code}/`;
}
