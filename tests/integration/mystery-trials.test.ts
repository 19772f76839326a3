import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { opensRecording } from "@/lib/mystery/loaders/files";
import { loadQuestionnaire, loadShoppers } from "@/lib/mystery/loaders/shoppers";
import { loadKeying, loadMystery, loadMysteryVisit, loadNewMystery } from "@/lib/mystery/loaders/visits";
import * as mystery from "@/lib/mystery/usecases";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, allPass, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";
import { codes, filedFor, filledIn, must } from "../support/mystery-bank";

/** Who is signed in, for what reads through the pages' loaders. */
const request = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => request.actor }));

const { owner } = useDatabase();

const C = { campaign: "C-2026-01" };
const DAY = "2026-07-13";

let bank: InspectedBank;
let one: Actor;
let two: Actor;
let three: Actor;
let leader: Actor;
let auditor: Actor;

const at = (day: string, hour = "12:00") => void setClock(() => new Date(`${day}T${hour}:00+08:00`));

beforeAll(async () => {
  at(DAY);
  bank = await makeInspectedBank();
  const { unitId, path } = bank.staff.grants[0]!;
  const place = { id: unitId, path };
  one = bank.inspector;
  two = await actorFor("inspector2", "INSPECTOR", place);
  three = await actorFor("inspector3", "INSPECTOR", place);
  leader = await actorFor("leader", "LEADING_GROUP", place);
  auditor = await actorFor("auditor", "AUDITOR", place);
});
beforeEach(() => at(DAY));

async function as<T>(actor: Actor, read: () => Promise<T>): Promise<T> {
  request.actor = actor;
  return read();
}
const shopper = async () =>
  (await must(mystery.registerMysteryShopper, bank.staff, { ...C, source: "AGENCY", name: "王某", contact: "139000" }))
    .pseudonym;
const send = async (unit: string, who: string, onDay: string, more: object = {}) =>
  (await must(mystery.assignMysteryVisit, bank.staff, { ...C, unit, shopper: who, onDay, ...more })).no;
const refused = (unit: string, who: string, onDay: string, more: object = {}) =>
  codes(mystery.assignMysteryVisit, bank.staff, { ...C, unit, shopper: who, onDay, ...more });
const TRIAL = { trial: "on" };

async function declare(trials: number): Promise<number> {
  const { questionnaire } = await as(bank.staff, () => loadQuestionnaire(C.campaign));
  const { waiting, questions, criteria } = questionnaire;
  return (
    await must(mystery.declareMysteryQuestionnaire, bank.staff, {
      ...C,
      rotation: { days: "90", notTwice: "on", most: "2" },
      waiting: { ...waiting, item: waiting.item ?? "" },
      questions,
      criteria,
      trials: String(trials),
    })
  ).seq;
}

/** A trial keyed by two who agree, opened fourteen and nine minutes before. */
async function keyedTrial(unit: string, onDay: string): Promise<{ no: string; file: string; who: string }> {
  const who = await shopper();
  const no = await send(unit, who, onDay, TRIAL);
  const file = await filedFor(one, unit);
  await must(mystery.attachMysteryRecordings, one, { ...C, no, kind: "QUESTIONNAIRE", evidence: [file] });
  at(DAY, "15:00");
  const began = (clock: string) => ({ began: `${DAY}T${clock}:00.000Z` });
  await must(mystery.keyMysteryVisit, one, { ...C, ...filledIn(no, began("06:46")) });
  await must(mystery.keyMysteryVisit, two, { ...C, ...filledIn(no, began("06:51")) });
  return { no, file, who };
}
const check = (no: string, outcome: string, reason = "", round = 1) =>
  codes(mystery.checkMysteryVisit, three, { ...C, no, round, outcome, reason });

describe("a questionnaire that wants trials", () => {
  it("is used for no real visit before enough of them passed; what is missing is said", async () => {
    const who = await shopper();
    expect(await refused("O001", who, "2026-05-01")).toEqual([]);
    await declare(2);
    const outcome = await perform(mystery.assignMysteryVisit, {
      actor: bank.staff,
      input: { ...C, unit: "O002", shopper: who, onDay: DAY },
    });
    expect(outcome).toMatchObject({
      ok: false,
      refusals: [{ code: "TRIALS_MISSING", values: { needed: 2, passed: 0, missing: 2 } }],
    });
    const { no } = await keyedTrial("O001", DAY);
    expect(await refused("O002", who, DAY)).toEqual(["TRIALS_MISSING"]);
    expect(await check(no, "PASSED")).toEqual([]);
    expect(await refused("O002", who, DAY)).toEqual(["TRIALS_MISSING"]);
    const second = await keyedTrial("O002", DAY);
    expect(await check(second.no, "PASSED")).toEqual([]);
    const page = await as(bank.staff, () => loadQuestionnaire(C.campaign));
    expect(page.trials).toEqual({
      needed: 2,
      passed: 2,
      underWay: 0,
      keying: { least: 9, median: 12, most: 14 },
    });
    expect((await as(bank.staff, () => loadNewMystery(C.campaign))).trials.passed).toBe(2);
    // Sent back after all, it counts no more.
    expect(await check(second.no, "SENT_BACK", "与录音不符")).toEqual([]);
    expect(await refused("O002", who, DAY)).toEqual(["TRIALS_MISSING"]);
    for (const keyer of [one, two])
      await must(mystery.keyMysteryVisit, keyer, { ...C, ...filledIn(second.no), round: 2 });
    expect(await check(second.no, "PASSED", "", 2)).toEqual([]);
    expect(await refused("O002", who, DAY)).toEqual([]);
    // Another version is tried out anew.
    await declare(1);
    expect(await refused("O001", await shopper(), "2026-12-01")).toEqual(["TRIALS_MISSING"]);
    await declare(0);
    expect(await refused("O001", await shopper(), "2026-12-01")).toEqual([]);
  });

  it("needs none where it was declared before trials were known", async () => {
    const { seq, questionnaire } = await as(bank.staff, () => loadQuestionnaire(C.campaign));
    const { trials: _, ...document } = questionnaire;
    await db.mysteryQuestionnaire.create({
      data: { campaignId: bank.campaign.id, seq: seq + 1, document, byId: one.accountId, byName: "-" } as never,
    });
    expect((await as(bank.staff, () => loadQuestionnaire(C.campaign))).questionnaire.trials).toBe(0);
    await declare(0);
  });
});

