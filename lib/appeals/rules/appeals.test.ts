import { describe, expect, it } from "vitest";
import type { Actor, Role } from "@/lib/kernel/actor";
import type { ItemDetail } from "../types";
import {
  appealTerms,
  decideFiling,
  decideRemedy,
  decideTakingUp,
  hearingPlace,
  isInvolved,
  openUntil,
  pendingOf,
  type Round,
} from "./appeals";

const codes = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.refusals ?? []).map(({ code }) => code);

const item = { own: false, gone: false, known: ["2026-04-22", "2026-07-01"] };

describe("the time to appeal in", () => {
  it("is five days and two hearings where the plan says nothing", () => {
    expect(appealTerms({})).toEqual({ days: 5, rounds: 2 });
    expect(appealTerms({ appeals: { days: 10, rounds: 1 } })).toEqual({ days: 10, rounds: 1 });
  });

  it("runs from the last day on which the item was made known, its last day included", () => {
    expect(openUntil(["2026-07-01", "2026-04-22"], 5)).toBe("2026-07-06");
    expect(openUntil([], 5)).toBeNull();
    expect(codes(decideFiling(item, null, 5, "2026-07-06"))).toEqual([]);
    expect(codes(decideFiling(item, null, 5, "2026-07-07"))).toEqual(["WINDOW_CLOSED"]);
    expect(codes(decideFiling({ ...item, known: [] }, null, 5, "2026-07-01"))).toEqual(["NOT_KNOWN_YET"]);
    expect(codes(decideFiling(item, null, 0, "2026-07-01"))).toEqual([]);
  });

  it("ends no sooner than its own notice says, and no sooner than the plan", () => {
    expect(openUntil(["2026-07-01"], 5, "2026-07-18")).toBe("2026-07-18");
    expect(openUntil(["2026-07-01"], 5, "2026-07-03")).toBe("2026-07-06");
    expect(codes(decideFiling({ ...item, named: "2026-07-18" }, null, 5, "2026-07-18"))).toEqual([]);
    expect(codes(decideFiling({ ...item, named: "2026-07-18" }, null, 5, "2026-07-19"))).toEqual(["WINDOW_CLOSED"]);
  });

  it("is not given for one's own record, what is gone, or a second appeal", () => {
    expect(codes(decideFiling({ ...item, own: true }, null, 5, "2026-07-01"))).toEqual(["OWN_RECORD"]);
    expect(codes(decideFiling({ ...item, gone: true }, null, 5, "2026-07-01"))).toEqual(["ALREADY_GONE"]);
    expect(codes(decideFiling(item, { no: "AP-2026-00001" }, 5, "2026-07-01"))).toEqual(["ALREADY_APPEALED"]);
  });
});

const ruled = (round: number, outcome: string, heardAt = "/HQ/B01/", byId = "judge"): Round => ({
  round,
  ruling: { outcome, on: "2026-07-10", heardAt, byId },
});
const open = (round: number): Round => ({ round, ruling: null });

describe("going up", () => {
  const terms = { days: 5, rounds: 2 };
  it("is for rejected appeals, in time, until the hearings are used", () => {
    expect(codes(decideTakingUp([open(1)], terms, "2026-07-10"))).toEqual(["NOT_HEARD_YET"]);
    expect(codes(decideTakingUp([ruled(1, "UPHELD")], terms, "2026-07-10"))).toEqual(["NOT_REJECTED"]);
    expect(codes(decideTakingUp([ruled(1, "PARTLY")], terms, "2026-07-10"))).toEqual(["NOT_REJECTED"]);
    expect(decideTakingUp([ruled(1, "REJECTED")], terms, "2026-07-15")).toMatchObject({
      ok: true,
      value: { round: 2 },
    });
    expect(codes(decideTakingUp([ruled(1, "REJECTED")], terms, "2026-07-16"))).toEqual(["WINDOW_CLOSED"]);
    expect(codes(decideTakingUp([ruled(1, "REJECTED"), ruled(2, "REJECTED")], terms, "2026-07-10"))).toEqual([
      "ROUNDS_USED",
    ]);
  });
});

const actor = (...grants: [Role, string][]): Actor => ({
  accountId: "a",
  personId: "p",
  name: "",
  grants: grants.map(([role, path]) => ({ role, unitId: path, path })),
  via: "SESSION",
});

