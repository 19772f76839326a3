import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadNominations } from "@/lib/awards/loaders/nominations";
import { loadSettling } from "@/lib/awards/loaders/settling";
import { loadAwardTally, loadPenaltyTally } from "@/lib/awards/loaders/tallies";
import { decideAward, decidePenalty, nominate, publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import { complain, makeReviewedBank, type ReviewedBank } from "../support/reviewed-bank";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

let bank: ReviewedBank;
const H1 = { campaign: "C-2026-01", review: "H1" };
const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));

interface Plan {
  awards: {
    code: string;
    review: string;
    quota: { min: number; max: number };
    prizes: { kind: string; amount?: string | null }[];
    excludedBy: unknown[];
  }[];
  penalties: {
    code: string;
    when: { kind: string; n?: number; outsideRank?: string };
    consequences: { kind: string; amount?: { min: string | null; max: string | null } }[];
  }[];
}

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank((document) => {
    const plan = document as unknown as Plan;
    for (const award of plan.awards)
      for (const prize of award.prizes) if (prize.kind === "MONEY") prize.amount = "5000.00";
    for (const penalty of plan.penalties) {
      if (penalty.when.kind === "BOTTOM") penalty.when.n = 1;
      for (const consequence of penalty.consequences)
        if (consequence.amount) consequence.amount = { min: "500.00", max: "2000.00" };
    }
  });
});

async function frozen(): Promise<string> {
  const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.seal ?? "";
}

async function approve(seal: string): Promise<void> {
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const) {
    const done = await perform(signReview, { actor, input: { ...H1, seat, seal } });
    if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  }
}

const [A, B, C] = [0, 1, 2].map((at) => () => bank.outlets[at]!.id) as [() => string, () => string, () => string];
const choose = (award: string, chosen: string[], more: Record<string, unknown> = {}, actor = bank.leader) =>
  perform(decideAward, { actor, input: { ...H1, award, chosen, reason: "比较整改情况后确定。", ...more } });
const punish = (unit: string, consequence: string, more: Record<string, unknown> = {}, actor = bank.leader) =>
  perform(decidePenalty, {
    actor,
    input: { ...H1, penalty: "BOTTOM_THREE_H1", subject: unit, fact: "", consequence, reason: "末位。", ...more },
  });

