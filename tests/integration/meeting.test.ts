import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { finaliseReview } from "@/lib/appeals/usecases";
import { loadSettling } from "@/lib/awards/loaders/settling";
import { decideAward, publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadMeeting } from "@/lib/reviews/loaders/meeting";
import {
  commentOnReview,
  freezeReview,
  recordReviewMinutes,
  recuseFromSubject,
  signReview,
} from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import { penalise } from "../support/penalties";
import { complain, inspect, makeReviewedBank, type ReviewedBank, withoutChoices } from "../support/reviewed-bank";

/** What a meeting of the leading group has before it, who stands back, and what is written down of it. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

let bank: ReviewedBank;
const H1 = { campaign: "C-2026-01", review: "H1" };
const on = (instant: string) => setClock(() => new Date(instant));
const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);

beforeEach(() => on("2026-07-01T02:00:00Z"));

const open = async (change?: Parameters<typeof makeReviewedBank>[0]) => {
  bank = await makeReviewedBank(change);
  asking = bank.leader;
};
async function frozen(): Promise<string> {
  const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.seal ?? "";
}
async function published(): Promise<string> {
  const seal = await frozen();
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const)
    await perform(signReview, { actor, input: { ...H1, seat, seal } });
  const done = await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return seal;
}
const stepBack = (actor: Actor, subject: string, more: Record<string, unknown> = {}) =>
  perform(recuseFromSubject, {
    actor,
    input: { ...H1, subject, interest: "KIN", reason: "配偶在该网点任职。", ...more },
  });
const minute = (actor: Actor, seal: string, more: Record<string, unknown> = {}) =>
  perform(recordReviewMinutes, {
    actor,
    input: {
      ...H1,
      seal,
      heldOn: "2026-07-01",
      place: "总行十二楼会议室",
      present: [bank.leader.personId, bank.deputy.personId],
      said: "逐项审议了名次、奖励和处罚。",
      resolved: "同意公示。",
      ...more,
    },
  });

describe("the scan before freezing", () => {
  it("finds nothing in a bank in order", async () => {
    await open(withoutChoices);
    expect((await loadMeeting("C-2026-01", "H1"))?.contradictions).toEqual([]);
  });

  it("reads findings without evidence, own visits, copies and people in two places from the records, and still lets freeze", async () => {
    await open(withoutChoices);
    const [one, other] = bank.outlets;
    const visit = await db.inspection.findFirstOrThrow({ where: { unitId: one!.id, method: "OPEN" } });
    await db.finding.create({
      data: {
        no: "F-1",
        inspectionId: visit.id,
        itemCode: "A1",
        lost: "1",
        ofPoints: "2",
        reason: "所见",
        evidence: [],
      },
    });
    await inspect(bank, one!.id, "OPEN", "2026-04-21", "98");
    for (const { id } of [one!, other!])
      await complain(bank, id, "2026-05-20", { validity: "VALID", level: "OUTLET", personId: one!.teller });
    const account = await db.account.findFirstOrThrow({ where: { username: "hq" } });
    await db.account.update({ where: { id: account.id }, data: { personId: other!.head } });
    const own = await db.inspection.findFirstOrThrow({ where: { unitId: other!.id, method: "COVERT" } });
    const { id: _, spent: __, ...copy } = own;
    await db.inspection.create({
      data: { ...copy, answers: {}, no: "I-OWN", onDay: new Date("2026-05-13"), authorId: account.id },
    });
    const found = (await loadMeeting("C-2026-01", "H1"))?.contradictions ?? [];
    expect(found.map(({ code }) => code)).toEqual([
      "FINDING_WITHOUT_EVIDENCE",
      "OWN_OUTLET_INSPECTED",
      "INSPECTED_TWICE",
      "PERSON_IN_TWO_OUTLETS",
      "PERSON_NAMED_ELSEWHERE",
    ]);
    expect(found[0]).toMatchObject({ count: 1, mentions: [{ kind: "INSPECTION", ref: visit.no, code: one!.code }] });
    expect(found[3]?.mentions[0]).toMatchObject({ kind: "PERSON", code: one!.code });
    expect(found[4]).toMatchObject({ count: 1, mentions: [{ kind: "COMPLAINT", code: other!.code }] });
    await frozen();
    expect((await loadMeeting("C-2026-01", "H1"))?.contradictions).toHaveLength(5);
  });

  it("is nothing for the outlets, before and after publication", async () => {
    await open(withoutChoices);
    asking = bank.manager;
    await expect(loadMeeting("C-2026-01", "H1")).rejects.toThrow(/404/);
    await published();
    expect(await loadMeeting("C-2026-01", "H1")).toBeNull();
  });
});

describe("standing back", () => {
  it("bars from decisions and remarks about them, and nobody else", async () => {
    await open();
    await frozen();
    const table = await loadSettling("C-2026-01", "H1");
    const award = table?.awards.find(({ choice }) => choice?.kind === "CONTESTED");
    const penalty = table?.penalties.find(({ choice }) => choice);
    const candidate = award?.choice?.candidates[0];
    if (!award || !candidate || !penalty) throw new Error("the bank should leave a choice");
    expect(codes(await stepBack(bank.deputy, candidate.key))).toEqual([]);
    expect(codes(await stepBack(bank.deputy, penalty.subject))).toEqual(
      penalty.subject === candidate.key ? ["ALREADY_RECUSED"] : [],
    );
    const choose = (actor: Actor) =>
      perform(decideAward, {
        actor,
        input: { ...H1, award: award.plan.code, chosen: [candidate.key], reason: "按日常表现选择。" },
      });
    const punish = (actor: Actor) =>
      penalise(
        actor,
        {
          ...H1,
          penalty: penalty.plan.code,
          subject: penalty.subject,
          fact: penalty.factId,
          consequence: "",
          reason: "情节轻微，不予处罚。",
        },
        bank.member,
      );
    const say = (actor: Actor) =>
      perform(commentOnReview, {
        actor,
        input: {
          ...H1,
          unit: bank.outlets.find(({ id }) => id === candidate.key)?.code ?? "",
          text: "应当再核实一次。",
        },
      });
    expect([codes(await choose(bank.deputy)), codes(await punish(bank.deputy)), codes(await say(bank.deputy))]).toEqual(
      [["RECUSED"], ["RECUSED"], ["RECUSED"]],
    );
    expect(await db.awardDecision.count()).toBe(0);
    expect(await db.penaltyDecision.count()).toBe(0);
    expect([codes(await choose(bank.leader)), codes(await punish(bank.leader)), codes(await say(bank.leader))]).toEqual(
      [[], [], []],
    );
    asking = bank.member;
    expect((await loadMeeting("C-2026-01", "H1"))?.recusals[0]).toMatchObject({
      interest: "KIN",
      by: bank.deputy.name,
    });
  });

  it("follows from a post at the outlet without being declared", async () => {
    await open();
    await frozen();
    const award = (await loadSettling("C-2026-01", "H1"))?.awards.find(({ choice }) => choice?.kind === "CONTESTED");
    const candidate = award?.choice?.candidates[0]?.key ?? "";
    await db.posting.updateMany({
      where: { personId: bank.leader.personId! },
      data: { fromOn: new Date("2026-04-16") },
    });
    await db.posting.create({
      data: {
        personId: bank.leader.personId!,
        unitId: candidate,
        post: "LEADER",
        fromOn: new Date("2026-04-01"),
        toOn: new Date("2026-04-15"),
      },
    });
    const done = await perform(decideAward, {
      actor: bank.leader,
      input: { ...H1, award: award?.plan.code, chosen: [candidate], reason: "按日常表现选择。" },
    });
    expect(codes(done)).toEqual(["RECUSED"]);
  });

  it("is refused twice, about nobody, by nobody, by others, and once the review is final", async () => {
    await open(withoutChoices);
    const outlet = bank.outlets[1]!.id;
    expect(codes(await stepBack(bank.member, outlet))).toEqual([]);
    expect(codes(await stepBack(bank.member, outlet))).toEqual(["ALREADY_RECUSED"]);
    expect(codes(await stepBack(bank.member, "00000000-0000-7000-8000-0000000000ff"))).toEqual(["SUBJECT_UNKNOWN"]);
    expect(codes(await stepBack({ ...bank.member, personId: null }, outlet))).toEqual(["NOT_A_PERSON"]);
    for (const other of [bank.manager, bank.staff]) expect(codes(await stepBack(other, outlet))).toEqual(["NOT_FOUND"]);
    expect(codes(await stepBack(bank.leader, outlet, { interest: "NONE" }))).toEqual(["NOT_A_CHOICE"]);
    await published();
    on("2026-07-20T02:00:00Z");
    await perform(finaliseReview, { actor: bank.leader, input: H1 });
    expect(codes(await stepBack(bank.leader, outlet))).toEqual(["REVIEW_FINAL"]);
    expect(await db.reviewRecusal.count()).toBe(1);
  });
});

describe("minutes", () => {
  it("are numbered, name who was there, and say which result they are about", async () => {
    await open(withoutChoices);
    const seal = await frozen();
    expect(codes(await minute(bank.staff, seal))).toEqual([]);
    expect(codes(await minute(bank.leader, seal, { said: "更正：补记一项讨论。" }))).toEqual([]);
    const minutes = (await loadMeeting("C-2026-01", "H1"))?.minutes ?? [];
    expect(minutes.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(minutes[1]).toMatchObject({
      heldOn: "2026-07-01",
      byName: bank.staff.name,
      about: { seal, current: true },
    });
    expect(minutes[1]?.present.map(({ personId }) => personId)).toEqual([bank.leader.personId, bank.deputy.personId]);
    await expect(db.$executeRaw`UPDATE review_minutes SET said = 'x'`).rejects.toThrow();
    await expect(db.$executeRaw`DELETE FROM review_recusals`).rejects.toThrow();
  });

  it("are refused before there is a result, about another one, ahead of time, and by others", async () => {
    await open(withoutChoices);
    expect(codes(await minute(bank.staff, "0".repeat(64)))).toEqual(["REVIEW_NOT_FROZEN"]);
    const seal = await frozen();
    expect(codes(await minute(bank.staff, "0".repeat(64)))).toEqual(["RESULT_CHANGED"]);
    expect(codes(await minute(bank.staff, seal, { heldOn: "2026-07-02" }))).toEqual(["MEETING_AHEAD"]);
    expect(codes(await minute(bank.staff, seal, { heldOn: "2026-06-30" }))).toEqual(["MEETING_BEFORE_RESULT"]);
    expect(codes(await minute(bank.staff, seal, { present: [bank.outlets[0]!.head] }))).toEqual(["NOT_A_MEMBER"]);
    expect(codes(await minute(bank.staff, seal, { present: [] }))).toEqual(["TOO_FEW"]);
    expect(codes(await minute(bank.manager, seal))).toEqual(["NOT_FOUND"]);
    expect(await db.reviewMinutes.count()).toBe(0);
  });
});
