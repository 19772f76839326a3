import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { computeReview } from "@/lib/scoring/compute";
import { Evaluator } from "@/lib/scoring/explain/evaluate/evaluator";
import { FactIndex } from "@/lib/scoring/facts";
import type { Condition, Node } from "@/lib/scoring/programme/nodes";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { fact, mean, name, programme } from "@/lib/scoring/specimens";
import type { Explained, Fact, ReviewComputation, ReviewInput, Say } from "@/lib/scoring/types";
import { argumentsOf } from "../support/icu";

/** Every sentence about a score that the engine can say is made to be said here, in both languages, with what it is given. */

const LOCALES = ["zh-CN", "en"] as const;
type Locale = (typeof LOCALES)[number];

const messages = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    (
      JSON.parse(readFileSync(join(process.cwd(), `lib/platform/i18n/messages/${locale}/scoring.json`), "utf8")) as {
        says: Record<string, string>;
      }
    ).says,
  ]),
) as Record<Locale, Record<string, string>>;

function speak(locale: Locale, { code, values }: Say): string {
  const t = createTranslator({
    locale,
    messages: { says: messages[locale] },
    onError: (error) => {
      throw error;
    },
  });
  return (t as unknown as (key: string, values: Say["values"]) => string)(`says.${code}`, values);
}

const number = (value: string, rest: Partial<Extract<Node, { kind: "constant" }>> = {}): Node => ({
  kind: "constant",
  code: "N",
  name: name("number"),
  value,
  ...rest,
});
const compare = (of: Node, is: Extract<Condition, { kind: "compare" }>["is"], than: string): Condition => ({
  kind: "compare",
  of,
  is,
  than,
});
const yes = compare(number("1"), "AT_LEAST", "1");
const no = compare(number("1"), "MORE", "1");
const clause = { article: { zh: "第一条", en: "article 1" } };
const absent = mean("ABSENT", "absent", { otherwise: "LEFT_OUT" });
const open = mean("OPEN", "open");

const shortfall = (of: Node): Node => ({
  kind: "shortfall",
  code: "SHORT",
  name: name("short"),
  of,
  side: "BELOW",
  mark: "92",
  base: "1000",
  each: "200",
  parts: "STARTED",
});
const change = (as: "DIFFERENCE" | "PERCENT", base: Node): Node => ({
  kind: "change",
  code: "CHANGE",
  name: name("change"),
  of: open,
  base,
  as,
  otherwise: "ZERO",
});
const scale = (by: Extract<Node, { kind: "scale" }>["by"], of: Node = open): Node => ({
  kind: "scale",
  code: "SCALE",
  name: name("scale"),
  of,
  by,
});
const veto = (when: Condition, effect: Extract<Node, { kind: "veto" }>["vetoes"][number]["effect"]): Node => ({
  kind: "veto",
  code: "VETO",
  name: name("veto"),
  of: open,
  vetoes: [{ code: "V", name: name("accident"), when, effect, clause }],
});
const standing = (as: "TOP" | "BOTTOM" | "MOVEMENT", rest: Partial<Extract<Node, { kind: "standing" }>>): Node => ({
  kind: "standing",
  code: "STANDING",
  name: name("standing"),
  as,
  otherwise: "ZERO",
  ...rest,
});
type Entry = Extract<Node, { kind: "ledger" }>["entries"][number];
const ledger = (entries: Partial<Entry>[], rest: Partial<Extract<Node, { kind: "ledger" }>> = {}): Node => ({
  kind: "ledger",
  code: "LEDGER",
  name: name("ledger"),
  entries: entries.map((entry, i) => ({ code: `E${i}`, name: name("entry"), from: { stream: "event" }, ...entry })),
  ...rest,
});
const ratio = (over: string, under: string): Node => ({
  kind: "ratio",
  code: "RATIO",
  name: name("ratio"),
  over: { take: "SUM", from: { stream: over } },
  under: { take: "SUM", from: { stream: under } },
  otherwise: "ZERO",
});
const TAKES = ["MEAN", "SUM", "COUNT", "MIN", "MAX", "LATEST"] as const;

