import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadSettling } from "@/lib/awards/loaders/settling";
import { loadAwardTally, loadPenaltyTally } from "@/lib/awards/loaders/tallies";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import type { Condition, Node } from "@/lib/scoring/programme/nodes";
import type { AwardPlan, PenaltyPlan, Programme } from "@/lib/scoring/programme/schema";
import { useDatabase } from "../support/database";
import { penalise } from "../support/penalties";
import { complain, makeReviewedBank, type ReviewedBank } from "../support/reviewed-bank";

/** A plan that computes its money: from the freeze to the tallies nothing is set by hand but what the plan leaves open. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const H1 = { campaign: "C-2026-01", review: "H1" };
const text = (words: string) => ({ zh: words, en: words });
const own: Node = { kind: "ref", code: "own", name: text("得分"), node: "H1_SERVICE" };
const short: Node = {
  kind: "shortfall",
  code: "short",
  name: text("未达标"),
  of: own,
  side: "BELOW",
  mark: "88",
  base: "1000",
  each: "200",
  parts: "EXACT",
};
const below: Condition = { kind: "compare", of: own, is: "LESS", than: "88" };

function penalty(code: string, when: PenaltyPlan["when"], rest: Partial<PenaltyPlan>): PenaltyPlan {
  return { code, name: text(code), review: "H1", when, choose: "ALL", consequences: [], ...rest };
}

const complaints = { stream: "complaint", where: { validity: ["VALID"] } };
const range = {
  code: "RANGE",
  kind: "FINE",
  name: text("罚款"),
  falls: "UNIT",
  amount: { min: "200", max: "500" },
} as const;

const penalties: PenaltyPlan[] = [
  penalty(
    "TARGET",
    { kind: "THRESHOLD", when: below },
    { consequences: [{ code: "FINE", kind: "FINE", name: text("罚款"), falls: "UNIT", by: short }] },
  ),
  penalty(
    "COMPLAINT",
    { kind: "PER_EVENT", from: complaints },
    { since: "2026-05-08", consequences: [range], repeat: { same: ["level"], times: "2" } },
  ),
];

const awards = (before: readonly AwardPlan[]): AwardPlan[] => {
  const shared = { ...before[0]!, review: "H1", target: "UNIT" as const, excludedBy: [], settledOn: "2026-12-31" };
  const money = { kind: "MONEY", what: text("奖金"), payer: "BRANCH" } as const;
  return [
    {
      ...shared,
      code: "REACHED",
      name: text("达标奖"),
      basis: { kind: "THRESHOLD", when: { kind: "not", of: below } },
      quota: { min: 0, max: 4 },
      prizes: [
        {
          ...money,
          by: {
            kind: "product",
            code: "sum",
            name: text("奖金"),
            parts: [own, { kind: "constant", code: "ten", name: text("每分"), value: "10" }],
          },
        },
      ],
    },
    {
      ...shared,
      code: "BEST",
      name: text("优胜奖"),
      basis: { kind: "RANK", node: "H1_SERVICE", ties: [] },
      quota: { min: 0, max: 3 },
      prizes: [
        { ...money, amount: "800.00", places: { from: 1, to: 1 } },
        { ...money, amount: "300.00", places: { from: 2, to: 3 } },
      ],
    },
  ];
};

let bank: ReviewedBank;

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank((document) => {
    const plan = document as unknown as { awards: AwardPlan[]; penalties: PenaltyPlan[] } & Programme;
    plan.awards = awards(plan.awards);
    plan.penalties = penalties;
  });
  asking = bank.leader;
});

async function frozen(): Promise<string> {
  const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.seal ?? "";
}

const decide = (unit: string, fact: string, amount: string | null) =>
  penalise(bank.leader, {
    ...H1,
    penalty: "COMPLAINT",
    subject: unit,
    fact,
    consequence: "ALL",
    reason: "两次同类投诉。",
    ...(amount && { amount }),
  });

describe("money that the plan computes", () => {
  it("goes from the proposal to the tallies as it was computed", async () => {
    const [a, b, c, d] = bank.outlets.map((outlet) => outlet.id);
    await complain(bank, d!, "2026-05-02", { validity: "VALID", level: "OUTLET" });
    await complain(bank, d!, "2026-05-20", { validity: "VALID", level: "OUTLET" });
    const seal = await frozen();
    const settling = await loadSettling("C-2026-01", "H1");

    const reached = settling!.awards.find((award) => award.plan.code === "REACHED")!;
    expect(reached.winners.every((winner) => winner.money[0]?.explained !== null)).toBe(true);
    const [target] = settling!.penalties.filter((one) => one.plan.code === "TARGET");
    expect(target).toMatchObject({ choice: false, fines: [{ computed: true, settled: expect.any(Number) }] });
    const [noticed, again] = settling!.penalties.filter((one) => one.plan.code === "COMPLAINT");
    expect([noticed!.notice, noticed!.choice, again!.notice, again!.repeated?.code]).toEqual([
      true,
      false,
      false,
      "penaltyRepeated",
    ]);
    expect(settling!.waiting).toBe(1);

    const refused = await decide(d!, noticed!.factId, "300");
    expect(refused.ok ? [] : refused.refusals.map(({ code }) => code)).toEqual(["NOTHING_TO_DECIDE"]);
    const outside = await decide(d!, again!.factId, "600");
    expect(outside.ok ? [] : outside.refusals.map(({ code }) => code)).toEqual(["AMOUNT_OUT_OF_RANGE"]);
    expect((await decide(d!, again!.factId, "300")).ok).toBe(true);

    for (const [actor, seat] of [
      [bank.member, "MEMBER"],
      [bank.deputy, "DEPUTY_LEADER"],
      [bank.leader, "LEADER"],
    ] as const) {
      expect((await perform(signReview, { actor, input: { ...H1, seat, seal } })).ok).toBe(true);
    }
    const published = await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
    expect(published.ok ? null : published.refusals).toBeNull();

    const tally = await loadPenaltyTally("C-2026-01", {});
    const fined = tally.rows.filter((row) => row.penalty.code === "TARGET");
    const sums = new Map(settling!.penalties.map((one) => [one.subject, one.fines[0]?.settled]));
    const rows = await db.penaltyDecision.findMany({ where: { penaltyCode: "TARGET" } });
    expect(rows.map((row) => row.amountMinor)).toEqual(rows.map((row) => sums.get(row.subject)));
    expect(fined.length).toBe(rows.length);
    expect(rows.map((row) => row.subject).sort()).toEqual([b!, c!].sort());
    expect(
      tally.rows.filter((row) => row.penalty.code === "COMPLAINT").map((row) => [row.notice, row.amountMinor]),
    ).toEqual(
      expect.arrayContaining([
        [true, null],
        [false, 60000],
      ]),
    );
    expect([tally.notices, tally.waived]).toEqual([1, 0]);
    expect((await loadPenaltyTally("C-2026-01", { kind: "NOTICE" })).rows).toHaveLength(1);
    expect((await loadPenaltyTally("C-2026-01", { kind: "WAIVED" })).rows).toHaveLength(0);

    const ledger = await loadAwardTally("C-2026-01", {});
    const best = Object.fromEntries(
      ledger.rows.filter((row) => row.award.code === "BEST").map((row) => [row.key.split(" ")[2], row.money]),
    );
    expect(best).toEqual({ [a!]: "800", [b!]: "300", [c!]: "300" });
    const computed = reached.winners.map((winner) => winner.money[0]?.amount);
    expect(ledger.rows.filter((row) => row.award.code === "REACHED").map((row) => row.money)).toEqual(computed);
    // The first outlet has exactly 88: the mark is reached, 10 yuan a point.
    expect(computed).toEqual(["880"]);
  });
});
