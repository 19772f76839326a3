import { expect, it } from "vitest";
import type { SealedInput } from "@/lib/reviews/types";
import { chainTo, downloadName, fileWord, folderOf, neededOf, reviewsTakenOver } from "./sealed";

const link = (review: string, seq: number, previous: string | null, seal: string) => ({ review, seq, previous, seal });
const CHAIN = [
  link("MONTHLY.2026-03", 1, null, "a"),
  link("H1", 1, "a", "b"),
  link("MONTHLY.2026-07", 1, "b", "c"),
  link("H1", 2, "c", "d"),
  link("YEAR", 1, "d", "e"),
  link("MONTHLY.2026-12", 1, "e", "f"),
];

it("follows the chain from its beginning to the seal, in whatever order results are read", () => {
  expect(chainTo([...CHAIN].reverse(), "d")?.map(({ seal }) => seal)).toEqual(["a", "b", "c", "d"]);
  expect(chainTo(CHAIN, "a")).toEqual([CHAIN[0]]);
});

it("says when a link is missing, and does not run in a circle", () => {
  expect(chainTo(CHAIN.slice(1), "d")).toBeNull();
  expect(chainTo([link("H1", 1, "b", "a"), link("H1", 2, "a", "b")], "b")).toBeNull();
});

it("names the reviews of which totals, ranks, places or awards are taken over", () => {
  const fact = (stream: string, ref: string) => ({ stream, ref });
  const input = {
    carried: { H1: {} },
    carriedRanks: { Q1: {} },
    facts: [fact("standing.MONTHLY", "MONTHLY.2026-03"), fact("award.STAR", "Q2"), fact("complaint", "T-1")],
  } as unknown as SealedInput;
  expect([...reviewsTakenOver(input)].sort()).toEqual(["H1", "MONTHLY.2026-03", "Q1", "Q2"]);
});

it("brings the last result of each of them before this one, theirs in turn, and earlier ones of the same review", () => {
  const taken: Readonly<Record<string, readonly string[]>> = { e: ["H1"], d: ["MONTHLY.2026-03"] };
  const needed = neededOf(CHAIN.slice(0, 5), ({ seal }) => new Set(taken[seal] ?? []));
  expect(needed.map(({ seal }) => seal)).toEqual(["a", "b", "d"]);
  expect(neededOf(CHAIN.slice(0, 1), () => new Set())).toEqual([]);
});

it("names files by letters, figures and dashes alone, and says nothing of an unpublished review", () => {
  expect(fileWord("../竞赛 MONTHLY.2026-03")).toBe("MONTHLY-2026-03");
  expect(fileWord("竞赛")).toBe("x");
  expect(folderOf({ campaign: "C-2026-01", review: "MONTHLY.2026-03", seq: 2 })).toBe("C-2026-01-MONTHLY-2026-03-2");
  expect(downloadName(["C-2026-01", "H1"], "0123456789")).toBe("C-2026-01-H1-dossier.zip");
  expect(downloadName(null, "0123456789")).toBe("dossier-01234567.zip");
});
