import fc from "fast-check";
import { expect, it } from "vitest";
import { scoreAnswers } from "@/lib/inspections/rules/score";
import type { Answer } from "@/lib/inspections/types";
import { fixed, points } from "@/lib/kernel/points";
import { hundredths, pointsText, scorePreview, tally } from "./tally";

it("reads and writes points exactly", () => {
  expect(["0.50", "1", "12.3", "100.00"].map(hundredths)).toEqual([50, 100, 1230, 10_000]);
  expect([0, 50, 105, 10_000].map(pointsText)).toEqual(["0.00", "0.50", "1.05", "100.00"]);
});

it("says what the server will compute", () => {
  const steps = ["0.50", "1.00", "1.50", "2.00"];
  const item = fc.record({
    verdict: fc.constantFrom("PASS", "DEDUCTED", "NOT_APPLICABLE", "NOT_OBSERVED"),
    lost: fc.constantFrom(...steps),
  });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 40 }), (picks) => {
      const items = picks.map((_, at) => ({
        code: `I-${at}`,
        section: "S",
        text: { zh: "", en: "" },
        points: "2.00",
        steps,
        roles: [],
        form: { kind: "STEPS" as const, repeats: false },
        wipes: null,
        demands: [],
        track: null,
        focus: false,
        fine: null,
        season: null,
        referenceId: null,
      }));
      const answers = Object.fromEntries(
        picks.map(({ verdict, lost }, at) => [
          `I-${at}`,
          { verdict, reason: "r", ...(verdict === "DEDUCTED" ? { lost } : {}) } as Answer,
        ]),
      );
      const sheet = {
        method: "OPEN" as const,
        full: "100.00",
        sections: [{ code: "S", name: { zh: "", en: "" }, items }],
      };
      const scored = scoreAnswers({ sheet, onDay: "2026-07-13", people: new Set(), files: new Map() }, answers);
      const counted = tally(items, answers);
      if (!scored.ok) return scorePreview(counted, "100.00") === null;
      const { applicable, lost } = scored.value;
      const exact = points(applicable).minus(lost).times(100).div(applicable);
      return (
        scorePreview(counted, "100.00") === fixed(exact) &&
        pointsText(counted.lost) === lost &&
        pointsText(counted.applicable) === applicable &&
        counted.done === picks.length
      );
    }),
  );
});

it("does not count a deduction without points, and names one without a reason", () => {
  const items = [
    { code: "A-1", section: "S", points: "1.00" },
    { code: "A-2", section: "S", points: "1.00" },
  ];
  const counted = tally(items, {
    "A-1": { verdict: "DEDUCTED" },
    "A-2": { verdict: "DEDUCTED", lost: "0.50", reason: " " },
  });
  expect(counted).toMatchObject({ done: 1, lost: 50, unanswered: ["A-1"], unreasoned: ["A-2"] });
});
