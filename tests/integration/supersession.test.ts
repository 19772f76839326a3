import { beforeEach, describe, expect, it, vi } from "vitest";
import { appealDuties } from "@/lib/appeals/loaders/duties";
import { loadPenaltyAppeals } from "@/lib/appeals/loaders/items";
import { loadFormerResult } from "@/lib/appeals/loaders/notice";
import {
  addRescoreChange,
  applyRescoreSet,
  fileAppeal,
  finaliseReview,
  hearAppeal,
  previewRescoreSet,
  signRescoreSet,
} from "@/lib/appeals/usecases";
import { findCampaign } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { findResult, listResults, listStandings, readLife } from "@/lib/reviews/data";
import type { Programme } from "@/lib/scoring/programme/schema";
import { readSource } from "@/lib/settlement/data";
import { penaltyDuties } from "@/lib/settlement/loaders/duties";
import { loadStatement } from "@/lib/settlement/loaders/statement";
import { bookOf } from "@/lib/settlement/rules/book";
import { reconcile } from "@/lib/settlement/rules/ledger";
import { stateOf } from "@/lib/settlement/rules/penalties";
import { executePenalty, handOverPrize, notifyPenalty, repayPenalty, takeBackPrize } from "@/lib/settlement/usecases";
import { type AppealedBank, makeAppealedBank, publishHalfYear, SEATS } from "../support/appealed-bank";
import { useDatabase } from "../support/database";
import { inspect } from "../support/reviewed-bank";
import { atNoon, below, best, H1, must, refusalsOf, TARGET } from "../support/settled-bank";

