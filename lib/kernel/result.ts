/**
 * A refusal is a value, never an exception: a code, the numbers that belong in its sentence, and the field it concerns.
 * The sentence itself lives in the messages of the room (`<room>.refusals.<CODE>`), so that it can be said in both languages.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** Values the sentence needs, already as text (points, dates, names). */
  readonly values?: Readonly<Record<string, string | number>>;
  /** Name of the form field, or path in the document, that the refusal concerns. */
  readonly field?: string;
}

export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly [Refusal<Code>, ...Refusal<Code>[]] };

/** What was asked for. */
export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** One refusal: its code, the field it concerns, and the values its sentence needs. */
export function refuse<Code extends string>(
  code: Code,
  detail: { field?: string; values?: Record<string, string | number> } = {},
): { readonly ok: false; readonly refusals: readonly [Refusal<Code>] } {
  return { ok: false, refusals: [{ code, ...detail }] };
}

/** Several refusals at once; throws on an empty list, because "refused without a reason" is a defect. */
export function refuseAll<Code extends string>(
  refusals: readonly Refusal<Code>[],
): {
  readonly ok: false;
  readonly refusals: readonly [Refusal<Code>, ...Refusal<Code>[]];
} {
  const [first, ...rest] = refusals;
  if (!first) throw new Error("refuseAll needs at least one refusal");
  return { ok: false, refusals: [first, ...rest] };
}
