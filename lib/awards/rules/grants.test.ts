import { describe, expect, it } from "vitest";
import type { AwardPlan } from "@/lib/scoring/programme/schema";
import { mean, name, programme } from "@/lib/scoring/specimens";
import type { AwardProposal } from "@/lib/scoring/types";
import { awardChoices, decideAward } from "../rules";
import type { StoredAward } from "../types";
import { grantsByRule } from "./grants";

const because = { code: "x", values: {} };

function award(code: string, rest: Partial<AwardPlan> = {}): AwardPlan {
  return {
    code,
    name: name(code),
    review: "R",
    target: "UNIT",
    basis: { kind: "RANK", node: "x", ties: [] },
    quota: { min: 0, max: 2 },
    excludedBy: [],
    prizes: [],
    settledOn: "2026-12-31",
    ...rest,
  };
}

function proposal(code: string, winners: string[], rest: Partial<AwardProposal> = {}): AwardProposal {
  return {
    award: code,
    quota: { min: 0, max: 2 },
    winners: winners.map((subject, i) => ({ subject, value: "1", place: i + 1, because })),
    contested: null,
    whyNot: [],
    ...rest,
  };
}

const reserve = (subject: string, place: number) => ({ subject, value: "1", place });
const decision = (awardCode: string, subject: string, rest: Partial<StoredAward> = {}): StoredAward => ({
  awardCode,
  subject,
  unitId: subject,
  personId: null,
  granted: true,
  reason: "决定",
  decidedName: "",
  decidedAt: new Date(0),
  reviewCode: "R",
  resultId: "r",
  ...rest,
});
const plan = programme(mean("x"), { awards: [award("DEAR"), award("LESS", { notWith: ["DEAR"], reserves: 2 })] });
const less = proposal("LESS", ["a", "b"], { reserves: [reserve("c", 3), reserve("d", 4)] });
const contested = (subjects: string[], seats: number, rest = {}) => ({ contested: { subjects, seats, ...rest } });

describe("what the rules grant", () => {
  it("is what they proposed", () => {
    expect(
      grantsByRule(plan, [proposal("DEAR", ["x"]), less], []).map(({ award: code, subject }) => [code, subject]),
    ).toEqual([
      ["DEAR", "x"],
      ["LESS", "a"],
      ["LESS", "b"],
    ]);
  });
  it("whoever was given the dearer award leaves the other to the first reserve", () => {
    expect(grantsByRule(plan, [proposal("DEAR", []), less], [decision("DEAR", "b")])).toEqual([
      { award: "LESS", subject: "a", movedUp: false },
      { award: "LESS", subject: "c", movedUp: true },
    ]);
  });
  it("a decision not to grant leaves everything where it was", () => {
    const grants = grantsByRule(plan, [less], [decision("DEAR", "b", { granted: false })]);
    expect(grants.map(({ subject }) => subject)).toEqual(["a", "b"]);
  });
  it("a reserve with the dearer award is passed over, too few reserves leave a seat empty", () => {
    const both = [decision("DEAR", "a"), decision("DEAR", "c")];
    expect(grantsByRule(plan, [less], both).map(({ subject }) => subject)).toEqual(["b", "d"]);
    const none = [decision("DEAR", "a"), decision("DEAR", "c"), decision("DEAR", "d")];
    expect(grantsByRule(plan, [less], none).map(({ subject }) => subject)).toEqual(["b"]);
  });
  it("equal reserves are not picked from", () => {
    const equal = { ...less, reserves: [reserve("c", 3), reserve("d", 3)] };
    expect(grantsByRule(plan, [equal], [decision("DEAR", "b")]).map(({ subject }) => subject)).toEqual(["a"]);
    const two = [decision("DEAR", "a"), decision("DEAR", "b")];
    expect(grantsByRule(plan, [equal], two).map(({ subject }) => subject)).toEqual(["c", "d"]);
  });
  it("a person's award counts for the person, not for the outlet", () => {
    const grants = grantsByRule(plan, [less], [decision("DEAR", "p", { unitId: "b", personId: "p" })]);
    expect(grants.map(({ subject }) => subject)).toEqual(["a", "b"]);
  });
});

