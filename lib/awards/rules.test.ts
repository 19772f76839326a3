import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import type { AwardProposal, PenaltyProposal } from "@/lib/scoring/types";
import {
  awardChoices,
  decideAward,
  decideNomination,
  decidePenalty,
  followsByRule,
  penaltyCases,
  waits,
} from "./rules";

const programme = programmeSchema.parse(JSON.parse(readFileSync("prisma/programmes/P01.json", "utf8")));
const say = { code: "x", values: {} };
const code = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.ok ? "ok" : result.refusals?.[0]?.code;
const contested: AwardProposal = {
  award: "COLLECTIVE",
  quota: { min: 2, max: 2 },
  winners: [{ subject: "a", value: "1", place: 1, because: say }],
  contested: { subjects: ["b", "c"], seats: 1 },
  whyNot: [],
};
const nomination: AwardProposal = {
  award: "GRIEVANCE",
  quota: { min: 1, max: 3 },
  winners: [],
  contested: null,
  whyNot: [],
};
const nominee = (personId: string) => ({
  id: personId,
  no: "N-1",
  awardCode: "GRIEVANCE",
  unitId: "u",
  personId,
  reason: "",
  nominatedAt: new Date(0),
  evidence: [],
  nominatedById: "m",
  screenings: [{ passed: true, reason: "", evidence: [], byName: "", at: new Date(0) }],
});

describe("choosing between equals", () => {
  const [choice] = awardChoices(programme, [contested], [], [], []);

  it("fills exactly the seats that are left when the quota has a minimum", () => {
    expect(choice?.seats).toEqual({ min: 1, max: 1 });
    expect(code(decideAward("FROZEN", choice, []))).toBe("TOO_FEW_CHOSEN");
    expect(code(decideAward("APPROVED", choice, ["b"]))).toBe("ok");
    expect(code(decideAward("FROZEN", choice, ["b", "c"]))).toBe("TOO_MANY_CHOSEN");
    expect(code(decideAward("FROZEN", choice, ["z"]))).toBe("NOT_A_CANDIDATE");
  });

  it("is done once, on a result that is frozen and not yet published", () => {
    const [decided] = awardChoices(programme, [contested], [], [], [{ awardCode: "COLLECTIVE", reason: "决定" }]);
    expect(code(decideAward("FROZEN", decided, ["b"]))).toBe("ALREADY_DECIDED");
    for (const state of ["OPEN", "FINAL"] as const)
      expect(code(decideAward(state, choice, ["b"]))).toBe("NOT_DECIDABLE");
    expect(code(decideAward("FROZEN", undefined, ["b"]))).toBe("NOTHING_TO_DECIDE");
  });
});

describe("awards by nomination", () => {
  it("wait while somebody is nominated and nobody has decided", () => {
    expect(awardChoices(programme, [nomination], [], [], []).some(waits)).toBe(false);
    expect(awardChoices(programme, [nomination], [nominee("p")], [], []).some(waits)).toBe(true);
  });

  it("ask for no more than there are candidates", () => {
    const [choice] = awardChoices(programme, [{ ...nomination, quota: { min: 2, max: 3 } }], [nominee("p")], [], []);
    expect(code(decideAward("FROZEN", choice, ["p"]))).toBe("ok");
  });

  it("never go to somebody the plan bars", () => {
    const plan = structuredClone(programme);
    plan.awards.find((award) => award.code === "GRIEVANCE")!.excludedBy = [
      { code: "B", name: { zh: "投诉", en: "Complaint" }, from: { stream: "complaint" } },
    ];
    const barred = {
      id: "f",
      subject: "u",
      stream: "complaint",
      on: "2026-08-01",
      state: "COUNTED",
      value: null,
      attrs: { person: "p" },
      ref: "T-1",
      title: { zh: "", en: "" },
    } as const;
    const [choice] = awardChoices(plan, [nomination], [nominee("p"), nominee("q")], [barred], []);
    expect(code(decideAward("FROZEN", choice, ["p"]))).toBe("BARRED");
    expect(code(decideAward("FROZEN", choice, ["q"]))).toBe("ok");
  });

  it("take nominations once a person, within the limit, and until the review is approved", () => {
    const award = programme.awards.find((one) => one.code === "GRIEVANCE");
    expect(code(decideNomination("OPEN", award, "PERSON", { ofUnit: 0, ofNominee: 0 }))).toBe("ok");
    expect(code(decideNomination("FROZEN", award, "PERSON", { ofUnit: 0, ofNominee: 1 }))).toBe("ALREADY_NOMINATED");
    expect(code(decideNomination("OPEN", award, "PERSON", { ofUnit: 1, ofNominee: 0 }))).toBe("UNIT_LIMIT");
    expect(code(decideNomination("APPROVED", award, "PERSON", { ofUnit: 0, ofNominee: 0 }))).toBe("NOMINATIONS_CLOSED");
    expect(code(decideNomination("OPEN", undefined, "PERSON", { ofUnit: 0, ofNominee: 0 }))).toBe(
      "AWARD_NOT_BY_NOMINATION",
    );
    expect(code(decideNomination("OPEN", award, "UNIT", { ofUnit: 0, ofNominee: 0 }))).toBe("AWARD_FOR_OTHERS");
  });
});

