import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { dossierOf } from "@/tests/support/dossier";
import { goldenReviews } from "@/tests/support/golden-reviews";
import { unzip, verifyFiles, verifyZip } from "./verify.mjs";

/**
 * One changed bit anywhere in a dossier shows. The test takes one bit of every so many bytes; every byte, or every bit
 * of every byte, can be asked for:
 * VERIFY_SWEEP=bytes npx vitest run --project unit lib/dossiers/verifier/sweep.test.ts (or VERIFY_SWEEP=bits)
 */
const SWEEP = process.env.VERIFY_SWEEP;
/** A prime, so that the bytes taken do not follow the rhythm of the text. */
const EVERY = SWEEP ? 1 : 23;
const BITS = SWEEP === "bits" ? [0, 1, 2, 3, 4, 5, 6, 7] : null;

/** The whole year of six outlets, worked by hand, with awards, fines and a carried half-year. */
const review = goldenReviews().find(({ name, given }) => name.startsWith("campaign-P01") && given.review === "YEAR")!;
const texts = dossierOf(review.document, review.given);
const original = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));

function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[at]! ^= 1 << bit;
  return copy;
}

describe("a changed dossier", () => {
  it("is large enough to say something, and sound as it stands", async () => {
    expect([...original.values()].reduce((sum, bytes) => sum + bytes.length, 0)).toBeGreaterThan(20_000);
    expect((await verifyFiles(original)).ok).toBe(true);
  });

  it.each([...original.keys()])("%s: every byte counts", { timeout: 3_600_000 }, async (path) => {
    const bytes = original.get(path)!;
    const unnoticed: number[] = [];
    const every = bytes.length < 500 ? 1 : EVERY;
    for (let at = 0; at < bytes.length; at += every) {
      for (const bit of BITS ?? [(at * 5) % 8]) {
        const files = new Map<string, Uint8Array>(original).set(path, flipped(bytes, at, bit));
        if ((await verifyFiles(files)).ok) unnoticed.push(at);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  it("as a zip: whatever byte of the container changes, it shows or nothing is read otherwise", {
    timeout: 3_600_000,
  }, async () => {
    const zip = zipSync(Object.fromEntries(original), { level: 9 });
    const unnoticed: number[] = [];
    for (let at = 0; at < zip.length; at += EVERY) {
      const other = flipped(zip, at, (at * 5) % 8);
      if (!(await verifyZip(other)).ok) continue;
      const read = await unzip(other);
      const same = [...original].every(
        ([path, bytes]) => Buffer.compare(read.get(path) ?? new Uint8Array(), bytes) === 0,
      );
      if (!same || read.size !== original.size) unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
  });
});