describe("choosing for an award that gives way to a dearer one", () => {
  const open = [proposal("DEAR", [], contested(["a", "b"], 1)), proposal("LESS", [], contested(["a", "b"], 1))];
  const choiceOf = (decisions: StoredAward[], proposals = open) =>
    awardChoices(plan, proposals, [], [], decisions).find((choice) => choice.award.code === "LESS");
  const code = (result: ReturnType<typeof decideAward>) => (result.ok ? "ok" : result.refusals[0]?.code);
  it("waits for the dearer choice", () => {
    expect(choiceOf([])?.dearerFirst).toBe("DEAR");
    expect(code(decideAward("FROZEN", choiceOf([]), ["a"]))).toBe("DEARER_AWARD_FIRST");
  });
  it("then bars who was given it", () => {
    const after = choiceOf([decision("DEAR", "a"), decision("DEAR", "b", { granted: false })]);
    expect(after?.dearerFirst).toBeNull();
    expect([code(decideAward("FROZEN", after, ["a"])), code(decideAward("FROZEN", after, ["b"]))]).toEqual([
      "BARRED",
      "ok",
    ]);
  });
  it("bars who wins the dearer one by rule", () => {
    const byRule = choiceOf([], [proposal("DEAR", ["a"]), open[1]!]);
    expect(byRule?.candidates.map(({ bar }) => bar?.code ?? null)).toEqual(["awardNotWith", null]);
  });
});

describe("choosing where parts have their own seats", () => {
  const parts = [
    { subjects: ["a", "b"], most: 1 },
    { subjects: ["c", "d"], most: 1 },
  ];
  const [choice] = awardChoices(
    plan,
    [proposal("DEAR", [], contested(["a", "b", "c", "d"], 2, { parts }))],
    [],
    [],
    [],
  );
  const code = (chosen: string[]) => {
    const decided = decideAward("FROZEN", choice, chosen);
    return decided.ok ? "ok" : decided.refusals[0]?.code;
  };
  it("one of each, never two of one", () => {
    expect([code(["a", "c"]), code(["a"]), code(["a", "b"]), code(["a", "b", "c"])]).toEqual([
      "ok",
      "ok",
      "TOO_MANY_OF_PART",
      "TOO_MANY_CHOSEN",
    ]);
  });
});

describe("nominees who are scored", () => {
  const people = programme(mean("x"), {
    awards: [award("STAR", { target: "PERSON", basis: { kind: "NOMINATION", perUnit: 1 } })],
  });
  const nominee = {
    id: "n",
    no: "N-1",
    awardCode: "STAR",
    unitId: "u",
    personId: "p",
    reason: "",
    nominatedAt: new Date(0),
    evidence: [],
    nominatedById: "m",
    screenings: [{ passed: true, reason: "", evidence: [], byName: "", at: new Date(0) }],
  };
  it("are barred by the plan's conditions", () => {
    const failed = proposal("STAR", [], {
      whyNot: [{ subject: "p", because: { code: "awardConditionFailed", values: {} } }],
    });
    const [choice] = awardChoices(people, [failed], [nominee], [], []);
    expect(choice?.candidates[0]?.bar?.code).toBe("awardConditionFailed");
  });
  it("who are equal by rule are people, and go by themselves", () => {
    const ranked = programme(mean("x"), { awards: [award("BEST", { target: "PERSON" })] });
    const [choice] = awardChoices(ranked, [proposal("BEST", [], contested(["p", "q"], 1))], [], [], []);
    expect(choice?.candidates.map(({ subject }) => subject)).toEqual(["p", "q"]);
  });
});
