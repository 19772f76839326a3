import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { points, sum, text } from "@/lib/kernel/points";
import { computeReview } from "@/lib/scoring/compute";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import { equation, lineOf, lostInAll, scoreLines, standingsOf, tonesOf, wayTo } from "./lines";
import { canonical, digest, recompute, sealedInput, sealedOutput, sealOf } from "./seal";
import { barScale, compareGroups, figuresOf, foldedMiddle, movement, tieMarks } from "./table";

const document: unknown = JSON.parse(readFileSync("prisma/programmes/P01.json", "utf8"));
const programme = programmeSchema.parse(document);

let serial = 0;
const fact = (subject: string, stream: string, on: string, value: string | null, more: Partial<Fact> = {}): Fact => {
  serial += 1;
  return {
    id: `f${serial}`,
    subject,
    stream,
    on,
    state: "COUNTED",
    value,
    attrs: {},
    ref: `R-${serial}`,
    title: { zh: "记录", en: "Record" },
    ...more,
  };
};
const visits = (subject: string, open: string, covert: string, volume: string): Fact[] => [
  fact(subject, "inspection.open", "2026-04-21", open, {
    full: "100",
    lines: [
      {
        id: `${subject}-1`,
        code: "LOB-001",
        title: { zh: "迎接", en: "Greeting" },
        lost: text(points("100").minus(points(open))),
        of: "20",
      },
    ],
  }),
  fact(subject, "inspection.covert", "2026-05-12", covert, { full: "100", lines: [] }),
  fact(subject, "metric.BUSINESS_VOLUME", "2026-05-31", volume),
  fact(subject, "metric.HEADCOUNT", "2026-05-31", "9"),
];
const facts = [
  ...visits("a", "95.5", "93.333", "48216"),
  ...visits("b", "91.25", "97.1", "38940"),
  ...visits("c", "91.25", "97.1", "38940"),
  fact("a", "complaint", "2026-06-01", null, { attrs: { validity: "VALID", level: "BRANCH" } }),
  fact("b", "praise", "2026-06-01", null, { attrs: { verified: "YES" } }),
];
const input = {
  programme,
  review: "H1",
  subjects: [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "d" }],
  facts,
  carried: {},
};
const computation = computeReview(input);

describe("colours of lines", () => {
  it("are the plan's, and where it names none the first that are free", () => {
    const lines = [
      { code: "A", tone: null },
      { code: "B", tone: "open" },
      { code: "C", tone: null },
    ];
    expect([...tonesOf(lines)]).toEqual([
      ["A", "covert"],
      ["B", "open"],
      ["C", "cctv"],
    ]);
  });
  it("run out after five", () => {
    const lines = ["A", "B", "C", "D", "E", "F"].map((code) => ({ code, tone: null }));
    expect(new Set([...tonesOf(lines).values()]).size).toBe(6);
    expect(tonesOf(lines).get("F")).toBeNull();
  });
});

describe("points that everybody starts with", () => {
  it("are neither lost nor won", () => {
    const base = computeReview(input).sheets[0]!.root;
    const node = { ...base, kind: "constant" as const, full: null, fullShare: null, share: "100", inputs: [] };
    expect(lineOf({ node, factor: points("1"), path: "0" })).toMatchObject({
      share: "100",
      fullShare: "100",
      lost: "0",
    });
  });
});

describe("the lines of a score", () => {
  it("add up to the total, and what they lost to full marks less the total", () => {
    for (const sheet of computation.sheets.filter((one) => one.total !== null)) {
      for (const lines of [scoreLines(sheet.root), equation(sheet.root)]) {
        expect(text(sum(lines.map((line) => points(line.share ?? "0"))))).toBe(text(points(sheet.total ?? "0")));
        expect(lostInAll(lines)).toBe(text(points("100").minus(points(sheet.total ?? "0"))));
      }
    }
  });

  it("count a bonus as an addition and never as something missed", () => {
    const lines = new Map(scoreLines(computation.sheets[1]!.root).map((line) => [line.code, line]));
    expect(lines.get("PRAISE")).toMatchObject({ share: "0.5", fullShare: null, lost: "-0.5" });
    expect(lines.get("COMPLAINTS")).toMatchObject({ lost: "0" });
    expect(scoreLines(computation.sheets[0]!.root).find((line) => line.code === "COMPLAINTS")).toMatchObject({
      share: "-2",
      lost: "2",
    });
  });

  it("open in the year's score into those of the half-year sheet, at their weight", () => {
    const half = { a: "90", b: "80", c: "80", d: null };
    const second = facts.map((one) => ({
      ...one,
      on: one.on
        .replace("2026-0", "2026-1")
        .replace("-31", "-30")
        .replace("2026-14", "2026-10")
        .replace("2026-15", "2026-11")
        .replace("2026-16", "2026-12"),
    }));
    const year = computeReview({ ...input, review: "YEAR", facts: second, carried: { H1: half } });
    const root = year.sheets[0]!.root;
    expect(equation(root).map((line) => [line.code, line.fullShare])).toEqual([
      ["H1_CARRIED", "50"],
      ["H2_SERVICE", "50"],
    ]);
    const deep = scoreLines(root);
    expect(deep.map((line) => line.code)).toEqual(
      expect.arrayContaining(["H1_CARRIED", "SELF", "OPEN", "COVERT", "VOLUME", "COMPLAINTS", "PRAISE"]),
    );
    expect(deep.find((line) => line.code === "OPEN")?.fullShare).toBe("20");
    expect(lostInAll(deep)).toBe(text(points("100").minus(points(year.sheets[0]!.total ?? "0"))));
  });

  it("lead from the total to a finding", () => {
    const way = wayTo(computation.sheets[0]!.root, (node) => node.fact?.line === "a-1");
    expect(way.map(({ node }) => node.code)).toEqual([
      "H1_SERVICE",
      "SERVICE",
      "MARKS",
      "OPEN",
      facts[0]!.ref,
      "LOB-001",
    ]);
    expect(wayTo(computation.sheets[0]!.root, () => false)).toEqual([]);
  });
});

