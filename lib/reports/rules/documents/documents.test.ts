import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { points } from "@/lib/kernel/points";
import { LOCALES } from "@/lib/platform/i18n/locale";
import type { Paper } from "@/lib/platform/paper/types";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { wordsIn } from "../../data/words";
import { circularOf } from "./circular";
import { decisionOf, listOf } from "./decision";
import { type PenaltyGiven, type RankedRow, type ReviewMaterial, reportedTo } from "./material";
import { noticeOf } from "./notice";
import { chineseNumeral, numberOf } from "./outline";
import { planOf } from "./plan";
import { componentMeans, reportOf } from "./report";

const programmes = resolve(import.meta.dirname, "../../../../prisma/programmes");
const documentOf = (name: string): Programme =>
  programmeSchema.parse(JSON.parse(readFileSync(resolve(programmes, name), "utf8")));
const text = (zh: string) => ({ zh, en: `${zh} (en)` });

const P01 = documentOf("P01.json");

const row = (at: number, more: Partial<RankedRow> = {}): RankedRow => ({
  code: `O${at}`,
  name: text(`网点${at}`),
  outlet: null,
  list: null,
  rank: at,
  within: [],
  total: String(100 - at),
  movement: null,
  grade: null,
  lines: [
    { code: "OPEN", name: text("明查"), tone: "open", share: String(60 - at), fullShare: "60", lost: String(at) },
    { code: "MINUS", name: text("投诉"), tone: "minus", share: "-1", fullShare: null, lost: "1" },
    { code: "rounding", name: text("舍入"), tone: null, share: "0.004", fullShare: null, lost: null },
  ],
  unranked: [],
  listed: true,
  complaints: 0,
  ...more,
});

const penalty = P01.penalties[0]!;
const given = (kind: "CIRCULAR" | "FINE", name: string, amountMinor: number | null): PenaltyGiven => ({
  id: name,
  key: name,
  number: null,
  plan: penalty,
  party: { unit: text(name), person: null },
  unitId: name,
  personId: null,
  because: null,
  repeated: null,
  record: { ref: "T-2026-00001", on: "2026-05-20" },
  reason: "两次发生。",
  decidedOn: "2026-07-01",
  appealUntil: "2026-07-08",
  consequences: [
    { plan: { code: kind, kind, name: text(kind === "FINE" ? "罚款" : "通报批评"), falls: "UNIT" }, amountMinor },
  ],
});

const award = P01.awards.find(({ code }) => code === "COLLECTIVE")!;

const winner = (name: string) => ({
  party: { unit: text(name), person: null },
  value: "99",
  prizes: award.prizes.map((prize) => ({
    prize,
    amount: prize.kind === "MONEY" ? "500.00" : null,
    explained: null,
  })),
});

function materialOf(more: Partial<ReviewMaterial> = {}): ReviewMaterial {
  return {
    campaign: { code: "C-2026-01", name: text("2026年竞赛"), organiser: text("清源分行") },
    programme: P01,
    review: P01.reviews[0]!,
    planVersion: 1,
    kind: "UNIT",
    period: { from: "2026-03-16", to: "2026-06-30" },
    state: "NOTICE",
    seal: "a".repeat(64),
    publishedOn: "2026-07-01",
    numbers: { circular: "渝明发〔2026〕12号", decision: null },
    noticeUntil: "2026-07-08",
    finalOn: null,
    today: "2026-07-02",
    previous: null,
    rows: [row(1), row(2), row(3, { listed: false })],
    mean: "98",
    spread: "2",
    groups: [],
    awards: [
      {
        plan: award,
        reportTo: "BRANCH",
        winners: [winner("网点1")],
        holders: [{ ...winner("网点1"), after: null }],
        left: [],
      },
    ],
    penalties: [given("FINE", "被罚网点", 50000), given("CIRCULAR", "被通报网点", null)],
    problems: [
      { title: text("普遍问题"), times: 5, outlets: 3, lost: "7.5" },
      { title: text("个别问题"), times: 9, outlets: 1, lost: "1" },
    ],
    ...more,
  };
}

