import { describe, expect, it } from "vitest";
import { lineFigures } from "./table";

describe("what the scores are made of", () => {
  const line = (code: string, share: string | null) => ({
    code,
    name: { zh: code, en: code },
    tone: null,
    share,
    fullShare: "40",
    lost: null,
  });
  it("is every line with mean, best and worst over those who have it", () => {
    expect(
      lineFigures([[line("a", "30"), line("rounding", "0.01")], [line("a", "33"), line("b", null)], [line("a", "33")]]),
    ).toEqual([{ code: "a", name: { zh: "a", en: "a" }, full: "40", mean: "32", best: "33", worst: "30" }]);
  });
});
