import { describe, expect, it } from "vitest";
import { besideParts, decideAnswer, decideFine, decideRuling, honestyOf, isInvolved, repeatsOf } from "./rules";
import { FINDING_STATES } from "./types";

const code = (result: { ok: boolean; refusals?: readonly { code: string }[] }) => result.refusals?.[0]?.code ?? "OK";

describe("the first word of an outlet", () => {
  it("is open in one state only, and every other one says why not", () => {
    expect(Object.fromEntries(FINDING_STATES.map((state) => [state, code(decideAnswer(state, "2026-07-16"))]))).toEqual(
      {
        OWN: "OWN_RECORD",
        HIDDEN: "NOT_KNOWN_YET",
        WAITING: "OK",
        CONFIRMED: "ALREADY_ANSWERED",
        SILENT: "WINDOW_CLOSED",
        DISPUTED: "ALREADY_ANSWERED",
        UPHELD: "ALREADY_ANSWERED",
        PARTLY: "ALREADY_ANSWERED",
        REJECTED: "ALREADY_ANSWERED",
        STRUCK: "ALREADY_GONE",
      },
    );
  });
});

describe("a decision", () => {
  it("costs nothing, less, or leaves it", () => {
    expect(decideRuling("DISPUTED", { outcome: "UPHELD", code: "DUPLICATE" })).toEqual({ ok: true, value: "0" });
    expect(decideRuling("DISPUTED", { outcome: "PARTLY", code: "EXCESSIVE", lost: "0.5" })).toMatchObject({
      value: "0.5",
    });
    expect(decideRuling("DISPUTED", { outcome: "REJECTED", code: "NOT_PROVEN" })).toEqual({ ok: true, value: null });
    expect(code(decideRuling("WAITING", { outcome: "UPHELD", code: "DUPLICATE" }))).toBe("NOT_DISPUTED");
  });

  it("is for those who had no part", () => {
    const judge = { accountId: "a", personId: "p", grants: [{ unitId: "branch" }] };
    const about = { makers: ["x"], disputedBy: "y", personId: null, unitId: "outlet", worksThere: false };
    expect(isInvolved(judge, about)).toBe(false);
    expect(isInvolved(judge, { ...about, makers: ["x", "a"] })).toBe(true);
    expect(isInvolved(judge, { ...about, disputedBy: "a" })).toBe(true);
    expect(isInvolved(judge, { ...about, personId: "p" })).toBe(true);
    expect(isInvolved(judge, { ...about, unitId: "branch" })).toBe(true);
    expect(isInvolved(judge, { ...about, worksThere: true })).toBe(true);
  });
});

describe("a fine", () => {
  it("is exactly within the range, both ends included", () => {
    const range = { min: "50.00", max: "200.00" };
    const tried = ["49.99", "50", "200", "200.01"].map((amount) => code(decideFine("SILENT", range, amount)));
    expect(tried).toEqual(["FINE_OUT_OF_RANGE", "OK", "OK", "FINE_OUT_OF_RANGE"]);
    expect(code(decideFine("SILENT", { min: "0.00", max: "10.00" }, "0"))).toBe("FINE_OUT_OF_RANGE");
    expect(code(decideFine("OWN", range, "50"))).toBe("OWN_RECORD");
    expect(code(decideFine("HIDDEN", range, "50"))).toBe("NOT_KNOWN_YET");
    expect(code(decideFine("STRUCK", range, "50"))).toBe("ALREADY_GONE");
    expect(code(decideFine("WAITING", null, "50"))).toBe("NO_FINE_RANGE");
  });
});

describe("repeats", () => {
  const one = (id: string, inspection: string, onDay: string, personId: string | null = null, unitId = "o") => ({
    id,
    inspection,
    unitId,
    itemCode: "A",
    personId,
    onDay,
  });

  it("two occurrences in one inspection are one time", () => {
    const repeats = repeatsOf([
      one("c", "I-3", "2026-03-01", "p"),
      one("a", "I-1", "2026-01-01", "p"),
      one("b", "I-1", "2026-01-01", "q"),
      one("d", "I-4", "2026-03-02", "p", "elsewhere"),
    ]);
    expect(repeats.get("a")).toEqual({ nth: 1, last: null, person: 1 });
    expect(repeats.get("b")).toEqual({ nth: 1, last: null, person: 1 });
    expect(repeats.get("c")).toEqual({ nth: 2, last: "I-1", person: 2 });
    expect(repeats.get("d")).toEqual({ nth: 1, last: null, person: 3 });
  });
});

describe("a total from outside", () => {
  it("keeps its difference", () => {
    expect(besideParts("96.5", "96.4")).toEqual({ total: "96.5000", parts: "96.4000", difference: "0.1000" });
  });
});

describe("the gap between self-checks and visits", () => {
  const check = (self: boolean, score: string) => ({ unitId: "o", self, score });

  it("is not said below two visits, nor without a self-check", () => {
    expect(honestyOf(["o"], [check(true, "99"), check(false, "90")])[0]).toMatchObject({ gap: null });
    expect(honestyOf(["o"], [check(false, "92"), check(false, "90")])[0]).toMatchObject({ gap: null });
    expect(honestyOf(["o", "none"], [check(true, "99"), check(false, "92"), check(false, "90")])).toEqual([
      {
        unitId: "o",
        self: { count: 1, mean: "99.00" },
        others: { count: 2, mean: "91.00", low: "90.00", high: "92.00" },
        gap: "8.00",
      },
      {
        unitId: "none",
        self: { count: 0, mean: null },
        others: { count: 0, mean: null, low: null, high: null },
        gap: null,
      },
    ]);
  });
});
