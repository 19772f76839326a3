import { describe, expect, it } from "vitest";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import { standardDocumentSchema } from "@/lib/standards/schema";
import exit from "@/prisma/standards/exit-interview.json";
import phone from "@/prisma/standards/phone-survey.json";
import card from "@/prisma/standards/rating-card.json";
import type { Questionnaire, Said, SurveyAnswer } from "../types";
import { outcomeOf } from "./outcome";
import { choicesLeft, meantFor, partsOf, recordsOf, takes } from "./posting";

const sheet = (document: unknown) => standardDocumentSchema.parse(document).sections as unknown as Questionnaire;
const [EXIT, CARD, PHONE] = [sheet(exit), sheet(card), sheet(phone)];
const all = (of: Questionnaire, level: string): Said =>
  Object.fromEntries(of.flatMap(({ items }) => items).map(({ code }) => [code, level]));

describe("what goes into the plan's records", () => {
  const stream = (more: Partial<StreamPlan> = {}): StreamPlan => ({
    code: "score.SATISFACTION",
    name: { zh: "满意度", en: "Satisfaction" },
    of: "UNIT",
    value: { name: { zh: "得分", en: "Score" }, min: "0", max: "100", places: 2, full: "100" },
    attrs: [],
    ...more,
  });
  const choice = (values: readonly string[], required = true): StreamPlan["attrs"][number] => ({
    code: "kind",
    name: { zh: "评价", en: "Answer" },
    kind: "CHOICE",
    values: values.map((code) => ({ code, name: { zh: code, en: code } })),
    required,
  });
  const answer = (unitId: string, onDay: string, said: Said, personId: string | null = null): SurveyAnswer => ({
    id: `${unitId} ${onDay}`,
    unitId,
    personId,
    onDay,
    said,
    remark: "",
    byName: null,
    at: `${onDay}T04:00:00.000Z`,
    struck: null,
  });
  const SURVEY = { no: "MD-2026-00001", per: "SURVEY" as const };
  const phoneStream = () => {
    const { value: _, ...rest } = stream({ code: "score.PHONE_SURVEY" });
    return { ...rest, attrs: [choice(["DISSATISFIED", "NEUTRAL", "SATISFIED"])] };
  };

  it("is a section as it came out, outlet by outlet, on the day of its last answer", () => {
    const site = stream({ code: "score.SITE", value: { ...stream().value!, max: "8", full: "8" } });
    const answers = [
      answer("O1", "2026-06-20", { "SAT-001": "A" }),
      answer("O1", "2026-06-12", { "SAT-001": "B" }),
      answer("O2", "2026-06-13", { "SAT-003": "A" }),
    ];
    expect(recordsOf("section.SITE", site, EXIT, SURVEY, answers)).toEqual([
      {
        unitId: "O1",
        personId: null,
        onDay: "2026-06-20",
        value: "7",
        attrs: {},
        note: "MD-2026-00001: 7.00/8.00, n=2",
      },
    ]);
  });

  it("is in proportion where the full marks differ, half-up at the stream's decimals", () => {
    // 27.50 of 30 are 91.666… of 100.
    const said = { ...all(EXIT, "A"), "SAT-001": "C", "SAT-007": "B" };
    const total = outcomeOf(EXIT, [said]).total;
    const [record] = recordsOf("total", stream(), EXIT, SURVEY, [answer("O1", "2026-06-20", said)]);
    expect(Number(record?.value)).toBeCloseTo((Number(total) / 30) * 100, 2);
    const whole = stream({ value: { ...stream().value!, places: 0 } });
    expect(recordsOf("total", whole, EXIT, SURVEY, [answer("O1", "2026-06-20", said)])[0]?.value).toMatch(/^\d+$/);
  });

  it("is one record a month where the sample is monthly, and one a person where the stream is about people", () => {
    const answers = [
      answer("O1", "2026-06-20", all(EXIT, "A"), "P1"),
      answer("O1", "2026-07-02", all(EXIT, "A"), "P1"),
      answer("O1", "2026-07-03", all(EXIT, "E")),
    ];
    expect(
      recordsOf("answers", stream(), EXIT, { ...SURVEY, per: "MONTH" }, answers).map(({ value }) => value),
    ).toEqual(["1", "2"]);
    expect(recordsOf("total", stream({ of: "PERSON" }), EXIT, SURVEY, answers)).toMatchObject([
      { personId: "P1", onDay: "2026-07-02", value: "100" },
    ]);
  });

  it("is every answer as the choice of the stream that has the same ones", () => {
    const answers = [answer("O1", "2026-06-20", { "TEL-001": "NEUTRAL" }), answer("O2", "2026-06-21", {})];
    expect(recordsOf("each", phoneStream(), PHONE, SURVEY, answers)).toEqual([
      {
        unitId: "O1",
        personId: null,
        onDay: "2026-06-20",
        value: null,
        attrs: { kind: "NEUTRAL" },
        note: "MD-2026-00001",
      },
    ]);
  });

  it("is every recommendation as the figure from nought to ten (R-066)", () => {
    const nps = stream({ code: "score.NPS", value: { ...stream().value!, max: "10", full: "10", places: 0 } });
    const answers = [answer("O1", "2026-06-20", { "REC-001": "9" }), answer("O1", "2026-06-20", { "SAT-007": "A" })];
    expect(recordsOf("each", nps, CARD, SURVEY, answers).map(({ value }) => value)).toEqual(["9"]);
  });

  it("fits where the stream asks nothing that a survey cannot say", () => {
    const words = { ...choice(["X"]), kind: "TEXT" as const };
    const opinions = phoneStream();
    expect(takes(stream(), "total", EXIT)).toBe(true);
    expect(takes(stream({ body: "OFFICE" }), "total", EXIT)).toBe(false);
    expect(takes(stream({ attrs: [words] }), "total", EXIT)).toBe(false);
    expect(takes(stream({ attrs: [{ ...words, required: false }] }), "total", EXIT)).toBe(true);
    expect(takes(stream(), "answers", EXIT)).toBe(false);
    expect(takes(stream({ value: { name: { zh: "份数", en: "Interviews" } } }), "answers", EXIT)).toBe(true);
    expect(takes(opinions, "total", PHONE)).toBe(false);
    expect(takes(opinions, "each", PHONE)).toBe(true);
    expect(takes(opinions, "each", EXIT)).toBe(false);
    expect(takes(stream(), "each", CARD)).toBe(false);
    expect(choicesLeft(opinions, "each", PHONE)).toEqual([]);
    expect(choicesLeft(stream({ attrs: [choice(["TELLERS"])] }), "total", EXIT)).toHaveLength(1);
  });

  it("goes by itself where a stream is meant for it", () => {
    const streams = [stream({ code: "score.SITE" }), stream(), stream({ code: "metric.INTERVIEWS" })];
    expect(partsOf(EXIT).map((part) => meantFor(part, streams)?.code)).toEqual([
      "score.SATISFACTION",
      "score.SITE",
      undefined,
      undefined,
      undefined,
      undefined,
      "metric.INTERVIEWS",
      undefined,
    ]);
  });
});
