import { describe, expect, it } from "vitest";
import type { StandardItem } from "@/lib/standards/types";
import type { RecheckRow, SampleGiven, Word } from "../types";
import { decideDays, decideSize, drawRechecks } from "./draw";
import { differenceOf, resultsOf } from "./results";
import { decideOpen, decideWords } from "./words";

const codes = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.refusals?.map(({ code }) => code) ?? [];

const given = (more: Partial<SampleGiven> = {}): SampleGiven => ({
  size: 4,
  inspections: Array.from({ length: 12 }, (_, at) => ({
    id: `i${at}`,
    no: `I-2026-000${String(at).padStart(2, "0")}`,
    people: at % 3 === 0 ? ["a", "b"] : ["b", "c"],
  })),
  names: { a: "9001", b: "9002", c: "9003" },
  nobody: [],
  ...more,
});

describe("the draw of a sample", () => {
  it("is the same for the same seed and another for another, however the inspections were listed", () => {
    const turned = given({ inspections: [...given().inspections].reverse() });
    expect(drawRechecks("2026-11-09公开", turned)).toEqual(drawRechecks("2026-11-09公开", given()));
    expect(drawRechecks("另一个", given())).not.toEqual(drawRechecks("2026-11-09公开", given()));
  });

  it("can be done again with sha256sum: these are the lots of this seed", () => {
    expect(drawRechecks("seed", given()).map(({ inspection, person }) => `${inspection} ${person}`)).toEqual(LOTS);
  });

  it("gives nobody what they may not look at, and loads nobody more while somebody free has fewer", () => {
    for (let at = 0; at < 200; at += 1) {
      const drawn = drawRechecks(`seed ${at}`, given({ size: 12 }));
      expect(new Set(drawn.map(({ inspection }) => inspection)).size).toBe(12);
      const load = new Map<string, number>();
      for (const { inspection, person } of drawn) {
        const { people } = given().inspections.find(({ id }) => id === inspection)!;
        expect(people).toContain(person);
        for (const other of people) expect(load.get(person) ?? 0).toBeLessThanOrEqual(load.get(other) ?? 0);
        load.set(person, (load.get(person) ?? 0) + 1);
      }
    }
  });

  it("refuses days turned round, to come, or already due, and more than there is", () => {
    const days = { from: "2026-07-01", to: "2026-07-10", dueOn: "2026-07-20" };
    expect(decideDays(days, "2026-07-13").ok).toBe(true);
    expect(codes(decideDays({ ...days, from: "2026-07-11" }, "2026-07-13"))).toEqual(["DAYS_REVERSED"]);
    expect(codes(decideDays({ ...days, to: "2026-07-14" }, "2026-07-13"))).toEqual(["DAYS_FUTURE"]);
    expect(codes(decideDays({ ...days, dueOn: "2026-07-12" }, "2026-07-13"))).toEqual(["DUE_PAST"]);
    expect(decideSize(given({ size: 12 })).ok).toBe(true);
    expect(codes(decideSize(given({ size: 13 })))).toEqual(["SAMPLE_TOO_LARGE"]);
    expect(codes(decideSize(given({ inspections: [] })))).toEqual(["NOTHING_TO_DRAW"]);
    expect(codes(decideSize(given({ inspections: [], nobody: ["I-1"] })))).toEqual(["NOBODY_TO_LOOK"]);
  });
});

/** Lowest SHA-256 of `seed|recheck|number`, then of `seed|second|number|staff number` among those with fewest. */
const LOTS = ["i10 c", "i6 b", "i0 a", "i11 b"];

type Item = Pick<StandardItem, "code" | "points" | "form" | "steps">;
const steps = (code: string): Item => ({
  code,
  points: "2.00",
  form: { kind: "STEPS", repeats: false },
  steps: ["0.50", "1.00", "2.00"],
});
const ITEMS = [steps("A"), steps("B"), steps("C")];
const FOUND = [
  { id: "1", no: "F-1", itemCode: "A", lost: "1.00" },
  { id: "2", no: "F-2", itemCode: "B", lost: "1.00" },
];
const stands = { verdict: "STANDS" as const, reason: "" };
const look = (two: object, missed: { item: string; lost?: string; reason: string }[] = []) =>
  decideWords(FOUND, ITEMS, { words: { "F-1": stands, "F-2": { ...stands, ...two } }, missed });

