import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { points, roundHalfUp } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { type BookSheet, writeBook } from "@/lib/platform/sheet/book";
import { workbookOf } from "@/lib/reports/rules/workbook";
import type { Words, WorkbookSource } from "@/lib/reports/types";
import { placesWithin } from "@/lib/reviews/rules/populations";
import { computeReview } from "@/lib/scoring/compute";
import { recurring } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { ReviewInput, Say, SubjectInput } from "@/lib/scoring/types";
import { type Cells, cellsIn, cellsOfModel, Recalculation } from "../support/formulas";
import { findOffice, recomputedBy } from "../support/office";
import { anybody, anything } from "./support/anything";
import { factsOf, type GivenFact } from "./support/facts";
import { filled, readJson, type Settings, shipped } from "./support/plan";
import { type Carried, type Cast, settleInputs, subjectsOf } from "./support/settle";
import { type SmallPlan, smallProgramme } from "./support/small";

/** Every formula of a workbook, computed anew by a formula library and compared with what the engine computed. */

type Locale = "zh-CN" | "en";

function wordsIn(locale: Locale): Words {
  const t = createTranslator({
    locale,
    messages: MESSAGES[locale],
    onError: (error) => {
      throw error;
    },
  }) as unknown as (key: string, values?: Say["values"]) => string;
  return {
    word: (word, values) => t(`reports.workbook.word.${word}`, values),
    say: (say) => t(`scoring.says.${say.code}`, say.values),
    own: (text) => (locale === "en" ? text.en : text.zh),
  };
}

function sourceOf(input: ReviewInput, more: Partial<WorkbookSource> = {}): WorkbookSource {
  const review = input.programme.reviews.find(({ code }) => code === input.review)!;
  const named = (name: string): Text => ({ zh: name, en: name });
  return {
    review,
    programme: input.programme,
    input,
    computation: computeReview(input),
    names: new Map(input.subjects.map(({ id }, i) => [id, { code: `S${i + 1}`, name: named(id), outlet: null }])),
    units: new Map(),
    people: new Map(),
    decided: { awards: [], penalties: [] },
    all: true,
    opens: () => true,
    title: "一次评比",
    about: [["竞赛", "文明优质服务竞赛"]],
    ...more,
  };
}

/** What stands in the file, read by exceljs: the address of a cell, what it shows, and how many decimals of it. */
async function cellsOf(sheets: readonly BookSheet[]): Promise<Cells> {
  return cellsIn(await writeBook(sheets));
}

/** Addresses whose formula gives something else than the engine, at the places that the cell shows and to nine beyond. */
function recalculated(cells: Cells): { different: string[]; formulas: number } {
  const book = new Recalculation(cells);
  const different: string[] = [];
  let formulas = 0;
  for (const [sheet, own] of cells) {
    for (const [address, { formula, value, places = 6 }] of own) {
      if (formula === undefined) continue;
      formulas += 1;
      const came = tried(() => book.at(sheet, address));
      if (!same(came, value, places)) different.push(`${sheet}!${address} =${formula}: ${came}, not ${value}`);
    }
  }
  return { different, formulas };
}

function tried(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return (error as Error).message;
  }
}

function same(came: unknown, value: unknown, places: number): boolean {
  if (typeof came !== "number" || typeof value !== "number") return came === value;
  const at = (figure: number) => roundHalfUp(points(figure.toFixed(9)), places).toFixed();
  return Math.abs(came - value) < 1e-9 && at(came) === at(value);
}

const HOSTILE = [
  "=cmd|'/c calc'!A1",
  '=HYPERLINK("http://evil.example","点我")',
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "a\u0000b\u0007c",
  "😀 表情",
  "'; [x]:*?/\\",
  "很长".repeat(20_000),
  '"引号"',
  "{name} <b>",
];

/** Addresses that LibreOffice computes to something else. */
async function differentBy(program: string, sheets: readonly BookSheet[]): Promise<string[]> {
  const cells = await cellsIn(await recomputedBy(program, await writeBook(sheets)));
  return [...cellsOfModel(sheets)].flatMap(([sheet, own]) =>
    [...own].flatMap(([address, { formula, value, places = 6 }]) => {
      const came = cells.get(sheet)?.get(address)?.value;
      return formula === undefined || same(came, value, places) ? [] : [`${sheet}!${address}: ${came}, not ${value}`];
    }),
  );
}

