import { describe, expect, it } from "vitest";
import type { ConsequencePlan, PenaltyPlan } from "@/lib/scoring/programme/schema";
import { name, programme } from "@/lib/scoring/specimens";
import type { Explained, PenaltyProposal } from "@/lib/scoring/types";
import { decidePenalty, followsByRule, penaltyCases } from "../rules";
import { finesOf } from "./fines";

const constant = { kind: "constant", code: "x", name: name("x"), value: "1" } as const;
const explained = { code: "x", value: "150" } as unknown as Explained;
const range = (min: string | null, max: string | null): ConsequencePlan => ({
  code: "RANGE",
  kind: "FINE",
  name: name("fine"),
  falls: "UNIT",
  amount: { min, max },
});
const computed: ConsequencePlan = { code: "FINE", kind: "FINE", name: name("fine"), falls: "UNIT", by: constant };
const circular: ConsequencePlan = { code: "CIRCULAR", kind: "CIRCULAR", name: name("circular"), falls: "UNIT" };

function caseOf(
  consequences: ConsequencePlan[],
  given: Partial<PenaltyProposal> = {},
  rest: Partial<PenaltyPlan> = {},
) {
  const plan: PenaltyPlan = {
    code: "P",
    name: name("P"),
    review: "R",
    when: { kind: "PER_EVENT", from: { stream: "event.V" } },
    choose: "ALL",
    consequences,
    ...rest,
  };
  const proposal: PenaltyProposal = {
    penalty: "P",
    subject: "u",
    fact: null,
    person: null,
    because: { code: "x", values: {} },
    consequences: consequences.map((consequence) => consequence.code),
    choose: plan.choose,
    ...given,
  };
  return penaltyCases(programme(constant, { penalties: [plan] }), [proposal], [])[0]!;
}

const sum = (amount: string) => ({ amounts: { FINE: { amount, explained } } });
const twice = { repeated: { code: "penaltyRepeated", values: { times: "2" } } };
const doubling = { repeat: { same: ["item"], times: "2" } };
const decide = (one: ReturnType<typeof caseOf>, consequence: string, amount: string | null = null) => {
  const decided = decidePenalty("FROZEN", one, { consequence, amount });
  return decided.ok
    ? decided.value.map((imposed) => [imposed.consequence.code, imposed.amountMinor])
    : decided.refusals[0]?.code;
};

describe("a computed fine", () => {
  it("needs nobody, and follows at its amount", () => {
    const one = caseOf([computed, circular], sum("150.5"));
    expect(one.choice).toBe(false);
    expect(followsByRule(one).map(({ consequence, amountMinor }) => [consequence.code, amountMinor])).toEqual([
      ["FINE", 15050],
      ["CIRCULAR", null],
    ]);
  });
  it("is decided at its amount where one of several is picked; another amount is refused", () => {
    const one = caseOf([computed, circular], sum("150"), { choose: "ONE" });
    expect(one.choice).toBe(true);
    expect(decide(one, "FINE")).toEqual([["FINE", 15000]]);
    expect(decide(one, "FINE", "150.00")).toEqual([["FINE", 15000]]);
    expect(decide(one, "FINE", "149.99")).toBe("AMOUNT_COMPUTED");
    expect(decide(one, "CIRCULAR")).toEqual([["CIRCULAR", null]]);
  });
  it("is no consequence when it came to nothing", () => {
    const one = caseOf([computed, circular], { consequences: ["CIRCULAR"] });
    expect(followsByRule(one).map(({ consequence }) => consequence.code)).toEqual(["CIRCULAR"]);
  });
  it("is already multiplied for a repeat, and not once more", () => {
    const one = caseOf([computed], { ...sum("200"), ...twice }, doubling);
    expect(followsByRule(one)[0]!.amountMinor).toBe(20000);
  });
});

describe("a fine that could not be computed", () => {
  it("is put to the leading group; where one is picked, another one or none", () => {
    const one = caseOf([computed, circular], {}, { choose: "ONE" });
    expect([decide(one, "FINE"), decide(one, "FINE", "100"), decide(one, "CIRCULAR"), decide(one, "")]).toEqual([
      "AMOUNT_NOT_COMPUTED",
      "AMOUNT_NOT_COMPUTED",
      [["CIRCULAR", null]],
      [],
    ]);
  });
  it("is left out where all follow; the rest cannot be waived", () => {
    const one = caseOf([computed, circular]);
    expect([one.choice, followsByRule(one), decide(one, "ALL"), decide(one, "")]).toEqual([
      true,
      [],
      [["CIRCULAR", null]],
      "NOT_WAIVABLE",
    ]);
  });
  it("alone can only be waived, with a reason", () => {
    const one = caseOf([computed]);
    expect([decide(one, "ALL"), decide(one, "")]).toEqual(["AMOUNT_NOT_COMPUTED", []]);
  });
});

describe("a fine inside a range (R-039)", () => {
  const one = caseOf([range("200", "500")]);
  it("is set by the leading group, both ends included", () => {
    expect([decide(one, "ALL", "200"), decide(one, "ALL", "500")]).toEqual([[["RANGE", 20000]], [["RANGE", 50000]]]);
    expect([decide(one, "ALL", "199.99"), decide(one, "ALL", "500.01"), decide(one, "ALL")]).toEqual([
      "AMOUNT_OUT_OF_RANGE",
      "AMOUNT_OUT_OF_RANGE",
      "AMOUNT_NEEDED",
    ]);
  });
  it("for a repeat 300 become 600: the choice keeps to the range, the factor comes last", () => {
    const again = caseOf([range("200", "500")], twice, doubling);
    expect(decide(again, "ALL", "300")).toEqual([["RANGE", 60000]]);
    expect(decide(again, "ALL", "600")).toBe("AMOUNT_OUT_OF_RANGE");
    expect(finesOf(again.plan, again.proposal)).toMatchObject([{ settled: null, factor: "2", computed: false }]);
  });
  it("of a single amount is settled, and multiplied as well", () => {
    expect(followsByRule(caseOf([range("300", "300")]))[0]!.amountMinor).toBe(30000);
    expect(followsByRule(caseOf([range("300", "300")], twice, doubling))[0]!.amountMinor).toBe(60000);
    const half = caseOf([range("0.01", "0.01")], twice, { repeat: { same: ["item"], times: "1.5" } });
    expect(followsByRule(half)[0]!.amountMinor).toBe(2);
  });
});

describe("a notice", () => {
  it("asks nobody, costs nothing and cannot be decided", () => {
    const one = caseOf([computed, circular], { notice: true, consequences: [] }, { choose: "ONE" });
    expect([one.choice, one.consequences, one.fines, followsByRule(one), decide(one, "CIRCULAR")]).toEqual([
      false,
      [],
      [],
      [],
      "NOTHING_TO_DECIDE",
    ]);
  });
});
