import { describe, expect, it } from "vitest";
import type { AwardPlan, Prize } from "@/lib/scoring/programme/schema";
import { decideReward, openPrize, withReward } from "./rewards";

const text = (zh: string) => ({ zh, en: zh });
const certificate: Prize = { kind: "CERTIFICATE", what: text("证书"), payer: "SUB_BRANCH" };
const open: Prize = { kind: "OTHER", what: text("奖励形式由领导小组确定"), payer: "SUB_BRANCH" };
const money: Prize = { kind: "MONEY", what: text("奖金"), payer: "SUB_BRANCH" };
const award = (prizes: Prize[], basis: AwardPlan["basis"] = { kind: "NOMINATION", perUnit: 1 }) => ({ basis, prizes });
const grievance = award([certificate, open]);
const code = (result: ReturnType<typeof decideReward>) => (result.ok ? "ok" : result.refusals[0]?.code);

describe("the reward that the plan leaves to the leading group", () => {
  it("is a prize of a nomination award without amount or formula", () => {
    expect([openPrize(grievance), openPrize(award([money]))]).toEqual([1, 0]);
    expect(openPrize(award([certificate, { ...money, amount: "500" }]))).toBeNull();
    expect(openPrize(award([open], { kind: "RANK", node: "x", ties: [] }))).toBeNull();
  });

  it("is named with an amount, in words, or not at all", () => {
    expect(decideReward(grievance, 1, { amount: "800.50", what: "" })).toEqual({
      ok: true,
      value: { rewardMinor: 80_050, rewardWhat: "" },
    });
    expect(code(decideReward(grievance, 1, { amount: null, what: "疗养" }))).toBe("ok");
    expect(code(decideReward(grievance, 0, { amount: null, what: "" }))).toBe("ok");
  });

  it("is refused where it is settled, for nobody, without an amount for money, and out of range", () => {
    expect(code(decideReward(award([certificate]), 1, { amount: "1", what: "" }))).toBe("REWARD_SETTLED");
    expect(code(decideReward(grievance, 0, { amount: "1", what: "" }))).toBe("REWARD_FOR_NOBODY");
    expect(code(decideReward(award([money]), 1, { amount: null, what: "奖金" }))).toBe("REWARD_NEEDS_AMOUNT");
    for (const amount of ["0", "10000000.01"])
      expect(code(decideReward(grievance, 1, { amount, what: "" }))).toBe("REWARD_OUT_OF_RANGE");
  });

  it("takes the place of the open prize, and leaves the others alone", () => {
    const won = grievance.prizes.map((prize) => ({ prize, amount: null }));
    expect(withReward(grievance, won, {})).toEqual(won);
    expect(withReward(grievance, won, { rewardMinor: 80_000, rewardWhat: "委屈奖金" })).toEqual([
      won[0],
      { prize: { ...open, kind: "MONEY", what: text("委屈奖金") }, amount: "800.00" },
    ]);
    expect(withReward(grievance, won, { rewardMinor: null, rewardWhat: "疗养" })[1]?.prize).toMatchObject({
      kind: "OTHER",
      what: { zh: "疗养" },
    });
  });
});
