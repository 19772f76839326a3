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
  it("skips what the interval breaks off at its end, and keeps a last stretch of a single day", () => {
    const last = (to: string, rest: Partial<DutyPlan> = {}) => {
      const duty = { code: "D", name: name("D"), from: { stream: "x" }, every: "QUARTER", within: "I", atLeast: 1 };
      const periods = [{ code: "I", name: name("I"), from: "2026-01-01", to }];
      const plan = programme(mean("x"), { periods, duties: [{ ...duty, ...rest } as DutyPlan] });
      return dutyStatuses(plan, [], "2026-01-01").at(-1)!.window;
    };
    expect(last("2026-11-30", { broken: "SKIP" }).name).toBe("2026-Q3");
    expect(last("2026-12-31", { broken: "SKIP" }).name).toBe("2026-Q4");
    expect(last("2026-10-01")).toEqual({ name: "2026-Q4", from: "2026-10-01", to: "2026-10-01" });
    expect(last("2026-03-30", { every: "WEEK" })).toEqual({ name: "2026-W14", from: "2026-03-30", to: "2026-03-30" });
  });
  it.each([
    ["from", { from: null, to: "2026-12-31" }],
    ["to", { from: "2026-01-01", to: null }],
  ])("needs both ends of it: %s", (_, range) => {
    const duty = { code: "D", name: name("D"), from: { stream: "x" }, every: "MONTH", within: "I", atLeast: 1 };
    const plan = programme(mean("x"), {
      periods: [{ code: "I", name: name("I"), ...range }],
      duties: [duty as DutyPlan],
    });
    expect(() => dutyStatuses(plan, [], "2026-01-01")).toThrow(expect.objectContaining({ code: "BLANK" }));
  });
  it("needs an interval that exists", () => {
    expect(() => statuses({ within: "NONE" }, [], "2026-01-01")).toThrow(
      expect.objectContaining({ code: "UNKNOWN_PERIOD" }),
    );
  });
});

describe("a duty each week (R-016)", () => {
  const period = { periods: [{ code: "W", name: name("w"), from: "2026-03-11", to: "2026-03-29" }] };
  const weekly = (rest: Partial<DutyPlan>, facts: ReturnType<typeof fact>[], today: string) => {
    const duty: DutyPlan = {
      code: "D",
      name: name("D"),
      from: { stream: "check" },
      every: "WEEK",
      within: "W",
      atLeast: 2,
      ...rest,
    };
    return dutyStatuses(programme(mean("x"), { ...period, duties: [duty] }), facts, today);
  };
  it("runs from Monday to Sunday, cut to the interval, and is called by the week of the year", () => {
    expect(
      weekly({}, [], "2026-03-18").map(({ window, state }) => [window.name, window.from, window.to, state]),
    ).toEqual([
      ["2026-W11", "2026-03-11", "2026-03-15", "OVERDUE"],
      ["2026-W12", "2026-03-16", "2026-03-22", "OPEN"],
      ["2026-W13", "2026-03-23", "2026-03-29", "COMING"],
    ]);
  });
  it("one check of two is one short, two are done, Sunday's still counts", () => {
    const facts = [
      fact("a", "check", "2026-03-16", null),
      fact("a", "check", "2026-03-22", null),
      fact("a", "check", "2026-03-29", null),
    ];
    expect(weekly({}, facts, "2026-03-30").map(({ done, required, state }) => [done, required, state])).toEqual([
      [0, 2, "OVERDUE"],
      [2, 2, "DONE"],
      [1, 2, "OVERDUE"],
    ]);
  });
  it("skips the week that the interval only touches, where the plan says so", () => {
    expect(weekly({ broken: "SKIP" }, [], "2026-03-30").map(({ window }) => window.name)).toEqual([
      "2026-W12",
      "2026-W13",
    ]);
  });
  it("belongs to the year of its Thursday", () => {
    const turn = { periods: [{ code: "W", name: name("w"), from: "2025-12-29", to: "2026-01-11" }] };
    const duty: DutyPlan = {
      code: "D",
      name: name("D"),
      from: { stream: "check" },
      every: "WEEK",
      within: "W",
      atLeast: 1,
    };
    const names = dutyStatuses(programme(mean("x"), { ...turn, duties: [duty] }), [], "2026-01-01").map(
      ({ window }) => window.name,
    );
    expect(names).toEqual(["2026-W01", "2026-W02"]);
  });
  it("counts only what is long enough: three views, one of 20 minutes, are one short (R-017)", () => {
    const from = { stream: "cctv", range: { value: { min: "30" } } };
    const views = ["35", "30", "20"].map((minutes) => fact("a", "cctv", "2026-03-17", minutes));
    expect(weekly({ from, atLeast: 3 }, views, "2026-03-23")[1]).toMatchObject({
      done: 2,
      required: 3,
      state: "OVERDUE",
    });
  });
});