/** One tree for each thing that can be said; most stand beside each other in one sum. */
const PARTS: Node[] = [
  open,
  absent,
  number("3"),
  ...TAKES.map((take) => mean("T", "open", { take, clause })),
  ...TAKES.map((take) => mean("T", "open", { take, every: { step: "MONTH", take: "MEAN" } })),
  mean("FEW", "open", { atLeast: 9, otherwise: "ZERO", clause }),
  ratio("open", "open"),
  ratio("absent", "open"),
  ratio("open", "absent"),
  ratio("open", "zero"),
  ledger([{ from: { stream: "none" }, each: "-1" }]),
  ledger([{ each: "-1" }, { each: "2" }], { floor: "1" }),
  ledger([{ each: "-1", clause }], { floor: "-1" }),
  ledger([{ each: "3" }], { cap: "2" }),
  ledger(
    [
      { per: "VALUE", each: "-1" },
      { per: "VALUE", each: "1", most: "1" },
    ],
    { base: "10" },
  ),
  ledger([{ between: { min: "1", max: "3", sign: "PLUS" } }, { between: { min: "1", max: "3", sign: "MINUS" } }]),
  { kind: "carry", code: "CARRY", name: name("carry"), review: "FIRST", otherwise: "ZERO" },
  { kind: "sheet", code: "SHEET", name: name("sheet"), sheet: "s", period: "Y" },
  scale({ kind: "TO_BEST", full: "100" }),
  scale({ kind: "TO_BEST", full: "100", better: "LOWER" }),
  scale({ kind: "TO_TARGET", target: "50", full: "100" }),
  scale({ kind: "TO_TARGET", target: "50", full: "100", better: "LOWER" }),
  scale({ kind: "TO_TARGET", target: "50", full: "100" }, number("-4")),
  scale({ kind: "BANDS", bands: [{ from: "60", points: "5" }] }),
  scale({ kind: "BANDS", bands: [{ from: "600", points: "5" }] }),
  scale({ kind: "PLACES", places: [{ to: 1, points: "5" }], rest: "1" }),
  scale({ kind: "TO_BEST", full: "100" }, mean("BAD", "zero", { otherwise: "ZERO" })),
  { kind: "product", code: "PRODUCT", name: name("product"), parts: [open, number("2")] },
  change("DIFFERENCE", number("4")),
  change("PERCENT", number("4")),
  change("PERCENT", number("0")),
  change("PERCENT", absent),
  shortfall(number("91.2")),
  shortfall(number("92")),
  {
    kind: "choose",
    code: "CHOOSE",
    name: name("choose"),
    cases: [
      { when: no, gives: number("1") },
      { when: { kind: "all", of: [yes, { kind: "not", of: no }] }, gives: number("2", { clause }) },
    ],
    else: number("3"),
  },
  {
    kind: "choose",
    code: "CHOOSE",
    name: name("choose"),
    cases: [{ when: { kind: "any", of: [no, compare(absent, "LESS", "5")] }, gives: number("1") }],
    else: number("3"),
  },
  veto(yes, { kind: "ZERO" }),
  veto(yes, { kind: "CEILING", at: "70" }),
  veto(no, { kind: "UNRANKED" }),
  standing("TOP", { review: "FIRST" }),
  standing("BOTTOM", { review: "FIRST" }),
  standing("TOP", { outside: "rank.PROVINCE" }),
  standing("TOP", { outside: "rank.NOWHERE" }),
  { kind: "ref", code: "REF", name: name("ref"), node: "OPEN" },
  {
    kind: "weighted",
    code: "WEIGHTED",
    name: name("weighted"),
    places: 1,
    parts: [
      { weight: "30", of: mean("X", "open") },
      { weight: "30", of: scale({ kind: "PLACES", places: [{ to: 1, points: "5" }], rest: "1" }) },
      { weight: "40", of: absent },
    ],
  },
];

