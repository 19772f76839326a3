import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText, isSameData } from "./canonical";

const data = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const anyText = fc.string({ unit: "binary" });

/** The same data with the keys of every object in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  );
}

describe("canonical text", () => {
  it("is that of the reference implementation, for any data", () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value));
        expect(canonicalText(turned(value))).toBe(canonicalText(value));
      }),
      { numRuns: 2000 },
    );
  });

  it("quotes any text and key as JSON does, lone halves of pairs too", () => {
    fc.assert(
      fc.property(anyText, anyText, (key, text) => {
        expect(canonicalText({ [key]: text })).toBe(canonicalize({ [key]: text }));
      }),
    );
    expect(canonicalText('\ud800\u2028\u007f"\\\n')).toBe(canonicalize('\ud800\u2028\u007f"\\\n'));
  });

  it("sorts keys by their UTF-16 units", () => {
    const keys = {
      "\u20ac": 1,
      "\r": 2,
      "\ufb33": 3,
      "1": 4,
      "\ud83d\ude00": 5,
      "\u0080": 6,
      "\u00f6": 7,
      "10": 8,
      "9": 9,
    };
    expect(canonicalText(keys)).toBe(canonicalize(keys));
  });

  it("leaves out what JSON leaves out, and asks dates how they are written", () => {
    const value = { a: undefined, b: [undefined, 1], c: new Date("2026-07-01T02:00:00Z"), d: -0, e: 1e21, f: 0.1 };
    expect(canonicalText(value)).toBe(canonicalize(value));
  });

  it("throws for what has no text", () => {
    for (const value of [undefined, Number.NaN, { a: Number.POSITIVE_INFINITY }, 1n, () => 1])
      expect(() => canonicalText(value)).toThrow();
  });
});

describe("the same data", () => {
  it("is what has the same canonical text", () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        expect(isSameData(one, turned(one))).toBe(true);
        expect(isSameData(one, other)).toBe(canonicalText(one) === canonicalText(other));
      }),
      { numRuns: 2000 },
    );
    expect(isSameData({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isSameData({ a: 1 }, { b: 1 })).toBe(false);
    expect(isSameData([], {})).toBe(false);
    expect(isSameData({ a: -0 }, { a: 0 })).toBe(true);
  });
});
