import { describe, expect, it } from "vitest";
import type { FileKind } from "@/lib/platform/files/types";
import { standardDocumentSchema } from "@/lib/standards/schema";
import type { Answers } from "../types";
import { progressOf, type ScoringGround, scoreAnswers } from "./score";

const text = (zh: string) => ({ zh, en: zh });
const item = (code: string, points: string, more: object) => ({
  code,
  text: text(code),
  points,
  roles: ["OUTLET"],
  ...more,
});

const PICTURE = "0197b7a0-0000-7000-8000-0000000000a1";
const CLIP = "0197b7a0-0000-7000-8000-0000000000a2";

const document = standardDocumentSchema.parse({
  format: 1,
  code: "every-form",
  name: text("各种评分方式"),
  method: "OPEN",
  effectiveOn: "2026-01-01",
  full: "50.00",
  sections: [
    {
      code: "A",
      name: text("甲"),
      items: [
        item("EACH", "3.00", { form: { kind: "STEPS", repeats: true }, steps: ["1.00"] }),
        item("YES", "5.00", { form: { kind: "YES_NO" }, wipes: "SECTION" }),
        item("LEVEL", "4.00", {
          form: {
            kind: "LEVELS",
            levels: [
              { code: "good", text: text("主动问候"), points: "4.00" },
              { code: "fair", text: text("问后才答"), points: "2.50" },
              { code: "poor", text: text("不理睬"), points: "0.00" },
            ],
          },
        }),
      ],
    },
    {
      code: "B",
      name: text("乙"),
      items: [
        item("PICK", "4.00", {
          form: {
            kind: "OPTIONS",
            options: [
              { code: "a", text: text("无老花镜"), lost: "1.50" },
              { code: "b", text: text("无雨伞"), lost: "1.50" },
              { code: "c", text: text("无饮水"), lost: "2.00" },
            ],
          },
        }),
        item("GIVE", "20.00", { form: { kind: "CRITERION", step: "0.50" } }),
        item("SHOW", "4.00", {
          form: { kind: "YES_NO" },
          demands: [
            { kind: "PHOTO", must: true },
            { kind: "CLIP", must: true },
          ],
        }),
        item("SKIRT", "10.00", { form: { kind: "YES_NO" }, season: { from: "05-01", to: "09-30" } }),
      ],
    },
  ],
});
const sheet = {
  ...document,
  sections: document.sections.map((section) => ({
    ...section,
    items: section.items.map((one) => ({ ...one, section: section.code })),
  })),
};
const ground: ScoringGround = {
  sheet,
  onDay: "2026-07-13",
  people: new Set(),
  files: new Map<string, FileKind>([
    [PICTURE, "PICTURE"],
    [CLIP, "CLIP"],
  ]),
};
const GOOD: Answers = {
  EACH: { verdict: "PASS" },
  YES: { verdict: "PASS" },
  LEVEL: { verdict: "DEDUCTED", level: "good" },
  PICK: { verdict: "PASS" },
  GIVE: { verdict: "DEDUCTED", given: "20" },
  SHOW: { verdict: "PASS" },
  SKIRT: { verdict: "PASS" },
};
const score = (changes: Answers, onDay = ground.onDay) => scoreAnswers({ ...ground, onDay }, { ...GOOD, ...changes });
const findings = (changes: Answers) => {
  const scored = score(changes);
  return scored.ok
    ? scored.value.findings.map(({ itemCode, seq, lost, reason }) => `${itemCode} ${seq} ${lost} ${reason}`.trim())
    : scored.refusals.map(({ code, field }) => `${code} ${field}`);
};

