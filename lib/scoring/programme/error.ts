/**
 * Thrown when a programme cannot be computed: a blank where a figure is needed, a name that leads nowhere, a sheet
 * inside itself. `checkProgramme` refuses every such programme with the path of the defect, so that a published plan
 * never throws; a draft that is tried out may.
 */
export class ProgrammeError extends Error {
  override readonly name = "ProgrammeError";
  constructor(
    readonly code:
      | "BLANK"
      | "UNKNOWN_REVIEW"
      | "UNKNOWN_PERIOD"
      | "UNKNOWN_SHEET"
      | "UNKNOWN_NODE"
      | "TOO_DEEP"
      | "NOT_POSITIVE"
      | "NOT_RANKED"
      | "NO_EVENT",
    /** Code of the node, review or period concerned. */
    readonly at: string,
  ) {
    super(`${code} at ${at}`);
  }
}
