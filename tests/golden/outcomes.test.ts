import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { checkPopulation } from "@/lib/scoring/programme/check/population";
import { awarded, defects, notices, punished, quota } from "@/lib/scoring/programme/check/specimens";
import type { Condition, Node } from "@/lib/scoring/programme/nodes";
import type { AwardPlan, PenaltyPlan } from "@/lib/scoring/programme/schema";
import { compute, fact, mean, name, programme } from "@/lib/scoring/specimens";
import type { Fact, Say, SubjectInput } from "@/lib/scoring/types";

/** What awards and penalties say of themselves, as a reader sees it in either language. */

const LOCALES = ["zh-CN", "en"] as const;

function speak(locale: (typeof LOCALES)[number], group: "says" | "issues", { code, values }: Say): string {
  const path = join(process.cwd(), `lib/platform/i18n/messages/${locale}/scoring.json`);
  const t = createTranslator({
    locale,
    messages: { scoring: JSON.parse(readFileSync(path, "utf8")) },
    onError: (error) => {
      throw error;
    },
  });
  return (t as unknown as (key: string, values: Say["values"]) => string)(`scoring.${group}.${code}`, values);
}

const both = (said: Say | undefined) => LOCALES.map((locale) => speak(locale, "says", said!));
const day = "2026-05-01";
const clause = { article: { zh: "方案第六条", en: "Plan, article 6" } };
const own: Node = { kind: "ref", code: "own", name: { zh: "得分", en: "Score" }, node: "x" };
const rank: Node = { kind: "ref", code: "again", name: { zh: "得分", en: "Score" }, node: "x" };
const least = (than: string, of: Node = own): Condition => ({ kind: "compare", of, is: "AT_LEAST", than });

function award(code: string, basis: AwardPlan["basis"], rest: Partial<AwardPlan> = {}): AwardPlan {
  return {
    code,
    name: { zh: "服务之星", en: "Service star" },
    review: "R",
    target: "UNIT",
    basis,
    quota: { min: 0, max: 1 },
    excludedBy: [],
    prizes: [],
    settledOn: "2026-12-31",
    clause,
    ...rest,
  };
}

function penalty(code: string, when: PenaltyPlan["when"], rest: Partial<PenaltyPlan> = {}): PenaltyPlan {
  return {
    code,
    name: { zh: "未举手示意", en: "No raised hand" },
    review: "R",
    when,
    choose: "ALL",
    consequences: [
      {
        code: "F",
        kind: "FINE",
        name: name("fine"),
        falls: "UNIT",
        by: { kind: "constant", code: "c", name: name("c"), value: "100" },
      },
    ],
    clause,
    ...rest,
  };
}

const byRank: AwardPlan["basis"] = {
  kind: "RANK",
  node: "x",
  ties: [{ node: "y", better: "HIGHER", name: { zh: "暗访得分高者在前", en: "Higher mystery-visit score" } }],
};
const stars = {
  kind: "STREAK",
  from: { stream: "star" },
  step: "MONTH",
  length: 3,
  window: "ROLLING",
  reuse: false,
} as const;