const lines = [{ id: "l", code: "LOB-001", title: name("greets"), lost: "2", of: "2" }];
const FACTS: Fact[] = [
  fact("a", "open", "2026-01-05", "97.5", { full: "100", lines }),
  fact("a", "open", "2026-02-05", "90.333", { full: "100" }),
  fact("b", "open", "2026-01-05", "60", { full: "100" }),
  ...(["PENDING", "NOT_APPLICABLE", "NOT_OBSERVED", "VOIDED"] as const).map((state) =>
    fact("a", "open", "2026-03-01", "10", { state }),
  ),
  fact("a", "open", "2026-03-01", null),
  fact("a", "event", "2026-01-05", "2"),
  fact("a", "event", "2026-01-06", "0.5"),
  fact("a", "zero", "2026-01-05", "0"),
  fact("a", "rank.PROVINCE", "2026-01-05", "3", { attrs: { of: "20" } }),
];

/** One plan of a first review and a second one with this tree. */
function planOf(root: Node, review: Partial<ReviewPlan> = {}, rest: Partial<Programme> = {}): Programme {
  const base = programme(
    root,
    { sheets: [{ code: "s", name: name("s"), root: mean("S", "open", { otherwise: "ZERO" }) }] },
    review,
  );
  const second = base.reviews[0]!;
  const { entry: _entry, grades: _grades, listed: _listed, ...plain } = second;
  return { ...base, ...rest, reviews: [{ ...plain, code: "FIRST", root: open }, second] };
}

function computed(plan: Programme, more: Partial<ReviewInput> = {}): ReviewComputation {
  return computeReview({
    programme: plan,
    review: "R",
    subjects: [{ id: "a", group: "G" }, { id: "b" }],
    facts: FACTS,
    carried: { FIRST: { a: "90" } },
    carriedRanks: { FIRST: { a: 2, b: 1 } },
    ...more,
  });
}

const sum = (parts: Node[]): Node => ({ kind: "total", code: "SUM", name: name("sum"), places: 2, parts });
const computations: ReviewComputation[] = [
  ...PARTS.map((part) => computed(planOf(sum([part.kind === "ref" ? open : number("1"), part])))),
  computed(planOf(sum([mean("NONE", "none"), open]))),
  computed(planOf(sum([absent]))),
  computed(planOf({ ...sum([open]), stated: number("95") } as Node)),
  computed(planOf(veto(yes, { kind: "UNRANKED" }))),
  computed(planOf({ kind: "carry", code: "CARRY", name: name("carry"), review: "FIRST", otherwise: "ZERO" }), {
    carried: {},
  }),
  computed(planOf(open, { entry: [{ code: "E", name: name("applied"), when: no, clause }] })),
  computed(planOf(open, { listed: 1 })),
  computed(planOf(open, {}, { groups: [{ code: "G", name: name("G"), withheld: { zh: "改造", en: "rebuilding" } }] })),
];

function saysOf(node: Explained): Say[] {
  return [node.say, ...node.inputs.flatMap(saysOf)];
}

/** Of ranks as of now, and of the value of an event, only awards and penalties may ask. */
function asked(): Say[] {
  const plan = planOf(open);
  const period = { from: "2026-01-01", to: "2026-12-31" };
  const subjects = new Map([
    ["a", { id: "a" }],
    ["b", { id: "b" }],
  ]);
  const evaluator = new Evaluator({
    programme: plan,
    index: new FactIndex(FACTS, new Set(subjects.keys())),
    carried: {},
    carriedRanks: { FIRST: { a: 2, b: 1 } },
    tree: { root: open, period },
    subjects,
    field: [...subjects.keys()],
    last: period.to,
  });
  const { amount } = evaluator.assess(computed(plan).ranking);
  const event = FACTS.find((one) => one.stream === "event");
  return [
    amount({ kind: "event", code: "V", name: name("value") }, "a", event),
    amount({ kind: "event", code: "V", name: name("value"), attr: "nothing" }, "a", event),
    amount(standing("TOP", {}), "a"),
    amount(standing("BOTTOM", {}), "b"),
    amount(standing("MOVEMENT", { review: "FIRST" }), "a"),
    amount(standing("MOVEMENT", { review: "FIRST" }), "b"),
  ].flatMap(saysOf);
}

