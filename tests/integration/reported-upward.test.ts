import { beforeEach, describe, expect, it, vi } from "vitest";
import { readDecisions } from "@/lib/dossiers/data/decisions";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import type { Programme } from "@/lib/scoring/programme/schema";
import { loadExport } from "@/lib/settlement/loaders/exports";
import { loadUpward } from "@/lib/settlement/loaders/upward";
import * as settlement from "@/lib/settlement/usecases";
import { useDatabase } from "../support/database";
import type { ReviewedBank } from "../support/reviewed-bank";
import { atNoon, finalise, H1, makeSettledBank, must, publish, refusalsOf } from "../support/settled-bank";

/** The list of winners goes to the level above as an act of its own, and a promotion goes to personnel. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

let bank: ReviewedBank;
const REPORT = { ...H1, level: "BRANCH", recipient: "分行运营管理部", reference: "渝明报〔2026〕3号" };

beforeEach(async () => {
  bank = await makeSettledBank((plan: Programme) => {
    const [award] = plan.awards;
    award!.report = "BRANCH";
    award!.prizes.push({
      kind: "OTHER",
      what: { zh: "晋升机会", en: "Promotion" },
      payer: "SUB_BRANCH",
      promotion: true,
    });
  });
  asking = bank.staff;
});

const listsNow = async () => (await loadUpward("C-2026-01")).lists;

describe("reporting winners upward", () => {
  it("waits for the final result, is done by the office once, and is refused to everybody else", async () => {
    expect(await refusalsOf(settlement.reportUpward, bank.staff, REPORT)).toEqual(["REVIEW_NOT_PUBLISHED"]);
    await publish(bank);
    expect((await listsNow()).map(({ state, count, may }) => [state, count, may])).toEqual([["WAITING", 1, false]]);
    expect(await refusalsOf(settlement.reportUpward, bank.staff, REPORT)).toEqual(["REVIEW_NOT_FINAL"]);
    await finalise(bank);
    expect((await listsNow()).map(({ state, may }) => [state, may])).toEqual([["DUE", true]]);
    for (const [actor, input, code] of [
      [bank.manager, REPORT, "NOT_FOUND"],
      [bank.staff, { ...REPORT, level: "HEAD_OFFICE" }, "NOTHING_TO_REPORT"],
      [bank.staff, { ...REPORT, on: "2026-07-21" }, "NOT_BEFORE"],
      [bank.staff, { ...REPORT, on: "2026-07-01" }, "NOT_BEFORE"],
      [bank.staff, { ...REPORT, reference: "" }, "REQUIRED"],
      [bank.staff, { ...REPORT, recipient: "" }, "TOO_SHORT"],
    ] as const)
      expect(await refusalsOf(settlement.reportUpward, actor, input)).toEqual([code]);
    expect(await must(settlement.reportUpward, bank.staff, REPORT)).toMatchObject({ count: 1, seq: 1 });
    expect(await refusalsOf(settlement.reportUpward, bank.leader, REPORT)).toEqual(["ALREADY_REPORTED"]);
    expect(await listsNow()).toMatchObject([
      {
        state: "REPORTED",
        may: false,
        reports: [{ recipient: REPORT.recipient, reference: REPORT.reference, count: 1 }],
      },
    ]);
    asking = bank.manager;
    await expect(loadUpward("C-2026-01")).rejects.toThrow();
  });

  it("is due anew when a winner falls away, and the dossier keeps both lists", async () => {
    await publish(bank);
    await finalise(bank);
    await must(settlement.reportUpward, bank.staff, REPORT);
    atNoon("2026-07-25");
    const fall = {
      ...H1,
      award: "BEST",
      subject: bank.outlets[0]!.id,
      cause: "LEFT",
      follower: "NEXT",
      reason: "撤并。",
    };
    expect(await refusalsOf(settlement.fallAway, bank.leader, { ...fall, follower: "" })).toEqual([]);
    const [list] = await listsNow();
    expect(list).toMatchObject({ state: "CHANGED", count: 0, may: true, changes: [{ added: false }] });
    const again = { ...REPORT, reference: "渝明报〔2026〕5号" };
    expect(await must(settlement.reportUpward, bank.staff, again)).toMatchObject({ count: 0, seq: 2 });
    expect((await listsNow())[0]?.state).toBe("REPORTED");

    const subject = (await findReviewSubject(db, H1))!;
    const life = await readLife(db, subject.campaign.id, "H1");
    const result = (await findResult(db, life))!;
    const at = { campaignId: subject.campaign.id, review: "H1" };
    const { reports } = await readDecisions(db, at, life, result.id, subject.plan.programme);
    expect(reports).toMatchObject([
      {
        level: "BRANCH",
        recipient: "分行运营管理部",
        number: "渝明报〔2026〕3号",
        on: "2026-07-20",
        listed: [{ award: "BEST", subject: bank.outlets[0]!.id }],
        by: bank.staff.name,
      },
      { number: "渝明报〔2026〕5号", listed: [] },
    ]);
  });

  it("stands in the file that goes up, and a recommendation for promotion in that for personnel", async () => {
    await publish(bank);
    await finalise(bank);
    expect((await loadExport("C-2026-01", "upward")).rows.map(({ reported }) => reported)).toEqual([""]);
    await must(settlement.reportUpward, bank.staff, REPORT);
    expect((await loadExport("C-2026-01", "upward")).rows.map(({ reported }) => reported)).toEqual([
      "渝明报〔2026〕3号 2026-07-20",
    ]);
    const promoted = async () =>
      (await loadExport("C-2026-01", "personnel")).rows.filter(({ kind }) => kind === "AWARD");
    expect(await promoted()).toMatchObject([{ what: { zh: "晋升机会" }, claimState: "OPEN", handedOn: null }]);
    const prize = { ...H1, award: "BEST", subject: bank.outlets[0]!.id, prize: "2", reference: "人事收文8号" };
    await must(settlement.handOverPrize, bank.staff, prize);
    expect(await promoted()).toMatchObject([{ claimState: "SETTLED", handedOn: "2026-07-20" }]);
    expect((await promoted())[0]?.references[0]).toContain("人事收文8号");
    expect((await loadExport("C-2026-01", "finance")).rows.map(({ what }) => what?.zh)).not.toContain("晋升机会");
  });
});