describe("who hears", () => {
  const branch = "/HQ/B01/";
  it("the leading group of the campaign hears findings first, and a body above it the next round", () => {
    const group = actor(["LEADING_GROUP", branch]);
    const upper = actor(["LEADING_GROUP", "/HQ/"]);
    expect(hearingPlace(group, branch, "FINDING", [open(1)])).toBe(branch);
    expect(hearingPlace(upper, branch, "FINDING", [open(1)])).toBe("/HQ/");
    expect(hearingPlace(group, branch, "FINDING", [ruled(1, "REJECTED"), open(2)])).toBeNull();
    expect(hearingPlace(upper, branch, "FINDING", [ruled(1, "REJECTED"), open(2)])).toBe("/HQ/");
  });

  it("a penalty is heard above the group that decided it", () => {
    expect(hearingPlace(actor(["LEADING_GROUP", branch]), branch, "PENALTY", [open(1)])).toBeNull();
    expect(hearingPlace(actor(["LEADING_GROUP", "/HQ/"]), branch, "PENALTY", [open(1)])).toBe("/HQ/");
  });

  it("at the top it is heard there again, by others", () => {
    const top = actor(["LEADING_GROUP", "/HQ/"]);
    expect(hearingPlace(top, "/HQ/", "PENALTY", [open(1)])).toBe("/HQ/");
    expect(hearingPlace(top, branch, "FINDING", [ruled(1, "REJECTED", "/HQ/"), open(2)])).toBe("/HQ/");
    expect(
      isInvolved({ accountId: "judge", personId: null }, { makers: [], personId: null }, [], [ruled(1, "REJECTED")]),
    ).toBe(true);
  });

  it("nobody from another branch, below, or in another role", () => {
    expect(hearingPlace(actor(["LEADING_GROUP", "/HQ/B02/"]), branch, "FINDING", [open(1)])).toBeNull();
    expect(hearingPlace(actor(["LEADING_GROUP", "/HQ/B01/S01/"]), branch, "FINDING", [open(1)])).toBeNull();
    expect(hearingPlace(actor(["CAMPAIGN_STAFF", "/HQ/"]), branch, "FINDING", [open(1)])).toBeNull();
  });

  it("not who recorded it, whom it is about, or who appeals", () => {
    const one = { makers: ["inspector"], personId: "teller" };
    expect(isInvolved({ accountId: "inspector", personId: null }, one, [], [])).toBe(true);
    expect(isInvolved({ accountId: "x", personId: "teller" }, one, [], [])).toBe(true);
    expect(isInvolved({ accountId: "manager", personId: null }, one, ["manager"], [])).toBe(true);
    expect(isInvolved({ accountId: "x", personId: null }, { makers: [], personId: null }, ["manager"], [])).toBe(false);
  });
});

describe("what a ruling corrects", () => {
  const finding: ItemDetail = { kind: "FINDING", lost: "2.00", inspection: "I", itemCode: "A", steps: ["1", "2"] };
  const penalty: ItemDetail = {
    kind: "PENALTY",
    review: "H1",
    penalty: "P",
    subject: "u",
    fact: "",
    consequence: "FINE",
    amount: "1000.00",
  };
  const complaint: ItemDetail = {
    kind: "COMPLAINT",
    validity: "VALID",
    level: "BRANCH",
    cause: "SUBJECTIVE",
    points: "3",
    title: "",
  };

  it("is nothing when rejected, and needs a reason that fits", () => {
    expect(decideRemedy({ detail: finding }, "REJECTED", "NOT_PROVEN", {})).toEqual({ ok: true, value: null });
    expect(codes(decideRemedy({ detail: finding }, "REJECTED", "DUPLICATE", {}))).toEqual(["REASON_DOES_NOT_FIT"]);
  });

  it("is the whole item when upheld", () => {
    expect(decideRemedy({ detail: finding }, "UPHELD", "DUPLICATE", {})).toMatchObject({ value: { lost: "0" } });
    expect(decideRemedy({ detail: penalty }, "UPHELD", "PROCEDURE", {})).toMatchObject({ value: { amount: null } });
    expect(decideRemedy({ detail: complaint }, "UPHELD", "PROCEDURE", {})).toMatchObject({
      value: { validity: "INVALID", cause: "NONE", person: false },
    });
    const whole: ItemDetail = { kind: "INSPECTION", score: "95" };
    expect(decideRemedy({ detail: whole }, "UPHELD", "WRONG_UNIT", {})).toMatchObject({ value: { kind: "REVERSE" } });
    expect(codes(decideRemedy({ detail: whole }, "PARTLY", "EXCESSIVE", {}))).toEqual(["PARTLY_NOT_POSSIBLE"]);
  });

  it("is less than the whole when partly upheld, and that must be said", () => {
    expect(codes(decideRemedy({ detail: finding }, "PARTLY", "EXCESSIVE", {}))).toEqual(["LOST_MISSING"]);
    expect(codes(decideRemedy({ detail: finding }, "PARTLY", "EXCESSIVE", { lost: "0" }))).toEqual(["LOST_NOT_LESS"]);
    expect(codes(decideRemedy({ detail: finding }, "PARTLY", "EXCESSIVE", { lost: "2" }))).toEqual(["LOST_NOT_LESS"]);
    expect(codes(decideRemedy({ detail: finding }, "PARTLY", "EXCESSIVE", { lost: "1" }))).toEqual([]);
    expect(codes(decideRemedy({ detail: penalty }, "PARTLY", "EXCESSIVE", {}))).toEqual(["AMOUNT_MISSING"]);
    expect(decideRemedy({ detail: complaint }, "PARTLY", "EXCESSIVE", { level: "OUTLET" })).toMatchObject({
      value: { validity: "VALID", level: "OUTLET", cause: "SUBJECTIVE", person: true, points: "3" },
    });
  });
});

