/**
 * What a form gets back from the server, already in the user's language. `values` hands the user's own input back, so
 * that nothing typed is ever lost; `reference` finds the log entry of an unexpected failure.
 */
export interface FormState {
  readonly status: "idle" | "done" | "refused";
  readonly message?: string;
  readonly fieldErrors?: Readonly<Record<string, readonly string[]>>;
  readonly values?: Readonly<Record<string, string>>;
  readonly reference?: string;
  /** Changes with every answer, so that a form can tell a new answer from the old one. */
  readonly stamp?: string;
}

export const IDLE: FormState = { status: "idle" };
