import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { STREAM } from "@/lib/inspections/rules/methods";
import { LOCALES } from "@/lib/platform/i18n/locale";
import { type Programme, programmeSchema, type ReviewPlan } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import { wordsIn } from "../../data/words";
import { activeUnits, activitiesOf, complaintMonths, dutiesOf, phasesOf, rankCourses, satisfactionOf } from "./course";
import { type SummaryMaterial, summaryOf } from "./summary";

const programmes = resolve(import.meta.dirname, "../../../../prisma/programmes");
const documentOf = (name: string): Programme =>
  programmeSchema.parse(JSON.parse(readFileSync(resolve(programmes, `${name}.json`), "utf8")));
const [P01, P04, P07] = [documentOf("P01"), documentOf("P04"), documentOf("P07")];
const text = (zh: string) => ({ zh, en: `${zh} (en)` });
const DAYS = { from: "2026-03-01", to: "2026-06-30" };

let count = 0;
const fact = (stream: string, subject: string, on: string, more: Partial<Fact> = {}): Fact => {
  count += 1;
  const ref = `R-${count}`;
  return { id: ref, subject, stream, on, state: "COUNTED", value: null, attrs: {}, ref, title: text(stream), ...more };
};

describe("phases and duties", () => {
  it("say what the calendar says, and what the office says where it says anything", () => {
    const said = [
      { code: "STAGE_1", state: "DONE" as const, note: "" },
      { code: "STAGE_2", state: "MISSED" as const, note: "没有录像" },
    ];
    expect(phasesOf(P07, said, "2026-06-01").map(({ time, word, note }) => [time, word, note])).toEqual([
      ["OVER", "DONE", ""],
      ["RUNNING", "MISSED", "没有录像"],
      ["COMING", null, ""],
    ]);
    expect(phasesOf(P04, [], "2026-06-01").map(({ time }) => time)).toEqual(["UNDATED", "UNDATED", "UNDATED"]);
  });

  it("count stretches that were kept, missed and are still open", () => {
    const duty = P01.duties[0]!;
    const status = (state: "DONE" | "OVERDUE" | "OPEN") => ({
      duty: duty.code,
      window: { name: state, from: "2026-01-01", to: "2026-03-31" },
      required: 1,
      done: 0,
      state,
    });
    expect(dutiesOf(P01, [status("DONE"), status("OVERDUE"), status("OVERDUE"), status("OPEN")])).toEqual([
      { name: duty.name, done: 1, missed: 2, open: 1 },
    ]);
  });
});

describe("the course of the ranks", () => {
  const plan = (code: string, cutOffOn: string): ReviewPlan => ({
    ...P07.reviews[0]!,
    code,
    name: text(code),
    cutOffOn,
  });
  const ranks = (...given: [string, number | null][]) => new Map(given);
  const nameOf = (subject: string) => ({ name: text(subject), outlet: null });

  it("sets reviews of a kind side by side, in time, the last rank first", () => {
    const [course, ...rest] = rankCourses(
      [
        { plan: plan("S2", "2026-08-31"), ranks: ranks(["A", 2], ["B", 1], ["C", null]) },
        { plan: plan("S1", "2026-04-30"), ranks: ranks(["A", 1], ["B", 3], ["C", 2]) },
      ],
      nameOf,
    );
    expect(rest).toEqual([]);
    expect(course?.reviews.map(({ zh }) => zh)).toEqual(["S1", "S2"]);
    expect(course?.rows.map(({ name, ranks: own, gained }) => [name.zh, own, gained])).toEqual([
      ["B", [3, 1], 2],
      ["A", [1, 2], -1],
      ["C", [2, null], null],
    ]);
  });

  it("does not compare a month with a half-year, nor one review with nothing, and shows six columns", () => {
    const months = Array.from({ length: 8 }, (_, at) => ({
      plan: plan(`MONTHLY.2026-0${at + 1}`, `2026-0${at + 1}-28`),
      ranks: ranks(["A", 1]),
    }));
    const found = rankCourses([{ plan: plan("H1", "2026-06-30"), ranks: ranks(["A", 1]) }, ...months], nameOf);
    expect(found.map(({ reviews, earlier }) => [reviews.length, earlier])).toEqual([[6, 2]]);
  });
});

