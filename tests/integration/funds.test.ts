import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { loadLedger } from "@/lib/settlement/loaders/ledger";
import { exceeded } from "@/lib/settlement/rules/funds";
import { setBudget } from "@/lib/settlement/usecases";
import { useDatabase } from "../support/database";
import type { ReviewedBank } from "../support/reviewed-bank";
import { makeSettledBank, must, publish, refusalsOf } from "../support/settled-bank";

/** What a campaign may spend on rewards and expects of fines, against what its published decisions come to. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

let bank: ReviewedBank;
const BUDGET = { campaign: "C-2026-01", fund: "REWARD", payer: "BRANCH", amount: "1000", reason: "分行批复3号" };

beforeEach(async () => {
  bank = await makeSettledBank();
  asking = bank.staff;
});

const fundsNow = async () => (await loadLedger("C-2026-01")).funds;
const line = async (payer: string) => (await fundsNow()).lines.find((one) => one.payer === payer);

describe("fund budgets", () => {
  it("are set by the office alone, with a reason, and every version stays", async () => {
    for (const [actor, input, code] of [
      [bank.manager, BUDGET, "NOT_FOUND"],
      [bank.leader, BUDGET, "NOT_FOUND"],
      [bank.staff, { ...BUDGET, payer: "UNIT" }, "NOT_A_FUND"],
      [bank.staff, { ...BUDGET, reason: "" }, "TOO_SHORT"],
    ] as const)
      expect(await refusalsOf(setBudget, actor, input)).toEqual([code]);
    expect((await refusalsOf(setBudget, bank.staff, { ...BUDGET, amount: "-1" })).length).toBe(1);
    expect((await refusalsOf(setBudget, bank.staff, { ...BUDGET, amount: "" })).length).toBe(1);
    expect(await refusalsOf(setBudget, bank.staff, { ...BUDGET, amount: "99999999999" })).toEqual([
      "BUDGET_OUT_OF_RANGE",
    ]);
    expect(await must(setBudget, bank.staff, BUDGET)).toEqual({ seq: 1, amountMinor: 100_000 });
    expect(await refusalsOf(setBudget, bank.staff, { ...BUDGET, amount: "1000.00" })).toEqual(["SAME_BUDGET"]);
    const wide = { ...BUDGET, amount: "50000000.00", reason: "追加" };
    expect(await must(setBudget, bank.staff, wide)).toMatchObject({ seq: 2 });
    expect((await line("BRANCH"))?.versions.map(({ amountMinor, reason }) => [amountMinor, reason])).toEqual([
      [5_000_000_000, "追加"],
      [100_000, "分行批复3号"],
    ]);
    await expect(db.fundBudget.deleteMany({})).rejects.toThrow();
  });

  it("of two at once count both, one after the other", async () => {
    const done = await Promise.all([
      must(setBudget, bank.staff, BUDGET),
      must(setBudget, bank.staff, { ...BUDGET, amount: "2000" }),
    ]);
    expect(done.map(({ seq }) => seq).sort()).toEqual([1, 2]);
  });

  it("warn when published decisions exceed them", async () => {
    await must(setBudget, bank.staff, { ...BUDGET, amount: "700" });
    expect(exceeded((await fundsNow()).lines)).toEqual([]);
    await publish(bank);
    expect(await line("BRANCH")).toMatchObject({ budget: 70_000, committed: 80_000, paid: 0, left: -10_000 });
    expect(exceeded((await fundsNow()).lines).map(({ payer }) => payer)).toEqual(["BRANCH"]);
    const { fines } = await loadLedger("C-2026-01");
    expect(fines.decided).toBeGreaterThan(0);
    expect(await line("UNIT")).toMatchObject({ budget: null, committed: fines.decided, left: null });
    await must(setBudget, bank.staff, { ...BUDGET, amount: "800" });
    expect(exceeded((await fundsNow()).lines)).toEqual([]);
    asking = bank.leader;
    expect((await fundsNow()).may).toBe(false);
    asking = bank.manager;
    await expect(loadLedger("C-2026-01")).rejects.toThrow();
  });
});
