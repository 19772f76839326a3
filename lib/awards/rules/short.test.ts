import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type AwardPlan, programmeSchema } from "@/lib/scoring/programme/schema";
import type { AwardProposal, SubjectInput } from "@/lib/scoring/types";
import { awardChoices, decideAward } from "../rules";
import type { AwardChoice } from "../types";
import { sameWinners } from "./carry";
import { grantsByRule } from "./grants";
import { decideLeavingOut, leftOutOf, shortOf } from "./short";

const programme = programmeSchema.parse(JSON.parse(readFileSync("prisma/programmes/P01.json", "utf8")));
const plan: AwardPlan = programme.awards.find(({ code }) => code === "COLLECTIVE")!;
const because = { code: "x", values: {} };
const winner = (subject: string, place: number) => ({ subject, place, value: "90", because });
const proposal = (more: Partial<AwardProposal> = {}): AwardProposal => ({
  award: plan.code,
  quota: { min: 3, max: 3 },
  winners: [winner("a", 1), winner("b", 2), winner("c", 3)],
  reserves: [{ subject: "d", place: 4, value: "80" }],
  contested: null,
  whyNot: [],
  ...more,
});
const row = (subject: string, more: { granted?: boolean; leftOut?: boolean; reason?: string } = {}) => ({
  awardCode: plan.code,
  subject,
  granted: false,
  reason: "未达到标准。",
  decidedName: "组长",
  decidedAt: new Date(0),
  ...more,
});
const subject = (id: string, branch = "S1") => ({ id, within: { SUB_BRANCH: branch } }) as unknown as SubjectInput;
const subjects = ["a", "b", "c", "d"].map((id) => subject(id));
const judge = (
  left: string[],
  more: Partial<Parameters<typeof decideLeavingOut>[1]> = {},
  state = "FROZEN" as const,
) => {
  const about = { award: plan, proposal: proposal(), choice: undefined, subjects, decisions: [], ...more };
  const judged = decideLeavingOut(state, about, left);
  return judged.ok ? judged.value.left.join("") : judged.refusals[0]?.code;
};

describe("leaving winners by the plan out", () => {
  it("goes from the last place up, and can leave nobody", () => {
    expect(judge(["c"])).toBe("c");
    expect(judge(["c", "b"])).toBe("bc");
    expect(judge(["a", "b", "c"])).toBe("abc");
    expect(judge(["b"])).toBe("LOWER_FIRST");
    expect(judge(["a", "c"])).toBe("LOWER_FIRST");
  });

  it("treats equals alike", () => {
    const equal = proposal({ winners: [winner("a", 1), winner("b", 2), winner("c", 2)] });
    expect(judge(["c"], { proposal: equal })).toBe("LOWER_FIRST");
    expect(judge(["b", "c"], { proposal: equal })).toBe("bc");
  });

  it("looks at each population by itself", () => {
    const each: AwardPlan = { ...plan, quota: { ...plan.quota, per: "SUB_BRANCH" } };
    const apart = ["a", "b"].map((id) => subject(id)).concat(subject("c", "S2"));
    expect(judge(["b"], { award: each, subjects: apart })).toBe("b");
    expect(judge(["a"], { award: each, subjects: apart })).toBe("LOWER_FIRST");
  });

  it("is refused where there is nothing, nobody, or not yet anything to leave out", () => {
    expect(judge(["c"], { award: undefined })).toBe("NOTHING_TO_LEAVE_OUT");
    expect(judge(["c"], { proposal: proposal({ winners: [] }) })).toBe("NOTHING_TO_LEAVE_OUT");
    expect(judge(["d"])).toBe("NOT_A_WINNER");
    expect(judge([])).toBe("NOT_A_WINNER");
    expect(judge(["b"], { decisions: [row("c", { leftOut: true })] })).toBe("ALREADY_DECIDED");
    const open = { candidates: [{}], decided: false } as unknown as AwardChoice;
    expect(judge(["c"], { choice: open })).toBe("CHOICE_FIRST");
    expect(judge(["c"], {}, "FINAL" as never)).toBe("NOT_DECIDABLE");
  });

  it("does not pass those chosen among equals below", () => {
    const contested = proposal({ winners: [winner("a", 1)], contested: { subjects: ["b", "c"], seats: 1 } });
    expect(judge(["a"], { proposal: contested, decisions: [row("b", { granted: true }), row("c")] })).toBe(
      "LOWER_FIRST",
    );
    expect(judge(["a"], { proposal: contested, decisions: [row("b"), row("c")] })).toBe("a");
  });
});

