import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as campaigns from "@/lib/campaigns/usecases";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { importRecordFile } from "@/lib/records/usecases";
import { readReviewMaterial } from "@/lib/reports/data/material";
import { readRoundMaterial } from "@/lib/reports/data/rounds";
import { loadWorkbook } from "@/lib/reports/loaders/workbook";
import { roundSources } from "@/lib/reports/rules/documents/problems";
import { workbookOf } from "@/lib/reports/rules/workbook";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import { loadRoom } from "@/lib/reviews/loaders/room";
import { loadTargets } from "@/lib/reviews/loaders/targets";
import { freezeReview } from "@/lib/reviews/usecases";
import { redate } from "@/lib/scoring/programme/redate";
import { loadStandardFile } from "@/lib/standards/usecases";
import { filled, shipped } from "../golden/support/plan";
import { useDatabase } from "../support/database";
import { actorFor, documentOf, placeUnit } from "../support/inspected-bank";
import { done, makeProgrammeBank, type ProgrammeBank } from "../support/programme-bank";
import { bringIn, campaignOf, draftCampaign, leaderOf, target } from "../support/programme-campaign";

/** Phased targets (P07) and the review of recordings (P22): what their rooms, tables and circulars say on a database. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const travelTo = (day: Day) => void setClock(() => new Date(`${day}T04:00:00Z`));

beforeEach(() => travelTo("2025-09-01"));

async function campaignFrom(code: string): Promise<{ bank: ProgrammeBank; campaign: string }> {
  const document = redate(shipped(code), 2026);
  const staff = await actorFor("standards", "CAMPAIGN_STAFF", await placeUnit("HQ", "HQ", null));
  for (const file of ["self-check", "open-check", "mystery-visit"])
    await done(loadStandardFile, staff, { document: documentOf(`standards/${file}.json`) });
  const bank = await makeProgrammeBank(document);
  const campaign = await draftCampaign(bank, document, 2026);
  await bringIn(bank, campaign, filled(document));
  await done(campaigns.publish, bank.staff, await target(campaign));
  return { bank, campaign };
}

let files = 0;
async function enter(
  bank: ProgrammeBank,
  campaign: string,
  stream: string,
  rows: readonly (readonly [outlet: number, onDay: Day, value: string | null, attrs?: Record<string, string>])[],
): Promise<void> {
  files += 1;
  const fileName = `${stream}-${files}.xlsx`;
  await done(importRecordFile, bank.staff, {
    campaign,
    stream,
    fileName,
    sha256: createHash("sha256").update(`${campaign} ${fileName}`).digest("hex"),
    rows: rows.map(([outlet, onDay, value, attrs = {}], at) => ({
      row: at + 2,
      unit: bank.outlets[outlet]!.code,
      onDay,
      ...(value !== null && { value }),
      attrs,
    })),
  });
}

describe("a stage with a target (P07)", () => {
  let bank: ProgrammeBank;
  let campaign: string;

  beforeEach(async () => {
    ({ bank, campaign } = await campaignFrom("P07"));
    travelTo("2026-04-20");
    await enter(bank, campaign, "score.PROVINCE_CHECK", [
      [0, "2026-03-10", "89.5"],
      [1, "2026-03-10", "93"],
      [2, "2026-03-10", "97"],
    ]);
    await enter(bank, campaign, "rank.DISTRICT", [
      [0, "2026-03-31", "60", { of: "120" }],
      [1, "2026-03-31", "20", { of: "120" }],
      [2, "2026-03-31", "2", { of: "120" }],
      [3, "2026-03-31", "119", { of: "120" }],
    ]);
    await enter(bank, campaign, "rank.PROVINCE", [[0, "2026-04-10", "480", { of: "900" }]]);
    await enter(bank, campaign, "event.VIOLATION", [
      [0, "2026-04-02", null, { item: "INT-010" }],
      [1, "2026-04-03", null, { item: "INT-010" }],
      // Fined in another quarter, and the same problem all the same.
      [1, "2026-03-03", null, { item: "INT-010" }],
    ]);
  });

  it("shows those who prepare it score, target, gap and forecast of everybody, furthest behind first", async () => {
    asking = leaderOf(bank);
    const { stages, all } = await loadTargets(campaign);
    expect(all).toBe(true);
    const [stage] = stages;
    expect(stage).toMatchObject({ code: "STAGE_1", target: "92", forecast: true });
    expect(stage?.rows.slice(0, 3).map(({ code, score, gap }) => [code.slice(-2), score, gap])).toEqual([
      ["O1", "89.5", "-2.5"],
      ["O2", "93", "1"],
      ["O3", "97", "5"],
    ]);
    expect(stage?.rows[0]?.fine).toBe("1500");
    expect(stage?.rows[3]).toMatchObject({ score: null, gap: null });
    expect(stage?.rows[3]?.because.map(({ zh }) => zh)).toContain("第一阶段列全区后两名");
  });

  it("shows an outlet its own row alone, with what follows from its own records", async () => {
    asking = bank.outlets[0]!.manager;
    const own = await loadTargets(campaign);
    expect(own.all).toBe(false);
    expect(own.stages[0]?.rows.map(({ code, fine }) => [code.slice(-2), fine])).toEqual([["O1", "1500"]]);
    asking = bank.outlets[3]!.manager;
    const last = await loadTargets(campaign);
    expect(last.stages[0]?.rows.map(({ fine, because }) => [fine, because])).toEqual([[null, []]]);
    asking = bank.officer;
    await expect(loadTargets(campaign)).rejects.toThrow(/404/);
  });

  it("sets district and province ranks side by side in room, workbook and report, with day and record", async () => {
    asking = leaderOf(bank);
    const room = await loadRoom(campaign, "STAGE_1");
    expect(room.beside?.lists.map(({ name }) => name.zh)).toEqual(["全区名次", "全省名次"]);
    const first = room.beside?.rows.find(({ id }) => id === bank.outlets[0]!.id);
    expect(first?.outside.map((one) => one && [one.rank, one.of, one.on])).toEqual([
      ["60", "120", "2026-03-31"],
      ["480", "900", "2026-04-10"],
    ]);
    expect(first?.outside[0]?.ref).toMatch(/^R-/);
    const { source } = await loadWorkbook(campaign, "STAGE_1");
    const words = { word: (key: string) => key, say: () => "", own: ({ zh }: { zh: string }) => zh };
    const sheets = workbookOf({ ...source, title: "T", about: [] }, words);
    const outside = sheets.find(({ name }) => name === "sheets.outside");
    expect(JSON.stringify(outside)).toContain("480");

    travelTo("2026-04-30");
    await done(freezeReview, leaderOf(bank), { campaign, review: "STAGE_1" });
    const subject = (await findReviewSubject(db, { campaign, review: "STAGE_1" }))!;
    const life = await readLife(db, subject.campaign.id, "STAGE_1");
    const material = await readReviewMaterial(db, subject, life, (await findResult(db, life))!, "2026-04-30");
    expect(material.beside?.rows).toHaveLength(4);
    expect(material.problems).toEqual([
      { title: expect.objectContaining({ zh: "客户视线内有无关物品" }), times: 3, outlets: 2, lost: null },
    ]);
    // Hardware is charged from the second stage on.
    expect(material.graces.map(({ since }) => since)).toEqual(["2026-05-01"]);
  });

  it("lists the complaint rate against its base for everybody, and an outlet's own to its head (R-037)", async () => {
    await enter(bank, campaign, "metric.HOTLINE_RATE_BASE", [
      [0, "2026-01-01", "2.5"],
      [1, "2026-01-01", "2.5"],
    ]);
    await enter(bank, campaign, "metric.HOTLINE_RATE", [
      [0, "2026-03-31", "1.5"],
      [1, "2026-03-31", "1.51"],
    ]);
    asking = bank.staff;
    const [rate] = (await loadTargets(campaign)).rates;
    expect(rate).toMatchObject({ target: "40", name: { zh: "年度目标：投诉率" } });
    expect(rate?.rows.map(({ rate: now, base, drop, limit, met }) => [now, base, drop, limit, met])).toEqual([
      ["1.5", "2.5", "40", "1.5", true],
      ["1.51", "2.5", "39.6", "1.5", false],
      [null, null, null, null, null],
      [null, null, null, null, null],
    ]);
    asking = bank.outlets[1]!.manager;
    expect((await loadTargets(campaign)).rates[0]?.rows.map(({ id }) => id)).toEqual([bank.outlets[1]!.id]);
  });
});

describe("a review of recordings (P22)", () => {
  it("tells what was seen, and that it is only made known before the day from which it is punished (R-054)", async () => {
    const { bank, campaign } = await campaignFrom("P22");
    travelTo("2026-09-06");
    await enter(bank, campaign, "event.VIOLATION", [
      [0, "2026-08-29", null, { kind: "DRESS" }],
      [1, "2026-08-30", null, { kind: "DRESS" }],
      [2, "2026-09-01", null, { kind: "SLEEPING" }],
    ]);
    await enter(bank, campaign, "event.PRIVATE_CALL", [[0, "2026-09-02", "30"]]);
    await done(freezeReview, leaderOf(bank), { campaign, review: "SAMPLE_REVIEW" });
    const subject = (await findReviewSubject(db, { campaign, review: "SAMPLE_REVIEW" }))!;
    const life = await readLife(db, subject.campaign.id, "SAMPLE_REVIEW");
    const material = await readReviewMaterial(db, subject, life, (await findResult(db, life))!, "2026-09-07");
    expect(material.problems.map(({ title, times, outlets, lost }) => [title.zh, times, outlets, lost])).toEqual([
      ["着装不统一", 2, 2, "2"],
      ["私人电话超过2分钟", 1, 1, "1"],
      ["在岗睡觉", 1, 1, "1"],
    ]);
    expect(material.graces).toMatchObject([{ since: "2026-09-08", noted: 4 }]);

    const stored = await campaignOf(campaign);
    const calls = roundSources(stored.plan!.document).find(({ code }) => code === "event.PRIVATE_CALL")!;
    const days = { from: "2026-08-28", to: "2026-09-06" };
    const round = await readRoundMaterial(db, stored, calls, days, "2026-09-07");
    expect(round).toMatchObject({ records: 1, outlets: 1, published: false });
    expect(round?.problems).toHaveLength(1);
  });
});