const FOLDER = join(process.cwd(), "prisma/programmes");
const CODES = readdirSync(FOLDER)
  .filter((entry) => entry.endsWith(".json"))
  .map((entry) => entry.replace(/\.json$/, ""))
  .sort();

const GOLDEN = join(process.cwd(), "tests/golden");

interface GoldenCase {
  readonly plan?: SmallPlan;
  readonly set?: Settings;
  readonly review?: string;
  readonly subjects?: readonly (string | SubjectInput)[];
  readonly people?: readonly (string | SubjectInput)[];
  readonly carried?: Carried;
  readonly after?: readonly string[];
  readonly facts?: readonly GivenFact[];
  readonly day?: string;
  readonly today?: string;
  readonly expected: { readonly issues?: unknown };
}

interface RuleFile extends Omit<GoldenCase, "expected"> {
  readonly programme?: string;
  readonly fill?: boolean;
  readonly cases: readonly GoldenCase[];
}

/** Inputs of the cases in which a review is computed. */
function casesOf(file: RuleFile): ReviewInput[] {
  return file.cases.flatMap((given): ReviewInput[] => {
    if (given.expected.issues || given.day !== undefined || given.today !== undefined) return [];
    const set = { ...file.set, ...given.set };
    const small = given.plan ?? file.plan;
    const plan = small ? smallProgramme(small, set) : shipped(file.programme ?? "P01", set);
    const programme = recurring(file.fill ? filled(plan) : plan);
    const asSubject = (one: string | SubjectInput): SubjectInput => (typeof one === "string" ? { id: one } : one);
    const cast: Cast = {
      units: (given.subjects ?? []).map(asSubject),
      ...(given.people && { people: given.people.map(asSubject) }),
    };
    const facts = factsOf(given.facts ?? []);
    const code = given.review ?? file.review ?? (small ? "R" : "H1");
    if (given.after) return settleInputs(programme, cast, facts, [...given.after, code]);
    const review = programme.reviews.find((candidate) => candidate.code === code)!;
    const subjects = subjectsOf(programme, review, cast);
    return [{ programme, review: code, subjects, facts, carried: given.carried ?? {} }];
  });
}

interface CampaignFile {
  readonly subjects: readonly string[];
  readonly facts: readonly GivenFact[];
}

function goldenInputs(): { H1: ReviewInput; YEAR: ReviewInput } {
  const file = readJson(join(process.cwd(), "tests/golden/campaign-P01.json")) as CampaignFile;
  const programme = filled(shipped("P01"));
  const subjects = file.subjects.map((id) => ({ id }));
  const H1: ReviewInput = { programme, review: "H1", subjects, facts: factsOf(file.facts), carried: {} };
  const totals = Object.fromEntries(computeReview(H1).sheets.map(({ subject, total }) => [subject, total]));
  return { H1, YEAR: { ...H1, review: "YEAR", carried: { H1: totals } } };
}

const office = findOffice();
const BY = office ? "a formula library and LibreOffice" : "a formula library (this machine has no LibreOffice)";

