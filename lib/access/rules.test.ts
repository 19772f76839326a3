import { describe, expect, it } from "vitest";
import { rolesClash } from "./policy";
import { browserOf, judgePassword } from "./rules";

describe("a password", () => {
  it.each([
    ["Short-1", "PASSWORD_SHORT"],
    [`Aa1-${"x".repeat(130)}`, "PASSWORD_LONG"],
    ["onlysmallletters", "PASSWORD_PLAIN"],
    ["small4nddigits", "PASSWORD_PLAIN"],
    ["Password-2026!", "PASSWORD_COMMON"],
    ["Mingyou-2026!!", "PASSWORD_COMMON"],
    ["My-LiMing-2026", "PASSWORD_COMMON"],
  ])("%s is refused as %s", (password, code) => {
    expect(judgePassword(password, "liming")?.code).toBe(code);
  });
  it("of twelve characters with three classes is taken", () => {
    expect(judgePassword("Correct-Horse", "liming")).toBeNull();
    expect(judgePassword("清水河畔2026aB柳树成荫", "liming")).toBeNull();
  });
});

describe("roles of one account", () => {
  it("clash where one of them is the administrator's or the auditor's", () => {
    expect(rolesClash(["SYSTEM_ADMIN", "STAFF"])).toBe(true);
    expect(rolesClash(["AUDITOR", "SYSTEM_ADMIN"])).toBe(true);
    expect(rolesClash(["EVALUATOR", "INSPECTOR"])).toBe(true);
    expect(rolesClash(["AUDITOR", "AUDITOR"])).toBe(false);
    expect(rolesClash(["CAMPAIGN_STAFF", "INSPECTOR"])).toBe(false);
  });
});

describe("a session's browser", () => {
  it("is named as a person knows it", () => {
    expect(browserOf("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120")).toEqual({
      browser: "Edge",
      system: "Windows",
    });
    expect(browserOf("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Safari/604")).toEqual({
      browser: "Safari",
      system: "iOS",
    });
    expect(browserOf(null)).toBeNull();
  });
});
