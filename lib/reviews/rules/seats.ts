/** A winner who fell away after publication, and who took the seat; null: it stays empty. */
export interface SeatLeft {
  readonly subject: string;
  readonly follower: string | null;
}

/**
 * Who sits in the seats of an award: those who were granted it, less who fell away since, and their followers. A follower
 * sits only while the result that counts holds it ready, and once.
 */
export function seatedNow(
  granted: readonly string[],
  left: readonly SeatLeft[],
  isReady: (subject: string) => boolean,
): string[] {
  return seatsOf(granted, left, isReady).seated;
}

/** The same with the changes that count under this result; `taken` is who came to sit there, null: nobody. */
export function seatsOf<Left extends SeatLeft>(
  granted: readonly string[],
  left: readonly Left[],
  isReady: (subject: string) => boolean,
): { seated: string[]; changes: (Left & { readonly taken: string | null })[] } {
  let seated = [...granted];
  const changes: (Left & { readonly taken: string | null })[] = [];
  for (const one of left) {
    const { subject, follower } = one;
    if (!seated.includes(subject)) continue;
    seated = seated.filter((other) => other !== subject);
    const taken = follower !== null && isReady(follower) && !seated.includes(follower) ? follower : null;
    if (taken !== null) seated.push(taken);
    changes.push({ ...one, taken });
  }
  return { seated, changes };
}