describe(`the golden campaign as a workbook, recomputed by ${BY}`, () => {
  const inputs = goldenInputs();
  for (const review of ["H1", "YEAR"] as const) {
    it.each(["zh-CN", "en"] as const)(`${review} comes to the engine's figures in %s`, async (locale) => {
      const cells = await cellsOf(workbookOf(sourceOf(inputs[review]), wordsIn(locale)));
      const { different, formulas } = recalculated(cells);
      expect(different).toEqual([]);
      expect(formulas).toBeGreaterThan(50);
      if (office) expect(await differentBy(office, workbookOf(sourceOf(inputs[review]), wordsIn(locale)))).toEqual([]);
    });
  }

  it("stands in the file exactly as in the model", async () => {
    const sheets = workbookOf(sourceOf(inputs.H1), wordsIn("zh-CN"));
    const [file, model] = [await cellsOf(sheets), cellsOfModel(sheets)];
    for (const [sheet, own] of model) {
      for (const [address, { formula, value }] of own) {
        const found = file.get(sheet)?.get(address);
        expect([found?.formula, found?.value ?? ""], `${sheet}!${address}`).toEqual([formula, value ?? ""]);
      }
    }
  });

  it("leaves to a reader of the published result every rank and total, and the details of one outlet", async () => {
    for (const input of Object.values(inputs)) {
      const source = sourceOf(input, { all: false, opens: (subject) => subject === "临江门" });
      const cells = cellsOfModel(workbookOf(source, wordsIn("zh-CN")));
      expect(recalculated(cells).different).toEqual([]);
      const { standings } = source.computation.ranking;
      const ranks = cells.get("名次")!;
      expect(standings.map((_, i) => ranks.get(`A${i + 5}`)?.value)).toEqual(
        standings.map(({ rank }) => rank ?? "未排名"),
      );
      const others = input.facts.filter(({ subject }) => subject !== "临江门").map(({ ref }) => ref);
      const written = new Set([...cells.values()].flatMap((own) => [...own.values()].map(({ value }) => value)));
      expect(others.filter((ref) => written.has(ref))).toEqual([]);
    }
  });

  it("names to such a reader nobody whom the published list leaves out, and keeps everybody's place", () => {
    const programme = structuredClone(inputs.H1.programme);
    programme.reviews.find(({ code }) => code === "H1")!.listed = 2;
    const input = { ...inputs.H1, programme };
    const source = sourceOf(input, { all: false, opens: (subject) => subject === "青年路" });
    const cells = cellsOfModel(workbookOf(source, wordsIn("zh-CN")));
    expect(recalculated(cells).different).toEqual([]);
    const ranks = cells.get("名次")!;
    const shown = [5, 6, 7, 8, 9].map((row) => [ranks.get(`A${row}`)?.value, ranks.get(`C${row}`)?.value]);
    expect(shown).toEqual([
      [1, "南湖"],
      [2, "临江门"],
      [5, "青年路"],
      ["未排名", "物流园"],
      [undefined, undefined],
    ]);
    const written = [...cells.values()].flatMap((own) => [...own.values()].map(({ value }) => String(value))).join(" ");
    for (const name of ["人民广场", "文化街"]) expect(written).not.toContain(name);
    // Full marks of the volume are those of the best, listed or not.
    const computed = source.computation.sheets.find(({ subject }) => subject === "青年路");
    expect([...cells.get("得分")!.values()].map(({ value }) => value)).toContain(Number(computed?.total));
  });

  it("tells what was decided from what the plan proposes, and adds up what was decided", () => {
    const source = sourceOf(inputs.H1, {
      decided: {
        awards: [{ award: "COLLECTIVE", subject: "临江门", holder: "临江门", granted: false }],
        penalties: [
          { penalty: "BOTTOM_THREE_H1", subject: "青年路", fact: "f27", consequence: "FINE", amount: "150.00" },
          { penalty: "HEAD_OFFICE_COMPLAINT_H1", subject: "青年路", fact: "f26", consequence: "", amount: null },
        ],
      },
    });
    const cells = cellsOfModel(workbookOf(source, wordsIn("zh-CN")));
    expect(recalculated(cells).different).toEqual([]);
    const column = (sheet: string, letter: string) =>
      [...cells.get(sheet)!].flatMap(([address, { value }]) =>
        address.startsWith(letter) && Number(address.slice(1)) > 4 ? [value] : [],
      );
    expect(column("奖励", "G")).toEqual([...Array.from({ length: 9 }, () => "建议"), "未授予"]);
    expect(column("奖励", "J").slice(-2)).toEqual([300, 300]);
    expect(column("处罚", "G")).toEqual(["不予处罚", "已决定"]);
    expect(column("处罚", "J")).toEqual([150, 150]);
  });

  it("ranks within sub-branches and districts by formulas, as each outlet reads about itself", async () => {
    const units = ["南片区", "北片区", "渝中支行", "江北支行", "南岸支行"];
    const places = ["渝中支行", "江北支行", "渝中支行", "江北支行", "渝中支行", "南岸支行"];
    const subjects = inputs.H1.subjects.map((subject, i) => ({
      ...subject,
      within: { SUB_BRANCH: places[i]!, DISTRICT: units[i % 2]! },
    }));
    const input = { ...inputs.H1, subjects };
    const named = { units: new Map(units.map((name) => [name, { zh: name, en: name }])) };
    const source = sourceOf(input, named);
    const sheets = workbookOf(source, wordsIn("zh-CN"));
    const cells = await cellsOf(sheets);
    expect(recalculated(cells).different).toEqual([]);
    if (office) expect(await differentBy(office, sheets)).toEqual([]);

    const ranking = cells.get("名次")!;
    const columnOf = (head: string) => [...ranking].find(([, { value }]) => value === head)![0].replace(/\d+$/, "");
    const { standings } = source.computation.ranking;
    for (const [i, { subject }] of standings.entries()) {
      const own = placesWithin(source.computation.ranking, subjects, subject);
      for (const [population, head] of [
        ["SUB_BRANCH", "支行内位次"],
        ["DISTRICT", "片区内位次"],
      ]) {
        const place = own.find((one) => one.population === population);
        expect(ranking.get(`${columnOf(head!)}${i + 5}`)?.value, `${subject} ${head}`).toBe(place?.rank ?? "—");
      }
      expect(ranking.get(`${columnOf("支行")}${i + 5}`)?.value).toBe(
        subjects.find(({ id }) => id === subject)?.within.SUB_BRANCH,
      );
    }

    // Live: another total, and the ranks within follow.
    const [best] = standings;
    const model = cellsOfModel(sheets);
    model.get("名次")!.set("D5", { value: 1 });
    const book = new Recalculation(model);
    const among = standings.filter(
      ({ subject, rank }) =>
        rank !== null &&
        subjects.find(({ id }) => id === subject)?.within.DISTRICT ===
          subjects.find(({ id }) => id === best?.subject)?.within.DISTRICT,
    );
    expect(among.length).toBeGreaterThan(1);
    expect(book.at("名次", `${columnOf("片区内位次")}5`)).toBe(among.length);

    // Who may not open everybody reads the same places, also where the published list leaves some out.
    const programme = structuredClone(input.programme);
    programme.reviews.find(({ code }) => code === "H1")!.listed = 2;
    const closed = sourceOf({ ...input, programme }, { ...named, all: false, opens: (id) => id === "青年路" });
    const shown = cellsOfModel(workbookOf(closed, wordsIn("zh-CN")));
    expect(recalculated(shown).different).toEqual([]);
    const own = placesWithin(closed.computation.ranking, subjects, "青年路");
    const row = [...shown.get("名次")!].find(([, { value }]) => value === "青年路")![0].slice(1);
    const told = ["支行内位次", "片区内位次"].map((head) => {
      const [address] = [...shown.get("名次")!].find(([, { value }]) => value === head)!;
      return shown.get("名次")!.get(`${address.replace(/\d+$/, "")}${row}`)?.value;
    });
    expect(told).toEqual(
      ["SUB_BRANCH", "DISTRICT"].map((kind) => own.find(({ population }) => population === kind)?.rank ?? "—"),
    );
  });

  it("comes to the same figures with hostile names, and none of them is a formula", async () => {
    const { programme, subjects, ...rest } = inputs.H1;
    const named = structuredClone(programme) as Programme & { name: Text };
    const names = [...HOSTILE];
    const rename = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if ("name" in value && typeof value.name === "object") value.name = { zh: names[0]!, en: names.at(-1)! };
      names.push(names.shift()!);
      for (const inner of Object.values(value)) rename(inner);
    };
    rename(named);
    const input: ReviewInput = { ...rest, subjects, programme: named };
    const text = (i: number): Text => ({ zh: HOSTILE[i % HOSTILE.length]!, en: HOSTILE[(i + 1) % HOSTILE.length]! });
    const source = sourceOf(input, {
      names: new Map(subjects.map(({ id }, i) => [id, { code: HOSTILE[i]!, name: text(i), outlet: text(i + 2) }])),
      title: HOSTILE[0]!,
      about: [[HOSTILE[1]!, HOSTILE[2]!]],
    });
    const cells = await cellsOf(workbookOf(source, wordsIn("zh-CN")));
    const { different, formulas } = recalculated(cells);
    expect(different).toEqual([]);
    expect(formulas).toBe(recalculated(cellsOfModel(workbookOf(sourceOf(inputs.H1), wordsIn("zh-CN")))).formulas);
    for (const own of cells.values())
      for (const { formula } of own.values()) expect(formula ?? "").not.toMatch(/cmd|HYPERLINK|evil/);
  });
});

