import type { Programme } from "@/lib/scoring/programme/schema";
import { withoutChoices } from "./reviewed-bank";

const both = (zh: string, en: string) => ({ zh, en });

/** The half-year with records beside the visits: violations, tests of people, and what the leading group adjusts. */
export function withRecords(document: Record<string, never>): void {
  withoutChoices(document);
  const plan = document as unknown as Programme;
  plan.appeals = { days: 5, rounds: 2 };
  plan.streams = [
    {
      code: "event.VIOLATION",
      name: both("违规", "Violation"),
      of: "UNIT",
      value: { name: both("扣分", "Points off"), min: "0", max: "10", places: 1 },
      attrs: [
        {
          code: "level",
          name: both("程度", "Level"),
          kind: "CHOICE",
          values: [
            { code: "MINOR", name: both("一般", "Minor") },
            { code: "SERIOUS", name: both("严重", "Serious") },
          ],
          required: true,
        },
        { code: "person", name: both("责任人", "Person responsible"), kind: "PERSON", required: false },
      ],
    },
    {
      code: "score.TEST",
      name: both("业务测验", "Skills test"),
      of: "PERSON",
      value: { name: both("成绩", "Score"), full: "100", places: 1 },
      attrs: [],
    },
    {
      code: "adjust.GROUP",
      name: both("领导小组酌情加减分", "Adjustment by the leading group"),
      of: "UNIT",
      body: "LEADING_GROUP",
      value: { name: both("分值", "Points"), min: "-5", max: "5", places: 1 },
      attrs: [],
    },
  ];
  const [half] = plan.reviews;
  if (!half) throw new Error("the plan has no review");
  half.root = {
    kind: "total",
    code: "H1_WHOLE",
    name: half.name,
    places: 2,
    parts: [
      half.root,
      {
        kind: "ledger",
        code: "H1_RECORDS",
        name: both("记录", "Records"),
        entries: [
          {
            code: "H1_VIOLATIONS",
            name: both("违规", "Violations"),
            from: { stream: "event.VIOLATION", where: { level: ["SERIOUS"] } },
            each: "-1",
            per: "VALUE",
          },
          {
            code: "H1_ADJUSTED",
            name: both("酌情加减分", "Adjustment"),
            from: { stream: "adjust.GROUP" },
            each: "1",
            per: "VALUE",
          },
        ],
      },
    ],
  };
}
