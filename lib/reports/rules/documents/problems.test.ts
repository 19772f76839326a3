import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/platform/i18n/locale";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import { wordsIn } from "../../data/words";
import type { RoundMaterial } from "./material";
import { ALL_RECORDS, findProblems, gracesOf, pointsLost, roundFigures, roundSources } from "./problems";
import { roundOf } from "./round";

const programmes = resolve(import.meta.dirname, "../../../../prisma/programmes");
const documentOf = (name: string): Programme =>
  programmeSchema.parse(JSON.parse(readFileSync(resolve(programmes, `${name}.json`), "utf8")));
const [P01, P07, P22] = [documentOf("P01"), documentOf("P07"), documentOf("P22")];

let count = 0;
const fact = (stream: string, subject: string, on: string, more: Partial<Fact> = {}): Fact => {
  count += 1;
  return {
    id: `f${count}`,
    subject,
    stream,
    on,
    state: "COUNTED",
    value: null,
    attrs: {},
    ref: `R-${count}`,
    title: { zh: stream, en: stream },
    ...more,
  };
};
const told = (found: ReturnType<typeof findProblems>) =>
  found.map(({ title, times, outlets, lost }) => [title.zh, times, outlets, lost]);

const SAMPLE = { from: "2026-08-28", to: "2026-09-06" };
const breach = (kind: string, subject: string, on: string) => fact("event.VIOLATION", subject, on, { attrs: { kind } });

describe("problems of a plan that only records events (P22)", () => {
  const facts = [
    breach("DRESS", "A", "2026-08-28"),
    breach("DRESS", "B", "2026-08-30"),
    breach("SLEEPING", "A", "2026-09-01"),
    fact("event.PRIVATE_CALL", "B", "2026-09-02", { value: "30" }),
    fact("event.PRIVATE_CALL", "A", "2026-09-02", { value: "2" }),
    breach("DRESS", "A", "2026-09-09"),
    { ...breach("EATING", "A", "2026-09-01"), state: "VOIDED" as const },
  ];

  it("are those the plan takes points off for, once each, within the days, and not a call that is allowed (R-053)", () => {
    expect(told(findProblems(P22, facts, SAMPLE))).toEqual([
      ["着装不统一", 2, 2, "2"],
      ["私人电话超过2分钟", 1, 1, "1"],
      ["在岗睡觉", 1, 1, "1"],
    ]);
  });

  it("before the day on which penalties begin are only made known (R-054)", () => {
    const [grace] = gracesOf(P22, facts, SAMPLE);
    expect(grace).toMatchObject({ since: "2026-09-08", noted: 4 });
    expect(grace?.names.map(({ zh }) => zh)).toEqual(["违规行为", "私人电话超过2分钟"]);
    expect(gracesOf(P22, facts, { from: "2026-09-08", to: "2026-09-30" })).toEqual([]);
    expect(gracesOf(P22, facts, { from: "2026-09-07", to: "2026-09-30" })[0]?.noted).toBe(0);
  });

  it("can be a round of one stream or of all", () => {
    expect(roundSources(P22).map(({ code }) => code)).toEqual([ALL_RECORDS, "event.VIOLATION", "event.PRIVATE_CALL"]);
    const calls = new Set(["event.PRIVATE_CALL"]);
    expect(told(findProblems(P22, facts, SAMPLE, calls))).toEqual([["私人电话超过2分钟", 1, 1, "1"]]);
    expect(gracesOf(P22, facts, SAMPLE, calls)[0]).toMatchObject({ noted: 1 });
  });
});

