/** Form field, and place of a refusal, of the blank with this path. Alone here because browsers load it too. */
export function fieldOf(path: string): string {
  return `values.${path}`;
}
