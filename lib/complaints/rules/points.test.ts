import { describe, expect, it } from "vitest";
import type { Node } from "@/lib/scoring/programme/nodes";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import P01 from "../../../prisma/programmes/P01.json";
import P03 from "../../../prisma/programmes/P03.json";
import P30 from "../../../prisma/programmes/P30.json";
import type { PointsAsked } from "../types";
import { effectsOf } from "./effects";
import { complaintPointsCases, judgePoints, pointsAsked } from "./points";

/** Fills blanks of ledger lines: `UNIT.COMPLAINT` → the limits of its range. */
function filled(document: object, limits: Record<string, Record<string, string>>): Programme {
  const copy = structuredClone(document);
  const open: unknown[] = [copy];
  while (open.length > 0) {
    const item = open.pop();
    if (typeof item !== "object" || item === null) continue;
    if ("between" in item && "code" in item) Object.assign(item.between as object, limits[String(item.code)] ?? {});
    open.push(...Object.values(item));
  }
  return copy as Programme;
}

const contest = filled(P03, {
  "UNIT.COMPLAINT": { max: "5" },
  "PERSON.COMPLAINT": { max: "5" },
  "UNIT.PRAISE": { max: "3" },
  "PERSON.PRAISE": { max: "2" },
});
const regime = filled(P30, { COMPLAINT: { max: "5" }, PRAISE: { max: "3" } });
const published = P01 as unknown as Programme;
const atFault = { validity: "VALID", cause: "SUBJECTIVE", level: "OUTLET", category: "WAITING", channel: "HOTLINE" };
const complaint = { category: "WAITING", channel: "HOTLINE", level: "OUTLET" };

/** P30 with its ledger changed. */
function withLedger(changes: Partial<Extract<Node, { kind: "ledger" }>>): Programme {
  const [sheet, ...rest] = regime.sheets;
  if (sheet?.root.kind !== "ledger") throw new Error("P30 has no ledger");
  return { ...regime, sheets: [{ ...sheet, root: { ...sheet.root, ...changes } }, ...rest] };
}
const between = (code: string, min: string, max: string, where: Record<string, string[]> = {}) => ({
  code,
  name: { zh: code, en: code },
  from: { stream: "complaint", where },
  between: { min, max, sign: "MINUS" as const },
});
const asked = (changes: Partial<PointsAsked> = {}): PointsAsked => ({
  kind: "RANGE",
  min: "1",
  max: "5",
  sign: "MINUS",
  places: 2,
  entries: [],
  ...changes,
});
const refusal = (outcome: ReturnType<typeof judgePoints>) => (outcome.ok ? outcome.value : outcome.refusals);