describe("a second look", () => {
  it("says what each finding should have cost", () => {
    expect(look({ verdict: "LESS", lost: "0.5", reason: "x" }, [{ item: "C", lost: "2", reason: "y" }])).toEqual({
      ok: true,
      value: [
        { findingId: "1", itemCode: "A", verdict: "STANDS", was: "1.00", lost: "1.00", reason: "" },
        { findingId: "2", itemCode: "B", verdict: "LESS", was: "1.00", lost: "0.50", reason: "x" },
        { findingId: null, itemCode: "C", verdict: "MISSED", was: "0.00", lost: "2.00", reason: "y" },
      ],
    });
    expect(look({ verdict: "NOT", reason: "x", lost: "1" })).toMatchObject({ value: [{}, { lost: "0.00" }] });
    expect(look({ verdict: "MORE", reason: "x", lost: "2" })).toMatchObject({ value: [{}, { lost: "2.00" }] });
  });

  it("leaves no finding unsaid, and gives a reason wherever it differs", () => {
    expect(codes(decideWords(FOUND, ITEMS, { words: { "F-1": stands }, missed: [] }))).toEqual(["WORD_MISSING"]);
    for (const verdict of ["NOT", "LESS", "MORE"])
      expect(codes(look({ verdict, lost: "0.50" }))).toEqual(["REASON_MISSING"]);
    const foreign = { "F-1": stands, "F-2": stands, "F-9": stands };
    expect(codes(decideWords(FOUND, ITEMS, { words: foreign, missed: [] }))).toEqual(["NOT_OF_THIS"]);
  });

  it("takes less for less and more for more, as the item can cost", () => {
    const reason = "x";
    expect(codes(look({ verdict: "LESS", reason }))).toEqual(["POINTS_MISSING"]);
    expect(codes(look({ verdict: "LESS", reason, lost: "1.00" }))).toEqual(["NOT_LESS"]);
    expect(codes(look({ verdict: "LESS", reason, lost: "0" }))).toEqual(["NOT_LESS"]);
    expect(codes(look({ verdict: "MORE", reason, lost: "1.00" }))).toEqual(["NOT_MORE"]);
    expect(codes(look({ verdict: "MORE", reason, lost: "1.50" }))).toEqual(["POINTS_DO_NOT_FIT"]);
  });

  it("names as missed only items of the sheet that were not found, each once", () => {
    const missed = (item: string, lost = "1.00") => ({ item, lost, reason: "y" });
    expect(look({}, [{ item: "", reason: "" }])).toMatchObject({ ok: true, value: [{}, {}] });
    expect(codes(look({}, [{ ...missed("C"), reason: "" }]))).toEqual(["MISSED_WITHOUT_REASON"]);
    expect(codes(look({}, [{ item: "C", reason: "y" }]))).toEqual(["POINTS_DO_NOT_FIT"]);
    expect(codes(look({}, [missed("", "1.00")]))).toEqual(["ITEM_UNKNOWN"]);
    expect(codes(look({}, [missed("Z")]))).toEqual(["ITEM_UNKNOWN"]);
    expect(codes(look({}, [missed("A")]))).toEqual(["ALREADY_SAID"]);
    expect(codes(look({}, [missed("C"), missed("C")]))).toEqual(["ALREADY_SAID"]);
    expect(codes(look({}, [missed("C", "0")]))).toEqual(["POINTS_DO_NOT_FIT"]);
    expect(codes(look({}, [missed("C", "1.50")]))).toEqual(["POINTS_DO_NOT_FIT"]);
  });

  it("is taken once, and not where nobody waits for it", () => {
    expect(decideOpen("WAITING").ok).toBe(true);
    expect(codes(decideOpen("DONE"))).toEqual(["ALREADY_DONE"]);
    expect(codes(decideOpen("WITHDRAWN"))).toEqual(["SAMPLE_WITHDRAWN"]);
    expect(codes(decideOpen("VOID"))).toEqual(["INSPECTION_REVERSED"]);
  });
});

describe("how the work of an inspector stood up", () => {
  const word = (verdict: Word["verdict"], was: string, lost: string): Word => ({
    findingId: verdict === "MISSED" ? null : "f",
    itemCode: "A",
    verdict,
    was,
    lost,
    reason: "",
  });
  const name = { zh: "", en: "" };
  const row = (authorId: string, words: Word[], state: RecheckRow["state"] = "DONE"): RecheckRow => ({
    id: "r",
    no: "FH-2026-00001-001",
    sample: "FH-2026-00001",
    place: 1,
    dueOn: "2026-07-20",
    state,
    inspection: {
      id: "i",
      no: "I-1",
      method: "OPEN",
      onDay: "2026-07-13",
      unit: { id: "u", code: "O001", name },
      authorId,
      author: name,
    },
    drawnId: "p",
    assignee: { id: "p", name },
    handovers: [],
    report: null,
    words,
  });

  it("counts what was handed in: findings, those that differ, those missed, and the points between", () => {
    const rows = [
      row("x", [word("STANDS", "1.00", "1.00"), word("NOT", "2.00", "0.00")]),
      row("x", [word("MISSED", "0.00", "1.00")]),
      row("x", [], "WAITING"),
      row("y", [word("STANDS", "1.00", "1.00")]),
    ];
    expect(resultsOf(rows)).toMatchObject([
      { authorId: "x", rechecked: 2, findings: 2, differed: 1, missed: 1, mean: "-0.50", apart: "1.50" },
      { authorId: "y", rechecked: 1, findings: 1, differed: 0, missed: 0, mean: "0.00", apart: "0.00" },
    ]);
    expect(differenceOf(rows[0]!.words)).toBe("-2.00");
  });
});
