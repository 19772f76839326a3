import { beforeEach, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { fillScoreForm } from "@/lib/records/usecases";
import { findReviewSubject } from "@/lib/reviews/data";
import { gatherFacts } from "@/lib/reviews/gather";
import { computeReview } from "@/lib/scoring/compute";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { useDatabase } from "../support/database";
import { documentOf } from "../support/inspected-bank";
import { makeRecordedBank, type RecordedBank } from "../support/recorded-bank";

/** Five criteria of 20 points each (P06): one form, five records, one score out of 100. */

useDatabase({ each: "test" });

const C = "C-2026-06";
const STAR = { ATTITUDE: "18", ETHICS: "19", SKILL: "17", APPEARANCE: "20", DISCIPLINE: "16" } as const;
const values = (changes: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries({ ...STAR, ...changes }).map(([code, value]) => [`score.${code}`, value]));

let bank: RecordedBank;

beforeEach(async () => {
  setClock(() => new Date("2026-08-03T02:00:00Z"));
  bank = await makeRecordedBank();
  const document = structuredClone(programmeSchema.parse(documentOf("programmes/P06.json"))) as Programme;
  for (const dated of [...document.phases, ...document.periods])
    Object.assign(dated, { from: "2026-07-01", to: "2026-12-31" });
  const { organiserId } = await db.campaign.findUniqueOrThrow({ where: { id: bank.campaign.id } });
  const campaign = await db.campaign.create({
    data: {
      code: C,
      nameZh: "月度服务之星",
      nameEn: "Monthly star",
      year: 2026,
      organiserId,
      programmeCode: "P06",
      document,
      createdById: bank.staff.accountId,
    },
  });
  await db.campaignPlan.create({
    data: { campaignId: campaign.id, version: 1, document, hash: "-", publishedById: bank.staff.accountId },
  });
  await db.participant.createMany({
    data: bank.outlets.map((outlet, position) => ({ campaignId: campaign.id, unitId: outlet.id, position })),
  });
});

const input = (changes: Record<string, unknown> = {}) => ({
  campaign: C,
  form: "criteria",
  unit: "O001",
  person: "1002",
  onDay: "2026-07-31",
  values: values(),
  ...changes,
});
const fill = (changes: Record<string, unknown> = {}, actor = bank.staff) =>
  perform(fillScoreForm, { actor, input: input(changes) });
const refused = async (changes: Record<string, unknown>, actor = bank.staff) => {
  const outcome = await fill(changes, actor);
  return outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));
};

describe("a score form", () => {
  it("becomes one record a criterion, and the month's score is their sum", async () => {
    const done = await fill();
    expect(done).toMatchObject({ ok: true, value: { count: 5, total: "90" } });
    const rows = await db.recordedFact.findMany({ orderBy: { no: "asc" } });
    expect(rows.map(({ stream, value, personId }) => [stream, value?.toFixed(), personId])).toEqual(
      Object.entries(STAR).map(([code, value]) => [`score.${code}`, value, bank.outlets[0]!.teller]),
    );
    const subject = await findReviewSubject(db, { campaign: C, review: "MONTHLY.2026-07" });
    const { ranking } = computeReview(await gatherFacts(db, subject!));
    const standing = ranking.standings.find((one) => one.subject === bank.outlets[0]!.teller);
    expect([standing?.total, standing?.rank]).toEqual(["90", 1]);
    expect(ranking.standings.find((one) => one.subject === bank.outlets[1]!.teller)?.rank ?? null).toBeNull();
  });

  it("takes figures as a form nests them", async () => {
    const nested = { score: STAR };
    expect(await fill({ values: nested })).toMatchObject({ ok: true, value: { total: "90" } });
  });

  it("takes all criteria or none, and names each one that is wrong where it stands", async () => {
    const { "score.ETHICS": _, ...four } = values({ SKILL: "20.5", APPEARANCE: "很好" });
    expect(await refused({ values: four })).toEqual([
      "MISSING values.score.ETHICS",
      "ABOVE values.score.SKILL",
      "NOT_A_FIGURE values.score.APPEARANCE",
    ]);
    expect(await db.recordedFact.count()).toBe(0);
  });

  it("names what is wrong with the subject or the day once, not five times", async () => {
    expect(await refused({ person: "2002" })).toEqual(["PERSON_NOT_IN_POST person"]);
    expect(await refused({ onDay: "2026-08-31" })).toEqual(["DAY_TO_COME onDay"]);
    expect(await refused({ unit: "O003" })).toContain("UNIT_NOT_PARTICIPATING unit");
  });

  it("is refused where the plan has no such form or criterion, a day is frozen, or somebody may not record", async () => {
    expect(await refused({ form: "nothing" })).toEqual(["FORM_UNKNOWN form"]);
    expect(await refused({ values: { ...values(), "score.CHARM": "20" } })).toEqual([
      "STREAM_UNKNOWN values.score.CHARM",
    ]);
    expect(await refused({ evidence: ["018f0000-0000-7000-8000-000000000000"] })).toEqual([
      "EVIDENCE_UNKNOWN evidence",
    ]);
    expect(await refused({}, bank.manager)).toEqual(["NOT_FOUND"]);
    expect(await refused({}, bank.stranger)).toEqual(["NOT_FOUND"]);
    const { id } = await db.campaign.findUniqueOrThrow({ where: { code: C } });
    await db.frozenPeriod.create({
      data: {
        campaignId: id,
        reviewCode: "MONTHLY.2026-07",
        fromOn: new Date("2026-07-01"),
        toOn: new Date("2026-07-31"),
      },
    });
    expect(await refused({})).toEqual(["DAY_FROZEN onDay"]);
  });
});