describe("problems of a plan that fines what it finds (P07)", () => {
  const days = { from: "2026-05-01", to: "2026-08-31" };
  const facts = [
    fact("event.VIOLATION", "A", "2026-05-02", { attrs: { item: "POS-011" } }),
    fact("event.VIOLATION", "B", "2026-05-03", { attrs: { item: "POS-012" } }),
    fact("event.VIOLATION", "A", "2026-05-04", { attrs: { item: "POS-011" } }),
    fact("score.OFF_SITE", "A", "2026-06-01", { value: "90" }),
    fact("score.OFF_SITE", "B", "2026-06-01", { value: "97" }),
    fact("inspection.covert", "B", "2026-06-02", {
      value: "98",
      full: "100",
      lines: [{ id: "l", code: "LOB-001", title: { zh: "大堂", en: "Lobby" }, lost: "2", of: "5" }],
    }),
  ];

  it("name the item of a behaviour, off-site scores below the mark, and findings, each once", () => {
    const found = findProblems(P07, facts, days);
    expect(told(found)).toEqual([
      ["叫号后未举手示意", 2, 1, null],
      ["达标阶段非现场检查未达标", 1, 1, "10"],
      ["大堂", 1, 1, "2"],
      ["见到新客户未举手示意", 1, 1, null],
    ]);
    expect(pointsLost(found)).toBe("12");
    expect(pointsLost(found.slice(3))).toBeNull();
  });

  it("offer mystery visits, CCTV reviews, every stream with faults, and all of them as rounds", () => {
    const codes = roundSources(P07).map(({ code }) => code);
    expect(codes.slice(0, 3)).toEqual(["COVERT", "CCTV", ALL_RECORDS]);
    for (const code of ["score.OFF_SITE", "event.VIOLATION", "event.EXPOSURE", "event.ON_THE_SPOT", "event.HARDWARE"])
      expect(codes).toContain(code);
    for (const code of ["rank.PROVINCE", "metric.HOTLINE_RATE", "score.PROVINCE_CHECK"])
      expect(codes).not.toContain(code);
  });

  it("tell how the scores of a round lie, and of whom nothing", () => {
    expect(roundFigures(P07, facts, days, ["score.OFF_SITE"])).toEqual({
      records: 2,
      outlets: 2,
      scores: [{ stream: "score.OFF_SITE", count: 2, mean: "93.5", best: "97", worst: "90", full: "100" }],
    });
    expect(roundFigures(P07, facts, days, ["event.VIOLATION"]).scores).toEqual([]);
  });
});

describe("a plan with inspections alone (P01)", () => {
  it("offers its methods", () => {
    const methods = roundSources(P01).filter(({ method }) => method !== null);
    expect(methods.map(({ streams }) => streams[0])).toContain("inspection.open");
  });
});

describe("the circular of a round", () => {
  const material = (more: Partial<RoundMaterial> = {}): RoundMaterial => {
    const facts = ["A", "B", "C"].map((outlet) => breach("DRESS", outlet, "2026-08-29"));
    const source = roundSources(P22)[0]!;
    return {
      campaign: { code: "C", name: { zh: "监控通报", en: "CCTV" }, organiser: { zh: "清源分行", en: "Qingyuan" } },
      programme: P22,
      planVersion: 1,
      source,
      days: SAMPLE,
      ...roundFigures(P22, facts, SAMPLE, source.streams),
      problems: findProblems(P22, facts, SAMPLE),
      graces: gracesOf(P22, facts, SAMPLE),
      published: false,
      today: "2026-09-07",
      ...more,
    };
  };
  const said = (one: RoundMaterial, locale: (typeof LOCALES)[number] = "zh-CN") =>
    JSON.stringify(roundOf(one, wordsIn(locale)));

  it("says what was found and from when it is punished", () => {
    const words = said(material());
    for (const word of ["着装不统一", "2026年9月8日前发现的只作通报", "有3起发生在", "结果尚未公布"])
      expect(words).toContain(word);
    expect(said(material({ published: true }))).not.toContain("结果尚未公布");
  });

  it("hides what would say whose it is where few outlets were looked at", () => {
    const one = findProblems(P22, [breach("SLEEPING", "A", "2026-08-29")], SAMPLE);
    expect(said(material({ problems: one }))).toContain("在岗睡觉");
    const few = said(material({ problems: one, outlets: 2 }));
    expect(few).not.toContain("在岗睡觉");
    expect(few).toContain("只在一个网点出现的1项不在此列明");
  });

  it("stands in both languages with nothing found", () => {
    for (const locale of LOCALES) {
      const words = said(material({ problems: [], graces: [], records: 0, outlets: 0, scores: [] }), locale);
      expect(words).not.toMatch(/undefined|NaN/);
      expect(words).toContain(locale === "en" ? "No problem was found" : "没有发现问题");
    }
  });
});
