import type { Steps } from "@/lib/kernel/steps";

/**
 * The smallest `n` from 1 to `most` for which `holds` answers yes, when a yes at some `n` means a yes at every greater
 * one. Where that is not so, an `n` that holds while `n − 1` does not. Null when `most` does not hold.
 *
 * `guess` proposes where to look inside the bracket (a linear estimate finds the place in two or three questions); after
 * three guesses, and whenever there is none, the bracket is halved. `near`: the answer is expected close to 1. A step for
 * each question.
 */
export function* smallest(
  most: number,
  holds: (n: number) => Steps<boolean>,
  guess: (no: number, yes: number) => number | null = () => null,
  near = false,
): Steps<number | null> {
  if (most < 1) return null;
  let [no, yes] = [0, most];
  if (near) {
    yes = 1;
    while (!(yield* holds(yes))) {
      if (yes >= most) return null;
      no = yes;
      yes = Math.min(most, yes * 4);
      yield;
    }
  } else if (!(yield* holds(most))) return null;
  let guesses = 3;
  while (yes - no > 1) {
    const guessed = guesses > 0 ? guess(no, yes) : null;
    guesses -= 1;
    const at = guessed === null ? no + Math.floor((yes - no) / 2) : Math.min(yes - 1, Math.max(no + 1, guessed));
    if (yield* holds(at)) yes = at;
    else no = at;
    yield;
  }
  return yes;
}
