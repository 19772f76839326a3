/** One text for several: codes, ids and references may hold any character. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}