const said = [
  ...computations.flatMap(({ sheets, ranking }) => [
    ...sheets.flatMap((sheet) => [...saysOf(sheet.root), ...sheet.missing]),
    ...ranking.standings.flatMap(({ unrankedBecause, unlisted }) => [
      ...unrankedBecause,
      ...(unlisted ? [unlisted] : []),
    ]),
  ]),
  ...asked(),
];

describe("what the engine says about scores", () => {
  it("is all said here", () => {
    const sources = (readdirSync(join(process.cwd(), "lib/scoring"), { recursive: true }) as string[]).filter(
      (path) => /^(explain\/.*|compute|place)\.ts$/.test(path.replaceAll("\\", "/")) && !path.endsWith(".test.ts"),
    );
    const quoted = new Set(
      sources.flatMap((path) =>
        [...readFileSync(join(process.cwd(), "lib/scoring", path), "utf8").matchAll(/"([A-Za-z]\w+)"/g)].map(
          (match) => match[1]!,
        ),
      ),
    );
    const codes = new Set(said.map(({ code }) => code));
    const missing = Object.keys(messages.en).filter((code) => quoted.has(code) && !codes.has(code));
    expect(missing).toEqual([]);
  });

  it.each(LOCALES)("has a sentence in %s that asks for nothing it is not given", (locale) => {
    const wrong = new Set<string>();
    for (const { code, values } of said) {
      const message = messages[locale][code];
      if (message === undefined) wrong.add(`${code}: no sentence`);
      else
        for (const argument of argumentsOf(message))
          if (!Object.hasOwn(values, argument)) wrong.add(`${code}: ${argument}`);
    }
    expect([...wrong].sort()).toEqual([]);
  });

  it.each(LOCALES)("reads whole in %s, with no figure left empty", (locale) => {
    for (const say of said) {
      const text = speak(locale, say);
      expect(text, say.code).not.toMatch(/[{}]|undefined|NaN| {2}|（）|\(\)/);
      // A figure of the sentence itself is never overwritten by the weight that follows it.
      const shown = argumentsOf(messages[locale][say.code]!).filter(
        (argument) => !/^(weighed|weight|of|cited|article_..|unit_..|has)$/.test(argument),
      );
      for (const argument of shown) expect(String(say.values[argument]), `${say.code}: ${argument}`).not.toBe("");
    }
  });

  it("reads as a bank would write it", () => {
    const find = (code: string, test: (values: Say["values"]) => boolean = () => true) =>
      said.find((one) => one.code === code && test(one.values))!;
    const both = (say: Say) => LOCALES.map((locale) => speak(locale, say));
    expect(both(find("short"))).toEqual([
      "91.20比92.00低0.80，不足1的按1计，计1.00：1000.00 + 1.00 × 200.00 = 1200.00",
      "91.20 is 0.80 below 92.00, counted as 1.00: 1000.00 + 1.00 × 200.00 = 1200.00",
    ]);
    expect(both(find("notShort"))).toEqual(["92.00，不低于92.00，为0", "92.00 is not below 92.00: 0"]);
    expect(both(find("compared", ({ holds, is }) => holds === "no" && is === "MORE"))).toEqual([
      "number1.00，不高于1.00",
      "number: 1.00 is not above 1.00",
    ]);
    expect(both(find("standingTop", ({ among }) => among === 20))).toEqual(["20个中第3名", "Rank 3 of 20"]);
    expect(both(find("inPlace", ({ weighed }) => weighed === "partly"))).toEqual([
      "93.92，2个中第1，得5.00分 × 30 ÷ 60",
      "93.92, place 1 of 2: 5.00 × 30 ÷ 60",
    ]);
    expect(both(find("standingMoved", ({ moved }) => moved === "DOWN"))).toEqual([
      "由第1名到第2名，降1位",
      "From rank 1 to rank 2: 1 down",
    ]);
  });
});
