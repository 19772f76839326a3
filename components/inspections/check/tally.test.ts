import fc from "fast-check";
import { expect, it } from "vitest";
import { objectFrom } from "@/lib/access/form";
import { scoreAnswers } from "@/lib/inspections/rules/score";
import { submitVisitInput } from "@/lib/inspections/schema";
import type { Answers, DraftAnswer } from "@/lib/inspections/types";
import { fixed, points, sum } from "@/lib/kernel/points";
import type { FileKind } from "@/lib/platform/files/types";
import { inSeason } from "@/lib/standards/rules";
import type { Demand, ItemForm, StandardItem } from "@/lib/standards/types";
import { answersOf, hundredths, pointsText, scorePreview, tally } from "./tally";

it("reads and writes points exactly", () => {
  expect(["0.50", "1", "12.3", "100.00"].map(hundredths)).toEqual([50, 100, 1230, 10_000]);
  expect([0, 50, 105, 10_000].map(pointsText)).toEqual(["0.00", "0.50", "1.05", "100.00"]);
});

const PICTURE = "0197b7a0-0000-7000-8000-0000000000a1";
const CLIP = "0197b7a0-0000-7000-8000-0000000000a2";
const text = { zh: "", en: "" };

const points2 = fc.integer({ min: 1, max: 40 }).map((halves) => pointsText(halves * 50));
const itemForm = fc.oneof(
  fc.boolean().map((repeats): ItemForm => ({ kind: "STEPS", repeats })),
  fc.constant<ItemForm>({ kind: "YES_NO" }),
  fc.constant<ItemForm>({ kind: "CRITERION", step: "0.50" }),
  fc.constant<ItemForm>({ kind: "LEVELS", levels: [] }),
  fc
    .uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 4 })
    .map((codes): ItemForm => ({ kind: "OPTIONS", options: codes.map((code) => ({ code, text, lost: "1.50" })) })),
);
const demand = fc.constantFrom<readonly Demand[]>(
  [],
  [{ kind: "PHOTO", must: true }],
  [{ kind: "PHOTO", must: false }],
  [
    { kind: "PHOTO", must: true },
    { kind: "CLIP", must: true },
  ],
  [{ kind: "NOTE", must: true }],
);

const anyItem = fc
  .record({
    points: points2,
    form: itemForm,
    single: fc.boolean(),
    wipes: fc.constantFrom<StandardItem["wipes"]>(null, null, null, "SECTION", "SHEET"),
    demands: demand,
    section: fc.constantFrom("A", "B", "C"),
    season: fc.constantFrom<StandardItem["season"]>(null, null, null, { from: "10-01", to: "04-30" }),
  })
  .map(({ points: of, form, single, ...rest }) => {
    const half = fixed(points(of).div(2));
    const levels = [
      { code: "good", text, points: of },
      { code: "fair", text, points: half },
      { code: "poor", text, points: "0.00" },
    ];
    return {
      ...rest,
      text,
      points: of,
      form: form.kind === "LEVELS" ? { ...form, levels } : form,
      steps: form.kind === "STEPS" ? (single ? [of] : [half, of]) : [],
      roles: [],
      track: null,
      focus: false,
      fine: null,
      referenceId: null,
    };
  });

const detail = fc.record(
  {
    reason: fc.constantFrom("r", " "),
    evidence: fc.constantFrom([], [PICTURE], [PICTURE, CLIP]),
    excuse: fc.constantFrom("e", ""),
  },
  { requiredKeys: [] },
);
/** Mostly what a form can say, sometimes unfinished. */
const pick = fc.record({
  verdict: fc.constantFrom<DraftAnswer["verdict"]>("PASS", "DEDUCTED", "DEDUCTED", "NOT_APPLICABLE", "NOT_OBSERVED"),
  detail,
  step: fc.constantFrom(0, 1, 2),
  level: fc.constantFrom("good", "fair", "poor", undefined),
  chosen: fc.subarray(["a", "b", "c", "d"]),
  given: fc.constantFrom("0", "0.5", "1.00", "0.25", "99", undefined),
  more: fc.array(detail, { maxLength: 3 }),
});

