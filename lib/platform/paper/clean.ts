// Control characters that no file format holds, and those that turn the direction of what follows them: in a name on an
// official paper they can only deceive.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** A value with every text in it made printable: lone surrogates become U+FFFD, everything else stays as it is. */
export function clean<T>(value: T): T {
  if (typeof value === "string") return value.toWellFormed().replace(UNPRINTABLE, "") as T;
  if (Array.isArray(value)) return value.map(clean) as T;
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)])) as T;
  return value;
}
