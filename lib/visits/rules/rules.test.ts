import { describe, expect, it } from "vitest";
import type { Rotation } from "../types";
import { periodsOf, roundsIn, wholeWeeks } from "./calendar";
import { barOfPosting, decideDays, decideOpen, decideRotation, type Neighbour } from "./changes";
import { type Counted, shortfallsOf } from "./floors";
import { decideApproval, isToldToBranch, planState, visitState } from "./states";

const codes = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.refusals?.map(({ code }) => code) ?? [];

describe("where a visit stands", () => {
  const visit = { from: "2026-10-05", due: "2026-10-09", cancelled: false, madeOn: null };
  it("is due to its last day, missed from the day after, and late when made then", () => {
    expect(visitState(visit, "2026-10-04")).toBe("COMING");
    expect(visitState(visit, "2026-10-05")).toBe("DUE");
    expect(visitState(visit, "2026-10-09")).toBe("DUE");
    expect(visitState(visit, "2026-10-10")).toBe("MISSED");
    expect(visitState({ ...visit, madeOn: "2026-10-09" }, "2026-12-01")).toBe("DONE");
    expect(visitState({ ...visit, madeOn: "2026-10-10" }, "2026-12-01")).toBe("LATE");
    expect(visitState({ ...visit, cancelled: true }, "2026-12-01")).toBe("CANCELLED");
    expect(visitState({ ...visit, cancelled: true, madeOn: "2026-10-06" }, "2026-12-01")).toBe("DONE");
  });

  it("and a plan is told to the branch only when it is announced and approved", () => {
    expect(planState([], true)).toBe("DRAWN");
    expect(planState([{ kind: "APPROVED" }], true)).toBe("ANNOUNCED");
    expect(planState([{ kind: "APPROVED" }], false)).toBe("SEALED");
    expect(planState([{ kind: "APPROVED" }, { kind: "CANCELLED" }], true)).toBe("CANCELLED");
    expect(isToldToBranch({ announced: true, approved: true })).toBe(true);
    expect(isToldToBranch({ announced: true, approved: false })).toBe(false);
    expect(isToldToBranch({ announced: false, approved: true })).toBe(false);
    const plan = { state: "DRAWN" as const, byId: "a", to: "2026-10-31" };
    expect(codes(decideApproval(plan, "a", "2026-10-01"))).toEqual(["OWN_PLAN"]);
    expect(codes(decideApproval(plan, "b", "2026-11-01"))).toEqual(["PERIOD_OVER"]);
    expect(codes(decideApproval({ ...plan, state: "SEALED" }, "b", "2026-10-01"))).toEqual(["PLAN_NOT_OPEN"]);
    expect(decideApproval(plan, "b", "2026-10-31").ok).toBe(true);
  });
});

describe("the calendar of plans", () => {
  it("names quarters, months and stages within the campaign", () => {
    const range = { from: "2026-03-10", to: "2026-06-20" };
    const stage = { code: "work", name: { zh: "实施", en: "Work" }, from: "2026-04-01", to: "2026-06-20" };
    expect(periodsOf(range, [stage]).map(({ code, from, to }) => [code, from, to])).toEqual([
      ["2026-Q1", "2026-03-10", "2026-03-31"],
      ["2026-Q2", "2026-04-01", "2026-06-20"],
      ["2026-03", "2026-03-10", "2026-03-31"],
      ["2026-04", "2026-04-01", "2026-04-30"],
      ["2026-05", "2026-05-01", "2026-05-31"],
      ["2026-06", "2026-06-01", "2026-06-20"],
      ["S-work", "2026-04-01", "2026-06-20"],
    ]);
  });

  it("splits a period by rhythm: whole weeks, months that are not only touched, or parts of the whole", () => {
    expect(wholeWeeks({ from: "2026-10-01", to: "2026-10-18" }).map(({ from }) => from)).toEqual([
      "2026-10-05",
      "2026-10-12",
    ]);
    expect(roundsIn({ from: "2026-10-20", to: "2026-12-31" }, "MONTH", 1).map(({ from }) => from)).toEqual([
      "2026-11-01",
      "2026-12-01",
    ]);
    expect(roundsIn({ from: "2026-10-01", to: "2026-10-10" }, "PERIOD", 3)).toEqual([
      { from: "2026-10-01", to: "2026-10-03" },
      { from: "2026-10-04", to: "2026-10-06" },
      { from: "2026-10-07", to: "2026-10-10" },
    ]);
    expect(roundsIn({ from: "2026-10-01", to: "2026-10-02" }, "PERIOD", 3)).toEqual([]);
    expect(roundsIn({ from: "2026-10-06", to: "2026-10-15" }, "WEEK", 1)).toEqual([]);
  });
});

