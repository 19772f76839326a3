import { describe, expect, it } from "vitest";
import { REVIEW_STATES } from "../types";
import { decideMinutes, decideRecusal, decideTakingPart, standsBackFrom } from "./meeting";

const codes = (result: ReturnType<typeof decideMinutes | typeof decideRecusal | typeof decideTakingPart>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code);

describe("standing back", () => {
  it("is from oneself, from one's own outlet, and from whom one declares", () => {
    const back = standsBackFrom(
      "p",
      [
        { personId: "p", subject: "u1" },
        { personId: "q", subject: "u2" },
      ],
      [
        { personId: "p", unitId: "u3" },
        { personId: "q", unitId: "u4" },
      ],
    );
    expect([...back].sort()).toEqual(["p", "u1", "u3"]);
    expect(standsBackFrom(null, [{ personId: "p", subject: "u1" }], []).size).toBe(0);
  });
  it("bars from what is about any of them", () => {
    expect(codes(decideTakingPart(new Set(["u1"]), ["u2", null, undefined]))).toEqual([]);
    expect(codes(decideTakingPart(new Set(["u1"]), ["u2", "u1"]))).toEqual(["RECUSED"]);
  });
  it("is declared by people, about those in the review, until it is final", () => {
    for (const state of REVIEW_STATES)
      expect(codes(decideRecusal(state, "p", true))).toEqual(state === "FINAL" ? ["REVIEW_FINAL"] : []);
    expect(codes(decideRecusal("FROZEN", null, true))).toEqual(["NOT_A_PERSON"]);
    expect(codes(decideRecusal("FROZEN", "p", false))).toEqual(["SUBJECT_UNKNOWN"]);
  });
});

describe("minutes", () => {
  const meeting = { heldOn: "2026-07-02", today: "2026-07-03", computedOn: "2026-07-01" };
  const members = new Set(["p", "q"]);
  it("are taken between the freeze and the end", () => {
    for (const state of REVIEW_STATES)
      expect(codes(decideMinutes(state, meeting, ["p"], members))).toEqual(
        state === "OPEN" ? ["REVIEW_NOT_FROZEN"] : state === "FINAL" ? ["REVIEW_FINAL"] : [],
      );
  });
  it("are of a meeting between the result and today", () => {
    const on = (heldOn: string) => codes(decideMinutes("FROZEN", { ...meeting, heldOn }, ["p"], members));
    expect([on("2026-06-30"), on("2026-07-01"), on("2026-07-03"), on("2026-07-04")]).toEqual([
      ["MEETING_BEFORE_RESULT"],
      [],
      [],
      ["MEETING_AHEAD"],
    ]);
  });
  it("name members", () => {
    expect(codes(decideMinutes("FROZEN", meeting, ["p", "x"], members))).toEqual(["NOT_A_MEMBER"]);
  });
});
