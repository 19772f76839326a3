import { describe, expect, it } from "vitest";
import { FactIndex, matches, selectFacts } from "./facts";
import type { Selector } from "./programme/nodes";
import { fact } from "./specimens";

const day = "2026-05-01";
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
    for (const size of ["A4", "4A", "4 A", "", "--4"]) {
      const odd = { ...online, attrs: { size } };
      expect(matches(odd, { stream: "account", range: { size: { min: "0" } } }), size).toBe(false);
    }
  });
  it.each(["min", "max", "above", "below"])("an end that was left open (%s) cannot be compared with", (end) => {
    expect(() => matches(online, { stream: "account", range: { value: { [end]: null } } })).toThrow(
      expect.objectContaining({ name: "ProgrammeError", code: "BLANK" }),
    );
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
  it("in order of days, those of one day by record, those of one record by id", () => {
    const at = (on: string, ref: string, id: string) => fact("a", "x", on, "1", { ref, id });
    const facts = [
      at("2026-05-02", "R-1", "1"),
      at(day, "R-3", "2"),
      at(day, "R-2", "4"),
      at(day, "R-2", "3"),
      at("2026-04-30", "R-9", "9"),
    ];
    const ids = (given: typeof facts) =>
      selectFacts(new FactIndex(given, new Set(["a"])), "a", { stream: "x" }, year).map((one) => one.id);
    expect(ids(facts)).toEqual(["9", "3", "4", "2", "1"]);
    expect(ids(facts.toReversed())).toEqual(["9", "3", "4", "2", "1"]);
  });
  it("none of a stream or a subject that nothing was recorded of", () => {
    const index = new FactIndex([fact("a", "x", day, "1")], new Set(["a", "b"]));
    expect([index.of("a", "y"), index.of("b", "x")]).toEqual([[], []]);
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
  it("what belongs to no contest, or has no figure, stays and beats nobody", () => {
    const alone = (ref: string) => fact("a", "prize", day, "9", { id: ref, ref });
    expect(kept(prize("1", null), prize("2", "3"), alone("3"), alone("4"), prize("5", "1"))).toEqual([
      "1",
      "2",
      "3",
      "4",
    ]);
  });
  it("a voided one is shown and beats nobody", () => {
    expect(kept(prize("1", "3"), prize("2", "9", "C1", "VOIDED"))).toEqual(["1", "2"]);
  });
});