describe("a change by hand", () => {
  const rotation: Rotation = { notTwice: true, mostPerOutlet: 2, mostPerPerson: 2 };
  const at = (id: string, person: string, due: string, more: Partial<Neighbour> = {}): Neighbour => ({
    id,
    outlet: "O1",
    person,
    from: due,
    due,
    place: 1,
    state: "COMING",
    ...more,
  });
  const plan = (visits: Neighbour[], more: object = {}) => ({ rotation, visits, last: null, earlier: 0, ...more });

  it("keeps turn, number and load, whichever neighbour it meets", () => {
    const others = [at("a", "P1", "2026-10-05"), at("c", "P2", "2026-10-19")];
    const b = at("b", "P3", "2026-10-12");
    expect(decideRotation(b, plan(others), null).ok).toBe(true);
    expect(codes(decideRotation({ ...b, person: "P1" }, plan(others), null))).toEqual(["TWICE_RUNNING"]);
    expect(codes(decideRotation({ ...b, person: "P2" }, plan(others), null))).toEqual(["TWICE_RUNNING"]);
    expect(decideRotation({ ...b, person: "P1" }, plan([{ ...others[0]!, state: "CANCELLED" }]), null).ok).toBe(true);
    expect(codes(decideRotation(b, plan([], { last: "P3" }), null))).toEqual(["TWICE_RUNNING"]);
    expect(codes(decideRotation(b, plan(others, { earlier: 2 }), null))).toEqual(["TOO_OFTEN_THERE"]);
    const elsewhere = ["x", "y"].map((id) => at(id, "P3", "2026-10-06", { outlet: "O2" }));
    expect(codes(decideRotation(b, plan(elsewhere), null))).toEqual(["TOO_MANY_VISITS"]);
    expect(codes(decideRotation(b, plan([]), "INTEREST"))).toEqual(["BARRED_INTEREST"]);
  });

  it("touches nothing that is made, cancelled or of a cancelled plan, and stays within the plan", () => {
    expect(codes(decideOpen({ state: "DONE" }, "SEALED"))).toEqual(["VISIT_MADE"]);
    expect(codes(decideOpen({ state: "LATE" }, "SEALED"))).toEqual(["VISIT_MADE"]);
    expect(codes(decideOpen({ state: "CANCELLED" }, "SEALED"))).toEqual(["VISIT_CANCELLED"]);
    expect(codes(decideOpen({ state: "DUE" }, "CANCELLED"))).toEqual(["PLAN_CANCELLED"]);
    expect(decideOpen({ state: "MISSED" }, "DRAWN").ok).toBe(true);
    const period = { from: "2026-10-01", to: "2026-12-31" };
    expect(decideDays({ from: "2026-10-05", to: "2026-10-06" }, period, "2026-10-06").ok).toBe(true);
    expect(codes(decideDays({ from: "2026-10-07", to: "2026-10-06" }, period, "2026-10-01"))).toEqual([
      "DAYS_REVERSED",
    ]);
    expect(codes(decideDays({ from: "2026-10-05", to: "2026-10-06" }, period, "2026-10-07"))).toEqual(["DAY_PAST"]);
    expect(codes(decideDays({ from: "2026-12-31", to: "2027-01-01" }, period, "2026-10-07"))).toEqual(["DAYS_OUTSIDE"]);
  });

  it("knows the own unit and the former one", () => {
    const period = { from: "2026-10-01", to: "2026-12-31" };
    const bar = (fromOn: string, toOn: string | null, months: number | null) =>
      barOfPosting({ fromOn, toOn }, period, months);
    expect(bar("2020-01-01", null, null)).toBe("OWN");
    expect(bar("2026-11-01", null, 1)).toBe("OWN");
    expect(bar("2020-01-01", "2026-10-01", 1)).toBe("OWN");
    expect(bar("2020-01-01", "2024-01-01", null)).toBe("FORMER");
    expect(bar("2020-01-01", "2025-10-01", 12)).toBeNull();
    expect(bar("2020-01-01", "2025-10-02", 12)).toBe("FORMER");
    expect(bar("2027-01-01", null, null)).toBeNull();
  });
});

describe("the weekly floor", () => {
  const range = { from: "2026-10-01", to: "2026-10-31" };
  const made = (onDay: string, more: Partial<Counted> = {}): Counted => ({
    outlet: "O1",
    person: "P1",
    onDay,
    recordedOn: onDay,
    reversedOn: null,
    ...more,
  });
  const weeks = (inspections: Counted[], today: string, per: "OUTLET" | "PERSON" = "OUTLET") =>
    shortfallsOf({ per, times: 2 }, range, per === "OUTLET" ? ["O1"] : ["P1"], inspections, today).map(
      ({ week, made: so, later, over }) => [week, so, later, over],
    );

  it("R-016: two are asked for, the week has one: one is missing", () => {
    expect(weeks([made("2026-10-06")], "2026-10-12")).toEqual([
      ["2026-10-05", 1, 0, true],
      ["2026-10-12", 0, 0, false],
    ]);
  });

  it("a week that lies only partly in the period asks for nothing, nor does one to come", () => {
    expect(weeks([], "2026-10-04")).toEqual([]);
    expect(weeks([made("2026-10-06"), made("2026-10-07")], "2026-10-08")).toEqual([]);
  });

  it("stands as it stood when the week ended: what is handed in or reversed later does not change it", () => {
    expect(weeks([made("2026-10-06"), made("2026-10-11", { recordedOn: "2026-10-12" })], "2026-10-12")[0]).toEqual([
      "2026-10-05",
      1,
      1,
      true,
    ]);
    const undone = [made("2026-10-06"), made("2026-10-07", { reversedOn: "2026-10-20" })];
    expect(weeks(undone, "2026-10-21").some(([week]) => week === "2026-10-05")).toBe(false);
    expect(weeks([made("2026-10-06"), made("2026-10-07", { reversedOn: "2026-10-08" })], "2026-10-09")).toEqual([
      ["2026-10-05", 1, 0, false],
    ]);
  });

  it("counts for a person wherever they were", () => {
    expect(weeks([made("2026-10-06"), made("2026-10-07", { outlet: "O2" })], "2026-10-08", "PERSON")).toEqual([]);
  });
});
