import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { zipOf } from "./zip";

const files = [
  { path: "a/空.txt", content: "" },
  { path: "a/text.txt", content: "得分88.00分\n".repeat(40_000) },
  { path: "b.bin", content: Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31) % 251) },
];

it("packs files that come out as they went in", async () => {
  const out = unzipSync(await zipOf(files));
  expect(Object.keys(out)).toEqual(files.map(({ path }) => path));
  expect(Buffer.from(out["a/text.txt"]!).toString()).toBe(files[1]!.content);
  expect(Buffer.from(out["b.bin"]!).equals(files[2]!.content as Uint8Array)).toBe(true);
});

it("gives the same bytes whenever and wherever it packs", async () => {
  const first = await zipOf(files);
  const zone = process.env.TZ;
  process.env.TZ = "America/New_York";
  const second = await zipOf(files);
  process.env.TZ = zone;
  expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
});
