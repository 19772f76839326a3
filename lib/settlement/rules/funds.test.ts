import { describe, expect, it } from "vitest";
import type { Book } from "../types";
import { type Budget, decideBudget, exceeded, fundLines } from "./funds";

const budget = (payer: string, amountMinor: number, seq = 1, fund: Budget["fund"] = "REWARD"): Budget => ({
  fund,
  payer,
  seq,
  amountMinor,
  reason: "批复",
  byName: "办公室",
  at: new Date(0),
});
const claim = (payer: string, decidedMinor: number, givenMinor = 0) => ({
  payer,
  dueOn: null,
  reviewCode: "H1",
  awardCode: "BEST",
  kind: "MONEY",
  decidedMinor,
  givenMinor,
  holder: {},
  state: "OPEN",
});
const fine = (falls: string, decidedMinor: number, paidMinor = 0) => ({
  isFine: true,
  consequence: { falls },
  decidedMinor,
  paidMinor,
});
const book = (claims: object[], cases: object[] = []) =>
  ({ claims, cases }) as unknown as Pick<Book, "claims" | "cases">;
const code = (result: ReturnType<typeof decideBudget>) => (result.ok ? result.value.seq : result.refusals[0].code);

describe("funds", () => {
  it("hold the newest budget of each payer against what is decided and paid", () => {
    const lines = fundLines(
      book([claim("BRANCH", 80_000, 30_000), claim("BRANCH", 20_000), claim("SUB_BRANCH", 500)]),
      [budget("BRANCH", 50_000), budget("BRANCH", 120_000, 2)],
    );
    const branch = lines.find(({ fund, payer }) => fund === "REWARD" && payer === "BRANCH");
    expect(branch).toMatchObject({ budget: 120_000, committed: 100_000, paid: 30_000, left: 20_000 });
    expect(branch?.versions.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(lines.find(({ payer }) => payer === "SUB_BRANCH")).toMatchObject({
      budget: null,
      committed: 500,
      left: null,
    });
    expect(lines.map(({ fund, payer }) => `${fund} ${payer}`)).toEqual([
      "REWARD SUB_BRANCH",
      "REWARD BRANCH",
      "REWARD HEAD_OFFICE",
      "FINE UNIT",
      "FINE UNIT_HEAD",
      "FINE PERSON",
    ]);
  });

  it("are exceeded by what is decided, or by what was paid and is not owed any more; without a budget never", () => {
    const given = book(
      [claim("BRANCH", 50_001), claim("HEAD_OFFICE", 0, 700), claim("SUB_BRANCH", 900)],
      [fine("UNIT", 200_000, 50_000), fine("PERSON", 10)],
    );
    const budgets = [
      budget("BRANCH", 50_000),
      budget("HEAD_OFFICE", 600),
      budget("UNIT", 200_000, 1, "FINE"),
      budget("PERSON", 0, 1, "FINE"),
    ];
    expect(exceeded(fundLines(given, budgets)).map(({ payer, left }) => [payer, left])).toEqual([
      ["BRANCH", -1],
      ["HEAD_OFFICE", -100],
      ["PERSON", -10],
    ]);
  });

  it("are set anew with another amount only, for those who pay from them", () => {
    const wish = { fund: "REWARD", payer: "BRANCH", amountMinor: 100 } as const;
    expect(code(decideBudget(undefined, wish))).toBe(1);
    expect(code(decideBudget(budget("BRANCH", 200, 4), wish))).toBe(5);
    expect(code(decideBudget(budget("BRANCH", 100), wish))).toBe("SAME_BUDGET");
    expect(code(decideBudget(undefined, { ...wish, payer: "UNIT" }))).toBe("NOT_A_FUND");
    expect(code(decideBudget(undefined, { ...wish, amountMinor: 1_000_000_000_001 }))).toBe("BUDGET_OUT_OF_RANGE");
    expect(code(decideBudget(undefined, { ...wish, amountMinor: 0 }))).toBe(1);
  });
});