describe("complaints, activity and satisfaction", () => {
  const facts = [
    fact("complaint", "A", "2026-03-05", { attrs: { validity: "VALID" } }),
    fact("complaint", "A", "2026-03-06", { attrs: { validity: "INVALID" } }),
    fact("complaint", "B", "2026-05-06", { state: "PENDING" }),
    fact("complaint", "B", "2026-05-07", { state: "VOIDED" }),
    fact("score.SATISFACTION", "A", "2026-03-31", { value: "80" }),
    fact("score.SATISFACTION", "A", "2026-06-01", { value: "90" }),
    fact("score.SATISFACTION", "B", "2026-06-02", { value: "95" }),
    fact("score.CUSTOMER_CARD", "A", "2026-06-02", { value: "70" }),
    fact("inspection.covert", "B", "2026-06-02", { value: "70" }),
  ];

  it("are told by month, voided ones left out", () => {
    expect(complaintMonths(facts, DAYS).map(({ received, valid, open }) => [received, valid, open])).toEqual([
      [2, 1, 0],
      [0, 0, 0],
      [1, 0, 1],
      [0, 0, 0],
    ]);
  });

  it("count records and outlets", () => {
    expect(activitiesOf(P07, facts, STREAM).map(({ kind, records, outlets }) => [kind, records, outlets])).toEqual([
      ["INSPECTION", 1, 1],
      ["COMPLAINT", 3, 2],
    ]);
    expect(activeUnits(facts, ["A", "B", "C"])).toBe(2);
  });

  it("measure satisfaction where the plan does, with its course", () => {
    expect(satisfactionOf(P04, facts, DAYS).map(({ name, ...rest }) => [name.zh, rest])).toEqual([
      ["客户评分卡", { answers: 1, mean: "70", halves: null, full: "100" }],
      ["客户满意度问卷", { answers: 3, mean: expect.stringMatching(/^88\.33/), halves: ["80", "92.5"], full: "100" }],
    ]);
    expect(satisfactionOf(P07, facts, DAYS)).toEqual([]);
  });
});

const material = (more: Partial<SummaryMaterial> = {}): SummaryMaterial => ({
  campaign: { code: "C", name: text("竞赛"), organiser: text("清源分行") },
  programme: P07,
  planVersion: 2,
  days: DAYS,
  concluded: false,
  participants: 4,
  active: 3,
  phases: phasesOf(P07, [{ code: "STAGE_1", state: "DONE", note: "按期" }], "2026-06-30"),
  duties: [],
  reviews: [
    {
      code: "S1",
      name: text("第一阶段"),
      cutOffOn: "2026-04-30",
      state: "FINAL",
      publishedOn: "2026-05-02",
      units: 4,
      ranked: 4,
      mean: "93",
      spread: "5",
    },
  ],
  courses: [],
  awards: [
    {
      goal: false,
      name: text("前二名"),
      review: text("第一阶段"),
      holders: 2,
      decidedMinor: 100000,
      givenMinor: 50000,
    },
  ],
  payers: [{ payer: "SUB_BRANCH", decided: 100000, given: 50000, owed: 50000, reclaim: 0 }],
  penalties: [{ name: text("未达标"), review: text("第一阶段"), cases: 1, decidedMinor: 150000, paidMinor: 0 }],
  fines: { decided: 150000, paid: 0, outstanding: 150000, repay: 0, revoked: 0 },
  complaints: complaintMonths([fact("complaint", "A", "2026-03-05", { attrs: { validity: "VALID" } })], DAYS),
  activities: [],
  nominations: 0,
  ballots: 0,
  votes: 0,
  satisfaction: [],
  evaluation: null,
  today: "2026-06-30",
  ...more,
});

describe("the summary", () => {
  const said = (one: SummaryMaterial, locale: (typeof LOCALES)[number] = "zh-CN") =>
    JSON.stringify(summaryOf(one, wordsIn(locale)));

  it("tells phases, money, fines and complaints, and is a draft until everything is final", () => {
    const words = said(material());
    for (const word of ["按方案完成", "按期", "尚欠", "500.00", "1,500.00", "受理投诉1件", "讨论稿", "尚未填写评估"])
      expect(words).toContain(word);
    expect(said(material({ concluded: true }))).not.toContain("讨论稿");
  });

  it("carries the office's words, in English with a note where they are Chinese only", () => {
    const evaluation = { version: 3, text: { zh: "成效明显。\n仍有不足。", en: "" }, byName: "王", on: "2026-06-29" };
    const chinese = said(material({ evaluation }));
    expect(chinese).toContain("成效明显。");
    expect(chinese).toContain("第3版");
    const english = said(material({ evaluation }), "en");
    expect(english).toContain("written in Chinese only");
    expect(english).toContain("仍有不足。");
  });

  it("stands in both languages with nothing at all", () => {
    const none = material({
      phases: [],
      reviews: [],
      awards: [],
      payers: [],
      penalties: [],
      complaints: [],
    });
    for (const locale of LOCALES) expect(said(none, locale)).not.toMatch(/undefined|NaN/);
  });
});
