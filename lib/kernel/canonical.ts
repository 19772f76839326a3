interface Shape {
  readonly keys: readonly string[];
  /** The keys in the order of their UTF-16 units; null where an object cannot hold them so: it puts whole numbers first. */
  readonly order: readonly string[] | null;
}

/** Data has few shapes of objects, met again and again: by their first key, so that one is found by a few comparisons. */
const shapes = new Map<string | undefined, Shape[]>();
const MOST_SHAPES = 64;
const UNORDERED = /^(?:\d+|__proto__)$/;

function isShape({ keys }: Shape, own: readonly string[]): boolean {
  if (keys.length !== own.length) return false;
  for (let at = 0; at < own.length; at += 1) if (keys[at] !== own[at]) return false;
  return true;
}

function orderOf(value: object): readonly string[] | null {
  const keys = Object.keys(value);
  const known = shapes.get(keys[0]) ?? [];
  const found = known.find((shape) => isShape(shape, keys));
  if (found) return found.order;
  const order = keys.some((key) => UNORDERED.test(key)) ? null : [...keys].sort();
  if (known.length < MOST_SHAPES && shapes.size < MOST_SHAPES * MOST_SHAPES) {
    shapes.set(keys[0], [...known, { keys, order }]);
  }
  return order;
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || typeof value === "symbol" || typeof value === "function";
}

/** Thrown by `arranged` for data that only `written` can do. */
class Unordered extends Error {}

/** What has no JSON text; everything else comes back as it stands, dates and the like as they want to be written. */
function checked(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("a number that is not finite");
  if (typeof value === "bigint" || isLeftOut(value)) throw new TypeError(`a ${typeof value} has no JSON`);
  const own = value as { toJSON?: unknown } | null;
  return typeof own === "object" && own !== null && typeof own.toJSON === "function" ? checked(own.toJSON()) : value;
}

/** A copy whose keys stand in order, so that `JSON.stringify`, by far the fastest writer, writes the canonical text. */
function arranged(given: unknown): unknown {
  const value = checked(given);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => (isLeftOut(item) ? null : arranged(item)));
  const order = orderOf(value);
  if (order === null) throw new Unordered();
  const from = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const key of order) {
    const item = from[key];
    if (!isLeftOut(item)) copy[key] = arranged(item);
  }
  return copy;
}

/** The same text for any keys, piece by piece. */
function written(given: unknown): string {
  const value = checked(given);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value))
    return `[${value.map((item: unknown) => (isLeftOut(item) ? "null" : written(item))).join(",")}]`;
  const from = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(value).filter((key) => !isLeftOut(from[key]));
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${written(from[key])}`)
    .join(",")}}`;
}

/**
 * RFC 8785 text of plain data: the same data always give the same bytes, whatever order its keys were written in. What
 * `JSON.stringify` leaves out is left out. Throws for what has no JSON text: nothing, a function, a bigint, NaN.
 */
export function canonicalText(value: unknown): string {
  try {
    return JSON.stringify(arranged(value));
  } catch (error) {
    if (error instanceof Unordered) return written(value);
    throw error;
  }
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
  let count = 0;
  for (const key of Object.keys(left)) {
    const item = left[key];
    if (isLeftOut(item)) continue;
    // What the other lacks is nothing there, and nothing is never the same as something.
    if (!isSameData(item, right[key])) return false;
    count += 1;
  }
  for (const key of Object.keys(right)) if (!isLeftOut(right[key])) count -= 1;
  return count === 0;
}
