import { describe, expect, it } from "vitest";
import { readPreferences, sameSitePath } from "./preferences";

describe("preferences", () => {
  it("fall back to Chinese, the system's theme and normal size", () => {
    expect(readPreferences(() => undefined)).toEqual({ locale: "zh-CN", theme: "system", size: "normal" });
    expect(readPreferences(() => "<script>")).toEqual({ locale: "zh-CN", theme: "system", size: "normal" });
  });

  it("read what was chosen", () => {
    const jar: Record<string, string> = {
      "mingyou-locale": "en",
      "mingyou-theme": "contrast",
      "mingyou-size": "large",
    };
    expect(readPreferences((name) => jar[name])).toEqual({ locale: "en", theme: "contrast", size: "large" });
  });
});

describe("the way back after a choice", () => {
  it.each(["/", "/reviews/1?view=projector", "/a//b"])("%s stays", (path) => {
    expect(sameSitePath(path)).toBe(path);
  });

  it.each([
    "https://example.org/",
    "//example.org",
    "/\\example.org",
    "/\t/example.org",
    "javascript:alert(1)",
    "",
    null,
  ])("%s leads to the start page", (path) => {
    expect(sameSitePath(path)).toBe("/");
  });
});