/** Everything the paper says, in order. */
const said = (paper: Paper): string =>
  [
    paper.head,
    paper.title,
    paper.subtitle,
    paper.addressee,
    ...paper.body.flatMap((block) =>
      block.kind === "table"
        ? [block.title, ...block.columns.map(({ title }) => title), ...block.rows.flat()]
        : block.kind === "figure"
          ? [block.title, block.alt, ...block.bars.flatMap(({ name, label }) => [name, label])]
          : [block.kind === "text" ? block.lead : "", block.text],
    ),
    paper.closing?.issuer,
    paper.closing?.day,
  ].join("\n");

const zh = wordsIn("zh-CN");

describe("numbers of headings", () => {
  it("go 一 （一） 1. as the standard has it, and 1. 1.1 (a) in English", () => {
    expect([1, 9, 10, 11, 20, 21, 99].map(chineseNumeral)).toEqual([
      "一",
      "九",
      "十",
      "十一",
      "二十",
      "二十一",
      "九十九",
    ]);
    expect([[3], [3, 2], [3, 2, 1]].map((at) => numberOf("zh-CN", at))).toEqual(["三、", "（二）", "1."]);
    expect([[3], [3, 2], [3, 2, 1]].map((at) => numberOf("en", at))).toEqual(["3. ", "3.2 ", "(a) "]);
  });
});

describe("the circular", () => {
  it("names those on the published list, problems of several outlets, and whose penalty is being named", () => {
    const circular = said(circularOf(materialOf(), zh));
    for (const word of [
      "网点1",
      "网点2",
      "普遍问题",
      "被通报网点：通报批评。",
      "至2026年7月8日止",
      "其余处理决定另行书面通知",
    ])
      expect(circular).toContain(word);
    for (const word of ["网点3", "个别问题", "被罚网点", "罚款", "500.00"]) expect(circular).not.toContain(word);
  });

  it("says the same on every day, and when there was no public notice", () => {
    expect(circularOf(materialOf({ today: "2026-07-09" }), zh)).toEqual(circularOf(materialOf(), zh));
    expect(said(circularOf(materialOf({ noticeUntil: null }), zh))).toContain("自2026年7月1日起公布");
  });

  it("tells groups that are ranked apart in tables of their own", () => {
    const rows = [row(1, { list: text("甲组") }), row(1, { list: text("乙组") })];
    const tables = circularOf(materialOf({ rows }), zh).body.flatMap((block) =>
      block.kind === "table" ? [block.title] : [],
    );
    expect(tables.slice(0, 2)).toEqual(["表1 甲组排名", "表2 乙组排名"]);
  });
});

describe("ranks within sub-branches and districts", () => {
  const place = (population: "SUB_BRANCH" | "DISTRICT", name: string, rank: number, of: number) => ({
    population,
    unit: text(name),
    rank,
    of,
  });
  const within = [place("SUB_BRANCH", "渝中支行", 2, 5), place("DISTRICT", "南片区", 3, 9)];

  it("stand beside the rank in the circular and the report, and who is alone there has none", () => {
    const rows = [row(1, { within }), row(2)];
    for (const make of [circularOf, reportOf]) {
      const [table] = make(materialOf({ rows }), zh).body.filter((block) => block.kind === "table");
      expect(table?.columns.map(({ title }) => title).slice(-2)).toEqual([
        "支行内（位次/排名数）",
        "片区内（位次/排名数）",
      ]);
      expect(table?.rows.map((cells) => cells.slice(-2))).toEqual([
        ["渝中支行2/5", "南片区3/9"],
        ["—", "—"],
      ]);
    }
  });

  it("take no room where the bank has no such lists, or of one kind only", () => {
    const heads = (rows: readonly RankedRow[]) =>
      circularOf(materialOf({ rows }), zh).body.flatMap((block) =>
        block.kind === "table" ? [block.columns.map(({ title }) => title)] : [],
      )[0];
    expect(heads([row(1), row(2)])).toEqual(["名次", "网点", "得分"]);
    expect(heads([row(1, { within: within.slice(1) }), row(2)])).toEqual([
      "名次",
      "网点",
      "得分",
      "片区内（位次/排名数）",
    ]);
  });
});

