import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadNominations } from "@/lib/awards/loaders/nominations";
import { loadSettling } from "@/lib/awards/loaders/settling";
import { loadAwardTally, loadPenaltyTally } from "@/lib/awards/loaders/tallies";
import {
  confirmPenalty,
  decideAward,
  decidePenalty,
  nominate,
  publishReview,
  screenNomination,
} from "@/lib/awards/usecases";
import { findCampaign } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { readSource } from "@/lib/settlement/data";
import { bookOf } from "@/lib/settlement/rules/book";
import { reconcile } from "@/lib/settlement/rules/ledger";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import { penalise } from "../support/penalties";
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
const punishment = (unit: string, consequence: string, more: Record<string, unknown> = {}) => ({
  ...H1,
  penalty: "BOTTOM_THREE_H1",
  subject: unit,
  fact: "",
  consequence,
  reason: "末位。",
  ...more,
});
const punish = (unit: string, consequence: string, more: Record<string, unknown> = {}, actor = bank.leader) =>
  penalise(actor, punishment(unit, consequence, more), bank.deputy);

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

  it("take two people: what one member proposes is decided when another confirms it, also after approval", async () => {
    const seal = await frozen();
    await approve(seal);
    const propose = async (consequence: string, more = {}, actor = bank.leader) => {
      const done = await perform(decidePenalty, { actor, input: punishment(B(), consequence, more) });
      if (!done.ok) throw new Error(JSON.stringify(done.refusals));
      return done.value.motion;
    };
    const confirm = (motion: string, actor: Actor) => perform(confirmPenalty, { actor, input: { ...H1, motion } });
    const first = await propose("");
    expect(await db.penaltyDecision.count()).toBe(0);
    expect(codes(await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } }))).toEqual([
      "CHOICES_OPEN",
    ]);
    expect(codes(await confirm(first, bank.leader))).toEqual(["SECOND_PERSON"]);
    const otherAccount = { ...bank.leader, accountId: "00000000-0000-7000-8000-0000000000f3" };
    expect(codes(await confirm(first, otherAccount))).toEqual(["SECOND_PERSON"]);
    expect(codes(await confirm(first, bank.manager))).toEqual(["NOT_FOUND"]);
    expect(codes(await confirm(first, bank.staff))).toEqual(["NOT_FOUND"]);
    expect(codes(await confirm("00000000-0000-7000-8000-0000000000f4", bank.deputy))).toEqual(["NOTHING_PROPOSED"]);
    // Another member proposes otherwise: the newest is what can be confirmed, by somebody else than who proposed it.
    const newest = await propose("FINE", { amount: "800" }, bank.deputy);
    expect(codes(await confirm(first, bank.member))).toEqual(["PROPOSED_ANEW"]);
    expect(codes(await confirm(newest, bank.deputy))).toEqual(["SECOND_PERSON"]);
    const shown = async (actor: Actor) => {
      asking = actor;
      return (await loadSettling("C-2026-01", "H1"))?.penalties.find(({ subject }) => subject === B());
    };
    expect((await shown(bank.deputy))?.motion).toMatchObject({ id: newest, own: true, amount: "800" });
    expect((await shown(bank.leader))?.motion).toMatchObject({ own: false, byName: bank.deputy.name });
    expect(codes(await confirm(newest, bank.leader))).toEqual([]);
    expect(codes(await confirm(newest, bank.member))).toEqual(["ALREADY_DECIDED"]);
    const after = await shown(bank.leader);
    expect([after?.motion, after?.decided]).toMatchObject([
      null,
      [{ amountMinor: 80_000, decidedName: bank.deputy.name, confirmedName: bank.leader.name }],
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

describe("screening nominations", () => {
  beforeEach(async () => {
    bank = { ...bank };
    // The award is decided with the half-year here, so that the review can be frozen in this test.
    const plan = await db.campaignPlan.findFirstOrThrow();
    const document = plan.document as unknown as {
      awards: { code: string; review: string; quota: { min: number; max: number }; excludedBy: unknown[] }[];
    };
    for (const award of document.awards) {
      if (award.code !== "GRIEVANCE") continue;
      award.review = "H1";
      award.quota = { min: 2, max: 3 };
      award.excludedBy = [];
    }
    await db.campaignPlan.create({
      data: {
        campaignId: plan.campaignId,
        version: 2,
        document: document as never,
        hash: digest(canonical(document)),
        publishedById: plan.publishedById,
      },
    });
  });

  const managerOf = (at: number): Actor => ({
    ...bank.manager,
    accountId: bank.outlets[at]!.id,
    grants: [{ role: "BRANCH_MANAGER", unitId: bank.outlets[at]!.id, path: bank.outlets[at]!.path }],
  });
  const named = async (at: number) => {
    const actor = at === 0 ? bank.manager : await actorFor(`manager${at}`, "BRANCH_MANAGER", bank.outlets[at]!);
    const done = await perform(nominate, {
      actor,
      input: {
        campaign: "C-2026-01",
        award: "GRIEVANCE",
        nominee: bank.outlets[at]!.teller,
        reason: "受到误解仍耐心服务，客户事后致谢。",
      },
    });
    if (!done.ok) throw new Error(JSON.stringify(done.refusals));
    return done.value.no;
  };
  const screen = (
    no: string,
    verdict: "PASSED" | "FAILED" = "PASSED",
    more: Record<string, unknown> = {},
    actor = bank.staff,
  ) =>
    perform(screenNomination, {
      actor,
      input: { campaign: "C-2026-01", no, verdict, reason: "与材料核对过。", ...more },
    });
  const grant = (chosen: string[], more: Record<string, unknown> = {}) => choose("GRIEVANCE", chosen, more);
  const teller = (at: number) => bank.outlets[at]!.teller;

  it("is the office's, with a reason, and not of one's own nomination", async () => {
    const no = await named(0);
    expect(codes(await screen(no, "PASSED", {}, bank.leader))).toEqual(["NOT_FOUND"]);
    expect(codes(await screen(no, "PASSED", {}, managerOf(0)))).toEqual(["NOT_FOUND"]);
    expect(codes(await screen("N-2026-99999"))).toEqual(["NOT_FOUND"]);
    expect(codes(await screen(no, "PASSED", { reason: "好" }))).toEqual(["TOO_SHORT reason"]);
    const foreign = ["00000000-0000-7000-8000-0000000000ff"];
    expect(codes(await screen(no, "PASSED", { evidence: foreign }))).toEqual(["EVIDENCE_UNKNOWN evidence"]);
    const both = { ...bank.manager, grants: [...bank.manager.grants, ...bank.staff.grants] };
    expect(codes(await screen(no, "PASSED", {}, both))).toEqual(["OWN_NOMINATION"]);
    expect(codes(await screen(no, "PASSED", {}, { ...bank.staff, personId: teller(0) }))).toEqual(["OWN_NOMINATION"]);
    expect((await screen(no)).ok).toBe(true);
    expect(codes(await screen(no))).toEqual(["SAME_VERDICT verdict"]);
  });

  it("twice at once leaves one verdict", async () => {
    const no = await named(0);
    const both = await Promise.all([screen(no), screen(no)]);
    expect(both.flatMap(codes)).toEqual(["SAME_VERDICT verdict"]);
    expect(await db.nominationScreening.count()).toBe(1);
  });

  it("must be complete before the group decides, and keeps out who failed, with the reason", async () => {
    const first = await named(0);
    const second = await named(1);
    await screen(first);
    await frozen();
    expect(codes(await grant([teller(0)]))).toEqual(["SCREENING_OPEN"]);
    expect((await screen(second, "FAILED", { reason: "与录像不符。" })).ok).toBe(true);
    asking = bank.leader;
    const choice = (await loadSettling("C-2026-01", "H1"))?.awards.find(
      ({ plan }) => plan.code === "GRIEVANCE",
    )?.choice;
    expect(choice?.candidates.map(({ bar }) => bar)).toEqual([
      null,
      { code: "awardScreenedOut", values: { reason: "与录像不符。" } },
    ]);
    expect(codes(await grant([teller(1)]))).toEqual(["BARRED chosen[]"]);
    // Two seats at least, but only one nominee meets the standard.
    expect((await grant([teller(0)])).ok).toBe(true);
    expect(codes(await screen(second))).toEqual(["AWARD_DECIDED"]);
    asking = bank.manager;
    const rows = (await loadNominations("C-2026-01")).awards.flatMap(({ rows }) => rows);
    expect(rows.map(({ screenings, mayScreen, granted }) => [screenings[0]?.passed, mayScreen, granted])).toEqual([
      [true, false, null],
    ]);
  });

  it("a failed nominee can pass later, and the first verdict stays on record", async () => {
    const no = await named(0);
    await screen(no, "FAILED");
    await screen(no, "PASSED", { reason: "补交材料后核对相符。" });
    asking = bank.staff;
    const [row] = (await loadNominations("C-2026-01")).awards.flatMap(({ rows }) => rows);
    expect(row?.screenings.map(({ passed }) => passed)).toEqual([true, false]);
    expect(row?.mayScreen).toBe(true);
  });

  it("fewer than the least number are granted only when the group says that the others do not meet the standard", async () => {
    for (const at of [0, 1]) await screen(await named(at));
    await frozen();
    expect(codes(await grant([teller(0)]))).toEqual(["TOO_FEW_CHOSEN chosen[]"]);
    expect((await grant([teller(0)], { short: "yes" })).ok).toBe(true);
  });

  it("end with the reward that the leading group names, which everybody owes from then on", async () => {
    for (const at of [0, 1]) await screen(await named(at));
    const seal = await frozen();
    const both = [teller(0), teller(1)];
    expect(codes(await grant([], { short: "yes", rewardAmount: "800" }))).toEqual(["REWARD_FOR_NOBODY rewardAmount"]);
    expect(codes(await grant(both, { rewardAmount: "0" }))).toEqual(["REWARD_OUT_OF_RANGE rewardAmount"]);
    expect(codes(await choose("COLLECTIVE", [B()], { rewardWhat: "疗养" }))).toEqual(["REWARD_SETTLED rewardWhat"]);
    expect((await grant(both, { rewardAmount: "800", rewardWhat: "委屈奖金" })).ok).toBe(true);
    await choose("COLLECTIVE", [B()]);
    await choose("PER_HEAD_VOLUME", [B()]);
    await approve(seal);
    asking = bank.leader;
    const settling = await loadSettling("C-2026-01", "H1");
    expect(settling?.awards.find(({ plan }) => plan.code === "GRIEVANCE")?.choice?.reward).toMatchObject({
      amount: "800.00",
      prize: { kind: "MONEY", what: { zh: "委屈奖金" } },
    });
    for (const penalty of settling?.penalties ?? []) if (penalty.choice) await punish(penalty.subject, "");
    for (const award of settling?.awards ?? [])
      if (award.choice?.open) await choose(award.plan.code, [award.choice.candidates[0]!.key]);
    const done = await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
    expect(codes(done)).toEqual([]);
    const tally = await loadAwardTally("C-2026-01", { award: "GRIEVANCE" });
    expect(tally.rows.map(({ money, blank }) => [money, blank])).toEqual([
      ["800", false],
      ["800", false],
    ]);
    const campaign = (await findCampaign(db, "C-2026-01"))!;
    const source = await readSource(db, { ...campaign, programme: campaign.plan!.programme });
    const book = bookOf(source);
    expect(book.claims.filter(({ awardCode }) => awardCode === "GRIEVANCE")).toMatchObject([
      { kind: "MONEY", decidedMinor: 80_000, state: "OPEN", what: { zh: "委屈奖金" } },
      { kind: "MONEY", decidedMinor: 80_000, state: "OPEN", what: { zh: "委屈奖金" } },
    ]);
    for (const check of reconcile(source, book)) expect(check).toMatchObject({ difference: 0, named: [] });
  });

  it("closes when the review is approved", async () => {
    const no = await named(0);
    await screen(no);
    const seal = await frozen();
    await grant([teller(0)]);
    await choose("COLLECTIVE", [B()]);
    await approve(seal);
    expect(codes(await screen(no, "FAILED"))).toEqual(["SCREENING_CLOSED"]);
  });
});