const document = programme(
  {
    kind: "total",
    code: "x",
    name: name("x"),
    parts: [mean("m", "m"), mean("y", "y", { otherwise: "ZERO" })],
  },
  {
    groups: [
      { code: "N", name: { zh: "城区组", en: "City" } },
      {
        code: "W",
        name: { zh: "试点组", en: "Pilot" },
        withheld: { zh: "试点期间不列名次", en: "not listed during the trial" },
      },
    ],
    awards: [
      award("TOP", byRank, { name: { zh: "一等奖", en: "First prize" } }),
      award("NEXT", byRank, { notWith: ["TOP"], reserves: 1 }),
      award("GROUPED", byRank, { quota: { min: 0, max: 1, per: "GROUP" } }),
      award("DISTRICT", byRank, { quota: { min: 0, max: 1, per: "DISTRICT" } }),
      award("MARK", { kind: "THRESHOLD", when: least("150") }, { quota: { min: 0, max: 9 } }),
      award("VOTE", { kind: "VOTE", from: { stream: "vote", by: "candidate" }, ties: [] }),
      award("STAR", stars, { quota: { min: 0, max: 9 } }),
      award("QUARTER", { ...stars, window: "CALENDAR" }, { quota: { min: 0, max: 9 } }),
      award("POSTS", byRank, {
        quota: { min: 0, max: 3, strata: [{ name: { zh: "主任", en: "Heads" }, posts: ["HEAD"], max: 1 }] },
        conditions: [
          { code: "C", name: { zh: "各单项达标", en: "Every single target met" }, when: least("120", rank), clause },
        ],
      }),
    ],
    penalties: [
      penalty(
        "EVENT",
        { kind: "PER_EVENT", from: { stream: "event.V" } },
        { repeat: { same: ["item"], or: { focus: ["YES"] }, times: "2", clause } },
      ),
      penalty("LAST", { kind: "BOTTOM", n: 1, population: "GROUP" }),
      penalty("DISTRICT", { kind: "BOTTOM", n: 1, population: "DISTRICT" }),
      penalty("LOW", { kind: "THRESHOLD", when: { kind: "not", of: least("150") } }),
      penalty("ROW", { ...stars, from: { stream: "last" } }),
    ],
  },
);
const scores: Record<string, [string, string]> = {
  a: ["95", "90"],
  b: ["95", "90"],
  c: ["90", "95"],
  d: ["60", "50"],
  w: ["99", "99"],
};
const subjects: SubjectInput[] = [
  { id: "a", group: "N", post: "HEAD", within: { DISTRICT: "1" } },
  { id: "b", group: "N", post: "HEAD", within: { DISTRICT: "1" } },
  { id: "c", group: "N", post: "TELLER", within: { DISTRICT: "2" } },
  { id: "d" },
  { id: "w", group: "W", within: { DISTRICT: "2" } },
];
const months = (id: string, stream: string, list: number[]) =>
  list.map((month) => fact(id, stream, `2026-0${month}-15`, "1"));
const vote = (candidate: string) => fact("hall", "vote", day, null, { attrs: { candidate } });
const hand = (on: string, attrs: Fact["attrs"] = { item: "HAND" }) =>
  fact("a", "event.V", on, "1", { attrs, ref: `V-${on}` });
const facts = [
  ...Object.entries(scores).flatMap(([id, [m, y]]) => [fact(id, "m", day, m), fact(id, "y", day, y)]),
  ...months("a", "star", [4, 5, 6, 7, 8, 9]),
  ...months("b", "star", [2, 3, 4]),
  ...months("d", "last", [1, 2, 3]),
  ...["a", "a", "a", "b"].map(vote),
  hand("2026-03-01"),
  hand("2026-05-01"),
  hand("2026-06-01", { item: "OTHER", focus: "YES" }),
];
const { awards, penalties } = compute(document, subjects, facts);
const of = (code: string) => awards.find((proposal) => proposal.award === code)!;
const why = (code: string, subject: string) => of(code).whyNot.find((line) => line.subject === subject)?.because;
const won = (code: string, subject: string) => of(code).winners.find((winner) => winner.subject === subject)?.because;
const ground = (code: string) => penalties.filter((proposal) => proposal.penalty === code);

