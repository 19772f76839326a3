/** What a decision says that a revision may say otherwise. */
export interface Verdict<P> {
  readonly validity: string;
  readonly level: string;
  readonly cause: string;
  readonly personId: string | null;
  readonly points: P | null;
}

/** The verdict that counts: the decision with its last revision in its place; `revisions` newest first. */
export function revised<P, D extends Verdict<P> & { readonly revisions: readonly Verdict<P>[] }>(
  decision: D | null,
): D | null {
  const [last] = decision?.revisions ?? [];
  if (!decision || !last) return decision;
  const { validity, level, cause, personId, points } = last;
  return { ...decision, validity, level, cause, personId, points };
}
