import { describe, expect, it } from "vitest";
import type { Obstacle } from "../types";
import { blocks, decideFinalise, decideFreeze, decideLift, decidePublish, noticeUntil, stateOf } from "./life";

const complaint: Obstacle = { code: "COMPLAINT_UNDECIDED", ref: "T-2026-00001", unit: null, on: "2026-06-01" };
const draft: Obstacle = { code: "SELF_CHECK_DRAFT", month: "2026-06", units: [] };
const code = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.ok ? "ok" : result.refusals?.map((refusal) => refusal.code).join();

describe("the state of a review", () => {
  it("is that of its last step, whatever the order they are read in, and open before the first", () => {
    expect(stateOf([])).toBe("OPEN");
    expect(
      stateOf([
        { seq: 2, state: "OPEN" },
        { seq: 1, state: "FROZEN" },
      ]),
    ).toBe("OPEN");
    expect(
      stateOf([
        { seq: 1, state: "FROZEN" },
        { seq: 2, state: "APPROVED" },
      ]),
    ).toBe("APPROVED");
  });
});

describe("freezing", () => {
  it("may happen on the cut-off day and not the day before", () => {
    expect(code(decideFreeze("OPEN", "2026-06-29", "2026-06-30", []))).toBe("BEFORE_CUT_OFF");
    expect(code(decideFreeze("OPEN", "2026-06-30", "2026-06-30", []))).toBe("ok");
    expect(code(decideFreeze("OPEN", "2026-06-30", null, []))).toBe("BEFORE_CUT_OFF");
  });

  it("is blocked by what is undecided, and only warned of an unfinished self-check", () => {
    expect(blocks(draft)).toBe(false);
    expect(code(decideFreeze("OPEN", "2026-07-01", "2026-06-30", [draft]))).toBe("ok");
    const refused = decideFreeze("OPEN", "2026-07-01", "2026-06-30", [complaint, complaint, draft]);
    expect(refused.ok ? null : refused.refusals).toEqual([
      { code: "COMPLAINT_UNDECIDED", values: { count: 2, refs: "T-2026-00001" } },
    ]);
  });

  it("waits for a visit that was begun, and not for a record that nobody made", () => {
    const visit: Obstacle = { code: "VISIT_DRAFT", draft: "d", method: "COVERT", unit: null, on: "2026-05-04" };
    const record: Obstacle = { code: "RECORD_MISSING", stream: "score.X", name: { zh: "x", en: "x" }, subjects: [] };
    const refused = decideFreeze("OPEN", "2026-07-01", "2026-06-30", [visit, record, visit]);
    expect(refused.ok ? null : refused.refusals).toEqual([
      { code: "VISIT_DRAFT", values: { count: 2, refs: "2026-05-04" } },
    ]);
    expect(code(decideFreeze("OPEN", "2026-07-01", "2026-06-30", [record]))).toBe("ok");
  });

  it("happens once", () => {
    for (const state of ["FROZEN", "APPROVED", "NOTICE", "FINAL"] as const)
      expect(code(decideFreeze(state, "2026-07-01", "2026-06-30", []))).toBe("REVIEW_NOT_OPEN");
  });
});

describe("lifting", () => {
  it("is possible while frozen and unsigned", () => {
    expect(code(decideLift("FROZEN", 0))).toBe("ok");
    expect(code(decideLift("FROZEN", 1))).toBe("ALREADY_SIGNED_BY_SOMEBODY");
    expect(code(decideLift("APPROVED", 0))).toBe("REVIEW_NOT_FROZEN");
  });
});

describe("publishing", () => {
  it("needs approval, an unbroken seal and every choice made", () => {
    expect(code(decidePublish("APPROVED", 0, true))).toBe("ok");
    expect(code(decidePublish("APPROVED", 1, true))).toBe("CHOICES_OPEN");
    expect(code(decidePublish("APPROVED", 0, false))).toBe("SEAL_BROKEN");
    expect(code(decidePublish("FROZEN", 0, true))).toBe("REVIEW_NOT_APPROVED");
  });
});

describe("the public notice", () => {
  it("runs the plan's days after the day of publication, and the result is final the day after", () => {
    expect(noticeUntil("2026-07-09", 7)).toBe("2026-07-16");
    expect(code(decideFinalise("NOTICE", "2026-07-16", "2026-07-09", 7))).toBe("NOTICE_RUNNING");
    expect(code(decideFinalise("NOTICE", "2026-07-17", "2026-07-09", 7))).toBe("ok");
  });

  it("without days ends at once", () => {
    expect(code(decideFinalise("NOTICE", "2026-07-09", "2026-07-09", 0))).toBe("ok");
    expect(code(decideFinalise("NOTICE", "2026-07-09", "2026-07-09", null))).toBe("ok");
    expect(code(decideFinalise("FINAL", "2026-07-09", "2026-07-09", 0))).toBe("REVIEW_NOT_IN_NOTICE");
  });
});