describe("what a ruling corrects of records and figures", () => {
  const record: ItemDetail = { kind: "RECORD", stream: "s", value: "5", attrs: { level: "SERIOUS" }, source: null };
  const figure: ItemDetail = {
    kind: "FIGURE",
    unit: "O001",
    metric: "HEADCOUNT",
    month: "2026-05",
    value: "12",
    source: null,
  };

  it("takes a record back, or puts what is said in its place", () => {
    expect(decideRemedy({ detail: record }, "UPHELD", "DUPLICATE", {})).toEqual({
      ok: true,
      value: { kind: "REVERSE", fact: "RECORD" },
    });
    expect(decideRemedy({ detail: record }, "PARTLY", "EXCESSIVE", { value: "2" })).toMatchObject({ value: "OTHER" });
    expect(decideRemedy({ detail: record }, "PARTLY", "EXCESSIVE", { attrs: { level: "MINOR" } })).toMatchObject({
      value: "OTHER",
    });
    expect(codes(decideRemedy({ detail: record }, "PARTLY", "EXCESSIVE", { attrs: { level: "" } }))).toEqual([
      "OTHER_MISSING",
    ]);
  });

  it("never leaves a month without its figure", () => {
    expect(codes(decideRemedy({ detail: figure }, "UPHELD", "RULE_MISREAD", {}))).toEqual(["VALUE_MISSING"]);
    expect(decideRemedy({ detail: figure }, "UPHELD", "RULE_MISREAD", { value: "13" })).toMatchObject({
      value: "OTHER",
    });
    expect(decideRemedy({ detail: figure }, "REJECTED", "NOT_PROVEN", {})).toEqual({ ok: true, value: null });
  });

  it("of what the leading group adjusted is for a body above", () => {
    const branch = "/HQ/B01/";
    expect(hearingPlace(actor(["LEADING_GROUP", branch]), branch, "RECORD", [], true)).toBeNull();
    expect(hearingPlace(actor(["LEADING_GROUP", "/HQ/"]), branch, "RECORD", [], true)).toBe("/HQ/");
    expect(hearingPlace(actor(["LEADING_GROUP", branch]), branch, "RECORD", [])).toBe(branch);
  });
});

describe("an appeal is pending", () => {
  const ruled = (setId: string | null) => ({ ruling: { setId } });

  it("until it is ruled on, and until what was ordered is applied or cancelled", () => {
    expect(pendingOf([{ ruling: null }], new Set())).toBe(true);
    expect(pendingOf([ruled(null), { ruling: null }], new Set())).toBe(true);
    expect(pendingOf([ruled("s")], new Set(["s"]))).toBe(true);
    expect(pendingOf([ruled("s")], new Set())).toBe(false);
    expect(pendingOf([ruled(null)], new Set(["s"]))).toBe(false);
  });
});