describe("awards between equals", () => {
  it("are chosen by the leading group among the equals, within the seats, with a reason", async () => {
    await frozen();
    asking = bank.leader;
    const settling = await loadSettling("C-2026-01", "H1");
    expect(settling?.awards.map((award) => award.choice?.seats.max)).toEqual([1, 1]);
    expect(codes(await choose("COLLECTIVE", [A()]))).toEqual(["NOT_A_CANDIDATE chosen[]"]);
    expect(codes(await choose("COLLECTIVE", [B(), C()]))).toEqual(["TOO_MANY_CHOSEN chosen[]"]);
    expect(codes(await choose("COLLECTIVE", [B()], { reason: "" }))).toEqual(["TOO_SHORT reason"]);
    expect(codes(await choose("COLLECTIVE", [B()], {}, bank.manager))).toEqual(["NOT_FOUND"]);
    expect((await choose("COLLECTIVE", [B()])).ok).toBe(true);
    expect(codes(await choose("COLLECTIVE", [C()]))).toEqual(["ALREADY_DECIDED"]);
    const rows = await db.awardDecision.findMany({ orderBy: { granted: "desc" } });
    expect(rows.map(({ unitId, granted }) => [unitId, granted])).toEqual([
      [B(), true],
      [C(), false],
    ]);
  });

  it("twice at once keep one choice", async () => {
    await frozen();
    const both = await Promise.all([choose("COLLECTIVE", [B()]), choose("COLLECTIVE", [C()])]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(["ALREADY_DECIDED"]);
  });

  it("are decided on a frozen result and not before", async () => {
    expect(codes(await choose("COLLECTIVE", [B()]))).toEqual(["NOT_DECIDABLE"]);
  });
});

describe("penalties of which one is picked", () => {
  it("need one of the plan's, an amount within its range for a fine, and a reason", async () => {
    await frozen();
    expect(codes(await punish(B(), "REMOVAL"))).toEqual(["NOT_A_CONSEQUENCE consequence"]);
    expect(codes(await punish(B(), "FINE"))).toEqual(["AMOUNT_NEEDED amount"]);
    expect(codes(await punish(B(), "FINE", { amount: "2000.01" }))).toEqual(["AMOUNT_OUT_OF_RANGE amount"]);
    expect(codes(await punish(B(), "FINE", { amount: "1,000" }))).toEqual(["NOT_A_NUMBER amount"]);
    expect(codes(await punish(A(), "FINE", { amount: "1000" }))).toEqual(["NOTHING_TO_DECIDE"]);
    expect((await punish(B(), "FINE", { amount: "1000.50" })).ok).toBe(true);
    expect((await punish(C(), "ACCOUNTABILITY")).ok).toBe(true);
    expect(codes(await punish(B(), ""))).toEqual(["ALREADY_DECIDED"]);
    const rows = await db.penaltyDecision.findMany({ orderBy: { consequence: "asc" } });
    expect(
      rows.map(({ subject, consequence, amountMinor, personId }) => [subject, consequence, amountMinor, personId]),
    ).toEqual([
      [C(), "ACCOUNTABILITY", null, bank.outlets[2]!.head],
      [B(), "FINE", 100050, null],
    ]);
  });

  it("can be waived with a reason, and two at once keep one decision", async () => {
    await frozen();
    const both = await Promise.all([punish(B(), ""), punish(B(), "ACCOUNTABILITY")]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await db.penaltyDecision.count()).toBe(1);
  });
});

describe("publication", () => {
  it("waits for every choice, then grants what the rules give and lets fall what all must follow", async () => {
    const [first] = bank.outlets;
    await complain(bank, first!.id, "2026-06-02", { validity: "VALID", level: "HEAD_OFFICE", personId: first!.teller });
    const seal = await frozen();
    await approve(seal);
    const publish = () => perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
    const early = await publish();
    expect(early.ok ? null : early.refusals[0]).toMatchObject({ code: "CHOICES_OPEN" });
    expect(await db.awardDecision.count({ where: { reason: "" } })).toBe(0);

    asking = bank.leader;
    const settling = await loadSettling("C-2026-01", "H1");
    for (const award of settling?.awards ?? []) {
      if (award.choice?.open)
        expect(
          (
            await choose(
              award.plan.code,
              award.choice.candidates.slice(0, award.choice.seats.max).map((one) => one.key),
            )
          ).ok,
        ).toBe(true);
    }
    for (const penalty of settling?.penalties ?? [])
      if (penalty.choice) expect((await punish(penalty.subject, "")).ok).toBe(true);
    expect((await publish()).ok).toBe(true);

    const removed = await db.penaltyDecision.findMany({
      where: { penaltyCode: "HEAD_OFFICE_COMPLAINT_H1" },
      orderBy: { consequence: "asc" },
    });
    expect(removed.map(({ consequence, personId, reason }) => [consequence, personId, reason])).toEqual([
      ["RECOMPETE", first!.teller, ""],
      ["REMOVAL", first!.head, ""],
    ]);
    const tally = await loadAwardTally("C-2026-01", {});
    expect(tally.rows.every((row) => row.money === "5000" && row.settledOn === "2026-12-31")).toBe(true);
    expect(tally.owed).toEqual([
      { payer: "SUB_BRANCH", settledOn: "2026-12-31", amount: String(tally.rows.length * 5000) },
    ]);
    expect((await loadAwardTally("C-2026-01", { award: "COLLECTIVE" })).rows).toHaveLength(2);
    const penalties = await loadPenaltyTally("C-2026-01", {});
    expect(penalties.rows.map((row) => row.consequence?.code ?? "waived").sort()).toEqual(
      ["RECOMPETE", "REMOVAL", ...Array(penalties.waived).fill("waived")].sort(),
    );
    expect((await loadPenaltyTally("C-2026-01", { kind: "REMOVAL" })).rows).toHaveLength(1);
    asking = bank.manager;
    await expect(loadAwardTally("C-2026-01", {})).rejects.toThrow(/404/);
    await expect(loadPenaltyTally("C-2026-01", {})).rejects.toThrow(/404/);
  });
});

describe("nominating", () => {
  const input = (nominee: string, more: Record<string, unknown> = {}) => ({
    campaign: "C-2026-01",
    award: "GRIEVANCE",
    nominee,
    reason: "受到误解仍耐心服务，客户事后致谢。",
    ...more,
  });
  const put = (person: string, more: Record<string, unknown> = {}, actor = bank.manager) =>
    perform(nominate, { actor, input: input(person, more) });

  it("is the branch manager's, for people of the own outlet, with a reason", async () => {
    const [own, other] = bank.outlets;
    expect(codes(await put(other!.teller))).toEqual(["NOT_FOUND"]);
    expect(codes(await put(own!.teller, {}, bank.leader))).toEqual(["NOT_FOUND"]);
    expect(codes(await put(own!.teller, { award: "COLLECTIVE" }))).toEqual(["AWARD_NOT_BY_NOMINATION award"]);
    expect(codes(await put(own!.teller, { reason: "好" }))).toEqual(["TOO_SHORT reason"]);
    const done = await put(own!.teller);
    expect(done.ok && done.value.no).toMatch(/^N-2026-\d{5}$/);
    asking = bank.manager;
    expect(
      (await loadNominations("C-2026-01")).awards.find((award) => award.plan.code === "GRIEVANCE")?.rows,
    ).toHaveLength(1);
  });

  it("is once for a person and an award, within the outlet's limit, also twice at once", async () => {
    const [own] = bank.outlets;
    const both = await Promise.all([put(own!.teller), put(own!.head)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(["UNIT_LIMIT award"]);
    const named = await db.nomination.findFirstOrThrow();
    expect(codes(await put(named.personId!))).toEqual(["ALREADY_NOMINATED nominee"]);
    expect((await put(named.personId!, { award: "PACESETTER" })).ok).toBe(true);
  });

  it("names an outlet as such only for an award that goes to outlets", async () => {
    const [own, other] = bank.outlets;
    expect(codes(await put(own!.id))).toEqual(["AWARD_FOR_OTHERS nominee"]);
    expect(codes(await put(other!.id))).toEqual(["NOT_FOUND"]);
  });

  it("shows other outlets' nominations to the leading group only", async () => {
    await put(bank.outlets[0]!.teller);
    asking = bank.leader;
    expect((await loadNominations("C-2026-01")).awards.flatMap((award) => award.rows)).toHaveLength(1);
    asking = { ...bank.manager, grants: [{ role: "BRANCH_MANAGER", unitId: B(), path: bank.outlets[1]!.path }] };
    expect((await loadNominations("C-2026-01")).awards.flatMap((award) => award.rows)).toHaveLength(0);
  });
});
