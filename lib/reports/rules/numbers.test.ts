import { describe, expect, it } from "vitest";
import { decideNumber, numberText, parseNumber } from "./numbers";

const read = (written: string) => {
  const parsed = parseNumber(written);
  return parsed.ok ? numberText(parsed.value) : parsed.refusals[0].code;
};

describe("a document's number", () => {
  it("is read as officers write it and written as the standard does", () => {
    for (const written of [
      "渝明发〔2026〕12号",
      "渝明发[2026]012号",
      "渝明发（2026）第12号",
      " 渝明发【2026】12 ",
      "渝明发〔２０２６〕１２号",
    ])
      expect(read(written)).toBe("渝明发〔2026〕12号");
    expect(read("〔2026〕3号")).toBe("〔2026〕3号");
  });

  it("is not read where it says less or more", () => {
    for (const written of [
      "",
      "12号",
      "渝明发2026年12号",
      "渝明发〔26〕12号",
      "渝明发〔2026〕0号",
      "渝明发〔2026〕12号附件",
      "<b>〔2026〕1号",
    ])
      expect(read(written)).toBe("NUMBER_UNREADABLE");
  });

  it("belongs to a year between publication and today", () => {
    const number = { symbol: "", year: 2026, number: 1 };
    expect(decideNumber(number, 2026, 2027).ok).toBe(true);
    expect(decideNumber({ ...number, year: 2025 }, 2026, 2027)).toMatchObject({ refusals: [{ code: "NUMBER_YEAR" }] });
    expect(decideNumber({ ...number, year: 2028 }, 2026, 2027)).toMatchObject({ refusals: [{ code: "NUMBER_YEAR" }] });
  });
});