describe("the table of ranks", () => {
  const standings = standingsOf(computation);

  it("joins equals, and says nothing of movement without a former rank", () => {
    expect(tieMarks([{ rank: 1 }, { rank: 2 }, { rank: 2 }, { rank: 2 }, { rank: null }])).toEqual([
      null,
      "first",
      "middle",
      "last",
      null,
    ]);
    expect([movement(3, 5), movement(3, null), movement(null, 3), movement(3, undefined)]).toEqual([
      2,
      null,
      null,
      null,
    ]);
  });

  it("joins no equals across groups that are ranked apart", () => {
    const ranks = [{ rank: 1 }, { rank: 1 }, { rank: 1 }];
    expect(tieMarks(ranks, ["A", "B", "B"])).toEqual([null, "first", "last"]);
    const apart = ["9", "4", "8"].map((total, at) => ({ ...standings[0]!, subject: `${at}`, rank: 1, total }));
    expect(figuresOf(apart, ["A", "A", "B"])).toMatchObject({ spread: "5", ties: 1 });
  });

  it("gives mean, spread and ties of those ranked alone", () => {
    expect(figuresOf(standings)).toMatchObject({ units: 4, ranked: 3 });
    expect(figuresOf([])).toEqual({ units: 0, ranked: 0, mean: null, spread: null, ties: 0 });
  });

  it("folds a middle worth folding", () => {
    expect(foldedMiddle(19)).toBeNull();
    expect(foldedMiddle(41)).toEqual({ from: 12, to: 38 });
  });

  it("draws every bar on one scale", () => {
    expect(
      barScale([
        {
          lines: [
            { code: "A", name: { zh: "", en: "" }, tone: null, share: "1", fullShare: "4", lost: "3" },
            { code: "B", name: { zh: "", en: "" }, tone: null, share: "1", fullShare: null, lost: "-1" },
          ],
        },
      ]),
    ).toEqual({ lost: "3", gained: "1" });
  });

  it("compares groups by the mean of those ranked, the unranked last", () => {
    const groups = compareGroups(standings, (unit) => (unit === "a" ? "one" : unit === "d" ? "three" : "two"));
    expect(groups.map(({ code, ranked, units }) => [code, ranked, units])).toEqual(
      expect.arrayContaining([["three", 0, 1]]),
    );
    expect(groups.at(-1)).toMatchObject({ code: "three", mean: null });
  });
});

describe("a seal", () => {
  const hash = digest(canonical(programme));
  const stored = {
    campaign: "C",
    review: "H1",
    seq: 1,
    input: canonical(sealedInput(hash, input)),
    output: canonical(sealedOutput(computation)),
    previous: null,
  };
  const seal = sealOf(stored);

  it("is the same for the same facts in any order", () => {
    expect(canonical(sealedInput(hash, { ...input, facts: [...facts].reverse() }))).toBe(stored.input);
  });

  it("agrees with a second computation, and with nothing that was touched", () => {
    const again = (change: Partial<typeof stored & { seal: string }>) =>
      recompute(programme, hash, { ...stored, seal, ...change }).agrees;
    expect(again({})).toBe(true);
    expect(again({ input: stored.input.replace('"95.5"', '"96.5"') })).toBe(false);
    expect(again({ output: stored.output.replace('"rank":1', '"rank":2') })).toBe(false);
    expect(again({ previous: "0".repeat(64) as never })).toBe(false);
    expect(again({ campaign: "D" })).toBe(false);
    expect(again({ seq: 2 })).toBe(false);
  });
});
