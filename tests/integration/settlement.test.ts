import { beforeEach, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { readSource } from "@/lib/settlement/data";
import { bookOf } from "@/lib/settlement/rules/book";
import { byPayer, fineTotals, liabilitiesOf, reconcile } from "@/lib/settlement/rules/ledger";
import { stateOf } from "@/lib/settlement/rules/penalties";
import type { Book } from "@/lib/settlement/types";
import {
  acknowledgePenalty,
  executePenalty,
  fallAway,
  handOverPenalty,
  handOverPrize,
  notifyPenalty,
  receivePenalty,
  recordPenalty,
  repayPenalty,
  takeBackPrize,
} from "@/lib/settlement/usecases";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import type { ReviewedBank } from "../support/reviewed-bank";
import { atNoon, finalise, H1, makeSettledBank, must, publish, refusalsOf, supersede } from "../support/settled-bank";

/** From a published decision to money paid, and back where the ground falls away. */

useDatabase({ each: "test" });

let bank: ReviewedBank;

beforeEach(async () => {
  bank = await makeSettledBank();
});

async function read(): Promise<{ book: Book; checks: ReturnType<typeof reconcile> }> {
  const campaign = await findCampaign(db, "C-2026-01");
  const source = await readSource(db, {
    id: bank.campaign.id,
    code: "C-2026-01",
    programme: campaign!.plan!.programme,
  });
  const book = bookOf(source);
  return { book, checks: reconcile(source, book) };
}

async function agrees(): Promise<void> {
  for (const check of (await read()).checks) expect(check, check.code).toMatchObject({ difference: 0, named: [] });
}

const caseOf = async (consequence: string) => {
  const { book } = await read();
  return book.cases.find((one) => one.consequenceCode === consequence && one.subject === bank.outlets[1]!.id)!;
};
const stateNow = async (consequence: string, day: string) => stateOf(await caseOf(consequence), day);
const on = (decision: string, rest: object = {}) => ({ campaign: "C-2026-01", decision, ...rest });

describe("the life of a penalty", () => {
  it("goes from notice to record, each step in its time", async () => {
    await publish(bank);
    const fine = await caseOf("FINE");
    expect(await stateNow("FINE", "2026-07-02")).toBe("APPROVED");
    const pay = on(fine.id, { reference: "S-1" });
    expect(await refusalsOf(executePenalty, bank.staff, pay)).toEqual(["NOT_NOTIFIED"]);
    expect(await refusalsOf(notifyPenalty, bank.staff, on(fine.id, { on: "2026-07-01" }))).toEqual(["NOT_BEFORE"]);
    expect(await refusalsOf(notifyPenalty, bank.staff, on(fine.id, { on: "2026-07-03" }))).toEqual(["NOT_BEFORE"]);
    expect(await refusalsOf(notifyPenalty, bank.staff, on(fine.id, { days: "0" }))).toEqual(["APPEAL_DAYS"]);
    expect(await refusalsOf(notifyPenalty, bank.staff, on(fine.id, { days: "2" }))).toEqual(["APPEAL_DAYS_SHORT"]);
    expect(await must(notifyPenalty, bank.staff, on(fine.id, { days: "5" }))).toMatchObject({
      dueOn: "2026-07-07",
      amountMinor: fine.decidedMinor,
    });
    expect(fine.decidedMinor).toBeGreaterThan(100_000);
    expect(await refusalsOf(notifyPenalty, bank.staff, on(fine.id))).toEqual(["ALREADY_NOTIFIED"]);
    const manager = await actorFor("manager2", "BRANCH_MANAGER", bank.outlets[1]!);
    await must(acknowledgePenalty, manager, on(fine.id));
    expect(await refusalsOf(acknowledgePenalty, manager, on(fine.id))).toEqual(["ALREADY_ACKNOWLEDGED"]);
    expect(await stateNow("FINE", "2026-07-07")).toBe("NOTIFIED");
    atNoon("2026-07-07");
    expect(await refusalsOf(executePenalty, bank.staff, pay)).toEqual(["APPEAL_RUNNING"]);
    expect(await refusalsOf(recordPenalty, bank.staff, pay)).toEqual(["NOT_EXECUTED"]);
    atNoon("2026-07-08");
    expect(await stateNow("FINE", "2026-07-08")).toBe("DUE");
    expect(await refusalsOf(repayPenalty, bank.staff, pay)).toEqual(["NOTHING_TO_REPAY"]);
    expect(await must(executePenalty, bank.staff, pay)).toMatchObject({ amountMinor: fine.decidedMinor });
    expect(await refusalsOf(executePenalty, bank.staff, pay)).toEqual(["ALREADY_EXECUTED"]);
    await must(recordPenalty, bank.staff, on(fine.id, { reference: "档2026-7" }));
    expect(await refusalsOf(recordPenalty, bank.staff, pay)).toEqual(["ALREADY_RECORDED"]);
    expect(await stateNow("FINE", "2026-07-08")).toBe("RECORDED");
    await agrees();
  });

  it("hands what concerns a post to the personnel department, which confirms it", async () => {
    await publish(bank);
    const removal = await caseOf("REMOVAL");
    const fine = await caseOf("FINE");
    const note = { reference: "R-1", note: "请予执行。" };
    // The plan gives three days.
    expect(await must(notifyPenalty, bank.staff, on(removal.id))).toMatchObject({ dueOn: "2026-07-05" });
    await must(notifyPenalty, bank.staff, on(fine.id, { days: "3" }));
    expect(await refusalsOf(handOverPenalty, bank.staff, on(removal.id, note))).toEqual(["APPEAL_RUNNING"]);
    atNoon("2026-07-06");
    expect(await refusalsOf(handOverPenalty, bank.staff, on(fine.id, note))).toEqual(["NOT_FOR_PERSONNEL"]);
    expect(await refusalsOf(receivePenalty, bank.staff, on(removal.id, note))).toEqual(["NOT_HANDED_OVER"]);
    expect(await refusalsOf(executePenalty, bank.staff, on(removal.id, note))).toEqual(["NOT_RECEIVED"]);
    await must(handOverPenalty, bank.staff, on(removal.id, note));
    expect(await refusalsOf(handOverPenalty, bank.staff, on(removal.id, note))).toEqual(["ALREADY_HANDED_OVER"]);
    expect(await refusalsOf(receivePenalty, bank.staff, on(removal.id, note))).toEqual(["OWN_HAND_OVER"]);
    await must(receivePenalty, bank.leader, on(removal.id, note));
    expect(await refusalsOf(receivePenalty, bank.staff, on(removal.id, note))).toEqual(["ALREADY_RECEIVED"]);
    await must(executePenalty, bank.staff, on(removal.id, note));
    expect(await stateNow("REMOVAL", "2026-07-06")).toBe("EXECUTED");
    // The person it falls on acknowledges it as well as the outlet's head does.
    const head: Actor = {
      ...(await actorFor("head2", "STAFF", bank.outlets[1]!)),
      personId: bank.outlets[1]!.head,
    };
    await must(acknowledgePenalty, head, on(removal.id));
  });

  it("is for nobody else, and not there before the result is published", async () => {
    await publish(bank);
    const fine = await caseOf("FINE");
    expect(await refusalsOf(notifyPenalty, bank.manager, on(fine.id))).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(acknowledgePenalty, bank.manager, on(fine.id))).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(notifyPenalty, bank.staff, { ...on(fine.id), campaign: "C-2026-02" })).toEqual([
      "NOT_FOUND",
    ]);
    // The review read as frozen again: the decision exists, and there is nothing to be found.
    const review = await db.review.findFirstOrThrow({ where: { code: "H1" } });
    await db.reviewTransition.create({
      data: { reviewId: review.id, seq: 99, state: "FROZEN", byId: review.id, byName: "x", at: new Date() },
    });
    expect(await refusalsOf(notifyPenalty, bank.staff, on(fine.id))).toEqual(["NOT_FOUND"]);
  });

  it("takes one of two steps that come at once", async () => {
    await publish(bank);
    const fine = await caseOf("FINE");
    const both = await Promise.all([
      perform(notifyPenalty, { actor: bank.staff, input: on(fine.id) }),
      perform(notifyPenalty, { actor: bank.leader, input: on(fine.id) }),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await db.penaltyStep.count()).toBe(1);
  });

  it("is revoked when the newest result knows no such penalty, and what was paid is given back", async () => {
    await publish(bank);
    const [fine, removal] = [await caseOf("FINE"), await caseOf("REMOVAL")];
    await must(notifyPenalty, bank.staff, on(fine.id));
    atNoon("2026-07-08");
    await must(executePenalty, bank.staff, on(fine.id, { reference: "S-1" }));
    atNoon("2026-07-09");
    await supersede(bank, (row) => row.kind === "AWARD" || row.subject !== bank.outlets[1]!.id);
    expect(await stateNow("FINE", "2026-07-09")).toBe("REPAY_DUE");
    expect(await stateNow("REMOVAL", "2026-07-09")).toBe("REVOKED");
    expect(await refusalsOf(notifyPenalty, bank.staff, on(removal.id))).toEqual(["PENALTY_REVOKED"]);
    expect(await refusalsOf(executePenalty, bank.staff, on(removal.id, { reference: "x" }))).toEqual([
      "PENALTY_REVOKED",
    ]);
    expect(fineTotals((await read()).book.cases)).toMatchObject({ repay: fine.decidedMinor });
    await agrees();
    const back = on(fine.id, { reference: "退-1" });
    expect(await must(repayPenalty, bank.staff, back)).toMatchObject({ amountMinor: fine.decidedMinor });
    expect(await refusalsOf(repayPenalty, bank.staff, back)).toEqual(["NOTHING_TO_REPAY"]);
    expect(await stateNow("FINE", "2026-07-09")).toBe("REPAID");
    expect(fineTotals((await read()).book.cases)).toMatchObject({ repay: 0, revoked: fine.decidedMinor });
    await agrees();
  });

  it("follows a newer result that is milder or dearer", async () => {
    await publish(bank);
    const fine = await caseOf("FINE");
    await must(notifyPenalty, bank.staff, on(fine.id));
    atNoon("2026-07-08");
    await must(executePenalty, bank.staff, on(fine.id, { reference: "S-1" }));
    atNoon("2026-07-09");
    await supersede(
      bank,
      () => true,
      (minor) => minor && minor - 30_000,
    );
    expect(await stateNow("FINE", "2026-07-09")).toBe("REPAY_DUE");
    expect(await must(repayPenalty, bank.staff, on(fine.id, { reference: "退" }))).toMatchObject({
      amountMinor: 30_000,
    });
    atNoon("2026-07-10");
    await supersede(
      bank,
      () => true,
      (minor) => minor && minor + 50_000,
    );
    // Dearer than the notice said: it is made known anew, and can be appealed anew.
    expect(await refusalsOf(executePenalty, bank.staff, on(fine.id, { reference: "S-2" }))).toEqual(["NOT_NOTIFIED"]);
    await must(notifyPenalty, bank.staff, on(fine.id));
    atNoon("2026-07-16");
    expect(await must(executePenalty, bank.staff, on(fine.id, { reference: "S-2" }))).toMatchObject({
      amountMinor: 50_000,
    });
    await agrees();
  });
});

