/** The very value that is given, made of plain objects and arrays, which nobody can change from now on, down to its leaves. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
