import { describe, expect, it } from "vitest";
import { standingFacts } from "./standings";
import type { Standing } from "./types";

const review = { code: "MONTHLY_2026_03", name: { zh: "三月", en: "March" } };
const standing = (subject: string, rank: number | null, rest: Partial<Standing> = {}): Standing => ({
  subject,
  rank,
  rankFromBottom: rank,
  total: rank === null ? null : "90",
  tiedWith: [],
  ties: [],
  unrankedBecause: [],
  ...rest,
});
const facts = (standings: Standing[]) =>
  standingFacts(review, { standings, ranked: standings.filter(({ rank }) => rank !== null).length }, "2026-03-31");

describe("places as facts", () => {
  it("go by the word that the review recurs under, dated with its cut-off", () => {
    const [fact] = facts([standing("a", 1)]);
    expect(fact).toMatchObject({
      subject: "a",
      on: "2026-03-31",
      value: "90",
      ref: "MONTHLY_2026_03",
      attrs: { rank: "1", of: "1", fromBottom: "1", last: "YES" },
    });
    expect(fact?.stream.startsWith("standing.MONTHLY")).toBe(true);
  });
  it("leave out whoever has no rank, and do not count them", () => {
    expect(facts([standing("a", 1), standing("b", null)]).map(({ subject, attrs }) => [subject, attrs.of])).toEqual([
      ["a", "1"],
    ]);
  });
  it("count each group for itself where groups are ranked apart", () => {
    const found = facts([
      standing("a", 1, { group: "G" }),
      standing("b", 2, { group: "G" }),
      standing("c", 1, { group: "H" }),
    ]);
    expect(found.map(({ attrs }) => [attrs.group, attrs.of])).toEqual([
      ["G", "2"],
      ["G", "2"],
      ["H", "1"],
    ]);
  });
  it("say the grade that was reached", () => {
    expect(facts([standing("a", 1, { grade: "FAILED" })])[0]?.attrs.grade).toBe("FAILED");
    expect(facts([standing("a", 1)])[0]?.attrs).not.toHaveProperty("grade");
  });
});
