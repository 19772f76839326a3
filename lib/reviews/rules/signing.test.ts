import { describe, expect, it } from "vitest";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { allSigned, decideSign, seatsToSign, signOffProgress } from "./signing";

const programme = { committee: [{ code: "MEMBER", name: { zh: "成员", en: "Member" } }] } as unknown as Programme;
const review = {
  signOff: [
    { seat: "MEMBER", need: "ANY" },
    { seat: "DEPUTY", need: "ALL" },
    { seat: "LEADER", need: "ALL" },
  ],
} as unknown as ReviewPlan;
const holders = [
  { seat: "MEMBER", personId: "m1" },
  { seat: "MEMBER", personId: "m2" },
  { seat: "DEPUTY", personId: "d1" },
  { seat: "DEPUTY", personId: "d2" },
  { seat: "LEADER", personId: "l" },
];
const signedBy = (...signed: [string, string][]) =>
  signOffProgress(
    programme,
    review,
    holders,
    signed.map(([seat, personId]) => ({ seat, personId })),
  );
const judge = (progress: ReturnType<typeof signedBy>, seat: string, person: string | null) => {
  const result = decideSign("FROZEN", progress, seat, person);
  return result.ok ? "ok" : result.refusals[0].code;
};

describe("signing off", () => {
  it("goes seat by seat in the plan's order", () => {
    expect(judge(signedBy(), "DEPUTY", "d1")).toBe("NOT_YOUR_TURN");
    expect(judge(signedBy(["MEMBER", "m1"]), "DEPUTY", "d1")).toBe("ok");
    expect(judge(signedBy(["MEMBER", "m1"], ["DEPUTY", "d1"]), "LEADER", "l")).toBe("NOT_YOUR_TURN");
    expect(judge(signedBy(["MEMBER", "m1"], ["DEPUTY", "d1"], ["DEPUTY", "d2"]), "LEADER", "l")).toBe("ok");
  });

  it("takes any one of a seat, or all of it, as the plan says", () => {
    expect(signedBy(["MEMBER", "m2"]).map((seat) => seat.complete)).toEqual([true, false, false]);
    expect(allSigned(signedBy(["MEMBER", "m2"], ["DEPUTY", "d1"], ["DEPUTY", "d2"], ["LEADER", "l"]))).toBe(true);
  });

  it("is for those who hold the seat, once", () => {
    expect(judge(signedBy(), "MEMBER", "l")).toBe("NOT_YOUR_SEAT");
    expect(judge(signedBy(), "MEMBER", null)).toBe("NOT_YOUR_SEAT");
    expect(judge(signedBy(), "NOBODY", "m1")).toBe("NOT_YOUR_SEAT");
    expect(judge(signedBy(["MEMBER", "m1"]), "MEMBER", "m1")).toBe("ALREADY_SIGNED");
  });

  it("needs a frozen review", () => {
    const result = decideSign("OPEN", signedBy(), "MEMBER", "m1");
    expect(result.ok ? "" : result.refusals[0].code).toBe("REVIEW_NOT_FROZEN");
    expect(seatsToSign("APPROVED", signedBy(), "m1")).toEqual([]);
    expect(seatsToSign("FROZEN", signedBy(), "m1").map((seat) => seat.seat)).toEqual(["MEMBER"]);
  });

  it("never completes a seat that nobody holds", () => {
    const progress = signOffProgress(
      programme,
      review,
      holders.filter((holder) => holder.seat !== "DEPUTY"),
      [{ seat: "MEMBER", personId: "m1" }],
    );
    expect(progress.map((seat) => [seat.complete, seat.turn])).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });
});
