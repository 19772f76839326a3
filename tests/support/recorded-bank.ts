import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { actorFor, hire, placeUnit } from "./inspected-bank";

const AUTHOR = "00000000-0000-7000-8000-00000000000b";
const both = (zh: string, en: string) => ({ zh, en });

/** A contest of tests, appraisals and violations: a programme that lives on declared streams alone. */
export const CONTEST: Programme = programmeSchema.parse({
  format: 1,
  code: "CONTEST",
  name: both("技能竞赛", "Skills contest"),
  purpose: both("以赛促学", "Learning by competing"),
  basis: [],
  timeZone: "Asia/Shanghai",
  phases: [{ code: "RUN", name: both("竞赛", "Contest"), from: "2026-03-01", to: "2026-12-31", tasks: [] }],
  periods: [{ code: "YEAR", name: both("全年", "Year"), from: "2026-03-01", to: "2026-12-31" }],
  committee: [{ code: "LEADER", name: both("组长", "Leader"), body: "LEADING_GROUP", min: 1, max: 1 }],
  groups: [],
  standards: [],
  streams: [
    {
      code: "score.TEST",
      name: both("业务测验", "Skills test"),
      of: "PERSON",
      value: { name: both("成绩", "Score"), unit: both("分", "points"), full: "100", places: 1 },
      attrs: [
        {
          code: "kind",
          name: both("科目", "Subject"),
          kind: "CHOICE",
          values: [
            { code: "CASH", name: both("点钞", "Counting cash") },
            { code: "LAW", name: both("法规", "Rules") },
          ],
          required: true,
        },
        { code: "rater", name: both("考官", "Examiner"), kind: "PERSON", required: false },
      ],
    },
    {
      code: "event.VIOLATION",
      name: both("违规", "Violation"),
      of: "PERSON",
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
        { code: "item", name: both("事项", "Item"), kind: "TEXT", required: false },
      ],
    },
    {
      code: "rank.REGION",
      name: both("省行排名", "Regional rank"),
      of: "UNIT",
      value: { name: both("名次", "Rank"), min: "1", max: "500", places: 0 },
      attrs: [
        { code: "of", name: both("参评机构数", "Units ranked"), kind: "NUMBER", required: true },
        { code: "by", name: both("评定机构", "Ranked by"), kind: "UNIT", required: false },
      ],
    },
  ],
  sheets: [
    {
      code: "NONE",
      name: both("测验", "Tests"),
      root: {
        kind: "measure",
        code: "NONE_TESTS",
        name: both("测验", "Tests"),
        take: "MEAN",
        from: { stream: "score.TEST" },
        full: "100",
        atLeast: 0,
        otherwise: "UNRANKED",
      },
    },
  ],
  reviews: [
    {
      code: "YEAR",
      name: both("全年", "Year"),
      kind: "YEAR",
      period: "YEAR",
      cutOffOn: "2026-12-31",
      root: {
        kind: "ledger",
        code: "TOTAL",
        name: both("总分", "Total"),
        base: "100",
        entries: [
          {
            code: "SERIOUS",
            name: both("严重违规", "Serious violations"),
            from: { stream: "event.VIOLATION", where: { level: ["SERIOUS"] }, by: "department" },
            each: "-5",
          },
        ],
        floor: "0",
      },
      ties: [],
      signOff: [{ seat: "LEADER", need: "ALL" }],
      noticeDays: 5,
    },
  ],
  awards: [],
  penalties: [],
  duties: [],
});

export interface RecordedBank {
  readonly campaign: { readonly id: string; readonly code: string };
  readonly outlets: readonly {
    readonly id: string;
    readonly code: string;
    readonly path: string;
    readonly head: string;
    readonly teller: string;
  }[];
  readonly staff: Actor;
  readonly inspector: Actor;
  readonly manager: Actor;
  readonly stranger: Actor;
}

/** Two outlets that take part (heads 1001, 2001; tellers 1002, 2002), one that does not, and a foreign branch. */
export async function makeRecordedBank(): Promise<RecordedBank> {
  const hq = await placeUnit("HQ", "HQ", null);
  const branch = await placeUnit("B01", "BRANCH", hq);
  const outlets: RecordedBank["outlets"][number][] = [];
  for (const [at, code] of ["O001", "O002"].entries()) {
    const unit = await placeUnit(code, "OUTLET", branch);
    outlets.push({
      ...unit,
      head: await hire(unit.id, `${at + 1}001`, "OUTLET_HEAD"),
      teller: await hire(unit.id, `${at + 1}002`, "TELLER"),
    });
  }
  await placeUnit("O003", "OUTLET", branch);
  const foreign = await placeUnit("B02", "BRANCH", hq);
  await placeUnit("O900", "OUTLET", foreign);
  const campaign = await db.campaign.create({
    data: {
      code: "C-2026-01",
      nameZh: "2026年技能竞赛",
      nameEn: "Skills contest 2026",
      year: 2026,
      organiserId: branch.id,
      programmeCode: CONTEST.code,
      document: CONTEST,
      createdById: AUTHOR,
    },
  });
  await db.campaignPlan.create({
    data: { campaignId: campaign.id, version: 1, document: CONTEST, hash: "-", publishedById: AUTHOR },
  });
  await db.participant.createMany({
    data: outlets.map((outlet, position) => ({ campaignId: campaign.id, unitId: outlet.id, position })),
  });
  const [first] = outlets;
  if (!first) throw new Error("no outlet");
  return {
    campaign,
    outlets,
    staff: await actorFor("hq", "CAMPAIGN_STAFF", branch),
    inspector: await actorFor("inspector", "INSPECTOR", branch),
    manager: await actorFor("manager", "BRANCH_MANAGER", first),
    stranger: await actorFor("strange", "CAMPAIGN_STAFF", foreign),
  };
}