function answerTo(item: StandardItem, said: typeof pick extends fc.Arbitrary<infer T> ? T : never): DraftAnswer {
  const { form } = item;
  const lost = form.kind === "STEPS" ? item.steps[said.step] : undefined;
  if (said.verdict !== "DEDUCTED") return { verdict: said.verdict };
  const codes = form.kind === "OPTIONS" ? form.options.map(({ code }) => code) : [];
  return {
    verdict: "DEDUCTED",
    ...said.detail,
    ...(lost ? { lost } : {}),
    ...(form.kind === "LEVELS" && said.level ? { level: said.level } : {}),
    ...(form.kind === "OPTIONS" ? { chosen: said.chosen.filter((code) => codes.includes(code)) } : {}),
    ...(form.kind === "CRITERION" && said.given ? { given: said.given } : {}),
    ...(form.kind === "STEPS" && form.repeats
      ? { also: said.more.map((one) => ({ ...one, lost: item.steps[0] })) }
      : {}),
  };
}

it("says what the server will compute, for every form of an item, and holds back exactly what the server refuses", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyItem, pick), { minLength: 1, maxLength: 30 }), (picks) => {
      const all = picks.map(([item], at): StandardItem => ({ ...item, code: `I-${at}` }));
      const answers = Object.fromEntries(all.map((item, at) => [item.code, answerTo(item, picks[at]![1])]));
      const sections = ["A", "B", "C"].map((code) => ({
        code,
        name: text,
        items: all.filter(({ section }) => section === code),
      }));
      const sheet = { method: "OPEN" as const, full: "100.00", sections };
      const onDay = "2026-07-13";
      const files = new Map<string, FileKind>([
        [PICTURE, "PICTURE"],
        [CLIP, "CLIP"],
      ]);
      const scored = scoreAnswers({ sheet, onDay, people: new Set(), files }, answers as Answers);
      const items = sections.flatMap((section) => section.items).filter((item) => inSeason(item, onDay));
      const counted = tally(items, answers);
      const ready = counted.unanswered.length === 0 && counted.incomplete.length === 0;
      if (!scored.ok) {
        expect(ready && scorePreview(counted, "100.00") !== null).toBe(false);
        return;
      }
      expect(ready).toBe(true);
      const { applicable, lost } = scored.value;
      const exact = points(applicable).minus(lost).times(100).div(applicable);
      expect(scorePreview(counted, "100.00")).toBe(fixed(exact));
      expect(pointsText(counted.lost)).toBe(lost);
      expect(pointsText(counted.applicable)).toBe(applicable);
      for (const item of items) {
        const own = scored.value.findings.filter(({ itemCode }) => itemCode === item.code);
        expect(pointsText(counted.costs.get(item.code)!)).toBe(fixed(sum(own.map((one) => points(one.lost)))));
      }
    }),
    { numRuns: 500 },
  );
});

it("does not count a deduction without points, and names one without a reason", () => {
  const item = {
    section: "S",
    points: "1.00",
    steps: ["0.50", "1.00"],
    form: { kind: "STEPS" as const, repeats: false },
    wipes: null,
    demands: [],
  };
  const items = [
    { ...item, code: "A-1" },
    { ...item, code: "A-2" },
  ];
  const counted = tally(items, {
    "A-1": { verdict: "DEDUCTED" },
    "A-2": { verdict: "DEDUCTED", lost: "0.50", reason: " " },
  });
  expect(counted).toMatchObject({ done: 1, lost: 50, unanswered: ["A-1"], incomplete: ["A-2"] });
});

it("reads the fields of the form, and the server reads the same from them", () => {
  const fields: [string, string][] = [
    ["answers.A-1.verdict", "LEVEL.fair"],
    ["answers.A-2.verdict", "DEDUCTED"],
    ["answers.A-2.chosen.1", "b"],
    ["answers.A-2.evidence[]", PICTURE],
    ["answers.A-3.verdict", "DEDUCTED"],
    ["answers.A-3.reason", "没有起立"],
    ["answers.A-3.also.0.lost", ""],
    ["answers.A-3.also.0.reason", ""],
    ["answers.A-3.also.1.lost", "0.50"],
    ["answers.A-3.also.1.evidence[]", CLIP],
    ["answers.A-4.reason", ""],
  ];
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  const said = answersOf(data);
  expect(said).toEqual({
    "A-1": { verdict: "DEDUCTED", level: "fair" },
    "A-2": { verdict: "DEDUCTED", chosen: ["b"], evidence: [PICTURE] },
    "A-3": { verdict: "DEDUCTED", reason: "没有起立", also: [{ lost: "0.50", evidence: [CLIP] }] },
  });
  const read = submitVisitInput.parse({
    campaign: "C",
    unit: "O",
    method: "OPEN",
    onDay: "2026-07-13",
    ...objectFrom(data),
  });
  expect(read.answers).toEqual(said);
});
