import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { points } from "@/lib/kernel/points";
import type { FileKind } from "@/lib/platform/files/types";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { type StandardDocument, standardDocumentSchema } from "@/lib/standards/schema";
import { itemsOf } from "@/lib/standards/types";
import type { Answer, Answers } from "../types";
import { campaignRange, checkMonths, decideSelfCheckDay, decideVisitDay, usualDay, workPhase } from "./days";
import { isDisclosed } from "./methods";
import { progressOf, scoreAnswers } from "./score";

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../prisma/${path}`, import.meta.url), "utf8"));

function sheetOf(document: StandardDocument) {
  return {
    full: document.full,
    method: document.method,
    sections: document.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => ({ ...item, section: section.code })),
    })),
  };
}

const selfCheck = sheetOf(standardDocumentSchema.parse(read("standards/self-check.json")));
const openCheck = sheetOf(standardDocumentSchema.parse(read("standards/open-check.json")));
const P01: Programme = programmeSchema.parse(read("programmes/P01.json"));

const LI_DAN = "0197b7a0-0000-7000-8000-000000000001";
const ground = {
  sheet: selfCheck,
  onDay: "2026-07-13",
  people: new Set([LI_DAN]),
  files: new Map<string, FileKind>(),
};

function passed(changes: Record<string, Answer> = {}, sheet = selfCheck): Answers {
  return { ...Object.fromEntries(itemsOf(sheet).map((item) => [item.code, { verdict: "PASS" as const }])), ...changes };
}

const codesOf = (answers: Answers, sheet = selfCheck) => {
  const result = scoreAnswers({ ...ground, sheet }, answers);
  return result.ok ? [] : result.refusals.map(({ code, field }) => `${code} ${field ?? ""}`.trim());
};

const deduct = (more: Partial<Answer>): Answer => ({
  verdict: "DEDUCTED",
  lost: "1.00",
  reason: "叫号3次未举手",
  ...more,
});

describe("a filled sheet", () => {
  it("has full marks when every item passed", () => {
    const scored = scoreAnswers(ground, passed());
    expect(scored).toMatchObject({
      ok: true,
      value: { score: "100.0000", applicable: "100.00", lost: "0.00", findings: [] },
    });
  });

  it("loses what its findings took off", () => {
    const scored = scoreAnswers(
      ground,
      passed({ "POS-011": deduct({ personId: LI_DAN }), "SIG-004": deduct({ lost: "0.50" }) }),
    );
    expect(scored).toMatchObject({ ok: true, value: { score: "98.5000", lost: "1.50" } });
    expect(
      scored.ok && scored.value.findings.map(({ itemCode, lost, ofPoints }) => [itemCode, lost, ofPoints]),
    ).toEqual([
      ["SIG-004", "0.50", "2.00"],
      ["POS-011", "1.00", "2.00"],
    ]);
  });

  it("leaves what was not applicable or not observed out of the denominator, and rounds once, half-up at four decimals", () => {
    const answers = passed({ "POS-011": deduct({}), "INF-004": { verdict: "NOT_APPLICABLE" } });
    // (97 − 1) ÷ 97 × 100 = 98.96907…
    expect(scoreAnswers(ground, answers)).toMatchObject({ ok: true, value: { applicable: "97.00", score: "98.9691" } });
    const open = passed({ "LOB-004": { verdict: "NOT_OBSERVED" } }, openCheck);
    expect(scoreAnswers({ ...ground, sheet: openCheck }, open)).toMatchObject({
      ok: true,
      value: { applicable: "97.00", score: "100.0000" },
    });
  });

  it("drops what a changed mind left behind", () => {
    const scored = scoreAnswers(
      ground,
      passed({ "POS-011": { verdict: "PASS", lost: "1.00", personId: "nobody", reason: "x" } }),
    );
    expect(scored.ok && scored.value.answers["POS-011"]).toEqual({ verdict: "PASS" });
  });

  it("scores between zero and full, exactly, whatever is answered", () => {
    const items = itemsOf(selfCheck);
    const verdict = fc.constantFrom("PASS", "DEDUCTED", "NOT_APPLICABLE");
    fc.assert(
      fc.property(
        fc.array(fc.tuple(verdict, fc.nat(7)), { minLength: items.length, maxLength: items.length }),
        (picks) => {
          const answers = Object.fromEntries(
            items.map((item, at) => {
              const [verdict, step] = picks[at]!;
              return [
                item.code,
                verdict === "DEDUCTED" ? deduct({ lost: item.steps[step % item.steps.length]! }) : { verdict },
              ];
            }),
          ) as Answers;
          const scored = scoreAnswers(ground, answers);
          if (!scored.ok) return scored.refusals[0].code === "NOTHING_SCORED";
          const { score, applicable, lost } = scored.value;
          const exact = points(applicable).minus(lost).times(100).div(applicable);
          return points(score).gte(0) && points(score).lte(100) && points(score).minus(exact).abs().lte("0.00005");
        },
      ),
    );
  });
});

describe("a sheet is refused at the field when", () => {
  it("an item has no answer, each named by its code", () => {
    const { "LOB-001": _, "INF-004": __, ...rest } = passed();
    expect(codesOf(rest)).toEqual([
      "ITEM_UNANSWERED answers.LOB-001.verdict",
      "ITEM_UNANSWERED answers.INF-004.verdict",
    ]);
  });

  it("an item is not on this sheet", () => {
    expect(codesOf(passed({ "XYZ-001": { verdict: "PASS" } }))).toEqual(["ITEM_UNKNOWN answers.XYZ-001.verdict"]);
  });

  it("a self-check calls something not observed", () => {
    expect(codesOf(passed({ "LOB-001": { verdict: "NOT_OBSERVED" } }))).toEqual([
      "VERDICT_NOT_ALLOWED answers.LOB-001.verdict",
    ]);
  });

  it.each([
    ["no points are named", { lost: undefined }, "LOST_MISSING answers.POS-011.lost"],
    ["more is lost than the item carries", { lost: "2.50" }, "LOST_ABOVE_POINTS answers.POS-011.lost"],
    ["the loss is none of the steps", { lost: "0.75" }, "LOST_NOT_A_STEP answers.POS-011.lost"],
    ["nothing is lost", { lost: "0" }, "LOST_NOT_A_STEP answers.POS-011.lost"],
    ["there is no reason", { reason: " " }, "REASON_MISSING answers.POS-011.reason"],
    [
      "the person was not at the outlet that day",
      { personId: "0197b7a0-0000-7000-8000-000000000009" },
      "PERSON_NOT_AT_OUTLET answers.POS-011.personId",
    ],
    [
      "the picture was filed for somewhere else",
      { evidence: ["0197b7a0-0000-7000-8000-0000000000ff"] },
      "EVIDENCE_UNKNOWN answers.POS-011.evidence",
    ],
    ["it was to be put right before it was found", { dueOn: "2026-07-12" }, "DUE_BEFORE_CHECK answers.POS-011.dueOn"],
  ])("%s", (_, more, code) => {
    expect(codesOf(passed({ "POS-011": deduct(more) }))).toEqual([code]);
  });

  it("nothing on it was applicable", () => {
    const nothing = Object.fromEntries(
      itemsOf(selfCheck).map((item) => [item.code, { verdict: "NOT_APPLICABLE" as const }]),
    );
    expect(codesOf(nothing)).toEqual(["NOTHING_SCORED"]);
  });

  it("and all its faults are said at once", () => {
    const { "LOB-001": _, ...rest } = passed({ "POS-011": { verdict: "DEDUCTED" } });
    expect(codesOf(rest)).toHaveLength(3);
  });
});

describe("progress", () => {
  it("counts an item once its points are known", () => {
    expect(
      progressOf(selfCheck, { "POS-011": { verdict: "DEDUCTED" }, "LOB-001": { verdict: "PASS" } }, "2026-07-13"),
    ).toEqual({
      done: 1,
      total: 64,
      lost: "0.00",
    });
    expect(progressOf(selfCheck, { "POS-011": { verdict: "DEDUCTED", lost: "1.50" } }, "2026-07-13")).toEqual({
      done: 1,
      total: 64,
      lost: "1.50",
    });
  });
});

describe("the months of the self-check", () => {
  it("are those of the implementation phase, but not one that it only touches", () => {
    expect(workPhase(P01)).toEqual({ from: "2026-03-26", to: "2026-12-31" });
    const months = checkMonths(P01, "2026-07-13");
    expect(months.map(({ month }) => month)).toEqual(
      ["04", "05", "06", "07", "08", "09", "10", "11", "12"].map((m) => `2026-${m}`),
    );
    expect(months[0]).toEqual({
      month: "2026-04",
      from: "2026-04-01",
      dueOn: "2026-04-30",
      closesOn: "2026-05-05",
      state: "CLOSED",
    });
    const broken = { ...P01, phases: [{ ...P01.phases[1]!, from: "2026-03-17", to: "2026-12-14" }] };
    expect(checkMonths(broken, "2026-07-13").map(({ month, from }) => [month, from])[0]).toEqual([
      "2026-03",
      "2026-03-17",
    ]);
    expect(checkMonths(broken, "2026-07-13").at(-1)?.month).toBe("2026-11");
    expect(months.find(({ month }) => month === "2026-07")?.state).toBe("OPEN");
    expect(months.find(({ month }) => month === "2026-08")?.state).toBe("FUTURE");
  });

  const decide = (month: string, onDay: string, today: string, replacing = false) => {
    const result = decideSelfCheckDay(P01, { month, onDay, today, replacing });
    return result.ok ? result.value.state : result.refusals[0].code;
  };

  it("are taken until five days after, late ones marked so", () => {
    expect(decide("2026-07", "2026-07-31", "2026-07-31")).toBe("OPEN");
    expect(decide("2026-07", "2026-07-31", "2026-08-05")).toBe("LATE");
    expect(decide("2026-07", "2026-07-31", "2026-08-06")).toBe("MONTH_CLOSED");
    expect(decide("2026-07", "2026-07-31", "2026-09-20", true)).toBe("CLOSED");
  });

  it("refuse what lies outside", () => {
    expect(decide("2026-02", "2026-02-10", "2026-07-13")).toBe("MONTH_OUTSIDE");
    expect(decide("2026-08", "2026-08-01", "2026-07-13")).toBe("MONTH_FUTURE");
    expect(decide("2026-07", "2026-07-14", "2026-07-13")).toBe("DAY_FUTURE");
    expect(decide("2026-07", "2026-06-30", "2026-07-13")).toBe("DAY_OUTSIDE_MONTH");
    expect(decide("2026-03", "2026-03-30", "2026-03-31")).toBe("MONTH_OUTSIDE");
  });

  it("bear today's day, or the last of the month once it is over", () => {
    const [april] = checkMonths(P01, "2026-05-02");
    expect(usualDay(april!, "2026-05-02")).toBe("2026-04-30");
    expect(usualDay(april!, "2026-04-28")).toBe("2026-04-28");
  });
});

describe("a visit", () => {
  it("lies inside the campaign and not in the future", () => {
    expect(campaignRange(P01)).toEqual({ from: "2026-03-16", to: "2026-12-31" });
    expect(decideVisitDay(P01, "2026-07-13", "2026-07-13").ok).toBe(true);
    expect(decideVisitDay(P01, "2026-07-14", "2026-07-13")).toMatchObject({
      refusals: [{ code: "DAY_FUTURE", field: "onDay" }],
    });
    expect(decideVisitDay(P01, "2026-03-15", "2026-07-13")).toMatchObject({
      refusals: [{ code: "DAY_OUTSIDE_CAMPAIGN" }],
    });
  });

  it("by a mystery shopper is told to the outlet only once a review that covers it is published", () => {
    expect(isDisclosed("OPEN", "2026-07-13", null)).toBe(true);
    expect(isDisclosed("COVERT", "2026-06-30", null)).toBe(false);
    expect(isDisclosed("COVERT", "2026-06-30", "2026-06-30")).toBe(true);
    expect(isDisclosed("COVERT", "2026-07-01", "2026-06-30")).toBe(false);
  });
});
