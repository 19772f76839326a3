import { describe, expect, it } from "vitest";
import type { StandardSheet } from "@/lib/standards/types";
import { correctedScore, decideCorrection } from "./corrections";

const item = (code: string, points: string) => ({
  code,
  section: "S",
  text: { zh: code, en: code },
  points,
  steps: ["1", "2"],
  roles: [],
  form: { kind: "STEPS" as const, repeats: false },
});
const sheet = {
  sections: [{ code: "S", name: { zh: "", en: "" }, items: [item("A", "4"), item("B", "4"), item("C", "2")] }],
} as unknown as Pick<StandardSheet, "sections">;

describe("a corrected inspection", () => {
  it("is scored over the items that entered before; a struck finding reads as passed", () => {
    const answers = {
      A: { verdict: "DEDUCTED", lost: "2" },
      B: { verdict: "PASS" },
      C: { verdict: "NOT_APPLICABLE" },
    } as const;
    expect(correctedScore(sheet, "100", answers, ["2"])).toBe("75.0000");
    expect(correctedScore(sheet, "100", answers, ["1"])).toBe("87.5000");
    expect(correctedScore(sheet, "100", answers, ["0.00"])).toBe("100.0000");
    expect(correctedScore(sheet, "100", {}, [])).toBeNull();
  });

  it("only gets better, by the item's own steps", () => {
    const codes = (result: ReturnType<typeof decideCorrection>) =>
      result.ok ? result.value : result.refusals.map(({ code }) => code);
    expect(codes(decideCorrection(item("A", "4"), "2", "0"))).toBe("0.00");
    expect(codes(decideCorrection(item("A", "4"), "2", "1"))).toBe("1.00");
    expect(codes(decideCorrection(item("A", "4"), "2", "2"))).toEqual(["LOST_NOT_LESS"]);
    expect(codes(decideCorrection(item("A", "4"), "2", "-1"))).toEqual(["LOST_NOT_LESS"]);
    expect(codes(decideCorrection(item("A", "4"), "2", "1.5"))).toEqual(["LOST_NOT_A_STEP"]);
  });
});
