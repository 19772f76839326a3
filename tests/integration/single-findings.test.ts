import { describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { addRescoreChange, openRescoreSet, previewRescoreSet } from "@/lib/appeals/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, findReviewSubject, readComputed, readLife } from "@/lib/reviews/data";
import { findEvidence } from "@/lib/reviews/evidence";
import { gatherFacts } from "@/lib/reviews/gather";
import { isCovered, readTotals } from "@/lib/reviews/totals";
import { computeReview } from "@/lib/scoring/compute";
import type { PenaltyPlan, Programme } from "@/lib/scoring/programme/schema";
import { type AppealedBank, freezeHalfYear, H1, makeAppealedBank, visit } from "../support/appealed-bank";
import { useDatabase } from "../support/database";
import { withoutChoices } from "../support/reviewed-bank";

/** F-092, R-031: a plan that punishes single findings, twice as much when the same one comes again. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const named = (zh: string) => ({ zh, en: zh });

const doubled: PenaltyPlan = {
  code: "FINDINGS",
  name: named("逐项处罚"),
  review: "H1",
  when: { kind: "PER_EVENT", from: { stream: "finding", where: { method: ["OPEN"] } } },
  choose: "ALL",
  repeat: { same: ["item"], times: "2" },
  consequences: [
    {
      code: "FINE",
      kind: "FINE",
      name: named("罚款"),
      falls: "UNIT",
      by: { kind: "constant", code: "HUNDRED", name: named("一百元"), value: "100" },
    },
  ],
};

let bank: AppealedBank;
let again: Awaited<ReturnType<typeof visit>>;

async function make(change: (programme: Programme) => void): Promise<void> {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeAppealedBank((document) => {
    withoutChoices(document);
    change(document as unknown as Programme);
  });
  asking = bank.leader;
  again = await visit(bank, bank.outlets[1]!.id, bank.inspector, "OPEN", "open-check", "2026-05-20", 1);
}

const punishing = (programme: Programme) => {
  programme.penalties = [doubled];
};

async function subjectOfHalfYear() {
  const subject = await findReviewSubject(db, H1);
  if (!subject) throw new Error("no review");
  return subject;
}

/** Number of the finding, and what it costs. */
async function fines(): Promise<string[][]> {
  const computation = computeReview(await gatherFacts(db, await subjectOfHalfYear()));
  return computation.penalties.map(({ fact, amounts, repeated }) => [
    fact?.ref ?? "",
    amounts?.FINE?.amount ?? "",
    repeated ? "again" : "",
  ]);
}

describe("a plan that punishes single findings", () => {
  it("proposes one penalty each, double for the item that was found before", async () => {
    await make(punishing);
    const [first, second] = bank.findings;
    expect(again.findings[0]!.itemCode).toBe(first!.itemCode);
    expect(await fines()).toEqual([
      [first!.no, "100", ""],
      [second!.no, "100", ""],
      [again.findings[0]!.no, "200", "again"],
    ]);
  });

  it("no longer doubles when the first of them is struck out, in the preview of the set too", async () => {
    await make(punishing);
    await freezeHalfYear(bank);
    const set = await perform(openRescoreSet, { actor: bank.staff, input: { campaign: H1.campaign, reason: "复核" } });
    if (!set.ok) throw new Error(JSON.stringify(set.refusals));
    const [{ no, itemCode }] = bank.findings as [AppealedBank["findings"][number]];
    const change = await perform(addRescoreChange, {
      actor: bank.staff,
      input: { campaign: H1.campaign, set: set.value.no, what: "FINDING", item: no, reason: "误记", lost: "0" },
    });
    expect(change).toMatchObject({ ok: true });
    const preview = await perform(previewRescoreSet, {
      actor: bank.staff,
      input: { campaign: H1.campaign, set: set.value.no },
    });
    expect(preview).toMatchObject({ ok: true, value: { reviews: 1 } });
    const stored = await db.rescorePreview.findFirstOrThrow();
    expect(JSON.stringify(stored.effects)).toContain("FINDINGS");
    await db.findingCorrection.create({
      data: {
        findingId: bank.findings[0]!.id,
        seq: 1,
        lost: "0",
        reason: "误记",
        byId: bank.staff.accountId,
        byName: "-",
        at: new Date(),
      },
    });
    expect(itemCode).toBe(again.findings[0]!.itemCode);
    expect(await fines()).toEqual([
      [bank.findings[1]!.no, "100", ""],
      [again.findings[0]!.no, "100", ""],
    ]);
  });

  it("reads none of a reversed inspection, and opens each down to what the inspector wrote", async () => {
    await make(punishing);
    const [first] = bank.findings;
    await db.factReversal.create({
      data: {
        campaignId: bank.campaign.id,
        kind: "INSPECTION",
        factId: again.id,
        reason: "录入错误。",
        byId: bank.staff.accountId,
      },
    });
    expect((await fines()).map(([no]) => no)).toEqual(bank.findings.map(({ no }) => no));
    const { facts } = await gatherFacts(db, await subjectOfHalfYear());
    const fact = facts.find(({ ref }) => ref === first!.no)!;
    expect(fact.attrs).toMatchObject({ item: first!.itemCode, method: "OPEN", focus: "NO" });
    expect(await findEvidence(db, bank.campaign.id, fact, null, { unitIds: null, covert: "ALL" })).toMatchObject({
      kind: "finding",
      context: { finding: { no: first!.no }, inspection: { no: bank.inspection.no } },
    });
  });

  it("counts them in totals too, and is sealed with them", async () => {
    await make((programme) => {
      const review = programme.reviews.find(({ code }) => code === "H1")!;
      review.root = {
        kind: "measure",
        code: "FOUND",
        name: named("问题数"),
        take: "COUNT",
        from: { stream: "finding", where: { method: ["OPEN"] } },
        atLeast: 0,
        otherwise: "ZERO",
      };
      review.ties = [];
      programme.penalties = [];
      programme.awards = programme.awards.filter((award) => award.review !== "H1");
    });
    const subject = await subjectOfHalfYear();
    expect(isCovered(subject)).toBe(false);
    const { totals } = await readTotals(db, subject);
    const own = totals.find((line) => line.subject === bank.outlets[1]!.id);
    expect(Number(own?.total)).toBe(3);
    await freezeHalfYear(bank);
    const result = await findResult(db, await readLife(db, bank.campaign.id, "H1"));
    expect(await readComputed(db, H1.campaign, "H1", result!, { fresh: true })).toMatchObject({ agrees: true });
  });

  it("does not read them where no word of the plan names them", async () => {
    await make(() => {});
    const { facts } = await gatherFacts(db, await subjectOfHalfYear());
    expect(facts.some(({ stream }) => stream === "finding")).toBe(false);
  });
});