describe("the report", () => {
  it("takes means of components exactly, without rounding lines, and shares only of what has full marks", () => {
    const means = componentMeans(materialOf().rows);
    expect(means.map(({ name, mean, full }) => [name.zh, mean.toFixed(), full?.toFixed() ?? null])).toEqual([
      ["明查", "58", "60"],
      ["投诉", "-1", null],
    ]);
    expect(points("58").div("60").times(100).toFixed(1)).toBe("96.7");
    expect(said(reportOf(materialOf(), zh))).toContain("得分率最低的评分项是明查，平均得58.00分，占满分的96.7%。");
  });

  it("draws the best and the last of a long ranking and puts the ranking into an annex", () => {
    const rows = Array.from({ length: 500 }, (_, at) => row(at + 1, { movement: at === 7 ? 40 : -1 }));
    const report = reportOf(materialOf({ rows, previous: text("上一次") }), zh);
    const [figure] = report.body.flatMap((block) => (block.kind === "figure" ? [block] : []));
    expect(figure?.bars).toHaveLength(15);
    expect(figure?.bars.at(-1)?.name).toBe("500 网点500");
    expect(said(report)).toContain("上升最多的是网点8，升40位。");
    expect(report.body.findLast((block) => block.kind === "table")?.rows).toHaveLength(500);
  });

  it("is a draft while the result is not published", () => {
    expect(said(reportOf(materialOf({ state: "FROZEN" }), zh))).toContain("讨论稿");
    expect(said(reportOf(materialOf(), zh))).not.toContain("讨论稿");
  });

  it("stands without anybody ranked", () => {
    const none = materialOf({ rows: [row(1, { rank: null, total: null, lines: [] })], mean: null, spread: null });
    for (const locale of LOCALES)
      for (const make of [circularOf, reportOf, decisionOf, listOf])
        expect(said(make(none, wordsIn(locale)))).not.toMatch(/undefined|NaN/);
  });
});