describe("awards and penalties explain themselves", () => {
  const says = [
    ...awards.flatMap(({ winners, whyNot }) =>
      [...winners, ...whyNot].flatMap((line) => [line.because, ...(line.details ?? [])]),
    ),
    ...penalties.flatMap((proposal) => [
      proposal.because,
      ...(proposal.details ?? []),
      ...(proposal.repeated ? [proposal.repeated] : []),
      ...Object.values(proposal.amounts ?? {}).map(({ explained }) => explained.say),
    ]),
  ];
  it.each(LOCALES)("in whole sentences in %s", (locale) => {
    expect(new Set(says.map((said) => said.code)).size).toBeGreaterThan(17);
    for (const said of says) expect(speak(locale, "says", said)).not.toMatch(/[{}]|undefined/);
  });
  it("a dearer award, a limit of posts, a condition", () => {
    expect(both(why("DISTRICT", "d"))[0]).toBe("没有登记所属的片区，分不到名额");
    expect(both(why("POSTS", "d"))).toEqual([
      "不符合条件：各单项达标（方案第六条）",
      "Does not fulfil: Every single target met (Plan, article 6)",
    ]);
    expect(both(why("NEXT", "w"))).toEqual([
      "本组不列入名单：试点期间不列名次",
      "This group is not listed: not listed during the trial",
    ]);
  });
  it("votes with their share", () => {
    expect(both(won("VOTE", "a"))).toEqual(["4票中得3票，占75.00%，列第1", "3 votes of 4, 75.00%, place 1"]);
    expect(both(why("VOTE", "c"))).toEqual(["4票中没有得票", "No vote of 4"]);
  });
  it("months in a row", () => {
    expect(both(won("STAR", "a"))).toEqual([
      "连续3个月，计2次：2026-04–2026-06 · 2026-07–2026-09",
      "3 months in a row, 2 times: 2026-04–2026-06 · 2026-07–2026-09",
    ]);
    expect(both(why("QUARTER", "b"))).toEqual([
      "最长连续3个月，应连续3个月，并且是日历上完整的一段",
      "3 months in a row at most, of the 3 asked for in one calendar stretch",
    ]);
    expect(both(ground("ROW")[0]?.because)).toEqual([
      "未举手示意：2026-01至2026-03，连续3个月（方案第六条）",
      "No raised hand: 3 months in a row, 2026-01 to 2026-03 (Plan, article 6)",
    ]);
  });
  it("a mark reached or missed, with the figures", () => {
    expect(both(why("MARK", "d"))).toEqual([
      "没有达到条件（方案第六条）",
      "Does not fulfil the condition (Plan, article 6)",
    ]);
    expect(both(of("MARK").whyNot.find((line) => line.subject === "d")?.details?.[0])).toEqual([
      "得分110.00，低于150.00",
      "Score: 110.00 is below 150.00",
    ]);
  });
  it("the place in its own part", () => {
    expect(both(won("DISTRICT", "c"))).toEqual(["185.00，在本片区列第1", "185.00, place 1 in its district"]);
    expect(both(ground("LAST").find((one) => one.subject === "c")?.because)).toEqual([
      "未举手示意：在“城区组”中3个有名次，倒数第1（末1名受罚）（方案第六条）",
      "No raised hand: 1 from the bottom of 3 ranked in “City” (the last 1 are concerned) (Plan, article 6)",
    ]);
  });
  it("a repeat, and an item on the list of the upper level", () => {
    const [, again, focus] = ground("EVENT");
    expect(both(again?.repeated)).toEqual([
      "2026-03-01已有同样问题（V-2026-03-01），金额乘2（方案第六条）",
      "The same problem as on 2026-03-01 (V-2026-03-01): the amount is taken 2 times (Plan, article 6)",
    ]);
    expect(both(focus?.repeated)[0]).toBe("属于重点整改事项，金额乘2（方案第六条）");
  });
});

describe("defects of awards and penalties", () => {
  const issues = [
    ...[...defects, ...notices].flatMap(([, plan]) => checkProgramme(plan)),
    ...checkPopulation(awarded(quota({ max: 9 })), { R: [{ id: "a" }] }),
    ...checkPopulation(punished({ when: { kind: "BOTTOM", n: 9 } }), { R: [{ id: "a" }] }),
  ];
  it.each(LOCALES)("are whole sentences in %s", (locale) => {
    expect(new Set(issues.map((issue) => issue.code)).size).toBeGreaterThan(27);
    for (const issue of issues) expect(speak(locale, "issues", issue)).not.toMatch(/[{}]|undefined/);
  });
});
