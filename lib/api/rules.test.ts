import { describe, expect, it } from "vitest";
import { localeFrom, statusOf } from "./rules";

describe("the language of an answer", () => {
  it.each([
    [null, "zh-CN"],
    ["", "zh-CN"],
    ["en", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["zh-TW,en;q=0.9", "zh-CN"],
    ["fr, en;q=0.5, zh;q=0.8", "zh-CN"],
    ["fr, en;q=0.8, zh;q=0.5", "en"],
    ["en;q=0, zh", "zh-CN"],
    ["de", "zh-CN"],
    ["english", "zh-CN"],
  ])("asked for as %s is %s", (header, locale) => {
    expect(localeFrom(header)).toBe(locale);
  });
});

describe("the status of a refusal", () => {
  it("is the room's 422 unless HTTP has a better one", () => {
    expect([statusOf("NOT_FOUND"), statusOf("KEY_REUSED"), statusOf("DAY_FROZEN")]).toEqual([404, 409, 422]);
  });
});
