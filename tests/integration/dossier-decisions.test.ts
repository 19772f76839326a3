import { beforeEach, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { fileAppeal, hearAppeal, replyToItem } from "@/lib/appeals/usecases";
import { lastDecidedAt, readDecisions } from "@/lib/dossiers/data/decisions";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import { type AppealedBank, H1, makeAppealedBank, publishHalfYear } from "../support/appealed-bank";
import { useDatabase } from "../support/database";

/** Appeals, replies and winners who fell away are decisions too: the dossier names them, whatever came of them. */

useDatabase({ each: "test" });

const C = { campaign: "C-2026-01" };
const WORDS = "我们有监控录像为证，当时并无此情形。";
const at = (day: string) => setClock(() => new Date(`${day}T02:00:00Z`));

let bank: AppealedBank;

beforeEach(async () => {
  at("2026-07-01");
  bank = await makeAppealedBank();
  await publishHalfYear(bank);
});

async function decisions() {
  const subject = await findReviewSubject(db, H1);
  const life = await readLife(db, bank.campaign.id, "H1");
  const result = await findResult(db, life);
  const about = { campaignId: bank.campaign.id, review: "H1" };
  const rest = [life, result!.id, subject!.plan.programme] as const;
  return { said: await readDecisions(db, about, ...rest), last: await lastDecidedAt(db, about, ...rest) };
}

describe("the decisions in a dossier", () => {
  it("hold a rejected appeal with its ruling, a pending one without, and a reply", async () => {
    const before = await decisions();
    expect(before.said.appeals).toEqual([]);
    at("2026-07-03");
    const [one, other] = bank.findings;
    const filed = await perform(fileAppeal, {
      actor: bank.appellant,
      input: { ...C, kind: "FINDING", item: one!.no, statement: WORDS },
    });
    if (!filed.ok) throw new Error(JSON.stringify(filed.refusals));
    const pending = await decisions();
    expect(pending.said.appeals).toMatchObject([{ no: filed.value.no, record: one!.no, round: 1, ruling: null }]);
    expect(pending.last).toEqual(new Date("2026-07-03T02:00:00Z"));

    at("2026-07-04");
    const heard = await perform(hearAppeal, {
      actor: bank.stranger,
      input: { ...C, no: filed.value.no, outcome: "REJECTED", code: "NOT_PROVEN", reason: "录像中看得到。" },
    });
    if (!heard.ok) throw new Error(JSON.stringify(heard.refusals));
    const replied = await perform(replyToItem, {
      actor: bank.appellant,
      input: { ...C, kind: "FINDING", item: other!.no, text: "当天设备已报修。" },
    });
    if (!replied.ok) throw new Error(JSON.stringify(replied.refusals));

    const { said, last } = await decisions();
    expect(said.appeals).toEqual([
      {
        no: filed.value.no,
        kind: "FINDING",
        record: one!.no,
        unit: expect.any(String),
        round: 1,
        text: WORDS,
        at: "2026-07-03T02:00:00.000Z",
        ruling: {
          outcome: "REJECTED",
          code: "NOT_PROVEN",
          text: "录像中看得到。",
          by: bank.stranger.name,
          at: "2026-07-04T02:00:00.000Z",
        },
      },
    ]);
    expect(said.replies).toMatchObject([{ kind: "FINDING", record: other!.no, text: "当天设备已报修。" }]);
    expect(last).toEqual(new Date("2026-07-04T02:00:00Z"));
  });

  it("leave out what lies in other days, and name who fell away and who followed", async () => {
    at("2026-07-03");
    const life = await readLife(db, bank.campaign.id, "H1");
    const [winner, follower] = bank.outlets;
    await db.awardFall.create({
      data: {
        campaignId: bank.campaign.id,
        reviewCode: "H1",
        resultId: (await findResult(db, life))!.id,
        awardCode: "A",
        subject: winner!.id,
        follower: follower!.id,
        cause: "RULE",
        reason: "奖励期内发生有效投诉。",
        byId: bank.leader.accountId,
        byName: bank.leader.name,
      },
    });
    await db.outletReply.create({
      data: {
        campaignId: bank.campaign.id,
        kind: "INSPECTION",
        itemId: "00000000-0000-7000-8000-0000000000ff",
        itemNo: "I-2026-99999",
        unitId: winner!.id,
        text: "—",
        byId: bank.leader.accountId,
        byName: bank.leader.name,
      },
    });
    const { said } = await decisions();
    expect(said.replies).toEqual([]);
    expect(said.falls).toMatchObject([{ award: "A", subject: winner!.id, follower: follower!.id, cause: "RULE" }]);
  });
});
