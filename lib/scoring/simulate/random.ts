/**
 * Chance that can be repeated: the same seed gives the same numbers on every machine. Good enough for drawing lots in a
 * simulation, and nothing else; secrets come from elsewhere.
 *
 * @returns whole numbers from 0 up to, not including, `below` (1 … 2³²), each equally likely
 */
export function randomOf(seed: string): (below: number) => number {
  let [a, b, c, counter] = spread(seed);
  const next = (): number => {
    // sfc32 (Doty-Humphrey): 128 bits of state, passes the usual batteries.
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let warm = 0; warm < 16; warm += 1) next();
  return (below) => {
    if (!Number.isInteger(below) || below < 1 || below > 2 ** 32)
      throw new RangeError(`not a number to draw below: ${below}`);
    // What lies beyond the last whole multiple is drawn again, or the first numbers would come up more often.
    const limit = 2 ** 32 - (2 ** 32 % below);
    for (let drawn = next(); ; drawn = next()) if (drawn < limit) return drawn % below;
  };
}

/** Four words out of any text, by FNV-1a with four different beginnings. */
function spread(seed: string): [number, number, number, number] {
  const word = (salt: number): number => {
    let hash = 0x811c9dc5 ^ salt;
    for (let i = 0; i < seed.length; i += 1) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
    return hash | 0;
  };
  return [word(0), word(0x9e3779b9), word(0x243f6a88), word(0xb7e15162)];
}
