import { describe, expect, it } from "vitest";
import { FactIndex, matches, selectFacts } from "./facts";
import type { Selector } from "./programme/nodes";
import { fact } from "./specimens";

const year = { from: "2026-01-01", to: "2026-12-31" };

describe("which facts a selector names", () => {
  const online = fact("a", "account", "2026-05-01", "20000", { attrs: { kind: "PERSONAL", transactions: "10" } });
  it("by attributes and by the range of a number, ends included (R-068)", () => {
    const eligible = (min: string, value: string) =>
      matches(online, {
        stream: "account",
        where: { kind: ["PERSONAL", "CORPORATE"] },
        range: { transactions: { min }, value: { min: value } },
      });
    expect(eligible("10", "20000")).toBe(true);
    expect(eligible("10.01", "20000")).toBe(false);
    expect(eligible("10", "20000.01")).toBe(false);
    expect(matches(online, { stream: "account", range: { value: { max: "19999.99" } } })).toBe(false);
  });
  it("a number that is missing, or is none, lies in no range", () => {
    expect(matches(online, { stream: "account", range: { kind: { min: "0" } } })).toBe(false);
    expect(matches(online, { stream: "account", range: { nothing: { min: "0" } } })).toBe(false);
    expect(matches({ ...online, value: null }, { stream: "account", range: { value: { min: "0" } } })).toBe(false);
  });
  it("one or the other (R-069)", () => {
    const valid: Selector = {
      stream: "account",
      anyOf: [{ range: { transactions: { min: "20" } } }, { range: { value: { min: "20000" } } }],
    };
    expect(matches(online, valid)).toBe(true);
    expect(matches({ ...online, value: "1" }, valid)).toBe(false);
  });
  it("attributes that every object has are none of a fact", () => {
    expect(matches(online, { stream: "account", where: { constructor: ["Object"] } })).toBe(false);
  });
});

describe("whose facts", () => {
  it("the fact's own subject, or whom an attribute names", () => {
    const facts = [fact("outlet", "violation", "2026-05-01", null, { attrs: { person: "p", head: "h" } })];
    const index = new FactIndex(facts, new Set(["outlet", "p", "h"]));
    const count = (subject: string, by?: string) =>
      selectFacts(index, subject, { stream: "violation", ...(by && { by }) }, year).length;
    expect([count("outlet"), count("p"), count("p", "person"), count("h", "head"), count("h", "person")]).toEqual([
      1, 0, 1, 1, 0,
    ]);
  });
  it("nobody who takes no part", () => {
    const index = new FactIndex(
      [fact("outlet", "v", "2026-05-01", null, { attrs: { person: "p" } })],
      new Set(["outlet"]),
    );
    expect(selectFacts(index, "p", { stream: "v", by: "person" }, year)).toEqual([]);
  });
});

describe("when", () => {
  const days = ["2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01"];
  const index = new FactIndex(
    days.map((on) => fact("a", "x", on, "1")),
    new Set(["a"]),
  );
  const found = (lastMonths: number, to: string) =>
    selectFacts(index, "a", { stream: "x", lastMonths }, { from: "2026-01-01", to }).map((one) => one.on);
  it("a rolling window ends with the period (R13)", () => {
    expect(found(3, "2026-09-30")).toEqual(["2026-07-01", "2026-09-30"]);
    expect(found(4, "2026-09-30")).toEqual(["2026-06-30", "2026-07-01", "2026-09-30"]);
    expect(found(1, "2026-10-15")).toEqual(["2026-10-01"]);
  });
  it("and never begins before the period", () => {
    expect(
      selectFacts(index, "a", { stream: "x", lastMonths: 60 }, { from: "2026-09-01", to: "2026-09-30" }),
    ).toHaveLength(1);
  });
});

describe("highest only (R15)", () => {
  const prize = (ref: string, value: string | null, contest = "C1", state: "COUNTED" | "VOIDED" = "COUNTED") =>
    fact("a", "prize", "2026-05-01", value, { id: ref, ref, state, attrs: { contest } });
  const kept = (...facts: ReturnType<typeof prize>[]) =>
    selectFacts(new FactIndex(facts, new Set(["a"])), "a", { stream: "prize", highestPer: "contest" }, year).map(
      (one) => one.ref,
    );
  it("of the same contest only the best counts, another contest counts beside it", () => {
    expect(kept(prize("1", "3"), prize("2", "5"), prize("3", "5"), prize("4", "1", "C2"))).toEqual(["2", "4"]);
  });
  it("a voided one is shown and beats nobody", () => {
    expect(kept(prize("1", "3"), prize("2", "9", "C1", "VOIDED"))).toEqual(["1", "2"]);
  });
});
