import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { confirmDuties } from "@/lib/awards/loaders/duties";
import { loadSettling } from "@/lib/awards/loaders/settling";
import { confirmPenalty, decideAward, decidePenalty } from "@/lib/awards/usecases";
import { findCampaign } from "@/lib/campaigns/data";
import { readDecisions } from "@/lib/dossiers/data/decisions";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import { freezeReview, recuseFromSubject } from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import { makeReviewedBank, type ReviewedBank } from "../support/reviewed-bank";

/** A penalty that waits for its second member stands on the first page of those who can be it, and both in the dossier. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const H1 = { campaign: "C-2026-01", review: "H1" };
let bank: ReviewedBank;

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank();
  const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
});

async function proposed(): Promise<{ motion: string; subject: string }> {
  asking = bank.leader;
  const penalty = (await loadSettling("C-2026-01", "H1"))!.penalties.find(
    ({ choice, decided }) => choice && !decided.length,
  );
  const input = { ...H1, penalty: penalty!.plan.code, subject: penalty!.subject, fact: penalty!.factId };
  const done = await perform(decidePenalty, {
    actor: bank.leader,
    input: { ...input, consequence: "", reason: "首次发生，已经整改。" },
  });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return { motion: done.value.motion, subject: penalty!.subject };
}

async function waitingFor(actor: Actor): Promise<number[]> {
  const campaign = (await findCampaign(db, "C-2026-01"))!;
  return (await confirmDuties(actor, campaign)).map(({ count }) => count);
}

async function decisions() {
  const subject = (await findReviewSubject(db, H1))!;
  const life = await readLife(db, subject.campaign.id, "H1");
  const result = (await findResult(db, life))!;
  return readDecisions(db, { campaignId: subject.campaign.id, review: "H1" }, life, result.id, subject.plan.programme);
}

describe("a penalty that waits for a second member", () => {
  it("is a duty of the other members, not of who proposed it, of the office, or of who stands back", async () => {
    expect(await waitingFor(bank.deputy)).toEqual([]);
    const { motion, subject } = await proposed();
    expect(await waitingFor(bank.deputy)).toEqual([1]);
    expect(await waitingFor(bank.leader)).toEqual([]);
    expect(await waitingFor(bank.staff)).toEqual([]);
    expect(await waitingFor(bank.manager)).toEqual([]);
    const about = bank.outlets.find(({ id }) => id === subject)!;
    const back = await perform(recuseFromSubject, {
      actor: bank.member,
      input: { ...H1, subject: about.id, interest: "KIN", reason: "亲属在该网点任职。" },
    });
    expect(back.ok).toBe(true);
    expect(await waitingFor(bank.member)).toEqual([]);
    expect((await perform(confirmPenalty, { actor: bank.deputy, input: { ...H1, motion } })).ok).toBe(true);
    expect(await waitingFor(bank.deputy)).toEqual([]);
    expect((await decisions()).penalties).toMatchObject([{ by: bank.leader.name, confirmed: bank.deputy.name }]);
  });

  it("is one duty however often it was proposed anew", async () => {
    const { subject } = await proposed();
    await proposed();
    expect(subject).toBeTruthy();
    expect(await waitingFor(bank.deputy)).toEqual([1]);
  });
});

describe("the dossier's decisions", () => {
  it("name no second member and no reward where there is none", async () => {
    await perform(decideAward, {
      actor: bank.leader,
      input: { ...H1, award: "COLLECTIVE", chosen: [bank.outlets[1]!.id], reason: "整改更快。" },
    });
    const { awards } = await decisions();
    expect(awards).toHaveLength(2);
    for (const award of awards) {
      expect(award).not.toHaveProperty("reward");
      expect(award).not.toHaveProperty("leftOut");
    }
  });

  it("name the reward that the leading group set", async () => {
    const [row] = await db.reviewResult.findMany({});
    await db.awardDecision.create({
      data: {
        campaignId: bank.campaign.id,
        reviewCode: "H1",
        resultId: row!.id,
        awardCode: "GRIEVANCE",
        subject: bank.outlets[0]!.teller,
        unitId: bank.outlets[0]!.id,
        personId: bank.outlets[0]!.teller,
        granted: true,
        reason: "忍辱负重。",
        rewardMinor: 80_000,
        rewardWhat: "委屈奖金",
        decidedById: bank.leader.accountId,
        decidedName: bank.leader.name,
        decidedAt: new Date("2026-07-01T02:00:00Z"),
      },
    });
    expect((await decisions()).awards).toMatchObject([{ reward: { amount: "800.00", what: "委屈奖金" } }]);
  });
});