const prizeOf = (subject: string, prize: number, rest: object = {}) => ({
  ...H1,
  award: "BEST",
  subject,
  prize: String(prize),
  reference: "付-1",
  ...rest,
});
const fall = (subject: string, follower: string) => ({
  ...H1,
  award: "BEST",
  subject,
  cause: "DECLINED",
  follower,
  reason: "本人放弃。",
});

describe("prizes", () => {
  it("are handed over once the result is final, and taken back", async () => {
    const winner = bank.outlets[0]!.id;
    await publish(bank);
    const input = prizeOf(winner, 0);
    expect(await refusalsOf(handOverPrize, bank.staff, input)).toEqual(["REVIEW_NOT_FINAL"]);
    await finalise(bank);
    expect(await refusalsOf(handOverPrize, bank.manager, input)).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(handOverPrize, bank.staff, prizeOf(bank.outlets[2]!.id, 0))).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(handOverPrize, bank.staff, prizeOf(winner, 0, { amount: "700" }))).toEqual([
      "AMOUNT_KNOWN",
    ]);
    expect(await refusalsOf(handOverPrize, bank.staff, prizeOf(winner, 0, { on: "2026-07-01" }))).toEqual([
      "NOT_BEFORE",
    ]);
    expect(await refusalsOf(takeBackPrize, bank.staff, { ...input, reason: "误发。" })).toEqual([
      "NOTHING_TO_TAKE_BACK",
    ]);
    const before = byPayer(liabilitiesOf((await read()).book.claims));
    expect(before.find(({ payer }) => payer === "BRANCH")).toMatchObject({ decided: 80_000, given: 0, owed: 80_000 });
    expect(await must(handOverPrize, bank.staff, input)).toMatchObject({ amountMinor: 80_000, no: "Z-2026-00001" });
    expect(await refusalsOf(handOverPrize, bank.staff, input)).toEqual(["ALREADY_HANDED_OVER"]);
    await must(handOverPrize, bank.staff, prizeOf(winner, 1));
    expect(await refusalsOf(handOverPrize, bank.staff, prizeOf(winner, 1))).toEqual(["ALREADY_HANDED_OVER"]);
    const after = byPayer(liabilitiesOf((await read()).book.claims));
    expect(after.find(({ payer }) => payer === "BRANCH")).toMatchObject({ decided: 80_000, given: 80_000, owed: 0 });
    await agrees();
    await must(takeBackPrize, bank.staff, { ...input, reason: "误发。" });
    expect(byPayer(liabilitiesOf((await read()).book.claims))[1]).toMatchObject({ given: 0, owed: 80_000 });
    await agrees();
  });

  it("are to be taken back when the newest result names another winner", async () => {
    const winner = bank.outlets[0]!.id;
    await publish(bank);
    await finalise(bank);
    await must(handOverPrize, bank.staff, prizeOf(winner, 0));
    atNoon("2026-07-21");
    await supersede(bank, (row) => row.kind === "PENALTY");
    const { book } = await read();
    expect(book.claims.map(({ prize, state, gone }) => [prize, state, gone])).toEqual([
      [0, "RECLAIM", "SUPERSEDED"],
      [1, "GONE", "SUPERSEDED"],
    ]);
    expect(byPayer(liabilitiesOf(book.claims)).find(({ payer }) => payer === "BRANCH")).toMatchObject({
      decided: 0,
      owed: 0,
      reclaim: 80_000,
    });
    await agrees();
    expect(await refusalsOf(handOverPrize, bank.staff, prizeOf(winner, 1))).toEqual(["PRIZE_GONE"]);
    await must(takeBackPrize, bank.staff, { ...prizeOf(winner, 0), reason: "结果更正。" });
    expect((await read()).book.claims[0]).toMatchObject({ state: "GONE", givenMinor: 0 });
    await agrees();
  });

  it("are handed over once, of two who do it at the same time", async () => {
    await publish(bank);
    await finalise(bank);
    const input = prizeOf(bank.outlets[0]!.id, 0);
    const both = await Promise.all([bank.staff, bank.leader].map((actor) => perform(handOverPrize, { actor, input })));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});

