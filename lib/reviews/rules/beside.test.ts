import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import { ranksBeside } from "./beside";

const P07 = programmeSchema.parse(
  JSON.parse(readFileSync(resolve(import.meta.dirname, "../../../prisma/programmes/P07.json"), "utf8")),
);
const PERIOD = { from: "2026-05-01", to: "2026-08-31" };

const rank = (stream: string, subject: string, on: string, value: string, ref: string): Fact => ({
  id: ref,
  subject,
  stream,
  on,
  state: "COUNTED",
  value,
  attrs: { of: "120" },
  ref,
  title: { zh: stream, en: stream },
});

describe("district and province ranks side by side", () => {
  it("take the newest rank of each list in the period, with its day and record, and leave a gap where there is none", () => {
    const facts = [
      rank("rank.DISTRICT", "A", "2026-05-31", "9", "R-1"),
      rank("rank.DISTRICT", "A", "2026-06-30", "3", "R-2"),
      rank("rank.PROVINCE", "A", "2026-06-30", "40", "R-3"),
      rank("rank.PROVINCE", "B", "2026-06-30", "41", "R-4"),
      rank("rank.DISTRICT", "B", "2026-04-30", "1", "R-5"),
      { ...rank("rank.DISTRICT", "B", "2026-06-30", "2", "R-6"), state: "VOIDED" as const },
    ];
    const beside = ranksBeside(P07, facts, PERIOD, ["A", "B", "C"]);
    expect(beside?.lists.map(({ name }) => name.zh)).toEqual(["全区名次", "全省名次"]);
    const told = (subject: string) =>
      beside?.ranks.get(subject)?.map((one) => one && [one.rank, one.of, one.on, one.ref]);
    expect(told("A")).toEqual([
      ["3", "120", "2026-06-30", "R-2"],
      ["40", "120", "2026-06-30", "R-3"],
    ]);
    expect(told("B")).toEqual([null, ["41", "120", "2026-06-30", "R-4"]]);
    expect(told("C")).toEqual([null, null]);
  });

  it("are nothing where nobody brought any in", () => {
    expect(ranksBeside(P07, [], PERIOD, ["A"])).toBeNull();
  });
});
