/**
 * A long computation that can be interrupted: it yields wherever others may have a turn, and returns its result. What it
 * reads must not change meanwhile.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs a computation to its end without a pause. Throws what it throws. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
