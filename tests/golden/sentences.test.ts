import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { computeReview } from "@/lib/scoring/compute";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { readProgramme } from "@/lib/scoring/programme/read";
import type { Explained, Fact, FactState, Say } from "@/lib/scoring/types";

/** Every reason the engine gives and every defect it finds can be said in both languages, with nothing left open. */

const LOCALES = ["zh-CN", "en"] as const;
const read = (path: string): unknown => JSON.parse(readFileSync(join(process.cwd(), path), "utf8"));

interface Messages {
  readonly says: Readonly<Record<string, string>>;
  readonly issues: Readonly<Record<string, string>>;
}

const messages = Object.fromEntries(
  LOCALES.map((locale) => [locale, read(`lib/platform/i18n/messages/${locale}/scoring.json`) as Messages]),
) as Record<(typeof LOCALES)[number], Messages>;

function speak(locale: (typeof LOCALES)[number], group: keyof Messages, { code, values }: Say): string {
  const t = createTranslator({
    locale,
    messages: { scoring: messages[locale] },
    onError: (error) => {
      throw error;
    },
  });
  return (t as unknown as (key: string, values: Say["values"]) => string)(`scoring.${group}.${code}`, values);
}

const shipped = () => readProgramme(read("prisma/programmes/P01.json")).programme!;

function saysOf(node: Explained): Say[] {
  return [node.say, ...node.inputs.flatMap(saysOf)];
}

function fact(
  i: number,
  subject: string,
  stream: string,
  value: string | null,
  state: FactState = "COUNTED",
  attrs = {},
  rest = {},
): Fact {
  const ref = `F-${i}`;
  return { id: ref, subject, stream, on: "2026-05-15", state, value, attrs, ref, title: { zh: ref, en: ref }, ...rest };
}

describe("the engine's reasons", () => {
  const lines = [{ id: "l", code: "LOB-001", title: { zh: "问候", en: "greets" }, lost: "2", of: "2" }];
  const facts = [
    ...["A", "B", "C"].flatMap((id, i) => [
      fact(i * 9, id, "inspection.open", "98", "COUNTED", {}, { full: "100", lines }),
      fact(i * 9 + 1, id, "inspection.covert", "93.33"),
      fact(i * 9 + 2, id, "metric.BUSINESS_VOLUME", `${1000 + 7 * i}`),
      fact(i * 9 + 3, id, "metric.HEADCOUNT", "7"),
      ...(["PENDING", "NOT_APPLICABLE", "NOT_OBSERVED", "VOIDED"] as const).map((state, n) =>
        fact(i * 9 + 4 + n, id, "inspection.open", "10", state),
      ),
    ]),
    ...[1, 2, 3].map((n) =>
      fact(90 + n, "A", "complaint", null, "COUNTED", { validity: "VALID", level: "HEAD_OFFICE" }),
    ),
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => fact(100 + n, "B", "praise", null, "COUNTED", { verified: "YES" })),
    fact(120, "C", "metric.BRANCH_RANK", "41", "COUNTED", { of: "42" }),
  ];
  const computations = ["H1", "YEAR"].map((review) =>
    computeReview({
      programme: shipped(),
      review,
      subjects: ["A", "B", "C", "D"].map((id) => ({ id })),
      facts,
      carried: { H1: { A: "90" } },
    }),
  );
  const says = computations.flatMap(({ sheets, ranking, awards, penalties }) => [
    ...sheets.flatMap((sheet) => [...saysOf(sheet.root), ...sheet.missing]),
    ...ranking.standings.flatMap((standing) => standing.unrankedBecause),
    ...awards.flatMap((award) => [...award.winners, ...award.whyNot].map((line) => line.because)),
    ...penalties.map((penalty) => penalty.because),
  ]);

  it.each(LOCALES)("are whole sentences in %s", (locale) => {
    expect(new Set(says.map((said) => said.code)).size).toBeGreaterThan(20);
    for (const said of says) expect(speak(locale, "says", said)).not.toMatch(/[{}]|undefined/);
  });

  it("read as a bank would write them", () => {
    const find = (code: string, test: (said: Say) => boolean = () => true) =>
      says.find((said) => said.code === code && test(said))!;
    const covert = find("meanOf", (said) => said.values.weight === "30");
    expect([speak("zh-CN", "says", covert), speak("en", "says", covert)]).toEqual([
      "1次平均93.33 × 30%",
      "Mean of 1: 93.33 × 30%",
    ]);
    const few = find("tooFew", (said) => said.values.name_en === "Mystery visit");
    expect([speak("zh-CN", "says", few), speak("en", "says", few)]).toEqual([
      "暗访0/1次，未达方案第四条的最低次数；不排名",
      "Mystery visit: 0 of 1 required (Plan, article 4); unranked",
    ]);
    expect(speak("zh-CN", "says", find("heldAtFloor"))).toBe("不低于-10.00，调整5.00");
  });
});

describe("every code in the source has its sentence", () => {
  // The awards room adds what the engine cannot know: whom the office found not to qualify.
  const sources = ["lib/scoring", "lib/awards"].flatMap((room) =>
    (readdirSync(join(process.cwd(), room), { recursive: true }) as string[])
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
      .map((path) => readFileSync(join(process.cwd(), room, path), "utf8")),
  );
  const quoted = new Set(
    sources.flatMap((source) => [...source.matchAll(/"([A-Za-z0-9_]+)"/g)].map((match) => match[1]!)),
  );
  const said = sources.flatMap((source) => [...source.matchAll(/\bsay\(\s*"(\w+)"/g)].map((match) => match[1]!));
  const found = sources.flatMap((source) => [...source.matchAll(/\bissue\(\s*"(\w+)"/g)].map((match) => match[1]!));

  it.each(LOCALES)("in %s", (locale) => {
    expect(said.filter((code) => !(code in messages[locale].says))).toEqual([]);
    expect(found.filter((code) => !(code in messages[locale].issues))).toEqual([]);
  });
  it("and no sentence is left without a code", () => {
    for (const group of ["says", "issues"] as const) {
      expect(Object.keys(messages["zh-CN"][group]).filter((code) => !quoted.has(code))).toEqual([]);
      expect(Object.keys(messages.en[group])).toEqual(Object.keys(messages["zh-CN"][group]));
    }
  });
});

describe("the defects of a plan", () => {
  it.each(LOCALES)("are whole sentences in %s", (locale) => {
    const issues = checkProgramme(shipped());
    expect(issues.length).toBeGreaterThan(0);
    for (const issue of issues) expect(speak(locale, "issues", issue)).not.toMatch(/[{}]|undefined/);
  });
  it("name the thing and the field", () => {
    const [prize] = checkProgramme(shipped());
    expect(speak("zh-CN", "issues", prize!)).toBe("“网点人均业务量奖”的奖金金额还没有填。");
  });
});