describe("an award that fewer have", () => {
  const out = [row("c", { leftOut: true })];

  it("has no reserve moving up, not even for a winner with a dearer award", () => {
    expect(grantsByRule(programme, [proposal()], out).map((grant) => grant.subject)).toEqual(["a", "b"]);
    const lesser: AwardPlan = { ...plan, notWith: ["DEAR"] };
    const two = { ...programme, awards: [{ ...plan, code: "DEAR" }, lesser] };
    const dear = { ...row("a", { granted: true }), awardCode: "DEAR" };
    expect(grantsByRule(two, [proposal()], [dear]).map((grant) => grant.subject)).toEqual(["b", "c", "d"]);
    expect(grantsByRule(two, [proposal()], [dear, ...out]).map((grant) => grant.subject)).toEqual(["b"]);
  });

  it("says why, how many and whom", () => {
    expect(shortOf(proposal(), out)).toMatchObject({ left: ["c"], count: 2, due: 3, reason: "未达到标准。" });
    expect(shortOf(proposal(), [])).toBeNull();
    expect(leftOutOf(out, "OTHER").size).toBe(0);
    const equals = proposal({ winners: [winner("a", 1)], contested: { subjects: ["b", "c", "d"], seats: 2 } });
    expect(shortOf(equals, [row("b", { granted: true }), row("c"), row("d")])).toMatchObject({ left: [], count: 2 });
    expect(shortOf(equals, [row("b", { granted: true }), row("c", { granted: true }), row("d")])).toBeNull();
  });

  it("frees whom it leaves out for another award, and leaves the choice among equals open", () => {
    const lesser: AwardPlan = { ...plan, code: "LESSER", notWith: [plan.code] };
    const two = { ...programme, awards: [plan, lesser] };
    const equals = proposal({ award: "LESSER", winners: [], contested: { subjects: ["c", "d"], seats: 1 } });
    const choiceOf = (decisions: ReturnType<typeof row>[]) =>
      awardChoices(two, [proposal(), equals], [], [], decisions).find(({ award }) => award.code === "LESSER");
    const barred = (choice: ReturnType<typeof choiceOf>) => choice?.candidates.map(({ bar }) => bar !== null);
    expect(barred(choiceOf([]))).toEqual([true, false]);
    expect(barred(choiceOf(out))).toEqual([false, false]);
    expect(choiceOf(out)?.decided).toBe(false);
  });

  it("may be chosen among equals as well, when the group says so", () => {
    const equals = proposal({ winners: [winner("a", 1)], contested: { subjects: ["b", "c", "d"], seats: 2 } });
    const [choice] = awardChoices({ ...programme, awards: [plan] }, [equals], [], [], []);
    expect(decideAward("FROZEN", choice, ["b"]).ok).toBe(false);
    expect(decideAward("FROZEN", choice, ["b"], true).ok).toBe(true);
    expect(decideAward("FROZEN", choice, [], true).ok).toBe(true);
  });

  it("stays so under a corrected result with the very same winners only", () => {
    expect(sameWinners(proposal(), proposal({ reserves: [] }))).toBe(true);
    expect(sameWinners(proposal(), proposal({ winners: [winner("a", 1), winner("c", 2), winner("b", 3)] }))).toBe(
      false,
    );
    expect(sameWinners(proposal(), undefined)).toBe(false);
  });
});