describe("every form of an item", () => {
  it("has full marks at its best answer, which is a pass", () => {
    expect(score({})).toMatchObject({ ok: true, value: { score: "50.0000", lost: "0.00", findings: [] } });
    const scored = score({});
    expect(scored.ok && scored.value.answers.LEVEL).toEqual({ verdict: "PASS", level: "good" });
    expect(scored.ok && scored.value.answers.GIVE).toEqual({ verdict: "PASS", given: "20" });
  });

  it("levels lose what they do not earn, with the anchor text as the reason", () => {
    expect(findings({ LEVEL: { verdict: "DEDUCTED", level: "fair" } })).toEqual(["LEVEL 1 1.50 问后才答"]);
    expect(findings({ LEVEL: { verdict: "DEDUCTED" } })).toEqual(["LEVEL_MISSING answers.LEVEL.level"]);
    expect(findings({ LEVEL: { verdict: "DEDUCTED", level: "best" } })).toEqual(["LEVEL_UNKNOWN answers.LEVEL.level"]);
  });

  it("options add up, at most to the points", () => {
    expect(findings({ PICK: { verdict: "DEDUCTED", chosen: ["b", "a"] } })).toEqual(["PICK 1 3.00 无老花镜；无雨伞"]);
    expect(findings({ PICK: { verdict: "DEDUCTED", chosen: ["a", "b", "c"] } })).toEqual([
      "PICK 1 4.00 无老花镜；无雨伞；无饮水",
    ]);
    expect(findings({ PICK: { verdict: "DEDUCTED" } })).toEqual(["OPTION_MISSING answers.PICK.chosen"]);
    expect(findings({ PICK: { verdict: "DEDUCTED", chosen: ["x"] } })).toEqual(["OPTION_UNKNOWN answers.PICK.chosen"]);
  });

  it("a criterion loses what was not given, in its own steps", () => {
    expect(findings({ GIVE: { verdict: "DEDUCTED", given: "17.5" } })).toEqual(["GIVE 1 2.50"]);
    expect(findings({ GIVE: { verdict: "DEDUCTED", given: "0" } })).toEqual(["GIVE 1 20.00"]);
    for (const given of ["17.25", "20.5"])
      expect(findings({ GIVE: { verdict: "DEDUCTED", given } })).toEqual(["GIVEN_NOT_ALLOWED answers.GIVE.given"]);
    expect(findings({ GIVE: { verdict: "DEDUCTED" } })).toEqual(["GIVEN_MISSING answers.GIVE.given"]);
  });

  it("every occurrence is a finding of its own, until the points are gone", () => {
    const one = { reason: "没有起立" };
    expect(findings({ EACH: { verdict: "DEDUCTED", ...one, also: [one, one, { reason: "第四次" }] } })).toEqual([
      "EACH 1 1.00 没有起立",
      "EACH 2 1.00 没有起立",
      "EACH 3 1.00 没有起立",
      "EACH 4 0.00 第四次",
    ]);
    expect(findings({ EACH: { verdict: "DEDUCTED", ...one, also: [{}] } })).toEqual([
      "REASON_MISSING answers.EACH.also.0.reason",
    ]);
    expect(findings({ YES: { verdict: "DEDUCTED", ...one, also: [one] } })).toEqual([
      "REPEAT_NOT_ALLOWED answers.YES.also",
    ]);
  });

  it("a wiping answer takes what its section still has, and the findings add up to what was lost", () => {
    const changes: Answers = {
      YES: { verdict: "DEDUCTED", reason: "辱骂客户" },
      LEVEL: { verdict: "DEDUCTED", level: "fair" },
      PICK: { verdict: "DEDUCTED", chosen: ["a"] },
    };
    expect(findings(changes)).toEqual(["YES 1 10.50 辱骂客户", "LEVEL 1 1.50 问后才答", "PICK 1 1.50 无老花镜"]);
    expect(score(changes)).toMatchObject({ ok: true, value: { lost: "13.50", score: "36.5000" } });
  });

  it("demands its photo and its clip, or the reason why there is none", () => {
    const broken = { verdict: "DEDUCTED", reason: "灯箱不亮" } as const;
    expect(findings({ SHOW: broken })).toEqual([
      "PHOTO_DEMANDED answers.SHOW.evidence",
      "CLIP_DEMANDED answers.SHOW.evidence",
    ]);
    expect(findings({ SHOW: { ...broken, evidence: [PICTURE] } })).toEqual(["CLIP_DEMANDED answers.SHOW.evidence"]);
    expect(findings({ SHOW: { ...broken, evidence: [PICTURE, CLIP] } })).toEqual(["SHOW 1 4.00 灯箱不亮"]);
    expect(findings({ SHOW: { ...broken, excuse: "客户在场，不便拍照" } })).toEqual(["SHOW 1 4.00 灯箱不亮"]);
  });

  it("out of season leaves the denominator and need not be answered", () => {
    const { SKIRT: _, ...rest } = GOOD;
    const scored = scoreAnswers({ ...ground, onDay: "2026-10-01" }, rest);
    expect(scored).toMatchObject({ ok: true, value: { applicable: "40.00", score: "50.0000" } });
    expect(scored.ok && scored.value.answers.SKIRT).toEqual({ verdict: "NOT_APPLICABLE" });
    expect(scoreAnswers(ground, rest).ok).toBe(false);
    expect(progressOf(sheet, {}, "2026-10-01").total).toBe(6);
    expect(progressOf(sheet, { LEVEL: { level: "poor" }, GIVE: { given: "19" } }, "2026-07-13")).toEqual({
      done: 2,
      total: 7,
      lost: "5.00",
    });
  });
});