describe.each(CODES)("%s, filled, as a workbook, recomputed by a formula library", (code) => {
  it("comes to the engine's totals, ranks and sums of money in every review", () => {
    const programme: Programme = recurring(filled(shipped(code)));
    const cast = anybody(programme);
    for (const input of settleInputs(programme, cast, anything(programme, cast))) {
      const cells = cellsOfModel(workbookOf(sourceOf(input), wordsIn("zh-CN")));
      expect(recalculated(cells).different.slice(0, 10), input.review).toEqual([]);
    }
  });
});

describe("every case of the golden folder as a workbook, recomputed by a formula library", () => {
  const files = readdirSync(GOLDEN)
    .filter((entry) => /^(R-\d{3}|P\d{2})\.json$/.test(entry))
    .sort();
  it.each(files)("%s", (entry) => {
    for (const input of casesOf(readJson(join(GOLDEN, entry)) as RuleFile)) {
      const { different } = recalculated(cellsOfModel(workbookOf(sourceOf(input), wordsIn("zh-CN"))));
      expect(different).toEqual([]);
    }
  });
});

describe("what is changed in the workbook", () => {
  const { H1 } = goldenInputs();
  const words = wordsIn("zh-CN");

  /** The cell on the sheet whose row begins with these words. */
  function find(cells: Cells, sheet: string, column: string, ...begins: string[]): string {
    const own = cells.get(sheet)!;
    const found = [...own.keys()].find((address) => {
      const row = address.replace(/^[A-Z]+/, "");
      return address.startsWith("A") && begins.every((word, i) => own.get(`${"ABCDEF"[i]}${row}`)?.value === word);
    });
    if (!found) throw new Error(`no row ${begins.join(", ")} on ${sheet}`);
    return `${column}${found.slice(1)}`;
  }

  function set(cells: Cells, sheet: string, address: string, value: number): void {
    cells.get(sheet)!.set(address, { value });
  }

  /** Places by name, computed by the formulas of the sheet of ranks. */
  function placesOf(cells: Cells): Record<string, unknown> {
    const book = new Recalculation(cells);
    const own = cells.get("名次")!;
    const rows = [...own.keys()].flatMap((address) =>
      /^C\d+$/.test(address) && Number(address.slice(1)) > 4 ? [address.slice(1)] : [],
    );
    return Object.fromEntries(
      rows.map((row) => [own.get(`C${row}`)!.value, [book.at("名次", `A${row}`), book.at("名次", `D${row}`)]]),
    );
  }

  function expectSame(cells: Cells, input: ReviewInput): void {
    const { ranking } = computeReview(input);
    expect(placesOf(cells)).toEqual(
      Object.fromEntries(
        ranking.standings.map(({ subject, rank, total }) => [
          subject,
          rank === null ? ["未排名", "缺"] : [rank, Number(total)],
        ]),
      ),
    );
  }

  it("gives, for other weights, the totals and ranks that the engine gives for a plan with these weights", () => {
    const cells = cellsOfModel(workbookOf(sourceOf(H1), words));
    const programme = structuredClone(H1.programme);
    const marks = JSON.parse(JSON.stringify(programme.sheets[0]!.root)) as { parts: { parts: { weight: string }[] }[] };
    const weights = { 自查: "40", 明查: "10", 暗访: "20", 人均业务量: "30" };
    for (const [i, [name, weight]] of Object.entries(weights).entries()) {
      marks.parts[0]!.parts[i]!.weight = weight;
      set(cells, "权重", find(cells, "权重", "C", "检查与业务得分", `${name}的权重（%）`), Number(weight));
    }
    programme.sheets[0]!.root = marks as never;
    expectSame(cells, { ...H1, programme });
  });

  it("gives, for another floor and other points for each event, what the engine gives", () => {
    const cells = cellsOfModel(workbookOf(sourceOf(H1), words));
    const programme = JSON.parse(
      JSON.stringify(H1.programme)
        .replaceAll('"floor":"-10"', '"floor":"-3"')
        .replaceAll('"each":"0.50"', '"each":"2.75"'),
    ) as Programme;
    set(cells, "权重", find(cells, "权重", "C", "投诉扣分", "最低"), -3);
    set(cells, "权重", find(cells, "权重", "C", "经核实的表扬", "每次分值"), 2.75);
    expectSame(cells, { ...H1, programme });
  });

  it("gives, for another recorded figure, what the engine gives for that record", () => {
    const cells = cellsOfModel(workbookOf(sourceOf(H1), words));
    const fact = H1.facts.find(({ stream, subject }) => stream === "metric.BUSINESS_VOLUME" && subject === "青年路")!;
    const address = [...cells.get("明细")!].find(([, { value }]) => value === fact.ref)![0].replace("D", "F");
    set(cells, "明细", address, 99_999);
    const facts = H1.facts.map((one) => (one === fact ? { ...one, value: "99999" } : one));
    expectSame(cells, { ...H1, facts });
  });
});