describe("a duty of each participant", () => {
  const own = (facts: ReturnType<typeof fact>[], subjects: string[], rest: Partial<DutyPlan> = {}) => {
    const duty: DutyPlan = {
      code: "D",
      name: name("D"),
      from: { stream: "check" },
      every: "QUARTER",
      whose: "SUBJECT",
      within: "Y",
      atLeast: 1,
      ...rest,
    };
    return dutyStatuses(programme(mean("x"), { duties: [duty] }), facts, "2026-04-01", subjects)
      .filter(({ window }) => window.name === "2026-Q1")
      .map(({ subject, done, state }) => [subject, done, state]);
  };
  it("has a status for each, in their order", () => {
    const facts = [fact("b", "check", "2026-02-01", null), fact("stranger", "check", "2026-02-01", null)];
    expect(own(facts, ["a", "b"])).toEqual([
      ["a", 0, "OVERDUE"],
      ["b", 1, "DONE"],
    ]);
  });
  it("counts what an attribute puts down to it", () => {
    const facts = [
      fact("x", "check", "2026-02-01", null, { attrs: { outlet: "a" } }),
      fact("a", "check", "2026-02-01", null),
    ];
    expect(own(facts, ["a"], { from: { stream: "check", by: "outlet" } })).toEqual([["a", 1, "DONE"]]);
  });
  it("counts one record once, and nothing that is pending or voided", () => {
    const facts = [
      fact("a", "check", "2026-02-01", null, { ref: "C-1" }),
      fact("a", "check", "2026-02-01", null, { ref: "C-1" }),
      fact("a", "check", "2026-02-01", null, { state: "PENDING" }),
    ];
    expect(own(facts, ["a"], { atLeast: 2 })).toEqual([["a", 1, "OVERDUE"]]);
  });
  it("says nothing where nobody is given", () => {
    expect(own([], [])).toEqual([]);
  });
});

describe("a duty due before its stretch begins (R-052)", () => {
  const plans = (facts: ReturnType<typeof fact>[], today: string, rest: Partial<DutyPlan> = {}) => {
    const duty: DutyPlan = {
      code: "D",
      name: name("D"),
      from: { stream: "plan" },
      every: "QUARTER",
      due: "START",
      within: "Y",
      atLeast: 1,
      ...rest,
    };
    return Object.fromEntries(
      dutyStatuses(programme(mean("x"), { duties: [duty] }), facts, today).map(({ window, state }) => [
        window.name,
        state,
      ]),
    );
  };
  it("is overdue on 1 July when there is no plan for the third quarter, and open the day before", () => {
    expect(plans([], "2026-07-01")["2026-Q3"]).toBe("OVERDUE");
    expect(plans([], "2026-06-30")["2026-Q3"]).toBe("OPEN");
    expect(plans([], "2026-03-31")["2026-Q3"]).toBe("COMING");
  });
  it("counts a plan dated in the quarter before; one of the first day comes too late for it", () => {
    expect(plans([fact("u", "plan", "2026-06-30", null)], "2026-07-01")["2026-Q3"]).toBe("DONE");
    const late = plans([fact("u", "plan", "2026-07-01", null)], "2026-07-02");
    expect([late["2026-Q3"], late["2026-Q4"]]).toEqual(["OVERDUE", "DONE"]);
  });
  it("counts for a first quarter that began before the interval everything up to it", () => {
    const phases = [{ code: "P", name: name("p"), from: "2026-03-26", to: "2026-12-31", tasks: [] }];
    const duty: DutyPlan = {
      code: "D",
      name: name("D"),
      from: { stream: "plan" },
      every: "QUARTER",
      due: "START",
      within: "P",
      atLeast: 1,
    };
    const on = (day: string) =>
      dutyStatuses(programme(mean("x"), { phases, duties: [duty] }), [fact("u", "plan", day, null)], "2026-03-26")[0]!
        .state;
    expect([on("2025-10-01"), on("2026-03-25"), on("2026-03-26")]).toEqual(["DONE", "DONE", "OVERDUE"]);
  });
  it("month by month over the year's end", () => {
    const monthly = plans([fact("u", "plan", "2025-12-31", null)], "2026-01-01", { every: "MONTH" });
    expect([monthly["2026-01"], monthly["2026-02"], monthly["2026-03"]]).toEqual(["DONE", "OPEN", "COMING"]);
  });
  it("week by week", () => {
    const weekly = plans([fact("u", "plan", "2026-03-15", null)], "2026-03-16", { every: "WEEK" });
    expect([weekly["2026-W12"], weekly["2026-W13"]]).toEqual(["DONE", "OPEN"]);
  });
});