/** From a finding to money that goes back, by a real re-score set: nothing here writes a result by hand. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const C = { campaign: "C-2026-01" };
const WORDS = "我们有监控录像为证，当时并无此情形。";
let bank: AppealedBank;

beforeEach(async () => {
  atNoon("2026-07-01");
  bank = await makeAppealedBank((document) => {
    const plan = document as unknown as Programme;
    plan.awards = [best(plan.awards[0]!)];
    const [fine, ...rest] = TARGET.consequences;
    plan.penalties = [
      {
        ...TARGET,
        when: { kind: "THRESHOLD", when: below("80") },
        consequences: [{ ...fine!, by: { ...fine!.by, mark: "80" } as never }, ...rest],
      },
    ];
    plan.appeals = { days: 5, rounds: 2 };
  });
  // The best outlet of the half-year is not the first: the second overtakes the one that is.
  await inspect(bank, bank.outlets[0]!.id, "OPEN", "2026-04-24", "20");
});

async function read() {
  const campaign = await findCampaign(db, "C-2026-01");
  const source = await readSource(db, {
    id: bank.campaign.id,
    code: "C-2026-01",
    programme: campaign!.plan!.programme,
  });
  return { source, book: bookOf(source) };
}

const outlet = (code: string) => bank.outlets.find((one) => one.code === code)!;
const codeOf = (id: string) => bank.outlets.find((one) => one.id === id)?.code ?? id;
const caseOf = async (consequence: string) =>
  (await read()).book.cases.find((one) => one.consequenceCode === consequence && one.subject === outlet("O002").id)!;
const holders = async () => (await read()).book.holders.map(({ subject }) => codeOf(subject));
async function agrees(): Promise<void> {
  const { source, book } = await read();
  for (const check of reconcile(source, book)) expect(check, check.code).toMatchObject({ difference: 0, named: [] });
}
const hear = (actor: Actor, no: string) =>
  must(hearAppeal, actor, { ...C, no, outcome: "UPHELD", code: "EVIDENCE_INSUFFICIENT", reason: "经复核。" });
const dutiesOf = async (actor: Actor) => {
  asking = actor;
  return { appeals: await appealDuties(actor, C.campaign), penalties: await penaltyDuties(actor, C.campaign) };
};

describe("an appeal upheld after the review was final", () => {
  it("takes the penalty back by itself, gives the award to who stands first now, and leaves no cent unaccounted", async () => {
    await publishHalfYear(bank);
    atNoon("2026-07-03");
    expect(await holders()).toEqual(["O003"]);
    const fine = await caseOf("FINE");
    expect(fine.decidedMinor).toBeGreaterThan(100_000);
    const { no } = await must(fileAppeal, bank.appellant, {
      ...C,
      kind: "FINDING",
      item: bank.findings[0]!.no,
      statement: WORDS,
    });
    await must(notifyPenalty, bank.staff, { ...C, decision: fine.id });
    atNoon("2026-07-20");
    await must(finaliseReview, bank.leader, H1);
    await must(handOverPrize, bank.staff, {
      ...H1,
      award: "BEST",
      subject: outlet("O003").id,
      prize: 0,
      reference: "P-1",
    });
    await must(executePenalty, bank.staff, { ...C, decision: fine.id, reference: "S-1" });
    await agrees();

    // Whoever may hear it finds it on the first page; whoever appeals does not.
    expect((await dutiesOf(bank.stranger)).appeals.toHear.map((one) => one.no)).toEqual([no]);
    expect((await dutiesOf(bank.appellant)).appeals.toHear).toEqual([]);
    const { set } = await hear(bank.stranger, no);
    expect((await dutiesOf(bank.staff)).appeals.sets).toEqual([{ no: set, act: "PREVIEW" }]);
    for (const [what, item] of [
      ["FINDING", bank.findings[1]!.no],
      ["COMPLAINT", bank.complaint],
      ["INSPECTION", bank.covert.no],
    ])
      await must(addRescoreChange, bank.staff, { ...C, set, what, item, reason: "同一依据，复查有误。" });
    const { digest } = await must(previewRescoreSet, bank.staff, { ...C, set });
    expect((await dutiesOf(bank.leader)).appeals.sets).toEqual([]);
    for (const [actor, seat] of SEATS(bank)) {
      expect((await dutiesOf(actor)).appeals.sets).toEqual([{ no: set, act: "SIGN" }]);
      await must(signRescoreSet, actor, { ...C, set, review: "H1", seat, digest });
    }
    expect((await dutiesOf(bank.leader)).appeals.sets).toEqual([{ no: set, act: "APPLY" }]);
    await must(applyRescoreSet, bank.leader, { ...C, set, digest });
    expect((await dutiesOf(bank.leader)).appeals.sets).toEqual([]);

    // Nobody decided anything about the fine or the award: the newest result knows neither any more.
    expect(await holders()).toEqual(["O002"]);
    const revoked = await caseOf("FINE");
    expect([revoked.current, revoked.decidedMinor, stateOf(revoked, "2026-07-20")]).toEqual([null, 0, "REPAY_DUE"]);
    expect(stateOf(await caseOf("REMOVAL"), "2026-07-20")).toBe("REVOKED");
    await agrees();
    expect((await dutiesOf(bank.staff)).penalties.acts).toContainEqual({ act: "REPAID", count: 1 });
    await must(repayPenalty, bank.staff, { ...C, decision: fine.id, reference: "S-2" });
    const back = { ...H1, award: "BEST", subject: outlet("O003").id, prize: 0, reference: "P-2", reason: "结果更正。" };
    await must(takeBackPrize, bank.staff, back);
    const give = { ...H1, award: "BEST", subject: outlet("O002").id, prize: 0, reference: "P-3" };
    expect(await refusalsOf(handOverPrize, bank.staff, give)).toEqual(["REVIEW_NOT_FINAL"]);
    atNoon("2026-08-10");
    await must(finaliseReview, bank.leader, H1);
    await must(handOverPrize, bank.staff, give);
    await agrees();
    const { book } = await read();
    expect(
      book.claims.filter(({ kind }) => kind === "MONEY").map((one) => [codeOf(one.subject), one.givenMinor]),
    ).toEqual(
      expect.arrayContaining([
        ["O002", 80_000],
        ["O003", 0],
      ]),
    );
    expect([(await caseOf("FINE")).paidMinor, stateOf(await caseOf("FINE"), "2026-08-10")]).toEqual([0, "REPAID"]);

    // The first result is read as it was.
    const life = await readLife(db, bank.campaign.id, "H1");
    const [first, second] = await listResults(db, life.id!);
    expect((await findResult(db, life))?.id).toBe(second!.id);
    asking = bank.appellant;
    const former = await loadFormerResult("C-2026-01", "H1", 1);
    expect(former.rows.map(({ rank }) => rank).filter((rank) => rank !== null)).toEqual([1, 2, 3]);
    const places = async (id: string) =>
      Object.fromEntries((await listStandings(db, id)).map(({ subject, rank }) => [codeOf(subject), rank]));
    expect([(await places(first!.id)).O003, (await places(second!.id)).O002]).toEqual([1, 1]);
  });
});

describe("an appeal against a penalty", () => {
  it("has its days from the penalty's own notice, holds execution, and is seen where the penalty is", async () => {
    await publishHalfYear(bank);
    const fine = await caseOf("FINE");
    const appeal = { ...C, kind: "PENALTY", item: fine.id, statement: WORDS };
    atNoon("2026-07-10");
    expect(await refusalsOf(fileAppeal, bank.appellant, appeal)).toEqual(["WINDOW_CLOSED"]);
    expect((await dutiesOf(bank.staff)).penalties.acts).toContainEqual({ act: "NOTIFIED", count: 4 });
    expect(await must(notifyPenalty, bank.staff, { ...C, decision: fine.id, days: "8" })).toMatchObject({
      dueOn: "2026-07-18",
    });
    const manager = await dutiesOf(bank.appellant);
    expect(manager.penalties).toEqual({ acts: [], acknowledge: [{ of: "O002", count: 1 }] });
    expect(manager.appeals.penalties).toMatchObject([{ id: fine.id, until: "2026-07-18" }]);
    expect((await dutiesOf(bank.manager)).appeals.penalties).toEqual([]);
    asking = bank.appellant;
    const lineOf = async () =>
      (await loadStatement("C-2026-01", "O002")).penalties.find(({ decision }) => decision === fine.id);
    expect(await lineOf()).toMatchObject({ mayAppeal: { id: fine.id, until: "2026-07-18" }, appeal: null });
    atNoon("2026-07-18");
    const { no } = await must(fileAppeal, bank.appellant, appeal);
    expect(await lineOf()).toMatchObject({ mayAppeal: null, appeal: { no, pending: true, opens: true } });
    atNoon("2026-07-19");
    const pay = { ...C, decision: fine.id, reference: "S-1" };
    expect(await refusalsOf(executePenalty, bank.staff, pay)).toEqual(["APPEAL_PENDING"]);
    asking = bank.staff;
    expect(await loadPenaltyAppeals("C-2026-01")).toEqual({ [fine.id]: { no, pending: true } });
    asking = bank.manager;
    expect(await loadPenaltyAppeals("C-2026-01")).toEqual({});

    // One level up; what was ordered waits for its set, and the fine with it.
    expect((await dutiesOf(bank.leader)).appeals.toHear).toEqual([]);
    expect((await dutiesOf(bank.upper)).appeals.toHear.map((one) => one.no)).toEqual([no]);
    const { set } = await must(hearAppeal, bank.upper, {
      ...C,
      no,
      outcome: "PARTLY",
      code: "EXCESSIVE",
      reason: "处理过重。",
      amount: "500",
    });
    expect(await refusalsOf(executePenalty, bank.staff, pay)).toEqual(["APPEAL_PENDING"]);
    const { digest } = await must(previewRescoreSet, bank.staff, { ...C, set });
    for (const [actor, seat] of SEATS(bank))
      await must(signRescoreSet, actor, { ...C, set, review: "H1", seat, digest });
    await must(applyRescoreSet, bank.leader, { ...C, set, digest });
    expect((await caseOf("FINE")).decidedMinor).toBe(50_000);
    expect(await must(executePenalty, bank.staff, pay)).toMatchObject({ amountMinor: 50_000 });
    asking = bank.staff;
    expect(Object.values(await loadPenaltyAppeals("C-2026-01"))).toEqual([{ no, pending: false }]);
    await agrees();
  });
});
