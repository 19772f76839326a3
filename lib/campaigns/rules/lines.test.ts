import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import type { Programme } from "@/lib/scoring/programme/schema";
import { findProgramme } from "../programmes";
import { blanksOf } from "./blanks";
import { appealsLines, dateLines, noticeLine } from "./dates";
import { totalOfWeights, workedExample } from "./examples";
import { type Line, scoreBlocks } from "./lines";
import { awardLine, penaltyLines } from "./outcomes";

const P01: Programme = { ...(findProgramme("P01") as Programme), appeals: { days: 5, rounds: 2 } };

function everyLine(programme: Programme): Line[] {
  const dates = dateLines(programme);
  return [
    ...scoreBlocks(programme).flatMap((block) => block.lines),
    ...dates.phases,
    ...dates.periods,
    ...dates.reviews,
    ...dates.duties,
    ...programme.reviews.map((_, i) => noticeLine(programme, i)),
    ...appealsLines(programme),
    ...programme.awards.map((award) => awardLine(programme, award)),
    ...programme.penalties.flatMap((penalty) => penaltyLines(programme, penalty)),
  ];
}

describe("rules as sentences", () => {
  it("give every blank of the document a sentence", () => {
    const said = new Set(everyLine(P01).flatMap((line) => Object.values(line.blanks).map((blank) => blank.path)));
    expect([...blanksOf(P01).keys()].filter((path) => !said.has(path))).toEqual([]);
  });

  it.each(["zh-CN", "en"] as const)("have a message that shows every blank in %s", (locale) => {
    const t = createTranslator({
      locale,
      messages: MESSAGES[locale] as never,
      onError: (error) => {
        throw error;
      },
    });
    for (const line of everyLine(P01)) {
      const shown: string[] = [];
      const tags = Object.fromEntries(
        Object.keys(line.blanks).map((tag) => [
          tag,
          (words: unknown) => {
            shown.push(tag);
            return words;
          },
        ]),
      );
      const values = Object.fromEntries(
        Object.entries(line.values).map(([key, value]) => [key, typeof value === "object" ? value.zh : value]),
      );
      t.rich(
        `setup.says.${line.say}` as never,
        { ...values, ...tags, name: line.name.zh, b: (words: unknown) => words } as never,
      );
      expect(shown.sort(), line.say).toEqual(Object.keys(line.blanks).sort());
    }
  });

  it("have messages for every choice and for every kind of sentence the vocabulary can make", () => {
    for (const messages of [MESSAGES["zh-CN"].setup, MESSAGES.en.setup]) {
      const lists = messages.choices as Record<string, Record<string, string>>;
      for (const blank of blanksOf(P01).values()) {
        if (blank.list) for (const choice of blank.choices ?? []) expect(lists[blank.list]?.[choice]).toBeTruthy();
      }
      const says = Object.keys(messages.says);
      for (const by of ["toBest", "toTarget"])
        for (const ending of ["", "Weighted", "OrMissing", "WeightedOrMissing"]) expect(says).toContain(by + ending);
      for (const kind of ["measure", "ratio", "carry", "sheet"])
        expect(says).toEqual(expect.arrayContaining([kind, `${kind}Weighted`]));
      expect(says).toEqual(
        expect.arrayContaining([
          "band",
          "bandsWeighted",
          "bandsOrMissing",
          "bandsWeightedOrMissing",
          "floor",
          "cap",
          "groupWeighted",
          "dutyMonth",
        ]),
      );
    }
  });
});

describe("worked examples", () => {
  const at = (values: Record<string, string>) => (path: string) => values[path] ?? "";

  it("work a mean out with its weight, rounded half up", () => {
    const of = { kind: "measure", need: "n", take: "t", weight: "w" } as const;
    expect(workedExample(of, at({ n: "2", t: "MEAN", w: "40" }))).toEqual({
      say: "meanWeighted",
      values: { marks: "96 + 95", n: 2, mark: "95.5", weight: "40", result: "38.20" },
    });
    expect(workedExample(of, at({ n: "1", t: "MEAN", w: "12.5" })).values.result).toBe("12.00");
    expect(workedExample(of, at({ n: "3", t: "MIN", w: "30" })).values.result).toBe("28.50");
  });

  it("say that a blank is open, and never make a number of it", () => {
    expect(workedExample({ kind: "share", weight: "w" }, at({}))).toEqual({ say: "open", values: {} });
    expect(workedExample({ kind: "each", each: "e", minus: true }, at({ e: "one" })).say).toBe("open");
    expect(
      workedExample({ kind: "limit", each: "e", saved: "", limit: "l", minus: true }, at({ e: "0", l: "5" })).say,
    ).toBe("open");
  });

  it("hold a ledger at its limit", () => {
    expect(
      workedExample({ kind: "limit", each: "e", saved: "", limit: "l", minus: true }, at({ e: "1.00", l: "10" }))
        .values,
    ).toEqual({
      n: 11,
      all: "11.00",
      result: "−10.00",
    });
  });

  it("count the days of an interval with both ends", () => {
    expect(
      workedExample({ kind: "days", from: "a", to: "b" }, at({ a: "2026-03-16", b: "2026-03-25" })).values.result,
    ).toBe(10);
    expect(workedExample({ kind: "days", from: "a", to: "b" }, at({ a: "2026-03-16", b: "2026-03-15" })).say).toBe(
      "open",
    );
  });

  it("total weights exactly", () => {
    expect(totalOfWeights(["33.3", "33.3", "33.4"])).toBe("100");
    expect(totalOfWeights(["0.1", "0.2"])).toBe("0.3");
    expect(totalOfWeights(["50", ""])).toBeNull();
  });
});