describe("a trial", () => {
  it("may lie before the campaign, and makes no visit of a plan", async () => {
    const who = await shopper();
    expect(await refused("O001", who, "2025-11-01")).toEqual(["DAY_OUTSIDE_CAMPAIGN"]);
    expect(await refused("O001", who, "2027-06-01", TRIAL)).toEqual(["DAY_OUTSIDE_CAMPAIGN"]);
    expect(await refused("O001", who, DAY, { ...TRIAL, planned: "00000000-0000-7000-8000-000000000777" })).toEqual([
      "TRIAL_OF_PLAN",
    ]);
    const no = await send("O001", who, "2025-11-01", TRIAL);
    expect((await as(bank.staff, () => loadMysteryVisit(C.campaign, no))).visit.trial).toBe(true);
    await must(mystery.cancelMysteryVisit, bank.staff, { ...C, no, reason: "仅为测试所派" });
  });

  it("says nothing about the rotation of real visits, nor they about it", async () => {
    const who = await shopper();
    await send("O002", who, "2026-09-01", TRIAL);
    await send("O002", who, "2026-09-02", TRIAL);
    await send("O002", who, "2026-09-03");
    expect(await refused("O002", who, "2026-09-04", TRIAL)).toEqual([]);
    expect(await refused("O002", who, "2026-09-05")).toEqual(["TOO_SOON_AGAIN"]);
    const row = (await as(bank.staff, () => loadShoppers(C.campaign))).shoppers.find((one) => one.pseudonym === who);
    expect([row?.visits, row?.lastOn]).toEqual([1, "2026-09-03"]);
  });

  it("goes through keying, adjudication and check, and is never released", async () => {
    const no = await send("O001", await shopper(), DAY, TRIAL);
    const file = await filedFor(one, "O001");
    await must(mystery.attachMysteryRecordings, one, { ...C, no, kind: "PHOTO", item: "ATT-001", evidence: [file] });
    expect(await codes(mystery.checkMysteryVisit, three, { ...C, no, round: 1, outcome: "PASSED" })).toEqual([
      "NOT_BOTH_IN",
    ]);
    const lost = { verdict: "DEDUCTED", lost: "2.00", reason: "未起身" };
    await must(mystery.keyMysteryVisit, one, {
      ...C,
      ...filledIn(no, { answers: allPass("mystery-visit", { "ATT-001": lost }) }),
    });
    await must(mystery.keyMysteryVisit, two, { ...C, ...filledIn(no) });
    await must(mystery.adjudicateMysteryVisit, three, {
      ...C,
      no,
      round: 1,
      choices: { answers: { "ATT-001": "FIRST" } },
      reason: "照片可见",
    });
    expect(await check(no, "PASSED")).toEqual([]);
    const inspections = await db.inspection.count();
    expect(await codes(mystery.releaseMysteryVisit, bank.staff, { ...C, no })).toEqual(["TRIAL_NEVER_RELEASED"]);
    expect(await db.inspection.count()).toBe(inspections);
    const page = await as(bank.staff, () => loadMysteryVisit(C.campaign, no));
    expect(page.acts).not.toContain("RELEASE");
    expect(page.report).toMatchObject({ score: "98.0000" });
    // Nor past the use case.
    const { id } = await db.mysteryVisit.findUniqueOrThrow({ where: { no } });
    await expect(
      asOwner(
        owner,
        `INSERT INTO mystery_steps (id, campaign_id, mystery_visit_id, seq, round, kind, inspection_id, by_id, by_name)
         VALUES (gen_random_uuid(), $1, $2, 99, 1, 'RELEASED', gen_random_uuid(), $3, '-')`,
        [bank.campaign.id, id, one.accountId],
      ),
    ).rejects.toThrow("never released");
  });

  it("is seen by campaign staff, keyers and checkers, and by nobody else", async () => {
    const { no, file } = await keyedTrial("O001", DAY);
    expect(await check(no, "PASSED")).toEqual([]);
    const listed = async (actor: Actor) =>
      (await as(actor, () => loadMystery(C.campaign))).rows.some((row) => row.no === no);
    for (const worker of [bank.staff, one, three]) {
      expect(await listed(worker)).toBe(true);
      expect((await as(worker, () => loadMysteryVisit(C.campaign, no))).visit.trial).toBe(true);
      expect((await as(worker, () => loadQuestionnaire(C.campaign))).trials).not.toBeNull();
      expect(await opensRecording(worker, file)).toBe(true);
    }
    for (const reader of [leader, auditor, bank.manager]) {
      expect(await listed(reader)).toBe(false);
      await expect(as(reader, () => loadMysteryVisit(C.campaign, no))).rejects.toThrow();
      await expect(as(reader, () => loadKeying(C.campaign, no))).rejects.toThrow();
      expect(await opensRecording(reader, file)).toBe(false);
    }
    for (const reader of [leader, auditor])
      expect((await as(reader, () => loadQuestionnaire(C.campaign))).trials).toBeNull();
  });
});