describe("points that a body sets (R-012, R-013)", () => {
  it("are asked for where the plan leaves them open, and nowhere else", () => {
    expect(pointsAsked(contest, "complaint", atFault)).toMatchObject({ kind: "RANGE", min: "1", max: "5", places: 2 });
    expect(pointsAsked(contest, "complaint", { ...atFault, cause: "OBJECTIVE" })).toBeNull();
    expect(pointsAsked(contest, "complaint", { ...atFault, validity: "INVALID" })).toBeNull();
    expect(pointsAsked(contest, "praise", { verified: "NO" })).toBeNull();
    expect(pointsAsked(regime, "complaint", { ...atFault, cause: "OBJECTIVE" })).toMatchObject({ min: "1", max: "5" });
    expect(pointsAsked(published, "complaint", atFault)).toBeNull();
    expect(pointsAsked(published, "praise", { verified: "YES" })).toBeNull();
  });

  it("suit the person's line only when somebody is named", () => {
    const alone = pointsAsked(contest, "praise", { verified: "YES" });
    expect([alone?.min, alone?.max, alone?.entries.length, alone?.sign]).toEqual(["1", "3", 1, "PLUS"]);
    const both = pointsAsked(contest, "praise", { verified: "YES", person: "somebody" });
    expect([both?.kind, both?.min, both?.max, both?.entries.length]).toEqual(["RANGE", "1", "2", 2]);
  });

  it("lie in every range that counts the case, also where two share a single figure", () => {
    const two = (a: [string, string], b: [string, string]) =>
      pointsAsked(withLedger({ entries: [between("A", ...a), between("B", ...b)] }), "complaint", atFault);
    expect(two(["1", "5"], ["3", "8"])).toMatchObject({ kind: "RANGE", min: "3", max: "5" });
    expect(two(["1", "5"], ["5", "8"])).toMatchObject({ kind: "RANGE", min: "5", max: "5" });
    const apart = two(["1", "2"], ["5", "8"]);
    expect(apart?.kind).toBe("APART");
    expect(refusal(judgePoints(apart, "2"))).toEqual([
      {
        code: "POINTS_APART",
        field: "points",
        values: { lines_zh: "“A”1至2分、“B”5至8分", lines_en: "“A” 1 to 2, “B” 5 to 8" },
      },
    ]);
    expect(refusal(judgePoints(apart, undefined))).toMatchObject([{ code: "POINTS_APART" }]);
  });

  it("have the decimals of the ledger, else two, else those of the limits", () => {
    const places = (changes: Parameters<typeof withLedger>[0]) =>
      pointsAsked(withLedger(changes), "complaint", atFault)?.places;
    expect(places({})).toBe(2);
    expect(places({ places: 0 })).toBe(0);
    expect(places({ entries: [between("A", "0.125", "1")] })).toBe(3);
    expect(places({ entries: [between("A", "0.12345678", "1")] })).toBe(6);
    expect(places({ places: 1, entries: [between("A", "0.125", "1")] })).toBe(1);
  });

  it("are read without a sign, so a range below zero begins at zero", () => {
    const entries = [between("A", "-5", "5")];
    expect(pointsAsked(withLedger({ entries }), "complaint", atFault)).toMatchObject({ min: "0", max: "5" });
  });

  it("are not asked for by a draft with blanks", () => {
    expect(pointsAsked(P30 as unknown as Programme, "complaint", atFault)).toBeNull();
  });

  it("are asked for by lines that only an award or a penalty looks at", () => {
    const ledger = { kind: "ledger", code: "L", name: { zh: "计", en: "Tally" }, entries: [between("A", "1", "4")] };
    const [penalty] = regime.penalties;
    const document = {
      ...withLedger({ entries: [{ ...between("OTHER", "1", "2"), from: { stream: "praise" } }] }),
      penalties: [
        {
          ...penalty,
          when: { kind: "THRESHOLD", when: { kind: "compare", of: ledger, is: "AT_MOST", than: "-10" } },
        },
      ],
    } as unknown as Programme;
    expect(pointsAsked(document, "complaint", atFault)).toMatchObject({ max: "4" });
  });
});

describe("judging the points set", () => {
  it("takes both limits and refuses what lies beyond them", () => {
    const judged = (given: string) => refusal(judgePoints(asked(), given));
    expect(["1", "5", "1.00", "4.5", "005"].map(judged)).toEqual(["1", "5", "1", "4.5", "5"]);
    for (const [given, said] of [
      ["0.99", "0.99"],
      ["5.01", "5.01"],
      ["-3", "-3"],
      ["0", "0"],
      ["999999999999999", "999999999999999"],
    ] as const)
      expect(judged(given)).toEqual([
        { code: "POINTS_OUTSIDE", field: "points", values: { points: said, min: "1", max: "5" } },
      ]);
  });

  it("refuses part points that the plan does not keep", () => {
    expect(refusal(judgePoints(asked({ places: 0 }), "2.5"))).toEqual([
      { code: "POINTS_PLACES", field: "points", values: { points: "2.5", places: 0 } },
    ]);
    expect(refusal(judgePoints(asked({ places: 0 }), "2.0"))).toBe("2");
    expect(refusal(judgePoints(asked({ places: 1 }), "2.5"))).toBe("2.5");
    expect(refusal(judgePoints(asked(), "2.555"))).toMatchObject([{ code: "POINTS_PLACES" }]);
  });

  it("refuses a blank where they are asked for, and a figure where they are not", () => {
    expect(refusal(judgePoints(asked(), undefined))).toEqual([
      { code: "POINTS_MISSING", field: "points", values: { min: "1", max: "5" } },
    ]);
    expect(refusal(judgePoints(null, "3"))).toEqual([{ code: "POINTS_NOT_ASKED", field: "points" }]);
    expect(refusal(judgePoints(null, "0"))).toMatchObject([{ code: "POINTS_NOT_ASKED" }]);
    expect(refusal(judgePoints(null, undefined))).toBeNull();
  });
});

