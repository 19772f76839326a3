import { checkCodes } from "./check/codes";
import { checkDates } from "./check/dates";
import { checkOutcomes } from "./check/outcomes";
import { checkScoring } from "./check/scoring";
import { checkSelectors } from "./check/selectors";
import { type Issue, SECTIONS } from "./issue";
import { oversize } from "./read";
import type { Programme } from "./schema";

/**
 * Everything that keeps a programme from being published: blanks, contradictions and names that lead nowhere, each with
 * the path of the place and the step of the set-up where it is edited, in the order of those steps. Publishing is
 * refused while `blockersOf` the result is not empty. Never throws; the time is bounded by the size of the document,
 * and an oversized document is refused for its size alone. A programme without blockers is one that `computeReview`
 * computes.
 */
export function checkProgramme(programme: Programme): Issue[] {
  const refused = oversize(programme);
  if (refused) return [refused];
  const issues = [
    ...checkDates(programme),
    ...checkScoring(programme),
    ...checkOutcomes(programme),
    ...checkSelectors(programme),
    ...checkCodes(programme),
  ];
  const once = new Map(issues.map((issue) => [`${issue.code} ${issue.path}`, issue]));
  return [...once.values()].sort((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section));
}
