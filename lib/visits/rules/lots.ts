import { createHash } from "node:crypto";

/** The lot of a thing: SHA-256 of seed and name. Whoever has the seed can draw it again with any tool. */
export function lotOf(seed: string, ...name: readonly (string | number)[]): string {
  return createHash("sha256")
    .update([seed, ...name].join("|"))
    .digest("hex");
}

/** In the order of their lots. */
export function byLot<T>(seed: string, things: readonly T[], nameOf: (thing: T) => readonly (string | number)[]): T[] {
  return things
    .map((thing) => ({ thing, lot: lotOf(seed, ...nameOf(thing)) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
    .map(({ thing }) => thing);
}
