import { describe, expect, it } from "vitest";
import { countsOf, decideEntering, inOrder, isAsked, levelOf } from "./rules";
import type { HonourFilter, HonourShown } from "./types";

const honour = (more: Partial<HonourShown> = {}): HonourShown => ({
  key: "H-2026-00001",
  no: "H-2026-00001",
  source: "ENTERED",
  kind: "PERSONAL",
  level: "EXTERNAL",
  title: { zh: "五一劳动奖章", en: "五一劳动奖章" },
  on: "2026-05-01",
  grantedBy: { zh: "市总工会", en: "市总工会" },
  reference: "市工发〔2026〕8号",
  unitId: "u",
  personId: "p",
  group: null,
  path: "/HQ/B01/O001/",
  campaign: null,
  files: [],
  note: "",
  enteredBy: "办公室",
  withdrawn: null,
  unit: { zh: "西郊网点", en: "West" },
  code: "1001",
  person: { name: "王一", nameLatin: "Wang Yi" },
  ...more,
});
const all: HonourFilter = { words: "", kind: null, level: null, year: null, of: "" };
const asked = (filter: Partial<HonourFilter>, below = false) => isAsked(honour(), { ...all, ...filter }, () => below);

describe("the register", () => {
  it("finds by words of everything it shows, all of them, in either language", () => {
    for (const words of ["劳动", "工会", "〔2026〕8号", "wang", "西郊", "1001", "h-2026-00001", "王一 劳动"])
      expect([words, asked({ words })]).toEqual([words, true]);
    for (const words of ["标兵", "王一 标兵", "O002"]) expect([words, asked({ words })]).toEqual([words, false]);
  });

  it("finds by kind, level and year, and by unit or person", () => {
    expect(asked({ kind: "PERSONAL", level: "EXTERNAL", year: 2026 })).toBe(true);
    expect([asked({ kind: "COLLECTIVE" }), asked({ level: "BRANCH" }), asked({ year: 2025 })]).toEqual([
      false,
      false,
      false,
    ]);
    expect([asked({ of: "O001" }, true), asked({ of: "O001" }, false)]).toEqual([true, false]);
  });

  it("stands newest first and counts what was not withdrawn", () => {
    const withdrawn = { reason: "误登", byName: "办公室", at: new Date(0) };
    const rows = [
      honour({ key: "b", on: "2025-01-01" }),
      honour({ key: "c" }),
      honour({ key: "a", kind: "COLLECTIVE" }),
      honour({ key: "d", on: "2026-06-01", withdrawn }),
    ];
    expect(inOrder(rows).map(({ key }) => key)).toEqual(["d", "a", "c", "b"]);
    expect(countsOf(rows)).toEqual({ COLLECTIVE: 1, PERSONAL: 2 });
  });

  it("knows at which level a unit of the bank gives", () => {
    expect((["HQ", "BRANCH", "DEPARTMENT", "DISTRICT", "SUB_BRANCH", "OUTLET"] as const).map(levelOf)).toEqual([
      "HEAD_OFFICE",
      "BRANCH",
      "BRANCH",
      "SUB_BRANCH",
      "SUB_BRANCH",
      "OUTLET",
    ]);
  });

  it("takes an honour that names who has it, does not lie ahead, and is new", () => {
    const wish = {
      kind: "PERSONAL",
      named: true,
      ofUnit: true,
      on: "2026-07-01",
      today: "2026-07-01",
      same: null,
    } as const;
    const code = (more: Partial<Parameters<typeof decideEntering>[0]>) => {
      const done = decideEntering({ ...wish, ...more });
      return done.ok ? "ok" : done.refusals[0].code;
    };
    expect(code({})).toBe("ok");
    expect(code({ kind: "COLLECTIVE", named: false, ofUnit: false })).toBe("ok");
    expect(code({ named: false })).toBe("PERSON_NEEDED");
    expect(code({ kind: "COLLECTIVE" })).toBe("PERSON_NOT_MEANT");
    expect(code({ ofUnit: false })).toBe("PERSON_NOT_OF_UNIT");
    expect(code({ on: "2026-07-02" })).toBe("NOT_YET");
    expect(code({ same: "H-1" })).toBe("ALREADY_ENTERED");
  });
});
