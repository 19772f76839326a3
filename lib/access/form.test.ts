import { describe, expect, it } from "vitest";
import { objectFrom, valuesFrom } from "./form";

const form = (...fields: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
};

describe("a form as an object", () => {
  it("nests by dots, collects by brackets and fills rows by position", () => {
    const data = form(
      ["name.zh", "总行"],
      ["name.en", "HQ"],
      ["evidence[]", "a"],
      ["evidence[]", "b"],
      ["rows[1].unit", "O2"],
      ["rows[0].unit", "O1"],
    );
    expect(objectFrom(data)).toEqual({
      name: { zh: "总行", en: "HQ" },
      evidence: ["a", "b"],
      rows: [{ unit: "O1" }, { unit: "O2" }],
    });
  });

  it("leaves out what React and the browser add", () => {
    expect(objectFrom(form(["$ACTION_ID_1", ""], ["_key", "k"], ["__proto__.x", "1"], ["a", "1"]))).toEqual({ a: "1" });
  });

  it.each([
    "a.__proto__.x",
    "constructor.prototype.x",
    "a.constructor",
    "prototype",
    "rows[1000].x",
    "rows[99999999999].x",
    "a..b",
    ".a",
    "a[].b[].c.d.e.f.g.h.i.j.k.l",
  ])("refuses the name %s", (name) => {
    expect(() => objectFrom(form([name, "1"]))).toThrow(RangeError);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it.each(["toString.x", "valueOf.x", "hasOwnProperty.x"])(
    "makes %s a field of its own and touches nothing shared",
    (name) => {
      const made = objectFrom(form([name, "1"]));
      expect(Object.hasOwn(made, name.split(".")[0] ?? "")).toBe(true);
      expect((Object.prototype.toString as unknown as Record<string, unknown>).x).toBeUndefined();
      expect((Object.prototype.valueOf as unknown as Record<string, unknown>).x).toBeUndefined();
    },
  );

  it("refuses a name that is both a value and a group, whichever comes first", () => {
    expect(() => objectFrom(form(["a", "1"], ["a.b", "2"]))).toThrow(RangeError);
    expect(objectFrom(form(["a.b", "2"], ["a", "1"]))).toEqual({ a: "1" });
    expect(() => objectFrom(form(["rows[]", "1"], ["rows[0].x", "2"]))).toThrow(RangeError);
    expect(() => objectFrom(form(["rows[0].x", "1"], ["rows.length", "7"]))).toThrow(RangeError);
  });

  it("refuses a NUL, which the database could not hold", () => {
    expect(() => objectFrom(form(["a", "x\u0000y"]))).toThrow(RangeError);
  });

  it("gives back what was typed, but never a password", () => {
    const data = form(
      ["username", "li"],
      ["password", "p"],
      ["passwordAgain", "p"],
      ["currentPassword", "p"],
      ["setupSecret", "s"],
      ["code", "O1"],
      ["_key", "k"],
    );
    expect(valuesFrom(data)).toEqual({ username: "li", code: "O1" });
  });
});
