import { describe, expect, it } from "vitest";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { letters, quoted, rounded, sheetName } from "./cells";
import { WORKBOOK_WORDS } from "./words";

describe("names of sheets", () => {
  it("are what every program takes", () => {
    expect(sheetName("得分")).toBe("得分");
    expect(sheetName("[a]:b*c?d/e\\f")).toBe("a  b c d e f");
    expect(sheetName("'quoted'")).toBe("quoted");
    expect(sheetName("x".repeat(40))).toHaveLength(31);
    expect(sheetName("")).toBe("_");
    expect(sheetName("History")).toBe("History_");
    expect(sheetName("得分", new Set(["得分"]))).toBe("得分 2");
    expect(sheetName("Scores", new Set(["SCORES", "Scores 2"]))).toBe("Scores 3");
    expect(sheetName(`${"甲".repeat(30)}😀`)).toBe("甲".repeat(30));
  });
});

describe("formulas", () => {
  it("name columns by letters", () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(letters)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  });
  it("round as the plan says, and double a quotation mark", () => {
    expect(rounded("A1", 2)).toBe("ROUND(ROUND(A1,10),2)");
    expect(rounded("A1", undefined)).toBe("ROUND(A1,10)");
    expect(quoted('a"b')).toBe('"a""b"');
  });
});

describe("the words of a workbook", () => {
  const keysOf = (value: unknown, path = ""): string[] =>
    typeof value === "string"
      ? [path]
      : Object.entries(value as object).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key));

  it.each(["zh-CN", "en"] as const)("are all there in %s, and no others", (locale) => {
    expect(keysOf(MESSAGES[locale].reports.workbook.word).sort()).toEqual([...WORKBOOK_WORDS].sort());
  });
});
