import { describe, expect, it } from "vitest";
import type { GroupChange, SubjectChange } from "@/lib/scoring/simulate";
import { NO_OUTCOME } from "@/lib/scoring/simulate/outcomes";
import { mean, name, programme as programmeOf } from "@/lib/scoring/specimens";
import { factsReferenceSchema, planReferenceSchema, writeReference } from "../schema";
import { beyondOf, choose, drawable, matchingReview, movedTo, namesOf, visitStreams, yearOf } from "./plans";
import { GROUP_COLUMNS, groupLine, UNIT_COLUMNS, unitLine } from "./sheet";

const programme = programmeOf(mean("A"));
const found = {
  reference: { kind: "PROGRAMME" as const, code: "P01" },
  path: null,
  name: name("plan"),
  programme,
  moved: 0,
};

const change = (rest: Partial<SubjectChange> = {}): SubjectChange => ({
  subject: "u",
  group: null,
  before: { ...NO_OUTCOME, rank: 2, total: "91.5", position: 2, awards: ["BEST"] },
  after: { ...NO_OUTCOME, rank: null, total: null, position: 3 },
  places: null,
  points: null,
  awardsGained: [],
  awardsLost: ["BEST"],
  penaltiesGained: [],
  penaltiesLost: [],
  money: { least: "-3000", most: "-3000" },
  ...rest,
});

describe("what an address may say", () => {
  it("reads back what it wrote", () => {
    for (const text of ["draft:C-2026-01", "version:C-2026-01:12", "programme:P01"]) {
      expect(writeReference(planReferenceSchema.parse(text))).toBe(text);
    }
    expect(factsReferenceSchema.parse("C-2026-01:H1")).toEqual({ campaign: "C-2026-01", review: "H1" });
  });
  it.each([
    "",
    "draft",
    "draft:",
    "draft:a:b",
    "version:C",
    "version:C:0",
    "version:C:x",
    "other:C",
    "draft:../x",
    "draft:a b",
    "programme:P01:1:2",
  ])("refuses %j as a plan", (text) => {
    expect(planReferenceSchema.safeParse(text).success).toBe(false);
  });
  it.each(["", "C-2026-01", "C-2026-01:", ":H1", "C:H1:x", "C:1H"])("refuses %j as facts", (text) => {
    expect(factsReferenceSchema.safeParse(text).success).toBe(false);
  });
});

describe("which review answers to which", () => {
  const [review] = programme.reviews;
  const two = {
    ...programme,
    reviews: [
      { ...review!, code: "H1", kind: "HALF_YEAR" as const },
      { ...review!, code: "Y", kind: "YEAR" as const },
    ],
  };
  it("the one with the code, else the kind, else the last; and only the asked one where one is asked for", () => {
    expect(matchingReview(two, { code: "H1", kind: "YEAR" })?.code).toBe("H1");
    expect(matchingReview(two, { code: "X", kind: "HALF_YEAR" })?.code).toBe("H1");
    expect(matchingReview(two, { code: "X", kind: "MONTH" })?.code).toBe("Y");
    expect(matchingReview(two, { code: "H1", kind: "YEAR" }, "Y")?.code).toBe("Y");
    expect(matchingReview(two, { code: "H1", kind: "YEAR" }, "NONE")).toBeNull();
    expect(choose({ ...found, programme: two }, two.reviews[0]!, "NONE")).toMatchObject({
      ok: false,
      refusals: [{ code: "NO_SUCH_REVIEW" }],
    });
    expect(choose(found, review!)).toMatchObject({
      ok: true,
      value: { period: { from: "2026-01-01", to: "2026-12-31" } },
    });
  });
});

describe("another year", () => {
  it("moves the plan to where the facts are, and leaves one alone that is there", () => {
    expect(movedTo(found, 2026)).toBe(found);
    const moved = movedTo(found, 2024);
    expect([moved.moved, yearOf(moved.programme)]).toEqual([-2, 2024]);
  });
  it("says which days the facts know nothing of", () => {
    expect(beyondOf({ from: "2026-01-01", to: "2026-06-30" }, "2026-06-30")).toBeNull();
    expect(beyondOf({ from: "2026-01-01", to: "2026-09-30" }, "2026-06-30")).toEqual({
      from: "2026-07-01",
      to: "2026-09-30",
    });
    expect(beyondOf({ from: "2026-08-01", to: "2026-09-30" }, "2026-06-30")).toEqual({
      from: "2026-08-01",
      to: "2026-09-30",
    });
  });
});

describe("what is drawn and what is a visit", () => {
  it("takes inspectors' visits, not what an outlet says of itself", () => {
    const streams = ["inspection.self", "inspection.open", "inspection.covert", "complaint", "inspection.open"];
    const facts = streams.map((stream) => ({ stream }) as never);
    expect(visitStreams(facts)).toEqual(["inspection.covert", "inspection.open"]);
  });
  it("draws those that move most when there are more than can be told apart", () => {
    const ranked = (subject: string, places: number) =>
      change({ subject, places, after: { ...NO_OUTCOME, rank: 1, total: "1", position: 1 } });
    const all = [ranked("a", 0), ranked("b", -5), ranked("c", 2), change({ subject: "none" })];
    expect(drawable(all, 5).map(({ subject }) => subject)).toEqual(["a", "b", "c"]);
    expect(drawable(all, 2).map(({ subject }) => subject)).toEqual(["b", "c"]);
  });
  it("names awards by the tried plan where both plans have them", () => {
    const award = (zh: string) => ({ code: "BEST", name: { zh, en: zh } }) as never;
    const names = namesOf([
      { ...programme, awards: [award("old")] },
      { ...programme, awards: [award("new")] },
    ]);
    expect(names.get("BEST")?.en).toBe("new");
  });
});

describe("the exported table", () => {
  const say = ({ en }: { en: string }) => en;
  it("has a cell for each column; what is not there is empty, not zero", () => {
    const row = { code: "O001", name: name("One"), group: name("North"), change: change() };
    const line = unitLine(row, say, (code) => `${code}!`, "; ");
    expect(line).toHaveLength(UNIT_COLUMNS.length);
    expect(Object.fromEntries(UNIT_COLUMNS.map((column, at) => [column, line[at]]))).toMatchObject({
      code: "O001",
      rankBefore: "2",
      rankAfter: "",
      places: "",
      totalBefore: "91.5",
      totalAfter: "",
      awardsBefore: "BEST!",
      awardsAfter: "",
      moneyLeast: "-3000",
    });
  });
  it("adds the groups", () => {
    const nothing = { least: "0", most: "0" };
    const group: GroupChange = {
      group: "G",
      subjects: 3,
      up: 1,
      down: 1,
      places: 0,
      awardsBefore: 1,
      awardsAfter: 2,
      penaltiesBefore: 0,
      penaltiesAfter: 0,
      moneyBefore: nothing,
      moneyAfter: nothing,
      money: nothing,
    };
    const line = groupLine("North", group);
    expect(line).toHaveLength(GROUP_COLUMNS.length);
    expect(line.slice(0, 4)).toEqual(["North", "3", "1", "1"]);
  });
});
