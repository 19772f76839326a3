import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/kernel/calendar";
import type { Programme } from "@/lib/scoring/programme/schema";
import document from "../../../prisma/programmes/P01.json";
import { CLOCKS, clockOf, dueOn, isRestDay, lateUpTo } from "./clocks";
import { judgeDecision } from "./decide";
import { effectsOf } from "./effects";
import { maskContact, maskName } from "./masks";

describe("time limits of a complaint", () => {
  it("do not count the day of receipt: fifteen calendar days, five working days", () => {
    expect(dueOn("2026-06-15", CLOCKS.regulatory)).toBe("2026-06-30");
    expect(dueOn("2026-06-15", CLOCKS.internal)).toBe("2026-06-22");
    expect(dueOn("2026-06-19", CLOCKS.internal)).toBe("2026-06-26");
    expect(dueOn("2026-06-20", CLOCKS.internal)).toBe("2026-06-26");
  });

  it("know Saturdays and Sundays", () => {
    expect(["2026-06-19", "2026-06-20", "2026-06-21", "2026-06-22"].map(isRestDay)).toEqual([false, true, true, false]);
  });

  it("say how many days are left, and how many it is late", () => {
    const left = (today: string) => clockOf("2026-06-15", CLOCKS.internal, today, null).left;
    expect(["2026-06-15", "2026-06-19", "2026-06-20", "2026-06-22", "2026-06-23", "2026-06-29"].map(left)).toEqual([
      5, 1, 1, 0, -1, -5,
    ]);
    expect(clockOf("2026-06-12", CLOCKS.internal, "2026-06-20", null).left).toBe(-1);
    expect(clockOf("2026-06-15", CLOCKS.regulatory, "2026-06-22", null).left).toBe(8);
  });

  it("stop on the day of the decision", () => {
    const clock = clockOf("2026-06-15", CLOCKS.internal, "2026-08-01", "2026-06-18");
    expect([clock.running, clock.left]).toEqual([false, 2]);
    expect(clock.cells.filter((cell) => cell.kind === "now").map((cell) => cell.day)).toEqual(["2026-06-18"]);
  });

  it("make a list late exactly where a single case is late", () => {
    for (let offset = 0; offset < 14; offset += 1) {
      const today = addDays("2026-06-15", offset);
      const late = lateUpTo(CLOCKS.internal, today);
      for (let back = 0; back < 14; back += 1) {
        const receivedOn = addDays(today, -back);
        expect(clockOf(receivedOn, CLOCKS.internal, today, null).left < 0).toBe(receivedOn <= late);
      }
    }
  });
});

describe("a customer's data on a page", () => {
  it("is masked", () => {
    expect(["王建国", "O", " 欧阳 ", ""].map(maskName)).toEqual(["王**", "O**", "欧**", ""]);
    expect(["13812342207", "138 1234 2207", "0431-8852101", "zhang@example.com", "微信abc"].map(maskContact)).toEqual([
      "138****2207",
      "138****2207",
      "043****2101",
      "z***@example.com",
      "微**",
    ]);
  });
});

describe("what a verdict does", () => {
  const programme = document as unknown as Programme;
  const effects = (level: string, validity = "VALID") =>
    effectsOf(programme, "complaint", { validity, level, cause: "OBJECTIVE" });

  it("is read off the plan, level by level, with R-006 at head-office level alone", () => {
    expect(["OUTLET", "BRANCH", "HEAD_OFFICE"].map((level) => effects(level).points.map((line) => line.each))).toEqual([
      ["-1.00"],
      ["-2.00"],
      ["-5.00"],
    ]);
    expect(effects("HEAD_OFFICE").penalties.flatMap((penalty) => penalty.consequences)).toHaveLength(2);
    expect(effects("BRANCH").penalties).toEqual([]);
    expect(effects("HEAD_OFFICE", "INVALID")).toEqual({ points: [], penalties: [] });
  });
});

describe("a decision", () => {
  const open = {
    no: "T-2026-00001",
    receivedOn: "2026-06-15",
    personId: "p",
    files: ["f"],
    steps: ["s"],
    decision: null,
  };
  const draft = { validity: "VALID", level: "OUTLET", cause: "SUBJECTIVE", reason: "x", evidence: [] } as const;
  const nobody = { personId: null, worksThere: false };
  const codeOf = (result: ReturnType<typeof judgeDecision>) => (result.ok ? "OK" : result.refusals[0].code);

  it("rests on everything on record unless some of it is named", () => {
    expect(judgeDecision(open, draft, null, nobody)).toEqual({ ok: true, value: { evidence: ["f", "s"] } });
    expect(judgeDecision(open, { ...draft, evidence: ["s"] }, null, nobody)).toEqual({
      ok: true,
      value: { evidence: ["s"] },
    });
  });

  it("is refused without evidence, without cause, twice, and to those whom it concerns", () => {
    expect(codeOf(judgeDecision({ ...open, files: [], steps: [] }, draft, null, nobody))).toBe("NO_EVIDENCE");
    expect(codeOf(judgeDecision(open, { ...draft, cause: undefined }, null, nobody))).toBe("CAUSE_MISSING");
    expect(codeOf(judgeDecision(open, { ...draft, validity: "INVALID", cause: undefined }, null, nobody))).toBe("OK");
    expect(codeOf(judgeDecision(open, { ...draft, evidence: ["foreign"] }, null, nobody))).toBe("EVIDENCE_UNKNOWN");
    expect(codeOf(judgeDecision({ ...open, decision: { byName: "a", at: "b" } }, draft, null, nobody))).toBe(
      "ALREADY_DECIDED",
    );
    expect(codeOf(judgeDecision(open, draft, null, { personId: "p", worksThere: false }))).toBe("CONCERNED");
    expect(codeOf(judgeDecision(open, draft, "q", { personId: "q", worksThere: false }))).toBe("CONCERNED");
    expect(codeOf(judgeDecision(open, draft, null, { personId: "z", worksThere: true }))).toBe("CONCERNED");
  });
});
