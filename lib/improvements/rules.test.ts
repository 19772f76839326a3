import { describe, expect, it } from "vitest";
import { decidePlan, decideReported, decideSuggestion } from "./rules";

const codes = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.refusals?.map(({ code }) => code) ?? [];
const open = { method: "OPEN" as const, onDay: "2026-07-10", reversed: false };
const plan = { heldOn: "2026-07-12", measures: [{ dueOn: "2026-07-12" }, { dueOn: "2026-08-01" }] };

describe("the report of an inspection", () => {
  it("is of an inspection by others that counts", () => {
    expect(decideReported(open).ok).toBe(true);
    expect(codes(decideReported({ ...open, method: "SELF" }))).toEqual(["SELF_CHECK"]);
    expect(codes(decideReported({ ...open, reversed: true }))).toEqual(["INSPECTION_REVERSED"]);
  });

  it("has suggestions written once", () => {
    expect(decideSuggestion(open, false).ok).toBe(true);
    expect(codes(decideSuggestion(open, true))).toEqual(["ALREADY_WRITTEN"]);
    expect(codes(decideSuggestion({ ...open, reversed: true }, false))).toEqual(["INSPECTION_REVERSED"]);
  });

  it("is discussed from the day of the inspection until today, and measures are due from that talk on", () => {
    expect(decidePlan(open, plan, "2026-07-13").ok).toBe(true);
    expect(codes(decidePlan(open, plan, "2026-07-11"))).toEqual(["DAY_FUTURE"]);
    expect(codes(decidePlan(open, { ...plan, heldOn: "2026-07-09" }, "2026-07-13"))).toEqual(["DAY_BEFORE_INSPECTION"]);
    const late = { heldOn: "2026-07-13", measures: plan.measures };
    expect(decidePlan(open, late, "2026-07-13")).toMatchObject({
      refusals: [{ code: "DUE_BEFORE_TALK", field: "measures.0.dueOn" }],
    });
  });
});
