import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findProgramme, listProgrammes } from "@/lib/campaigns/programmes";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { blockersOf } from "@/lib/scoring/programme/issue";
import { readProgramme } from "@/lib/scoring/programme/read";
import { recurring } from "@/lib/scoring/programme/recur";
import { anybody, anything, strangeStreams } from "./support/anything";
import { filled, readJson, shipped } from "./support/plan";
import { settle, subjectsOf } from "./support/settle";

/** Every programme the product ships, from the document to the last award. */

const FOLDER = join(process.cwd(), "prisma/programmes");
const CODES = readdirSync(FOLDER)
  .filter((entry) => entry.endsWith(".json"))
  .map((entry) => entry.replace(/\.json$/, ""))
  .sort();

const blockers = (code: string) => blockersOf(checkProgramme(shipped(code)));
const CENTS = /^\d+(\.\d{1,2})?$/;

it("every document of the folder is offered, under its own code", () => {
  expect(
    listProgrammes()
      .map((programme) => programme.code)
      .sort(),
  ).toEqual(CODES);
});

describe.each(CODES)("%s", (code) => {
  it("reads, and lacks nothing but what its source leaves open", () => {
    expect(readProgramme(readJson(join(FOLDER, `${code}.json`))).issues).toEqual([]);
    expect(blockers(code).filter((issue) => issue.code !== "BLANK")).toEqual([]);
    expect(findProgramme(code)).not.toBeNull();
  });

  it("asks only about what somebody records", () => {
    expect(strangeStreams(shipped(code))).toEqual([]);
  });

  it("filled, runs from the first review to the last award", () => {
    const plan = filled(shipped(code));
    expect(blockersOf(checkProgramme(plan))).toEqual([]);
    const programme = recurring(plan);
    const cast = anybody(programme);
    const results = settle(programme, cast, anything(programme, cast));
    expect([...results.keys()].sort()).toEqual(programme.reviews.map((review) => review.code).sort());
    for (const review of programme.reviews) {
      const { ranking, sheets } = results.get(review.code)!;
      expect(sheets.length, review.code).toBe(subjectsOf(programme, review, cast).length);
      expect(
        ranking.ranked,
        `${review.code}: ${JSON.stringify(ranking.standings[0]?.unrankedBecause)}`,
      ).toBeGreaterThan(0);
    }
    const proposed = [...results.values()].flatMap(({ awards }) => awards);
    expect(proposed.map(({ award }) => award).sort()).toEqual(programme.awards.map((award) => award.code).sort());
    for (const { award, winners, contested, whyNot } of proposed) {
      const named = winners.length + (contested?.subjects.length ?? 0) + whyNot.length;
      const nominated = programme.awards.find((candidate) => candidate.code === award)!.basis.kind === "NOMINATION";
      expect(named > 0 || nominated, award).toBe(true);
      for (const prize of winners.flatMap((winner) => winner.prizes ?? [])) {
        if (prize.amount !== null) expect(prize.amount).toMatch(CENTS);
      }
    }
    for (const { amounts = {} } of [...results.values()].flatMap(({ penalties }) => penalties)) {
      for (const { amount } of Object.values(amounts)) expect(amount).toMatch(CENTS);
    }
    expect(programme.awards.every((award) => award.settledOn !== null)).toBe(true);
  });
});

describe("P03", () => {
  it("states no number but the lower bound of 1 and the neutral 0: publishing is refused until all are filled", () => {
    const open = blockers("P03").map(({ code, path }) => `${code} ${path.split("/").slice(-2).join("/")}`);
    expect(open.length).toBeGreaterThan(20);
    expect(new Set(open.map((line) => line.split(" ")[0]))).toEqual(new Set(["BLANK"]));
  });
});