describe("what a form says about them", () => {
  const cases = (programme: Programme) =>
    complaintPointsCases(programme, complaint).map(({ asked: { min, max }, ...when }) => ({ ...when, min, max }));

  it("is nothing under a plan that leaves none open", () => {
    expect(cases(published)).toEqual([]);
  });

  it("names only what makes a difference", () => {
    expect(cases(regime)).toEqual([{ validity: "VALID", level: null, cause: null, person: null, min: "1", max: "5" }]);
    expect(cases(contest)).toEqual([
      { validity: "VALID", level: null, cause: "SUBJECTIVE", person: null, min: "1", max: "5" },
    ]);
    const narrower = filled(contest, { "PERSON.COMPLAINT": { max: "2" } });
    expect(cases(narrower)).toEqual([
      { validity: "VALID", level: null, cause: "SUBJECTIVE", person: true, min: "1", max: "2" },
      { validity: "VALID", level: null, cause: "SUBJECTIVE", person: false, min: "1", max: "5" },
    ]);
    const byLevel = withLedger({
      entries: [
        between("LOW", "1", "2", { validity: ["VALID"], level: ["OUTLET"] }),
        between("HIGH", "5", "20", { validity: ["VALID"], level: ["BRANCH", "HEAD_OFFICE"] }),
      ],
    });
    expect(cases(byLevel).map(({ level, min, max }) => [level, min, max])).toEqual([
      ["OUTLET", "1", "2"],
      ["BRANCH", "5", "20"],
      ["HEAD_OFFICE", "5", "20"],
    ]);
  });

  it("names both lines of a figure that two count", () => {
    const [only] = complaintPointsCases(contest, complaint);
    expect(only?.asked.entries).toHaveLength(2);
  });

  it("says a decision of invalidity that costs points as well", () => {
    const entries = [between("A", "1", "2", { validity: ["INVALID"], cause: ["NONE"] })];
    expect(cases(withLedger({ entries }))).toEqual([
      { validity: "INVALID", level: null, cause: "NONE", person: null, min: "1", max: "2" },
    ]);
  });
});

describe("effects of a plan that leaves points open", () => {
  it("are a range before and the points set afterwards, for the outlet and for the person", () => {
    const named = { ...atFault, person: "somebody" };
    const line = ({ code, by, each, range }: ReturnType<typeof effectsOf>["points"][number]) => [
      code,
      by,
      each ?? `${range?.min} to ${range?.max}`,
    ];
    expect(effectsOf(contest, "complaint", atFault).points.map(line)).toEqual([["UNIT.COMPLAINT", null, "1 to 5"]]);
    expect(effectsOf(contest, "complaint", named, "3").points.map(line)).toEqual([
      ["UNIT.COMPLAINT", null, "-3"],
      ["PERSON.COMPLAINT", "person", "-3"],
    ]);
    expect(effectsOf(contest, "praise", { verified: "YES" }, "2.5").points.map(line)).toEqual([
      ["UNIT.PRAISE", null, "2.5"],
    ]);
  });

  it("hold an earlier figure inside the range of a plan revised since, as the engine does", () => {
    expect(effectsOf(regime, "complaint", atFault, "8").points[0]?.each).toBe("-5");
  });

  it("count a line for each unit of the figure only where there is one", () => {
    const entries = [{ ...between("A", "1", "2"), between: undefined, each: "-0.5", per: "VALUE" as const }];
    const programme = withLedger({ entries });
    expect(effectsOf(programme, "complaint", atFault).points).toEqual([]);
    expect(effectsOf(programme, "complaint", atFault, "3").points[0]?.each).toBe("-1.5");
  });
});

it("the filled documents are programmes", () => {
  expect(programmeSchema.safeParse(contest).success && programmeSchema.safeParse(regime).success).toBe(true);
});
