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
  let seated = [...granted];
  for (const { subject, follower } of left) {
    if (!seated.includes(subject)) continue;
    seated = seated.filter((one) => one !== subject);
    if (follower !== null && isReady(follower) && !seated.includes(follower)) seated.push(follower);
  }
  return seated;
}
