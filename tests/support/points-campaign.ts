import { complaintFacts, praiseFacts } from "@/lib/complaints/data";
import { db } from "@/lib/platform/db";
import { computeReview } from "@/lib/scoring/compute";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import type { Explained } from "@/lib/scoring/types";
import type { InspectedBank } from "./inspected-bank";
import { CONTEST } from "./recorded-bank";

const AUTHOR = "00000000-0000-7000-8000-00000000000b";
const both = (zh: string, en: string) => ({ zh, en });
const SUBJECTIVE = { validity: ["VALID"], cause: ["SUBJECTIVE"] };

/**
 * A contest in which the leading group sets the points of a complaint with a subjective cause (5 to 20; one about
 * attitude 10 at least) and of a praise (1 to 3), to one decimal. Nobody's objective complaint costs anything.
 */
export const POINTS: Programme = programmeSchema.parse({
  ...CONTEST,
  code: "POINTS",
  reviews: CONTEST.reviews.map((review) => ({
    ...review,
    root: {
      kind: "ledger",
      code: "TOTAL",
      name: both("总分", "Total"),
      base: "100",
      places: 1,
      entries: [
        {
          code: "COMPLAINT",
          name: both("有责投诉（领导小组定分）", "Complaint at fault (set by the leading group)"),
          from: { stream: "complaint", where: SUBJECTIVE },
          between: { min: "5", max: "20", sign: "MINUS" },
          clause: { article: both("第八条", "Article 8") },
        },
        {
          code: "ATTITUDE",
          name: both("态度投诉", "Complaint about attitude"),
          from: { stream: "complaint", where: { ...SUBJECTIVE, category: ["ATTITUDE"] }, by: "person" },
          between: { min: "10", max: "25", sign: "MINUS" },
        },
        {
          code: "FEES",
          name: both("收费投诉", "Complaint about fees"),
          from: { stream: "complaint", where: { ...SUBJECTIVE, category: ["FEES"] } },
          between: { min: "30", max: "40", sign: "MINUS" },
        },
        {
          code: "PRAISE",
          name: both("表扬（领导小组酌定）", "Praise (at discretion)"),
          from: { stream: "praise", where: { verified: ["YES"] } },
          between: { min: "1", max: "3", sign: "PLUS" },
        },
      ],
    },
  })),
});

/** A second campaign of the bank, with the same outlets, under that contest. */
export async function addPointsCampaign(bank: InspectedBank, programme = POINTS) {
  const { organiserId } = await db.campaign.findUniqueOrThrow({ where: { id: bank.campaign.id } });
  const campaign = await db.campaign.create({
    data: {
      code: "C-2026-02",
      nameZh: "2026年百日竞赛",
      nameEn: "Hundred days 2026",
      year: 2026,
      organiserId,
      programmeCode: programme.code,
      document: programme,
      createdById: AUTHOR,
    },
  });
  await db.campaignPlan.create({
    data: { campaignId: campaign.id, version: 1, document: programme, hash: "-", publishedById: AUTHOR },
  });
  await db.participant.createMany({
    data: bank.outlets.map((outlet, position) => ({ campaignId: campaign.id, unitId: outlet.id, position })),
  });
  return campaign;
}

const YEAR = { from: "2026-03-01", to: "2026-12-31" };

/** Total of every outlet, and what each record of the first counts, by the rules of the contest. */
export async function scoreOf(bank: InspectedBank, campaignId: string) {
  const { sheets } = computeReview({
    programme: POINTS,
    review: "YEAR",
    subjects: bank.outlets.map(({ id }) => ({ id })),
    facts: [...(await complaintFacts(db, campaignId, YEAR)), ...(await praiseFacts(db, campaignId, YEAR))],
    carried: {},
  });
  const [first] = sheets;
  const records: Record<string, string | null> = {};
  const open: Explained[] = first ? [first.root] : [];
  for (let line = open.pop(); line; line = open.pop()) {
    if (line.kind === "fact") records[line.code] = line.value;
    open.push(...line.inputs);
  }
  return { totals: sheets.map((sheet) => sheet.total), records };
}
