import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { points, sum, text } from "@/lib/kernel/points";
import { readSheet } from "@/lib/platform/sheet/read";
import { writeCsv, writeWorkbook } from "@/lib/platform/sheet/write";
import { computeReview } from "@/lib/scoring/compute";
import { fact, mean, name, programme } from "@/lib/scoring/specimens";
import type { Explained } from "@/lib/scoring/types";
import { COLUMNS, decimalsOf, exportRows, sentenceRows, stepsOf, tableOf, type Words } from "./derivation";

const HOSTILE = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+1", "\t=HYPERLINK(1)"];
const lines = HOSTILE.map((title, i) => ({
  id: `l${i}`,
  code: `LOB-00${i}`,
  title: { zh: title, en: title },
  lost: i === 4 ? "0" : "1",
  of: "2",
}));
const plan = programme({
  kind: "total",
  code: "SUM",
  name: name("sum"),
  places: 2,
  clause: { article: { zh: "第四条", en: "article 4" }, wording: { zh: "=原文", en: "=wording" } },
  parts: [
    mean("VISITS", "visit", { places: 1 }),
    {
      kind: "ledger",
      code: "COMPLAINTS",
      name: name("complaints"),
      clause: { article: { zh: "第五条", en: "article 5" } },
      entries: [{ code: "C", name: name("complaint"), from: { stream: "complaint" }, each: "-1" }],
      floor: "-1",
    },
  ],
});
const facts = [
  fact("a", "visit", "2026-03-01", "96", { full: "100", lines }),
  fact("a", "visit", "2026-04-01", "93.333"),
  fact("a", "visit", "2026-05-01", "10", { state: "VOIDED" }),
  fact("a", "complaint", "2026-03-01", null),
  fact("a", "complaint", "2026-03-02", null, { title: { zh: "=2+5", en: "=2+5" } }),
];
const { sheets } = computeReview({ programme: plan, review: "R", subjects: [{ id: "a" }], facts, carried: {} });
const root = sheets[0]!.root;

const words: Words = {
  say: ({ code, values }) => `${code} ${Object.values(values).join(" ")}`,
  kind: (kind) => kind,
  state: (state) => state,
  own: (text) => text.en,
};

const allOf = (node: Explained): Explained[] => [node, ...node.inputs.flatMap(allOf)];

describe("the table of an explanation", () => {
  const table = tableOf(root);
  it("has every line of the tree once, each number once, and names the inputs of each", () => {
    expect(table.map((line) => line.node)).toEqual(allOf(root));
    const numbers = table.map(({ no }) => no);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { inputs } of table) for (const no of inputs) expect(numbers).toContain(no);
  });

  it("adds up: the shares of the inputs are the share of the line", () => {
    const byNo = new Map(table.map((line) => [line.no, line.node.share]));
    for (const { node, inputs } of table) {
      if (node.share === null || inputs.length === 0) continue;
      expect(text(sum(inputs.map((no) => points(byNo.get(no) ?? "0"))))).toBe(node.share);
    }
  });

  it("says which line was rounded, by how much, and under which clause each stands", () => {
    expect(table.find(({ node }) => node.code === "VISITS")).toMatchObject({ rounding: "0.0335" });
    expect(table.find(({ node }) => node.kind === "line")?.clause?.article.en).toBe("article 4");
    expect(table.find(({ node }) => node.code === "C")?.clause?.article.en).toBe("article 5");
  });
});

describe("the sentences of an explanation", () => {
  const steps = stepsOf(root);
  it("lead from the findings to the total: each rests on earlier ones only, and the last is the total", () => {
    expect(steps.map(({ no }) => no)).toEqual(steps.map((_, i) => i + 1));
    for (const { no, from } of steps)
      for (const { first, last } of from) {
        expect(first).toBeLessThanOrEqual(last);
        expect(last).toBeLessThan(no);
      }
    expect(steps.at(-1)?.node).toBe(root);
  });

  it("leave out full marks and items that lost nothing, and say limits and roundings with their line", () => {
    expect(steps.some(({ node }) => node.code === "full" || node.code === "LOB-004")).toBe(false);
    expect(steps.find(({ node }) => node.code === "COMPLAINTS")?.says.map(({ code }) => code)).toEqual([
      "ledgerMinus",
      "heldAtFloor",
    ]);
    expect(steps.find(({ node }) => node.code === "VISITS")?.says.map(({ code }) => code)).toEqual([
      "meanOf",
      "rounding",
    ]);
  });

  it("use every line that the tree has but those", () => {
    const spoken = new Set(steps.map(({ node }) => node));
    const silent = allOf(root).filter((node) => !spoken.has(node));
    expect(new Set(silent.map(({ kind }) => kind))).toEqual(new Set(["line", "limit", "rounding"]));
  });
});

describe("the exported table", () => {
  const head = COLUMNS.map(String);
  const rows = exportRows(tableOf(root), words);

  it("has a row of as many cells as there are columns for every line, with exact figures", () => {
    for (const row of rows) expect(row).toHaveLength(COLUMNS.length);
    expect(rows[0]?.[COLUMNS.indexOf("share")]).toBe(root.share);
    expect(sentenceRows(root, words, "; ")).toHaveLength(stepsOf(root).length);
  });

  it("keeps hostile text as text, in both formats", async () => {
    const csv = new TextDecoder().decode(writeCsv({ head, rows }));
    for (const cell of csv.split(/[\r\n,]+/)) expect(cell.replace(/^"/, "")).not.toMatch(/^\s*[=@+]/);
    const read = await readSheet(await writeWorkbook([{ name: "A", head, rows }]));
    if (!read.ok) throw new Error(read.refusals[0].code);
    const cells = read.value.rows.flatMap((row) => row.cells);
    expect(cells.some((cell) => typeof cell === "object" && cell !== null)).toBe(false);
    for (const text of ["=1+1", "@SUM(A1)", "=2+5", "=wording"]) expect(cells).toContain(text);
  }, 30_000);
});

describe("figures on the page", () => {
  it("show at least two decimals and at most six, and remainders whole", () => {
    expect(["40", "9.746667", "1.123456789", "0.000000000002", "0"].map(decimalsOf)).toEqual([2, 6, 6, 12, 2]);
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (value) => {
        expect(decimalsOf(text(points(value).div(100)))).toBe(2);
      }),
    );
  });
});

describe("no sentence about a score is made anywhere but from what the engine says", () => {
  it.each(["TableView", "SentenceView", "UnitOutcomes"])("%s says by code", (file) => {
    const source = readFileSync(`components/reviews/explain/${file}.tsx`, "utf8");
    expect(source).toMatch(/<Said say=|says\(say\.code, say\.values\)/);
  });
});