describe("penalties", () => {
  const proposal = (penalty: string): PenaltyProposal => ({
    penalty,
    subject: "u",
    fact: null,
    person: null,
    because: say,
    consequences: [],
    choose: "ONE",
  });
  const [bottom] = penaltyCases(programme, [proposal("BOTTOM_THREE_H1")], []);
  const [event] = penaltyCases(programme, [proposal("HEAD_OFFICE_COMPLAINT_H1")], []);
  const wish = (consequence: string, amount: string | null = null) =>
    decidePenalty("FROZEN", bottom, { consequence, amount });

  it("that all follow need no decision, and follow at publication", () => {
    expect(event?.choice).toBe(false);
    expect(followsByRule(event!).map(({ consequence }) => consequence.code)).toEqual(["REMOVAL", "RECOMPETE"]);
    expect(code(decidePenalty("FROZEN", event, { consequence: "REMOVAL", amount: null }))).toBe("NOTHING_TO_DECIDE");
    expect(followsByRule(bottom!)).toEqual([]);
  });

  it("of which one is picked can be waived, and a fine needs an amount", () => {
    expect(wish("")).toEqual({ ok: true, value: [] });
    expect(code(wish("ACCOUNTABILITY"))).toBe("ok");
    expect(code(wish("FINE"))).toBe("AMOUNT_NEEDED");
    expect(code(wish("FINE", "0"))).toBe("AMOUNT_OUT_OF_RANGE");
    expect(wish("FINE", "1000.5")).toMatchObject({ ok: true, value: [{ amountMinor: 100050 }] });
    expect(code(wish("REMOVAL"))).toBe("NOT_A_CONSEQUENCE");
    expect(code(decidePenalty("FINAL", bottom, { consequence: "", amount: null }))).toBe("NOT_DECIDABLE");
    expect(code(decidePenalty("FROZEN", { ...bottom!, decided: true }, { consequence: "", amount: null }))).toBe(
      "ALREADY_DECIDED",
    );
  });

  it("that all follow, with a fine of open amount, ask for the amount and cannot be waived", () => {
    const plan = structuredClone(programme);
    const open = plan.penalties.find((penalty) => penalty.code === "BOTTOM_THREE_H1")!;
    open.choose = "ALL";
    open.consequences[1]!.amount = { min: "500", max: "2000" };
    const [all] = penaltyCases(plan, [proposal("BOTTOM_THREE_H1")], []);
    const ask = (consequence: string, amount: string | null) =>
      code(decidePenalty("FROZEN", all, { consequence, amount }));
    expect(all?.choice).toBe(true);
    expect([ask("", null), ask("ALL", null), ask("ALL", "2000.01"), ask("ALL", "2000"), ask("FINE", "500")]).toEqual([
      "NOT_WAIVABLE",
      "AMOUNT_NEEDED",
      "AMOUNT_OUT_OF_RANGE",
      "ok",
      "NOT_A_CONSEQUENCE",
    ]);
  });
});
