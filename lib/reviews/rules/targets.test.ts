import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { computeReview } from "@/lib/scoring/compute";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import type { Fact, ReviewInput } from "@/lib/scoring/types";
import { rateGoals, rateList } from "./rates";
import { isAboutOneself, isScoreOfOneself, restsOnOpen, targetOf, targetRows } from "./targets";

const programmes = resolve(import.meta.dirname, "../../../prisma/programmes");
const documentOf = (name: string): Programme =>
  programmeSchema.parse(JSON.parse(readFileSync(resolve(programmes, `${name}.json`), "utf8")));
const [P01, P07] = [documentOf("P01"), documentOf("P07")];

let count = 0;
const fact = (stream: string, subject: string, on: string, value: string, attrs: Record<string, string> = {}): Fact => {
  count += 1;
  const ref = `R-${count}`;
  return { id: ref, subject, stream, on, state: "COUNTED", value, attrs, ref, title: { zh: stream, en: stream } };
};
const inputOf = (review: string, subjects: readonly string[], facts: readonly Fact[]): ReviewInput => ({
  programme: P07,
  review,
  subjects: subjects.map((id) => ({ id })),
  facts,
  carried: {},
});
const reviewOf = (code: string) => P07.reviews.find((review) => review.code === code)!;

describe("the target of a stage", () => {
  it("is the mark below which the plan charges: 92, 95 and 98 (P07)", () => {
    expect(["STAGE_1", "STAGE_2", "STAGE_3"].map((code) => targetOf(P07, reviewOf(code)))).toEqual(["92", "95", "98"]);
  });

  it("is none for a quarter, a year, or a plan without stages", () => {
    expect(["QUARTERLY", "YEAR"].map((code) => targetOf(P07, reviewOf(code)))).toEqual([null, null]);
    expect(P01.reviews.map((review) => targetOf(P01, review))).toEqual(P01.reviews.map(() => null));
  });
});

describe("score, gap and forecast charge (R-026)", () => {
  const facts = [
    fact("score.PROVINCE_CHECK", "A", "2026-03-01", "89.5"),
    fact("score.PROVINCE_CHECK", "B", "2026-03-01", "93"),
    ...["A", "B", "C"].map((subject, at) =>
      fact("rank.DISTRICT", subject, "2026-04-01", String(at + 5), { of: "120" }),
    ),
  ];
  const computation = computeReview(inputOf("STAGE_1", ["A", "B", "C"], facts));

  it("charges 1,500 for 89.5 against 92, nothing above it, and knows no score where nobody checked", () => {
    const rows = targetRows(P07, computation, "92");
    expect(rows.map(({ subject, score, gap, fine, open }) => [subject, score, gap, fine, open])).toEqual([
      ["A", "89.5", "-2.5", "1500", 0],
      ["B", "93", "1", null, 0],
      ["C", null, null, null, 0],
    ]);
    expect(rows[0]?.because.map(({ zh }) => zh)).toEqual(["第一阶段未达标"]);
  });

  it("adds the charge on the district's last two, which an outlet is not told of (R-030)", () => {
    const last = [...facts, fact("rank.DISTRICT", "A", "2026-04-20", "120", { of: "120" })];
    const again = computeReview(inputOf("STAGE_1", ["A", "B", "C"], last));
    const [whole] = targetRows(P07, again, "92");
    expect(whole?.because.map(({ zh }) => zh)).toContain("第一阶段列全区后两名");
    expect(Number(whole?.fine)).toBeGreaterThan(1500);
    expect(targetRows(P07, again, "92", isAboutOneself)[0]?.fine).toBe("1500");
  });
});

describe("what an outlet may know of its own score before publication", () => {
  it("is a score that is measured against nobody, with charges that ask for no rank of this review", () => {
    expect(isScoreOfOneself(P07, reviewOf("STAGE_1"))).toBe(true);
    const own = P07.penalties.filter(isAboutOneself).map(({ code }) => code);
    expect(own).toContain("STAGE_1_MISSED");
    expect(own).toContain("OFF_SITE_2");
    expect(own).toContain("STAGE_3_LAST_100");
    expect(own).not.toContain("DISTRICT_LAST_TWO_1");
  });

  it("rests on no mystery visit that is not published, and on no vote", () => {
    const root = computeReview(inputOf("STAGE_1", ["A"], [fact("score.PROVINCE_CHECK", "A", "2026-03-01", "90")]))
      .sheets[0]!.root;
    expect(restsOnOpen(root, null, new Set())).toBe(true);
    expect(restsOnOpen(root, null, new Set(["score.PROVINCE_CHECK"]))).toBe(false);
    const covert = { ...root, inputs: [], fact: { id: "f", ref: "I", stream: "inspection.covert", on: "2026-03-01" } };
    expect(restsOnOpen({ ...root, inputs: [covert] }, null, new Set())).toBe(false);
    expect(restsOnOpen({ ...root, inputs: [covert] }, "2026-02-28", new Set())).toBe(false);
    expect(restsOnOpen({ ...root, inputs: [covert] }, "2026-03-31", new Set())).toBe(true);
  });
});

describe("a rate against its base year (R-037)", () => {
  const [goal] = rateGoals(P07, "YEAR");

  it("is found in the goals of the plan, and only there", () => {
    expect(goal?.award.code).toBe("GOAL_COMPLAINTS");
    expect(goal?.target).toBe("-40");
    expect(rateGoals(P07, "STAGE_1")).toEqual([]);
    expect(P01.reviews.flatMap(({ code }) => rateGoals(P01, code))).toEqual([]);
  });

  it("lists rate, base, drop and the highest rate that would do, as the award itself judges", () => {
    const facts = [
      ...["A", "B", "D"].map((subject) => fact("metric.HOTLINE_RATE_BASE", subject, "2026-01-01", "2.5")),
      fact("metric.HOTLINE_RATE", "A", "2026-12-31", "1.5"),
      fact("metric.HOTLINE_RATE", "B", "2026-12-31", "1.51"),
      fact("metric.HOTLINE_RATE", "C", "2026-12-31", "1"),
      fact("metric.HOTLINE_RATE", "D", "2026-12-31", "3"),
    ];
    const input = inputOf("YEAR", ["A", "B", "C", "D"], facts);
    const list = rateList(input, goal!);
    expect(list).toMatchObject({ target: "40", name: { zh: "年度目标：投诉率" } });
    expect(
      list.rows.map(({ subject, rate, base, drop, limit, met }) => [subject, rate, base, drop, limit, met]),
    ).toEqual([
      ["A", "1.5", "2.5", "40", "1.5", true],
      ["B", "1.51", "2.5", "39.6", "1.5", false],
      ["C", "1", null, null, null, null],
      ["D", "3", "2.5", "-20", "1.5", false],
    ]);
    const winners = computeReview(input).awards.find(({ award }) => award === "GOAL_COMPLAINTS")?.winners;
    expect(winners?.map(({ subject }) => subject)).toEqual(
      list.rows.flatMap(({ subject, met }) => (met ? [subject] : [])),
    );
  });
});
