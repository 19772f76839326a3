import { describe, expect, it } from "vitest";
import { dutyStatuses } from "./duties";
import type { DutyPlan } from "./programme/schema";
import { fact, mean, name, programme } from "./specimens";

function statuses(rest: Partial<DutyPlan>, facts: ReturnType<typeof fact>[], today: string) {
  const duty: DutyPlan = {
    code: "D",
    name: name("D"),
    from: { stream: "learning" },
    every: "QUARTER",
    within: "IMPL",
    atLeast: 1,
    ...rest,
  };
  const phases = [{ code: "IMPL", name: name("impl"), from: "2026-03-26", to: "2026-12-31", tasks: [] }];
  return dutyStatuses(programme(mean("x"), { phases, duties: [duty] }), facts, today).map(({ window, done, state }) => [
    window.name,
    window.from,
    done,
    state,
  ]);
}

describe("a duty each quarter (R-008)", () => {
  it("is overdue for a closed quarter with no event, done with one, open now, coming later", () => {
    expect(statuses({}, [fact("u", "learning", "2026-03-31", null)], "2026-07-01")).toEqual([
      ["2026-Q1", "2026-03-26", 1, "DONE"],
      ["2026-Q2", "2026-04-01", 0, "OVERDUE"],
      ["2026-Q3", "2026-07-01", 0, "OPEN"],
      ["2026-Q4", "2026-10-01", 0, "COMING"],
    ]);
  });
  it("is still open on the last day of the quarter", () => {
    expect(statuses({}, [], "2026-06-30")[1]![3]).toBe("OPEN");
  });
  it("skips a quarter that the interval only touches, where the plan says so", () => {
    expect(statuses({ broken: "SKIP" }, [], "2026-07-01").map(([quarter]) => quarter)).toEqual([
      "2026-Q2",
      "2026-Q3",
      "2026-Q4",
    ]);
  });
  it("counts one event recorded for several units once, and no pending or voided one", () => {
    const facts = [
      fact("u", "learning", "2026-05-01", null, { ref: "L-1" }),
      fact("v", "learning", "2026-05-01", null, { ref: "L-1" }),
      fact("u", "learning", "2026-05-02", null, { state: "PENDING" }),
      fact("u", "learning", "2026-05-03", null, { state: "VOIDED" }),
      fact("u", "other", "2026-05-03", null),
    ];
    expect(statuses({ atLeast: 2 }, facts, "2026-07-01")[1]).toEqual(["2026-Q2", "2026-04-01", 1, "OVERDUE"]);
  });
  it("can recur monthly within a period", () => {
    const months = statuses({ every: "MONTH", within: "Y", atLeast: null }, [], "2026-01-15");
    expect([months.length, months[0], months[11]]).toEqual([
      12,
      ["2026-01", "2026-01-01", 0, "OPEN"],
      ["2026-12", "2026-12-01", 0, "COMING"],
    ]);
  });
  it("skips the broken months too", () => {
    expect(statuses({ every: "MONTH", broken: "SKIP" }, [], "2026-01-15")[0]![0]).toBe("2026-04");
  });
  it("needs an interval that exists", () => {
    expect(() => statuses({ within: "NONE" }, [], "2026-01-01")).toThrow(
      expect.objectContaining({ code: "UNKNOWN_PERIOD" }),
    );
  });
});
