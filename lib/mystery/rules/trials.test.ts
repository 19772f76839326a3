import { describe, expect, it } from "vitest";
import type { Result } from "@/lib/kernel/result";
import type { MysteryState } from "../types";
import { decideTried, minutesAtForm, trialsOf } from "./trials";

const codesOf = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code }) => code));

describe("trials (F-097)", () => {
  const row = (state: MysteryState, ...minutes: (number | null)[]) => ({
    state,
    keyers: minutes.map((one, at) => ({ id: String(at), name: "", at: "", minutes: one })),
  });

  it("count once they passed the check, and say how long keying took", () => {
    expect(trialsOf(2, [])).toEqual({ needed: 2, passed: 0, underWay: 0, keying: null });
    const rows = [row("CHECKED", 12, 9), row("AGREED", 99, 99), row("CANCELLED", 1, 1), row("CHECKED", null, 30)];
    expect(trialsOf(2, rows)).toEqual({
      needed: 2,
      passed: 2,
      underWay: 1,
      keying: { least: 9, median: 12, most: 30 },
    });
    expect(trialsOf(0, [row("CHECKED", 10, 13)]).keying).toEqual({ least: 10, median: 12, most: 13 });
  });

  it("let real visits go by the version once there are enough", () => {
    expect(codesOf(decideTried({ needed: 2, passed: 1 }))).toEqual(["TRIALS_MISSING"]);
    expect(codesOf(decideTried({ needed: 2, passed: 2 }))).toEqual([]);
    expect(codesOf(decideTried({ needed: 0, passed: 0 }))).toEqual([]);
  });

  it("believe no beginning that cannot be", () => {
    const time = (clock: string) => new Date(`2026-10-10T${clock}Z`);
    const minutes = (began: Date | null) => minutesAtForm(began, time("08:00:00"), time("10:00:00"));
    expect(minutes(time("09:46:30"))).toBe(14);
    expect(minutes(time("10:00:00"))).toBe(1);
    expect([null, time("10:00:01"), time("07:59:59")].map(minutes)).toEqual([null, null, null]);
  });
});
