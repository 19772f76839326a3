/** Characters that a JSON string escapes, and halves of pairs that may stand alone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters JSON escapes
const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Ready-made `"key":` of keys that were met before; data has few of them, met again and again. */
const heads = new Map<string, string>();
const MOST_HEADS = 4096;

function quoted(text: string): string {
  return SPECIAL.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function head(key: string): string {
  let known = heads.get(key);
  if (known === undefined) {
    known = `${quoted(key)}:`;
    if (heads.size < MOST_HEADS) heads.set(key, known);
  }
  return known;
}

/** Keys in the order of their UTF-16 units; most objects have them so, or nearly. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at += 1) {
    if (keys[at - 1]! > keys[at]!) return keys.sort();
  }
  return keys;
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || typeof value === "symbol" || typeof value === "function";
}

function write(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
      if (!Number.isFinite(value)) throw new RangeError("a number that is not finite has no JSON");
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      break;
    default:
      throw new TypeError(`a ${typeof value} has no JSON`);
  }
  if (value === null) return "null";
  if (Array.isArray(value)) {
    let text = "[";
    for (let at = 0; at < value.length; at += 1) {
      const item: unknown = value[at];
      if (at > 0) text += ",";
      text += isLeftOut(item) ? "null" : write(item);
    }
    return `${text}]`;
  }
  if ("toJSON" in value && typeof value.toJSON === "function") return write(value.toJSON());
  let text = "{";
  const given = value as Readonly<Record<string, unknown>>;
  for (const key of sortedKeys(value)) {
    const item = given[key];
    if (isLeftOut(item)) continue;
    text += text.length > 1 ? `,${head(key)}` : head(key);
    text += write(item);
  }
  return `${text}}`;
}

/**
 * RFC 8785 text of plain data: the same data always give the same bytes, whatever order its keys were written in. What
 * `JSON.stringify` leaves out is left out. Throws for what has no JSON text: nothing, a function, a bigint, NaN.
 */
export function canonicalText(value: unknown): string {
  return write(value);
}

/** Whether two pieces of plain data have the same canonical text, without writing it. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return one === 0 && other === 0;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item: unknown, at) => isSameData(item, other[at]));
  }
  const [left, right] = [one, other] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  const keys = Object.keys(left).filter((key) => !isLeftOut(left[key]));
  const others = Object.keys(right).filter((key) => !isLeftOut(right[key]));
  return (
    keys.length === others.length && keys.every((key) => Object.hasOwn(right, key) && isSameData(left[key], right[key]))
  );
}