describe("decision, list and notice", () => {
  it("say who won what, and what the branch above is asked for", () => {
    const final = materialOf({ state: "FINAL", finalOn: "2026-07-09" });
    const decision = said(decisionOf(final, zh));
    for (const word of ["网点1。", "奖金500.00元", "2026年7月9日", "荣誉证书"]) expect(decision).toContain(word);
    const list = listOf(final, zh).body.filter((block) => block.kind === "table");
    expect(list).toHaveLength(2);
    expect(list[0]?.rows.map((row) => row.slice(1, 4))).toEqual([["网点1", "文明优质服务集体奖", "分行"]]);
    expect(list[1]?.rows).toEqual([["1", "网点1", "文明优质服务集体奖", "外出学习、考察", "分行"]]);
  });

  it("go upward only as the plan reports them, and what a level above pays stands there all the same", () => {
    const kept = materialOf({ awards: materialOf().awards.map((one) => ({ ...one, reportTo: null })) });
    const [paid, ...others] = listOf(kept, zh).body.filter((block) => block.kind === "table");
    expect(others).toEqual([]);
    expect(said(listOf(kept, zh))).toContain("方案规定上报的奖项现在没有获奖者。");
    expect(paid?.rows).toHaveLength(1);
    expect(reportedTo(P01, "COLLECTIVE")).toBe("BRANCH");
    expect(reportedTo({ awards: [{ ...award, report: undefined }] }, "COLLECTIVE")).toBeNull();
  });

  it("say who was decided, who fell away since and who has it now", () => {
    const [one] = materialOf().awards;
    const party = (name: string) => ({ unit: text(name), person: null });
    const fell = materialOf({
      awards: [
        {
          ...one!,
          holders: [{ ...winner("网点2"), after: party("网点1") }],
          left: [{ party: party("网点1"), taken: party("网点2"), on: "2026-07-25" }],
        },
      ],
    });
    for (const of of [decisionOf, circularOf, reportOf]) {
      const paper = said(of(fell, zh));
      expect(paper).toContain("网点1于2026年7月25日退出，由网点2递补。现在的获奖者：网点2。");
      expect(paper).toMatch(/(授予)?网点1。/);
      expect(said(of(fell, wordsIn("en")))).toContain("Holding the award now: 网点2 (en).");
      expect(said(of(materialOf(), zh))).not.toContain("退出");
    }
    const empty = materialOf({
      awards: [{ ...one!, holders: [], left: [{ party: party("网点1"), taken: null, on: "2026-07-25" }] }],
    });
    expect(said(decisionOf(empty, zh))).toContain("网点1于2026年7月25日退出，名额空缺。现在没有获奖者。");
  });

  it("go upward with who has the award now, and say whose place a follower took; the decision stays as it was", () => {
    const [one] = materialOf().awards;
    const after = { unit: text("网点1"), person: null };
    const fell = (holders: (typeof one & {})["holders"]) => materialOf({ awards: [{ ...one!, holders }] });
    const followed = fell([{ ...winner("网点2"), after }]);
    const [names, paid] = listOf(followed, zh).body.filter((block) => block.kind === "table");
    expect(names?.rows.map((row) => row[1])).toEqual(["网点2，递补网点1"]);
    expect(paid?.rows.map((row) => row[1])).toEqual(["网点2，递补网点1"]);
    expect(said(listOf(followed, wordsIn("en")))).toContain("网点2 (en), followed 网点1 (en)");
    expect(said(decisionOf(followed, zh))).toContain("网点1。");
    const empty = said(listOf(fell([]), zh));
    expect(empty).toContain("方案规定上报的奖项现在没有获奖者。");
    expect(empty).not.toMatch(/网点|undefined/);
  });

  it("tell one party its ground, basis, amount, and until when it may object", () => {
    const notice = said(noticeOf(materialOf(), given("FINE", "被罚网点", 50000), zh));
    for (const word of [
      "被罚网点：",
      "T-2026-00001",
      "方案第十条：“",
      "1.罚款，金额500.00元。",
      "2026年7月8日以前",
      "两次发生",
    ])
      expect(notice).toContain(word);
    expect(notice).not.toContain("被通报网点");
    // Whoever was not told yet has the plan's days from the day of the notice, whatever the public notice says.
    const untold = said(noticeOf(materialOf(), { ...given("FINE", "被罚网点", 50000), appealUntil: null }, zh));
    expect(untold).toContain("自收到本通知次日起5日内");
    expect(untold).not.toContain("2026年7月8日以前");
  });
});

describe("the implementation plan", () => {
  const names = readdirSync(programmes).filter((name) => name.endsWith(".json"));

  it.each(names)("of %s says everything in both languages", (name) => {
    const document = documentOf(name);
    for (const locale of LOCALES) {
      const paper = planOf(
        {
          campaign: { name: text("竞赛"), theme: { zh: "", en: "" }, organiser: text("分行") },
          document,
          version: 2,
          publishedOn: "2026-03-16",
          seats: [],
          participants: [{ name: text("网点"), group: null }],
          standards: [{ method: "OPEN", name: text("标准"), version: 1, full: "100" }],
        },
        wordsIn(locale),
      );
      const whole = said(paper);
      expect(whole).not.toMatch(/undefined|\[object|documents\.paper|setup\.(says|choices)|<\/?[a-z]+>/i);
      for (const part of [...document.phases, ...document.reviews, ...document.awards, ...document.penalties])
        expect(whole).toContain(locale === "en" ? part.name.en : part.name.zh);
    }
  });

  it("says the rules of the plan with their articles", () => {
    const paper = planOf(
      {
        campaign: { name: text("竞赛"), theme: text("微笑服务"), organiser: text("分行") },
        document: P01,
        version: 1,
        publishedOn: "2026-03-16",
        seats: [{ seat: "LEADER", names: [text("王组长")] }],
        participants: [],
        standards: [],
      },
      zh,
    );
    const whole = said(paper);
    for (const word of [
      "组长：王组长。",
      "活动主题：微笑服务。",
      "（方案第八条）。",
      "留存资料：",
      "得分相同时，依次比较：",
    ])
      expect(whole).toContain(word);
  });
});
