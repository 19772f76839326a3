import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadAwardRemarks, loadSettling } from "@/lib/awards/loaders/settling";
import { loadAwardTally } from "@/lib/awards/loaders/tallies";
import { decideAward, leaveOut, publishReview } from "@/lib/awards/usecases";
import { readDecisions } from "@/lib/dossiers/data/decisions";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import { loadWhy } from "@/lib/reviews/loaders/why";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import { penalise } from "../support/penalties";
import { makeReviewedBank, type ReviewedBank } from "../support/reviewed-bank";

/** The leading group gives a computed award to fewer than the plan would, and everybody who may read it reads why. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const H1 = { campaign: "C-2026-01", review: "H1" };
const WHY = "检查得分未达到先进标准。";
let bank: ReviewedBank;

const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));
const choose = (award: string, chosen: string[], more = {}) =>
  perform(decideAward, { actor: bank.leader, input: { ...H1, award, chosen, reason: WHY, ...more } });
const out = (left: string[], more = {}, actor = bank.leader) =>
  perform(leaveOut, { actor, input: { ...H1, award: "COLLECTIVE", left, reason: WHY, ...more } });
const outlet = (at: number) => bank.outlets[at]!.id;

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank();
});

async function frozen(): Promise<string> {
  const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.seal ?? "";
}

async function published(seal: string): Promise<void> {
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const)
    expect(codes(await perform(signReview, { actor, input: { ...H1, seat, seal } }))).toEqual([]);
  asking = bank.leader;
  for (const penalty of (await loadSettling("C-2026-01", "H1"))?.penalties ?? [])
    if (penalty.choice)
      await penalise(
        bank.leader,
        {
          ...H1,
          penalty: penalty.plan.code,
          subject: penalty.subject,
          fact: penalty.factId,
          consequence: "",
          reason: WHY,
        },
        bank.deputy,
      );
  expect(codes(await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } }))).toEqual([]);
}

describe("a computed award given to fewer than the plan would", () => {
  it("is decided once, from the last place up, with a reason, by the leading group", async () => {
    expect(codes(await out([outlet(0)]))).toEqual(["NOT_DECIDABLE"]);
    await frozen();
    expect(codes(await out([outlet(0)]))).toEqual(["CHOICE_FIRST"]);
    expect(codes(await out([outlet(0)], {}, bank.manager))).toEqual(["NOT_FOUND"]);
    expect(codes(await out([outlet(0)], {}, bank.staff))).toEqual(["NOT_FOUND"]);
    expect(codes(await out([outlet(0)], { reason: "无" }))).toEqual(["TOO_SHORT reason"]);
    expect((await choose("COLLECTIVE", [outlet(1)])).ok).toBe(true);
    expect(codes(await out([outlet(0)]))).toEqual(["LOWER_FIRST left[]"]);
    expect(codes(await out([outlet(2)]))).toEqual(["NOT_A_WINNER left[]"]);
    expect(await db.awardDecision.count({ where: { leftOut: true } })).toBe(0);
  });

  it("keeps the seat empty, and says why in the room, the tally, the explanation and the dossier", async () => {
    const seal = await frozen();
    expect((await choose("COLLECTIVE", [], { short: "yes" })).ok).toBe(true);
    expect((await out([outlet(0)])).ok).toBe(true);
    expect(codes(await out([outlet(0)]))).toEqual(["ALREADY_DECIDED"]);
    asking = bank.leader;
    const award = (await loadSettling("C-2026-01", "H1"))?.awards.find(({ plan }) => plan.code === "COLLECTIVE");
    expect(award).toMatchObject({ winners: [], mayLeaveOut: false, short: { left: [outlet(0)], count: 0, due: 2 } });
    expect(award?.whyNot[0]).toMatchObject({
      key: outlet(0),
      because: { code: "awardLeftOut", values: { reason: WHY } },
    });
    expect((await choose("PER_HEAD_VOLUME", [outlet(1)])).ok).toBe(true);
    const name = award!.plan.name.zh;
    const remarked = await loadAwardRemarks("C-2026-01", "H1");
    expect([...remarked.values()].flat().map(({ zh }) => zh)).not.toContain(name);
    await published(seal);

    const granted = await db.awardDecision.findMany({ where: { granted: true }, select: { awardCode: true } });
    expect(granted.map(({ awardCode }) => awardCode)).not.toContain("COLLECTIVE");
    const tally = await loadAwardTally("C-2026-01", { award: "COLLECTIVE" });
    expect(tally.rows).toEqual([]);
    expect(tally.short).toMatchObject([{ count: 0, due: 2, reason: WHY, byName: bank.leader.name, left: [{}] }]);
    asking = bank.manager;
    const why = await loadWhy("C-2026-01", "H1", "O001", {});
    expect(why.outcomes.find(({ code }) => code === "COLLECTIVE")).toMatchObject({
      state: "NOT",
      because: { code: "awardLeftOut", values: { reason: WHY } },
    });

    const subject = (await findReviewSubject(db, H1))!;
    const life = await readLife(db, subject.campaign.id, "H1");
    const result = (await findResult(db, life))!;
    const at = { campaignId: subject.campaign.id, review: "H1" };
    const { awards } = await readDecisions(db, at, life, result.id, subject.plan.programme);
    expect(awards.find(({ leftOut }) => leftOut)).toMatchObject({
      award: "COLLECTIVE",
      subject: outlet(0),
      granted: false,
      reason: WHY,
      by: bank.leader.name,
    });
  });
});
