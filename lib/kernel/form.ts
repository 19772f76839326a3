/**
 * What a form gets back from its server action, already in the reader's language. The action wrapper returns exactly
 * this; `ActionForm` shows it.
 */
export interface FormState {
  readonly status: "idle" | "done" | "refused";
  /** What happened, under which article, and what to do next. */
  readonly message?: string;
  readonly fieldErrors?: Readonly<Record<string, readonly string[]>>;
  /** What the person had filled in, to put back where JavaScript is absent. Never a password. */
  readonly values?: Readonly<Record<string, string>>;
  /** Version of the record after the action, for the next one. */
  readonly version?: number;
  /** Number to quote to the administrator. */
  readonly reference?: string;
}

export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;

export const IDLE: FormState = { status: "idle" };