describe("a winner who falls away", () => {
  it("is followed by the next in line, who takes the seat with its prizes", async () => {
    const [a, b, c, d] = bank.outlets.map(({ id }) => id) as [string, string, string, string];
    expect(await refusalsOf(fallAway, bank.leader, fall(a, "NEXT"))).toEqual(["REVIEW_NOT_PUBLISHED"]);
    await publish(bank);
    expect(await refusalsOf(fallAway, bank.staff, fall(a, "NEXT"))).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(fallAway, bank.leader, fall(b, "NEXT"))).toEqual(["NOT_A_WINNER"]);
    // The next two are equal in everything.
    expect(await refusalsOf(fallAway, bank.leader, fall(a, "NEXT"))).toEqual(["CHOOSE_AMONG_EQUALS"]);
    expect(await refusalsOf(fallAway, bank.leader, fall(a, d))).toEqual(["NOT_NEXT_IN_LINE"]);
    expect(await must(fallAway, bank.leader, fall(a, c))).toEqual({ subject: a, follower: c });
    expect(await refusalsOf(fallAway, bank.leader, fall(a, b))).toEqual(["NOT_A_WINNER"]);
    const { book } = await read();
    expect(book.holders).toMatchObject([{ subject: c, after: a, place: 1 }]);
    expect(
      book.claims.filter(({ holder }) => holder).map(({ subject, decidedMinor }) => [subject, decidedMinor]),
    ).toEqual([
      [c, 80_000],
      [c, null],
    ]);
    await agrees();
    await must(fallAway, bank.leader, fall(c, "NEXT"));
    await must(fallAway, bank.leader, fall(b, ""));
    expect((await read()).book.holders).toEqual([]);
    await agrees();
  });

  it("is not decided by a member who stands back from somebody concerned", async () => {
    const [a, b] = bank.outlets;
    await publish(bank);
    const review = await db.review.findFirstOrThrow({ where: { code: "H1" } });
    await db.reviewRecusal.create({
      data: {
        reviewId: review.id,
        personId: bank.leader.personId!,
        name: "leader",
        subject: b!.id,
        interest: "KINSHIP",
        reason: "亲属。",
      },
    });
    expect(await refusalsOf(fallAway, bank.leader, fall(a!.id, b!.id))).toEqual(["RECUSED"]);
    await must(fallAway, bank.deputy, fall(a!.id, b!.id));
  });

  it("gives the prize back first", async () => {
    const winner = bank.outlets[0]!.id;
    await publish(bank);
    await finalise(bank);
    await must(handOverPrize, bank.staff, prizeOf(winner, 1));
    expect(await refusalsOf(fallAway, bank.leader, fall(winner, ""))).toEqual(["ALREADY_SETTLED"]);
    await must(takeBackPrize, bank.staff, { ...prizeOf(winner, 1), reason: "本人放弃。" });
    await must(fallAway, bank.leader, fall(winner, ""));
    expect(await refusalsOf(handOverPrize, bank.staff, prizeOf(winner, 0))).toEqual(["PRIZE_GONE"]);
    await agrees();
  });

  it("leaves the seat empty where nobody stands ready", async () => {
    const [a, b, c, d] = bank.outlets.map(({ id }) => id) as [string, string, string, string];
    await publish(bank);
    await must(fallAway, bank.leader, fall(a, b));
    await must(fallAway, bank.leader, fall(b, c));
    const left = await refusalsOf(fallAway, bank.leader, fall(c, d));
    if (left.length === 0) expect(await refusalsOf(fallAway, bank.leader, fall(d, "NEXT"))).toEqual(["NOBODY_READY"]);
    else expect(await refusalsOf(fallAway, bank.leader, fall(c, "NEXT"))).toEqual(["NOBODY_READY"]);
  });
});
