import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { points, sum, text } from "@/lib/kernel/points";
import type { Node } from "./programme/nodes";
import type { AwardPlan, PenaltyPlan, Programme } from "./programme/schema";
import { groupChanges, isChanged, type SimulationInput, simulate, totalChange } from "./simulate";
import { outcomesOf } from "./simulate/outcomes";
import { compute, fact, mean, name, programme } from "./specimens";
import type { Fact, PenaltyProposal } from "./types";

const SUBJECTS = ["a", "b", "c", "d", "e"];
const ids = SUBJECTS.map((id, at) => ({ id, group: at < 2 ? "NORTH" : "SOUTH" }));

const weights = (open: string, covert: string): Node => ({
  kind: "weighted",
  code: "SERVICE",
  name: name("service"),
  places: 2,
  parts: [
    { weight: open, of: mean("OPEN", "inspection.open") },
    { weight: covert, of: mean("COVERT", "inspection.covert") },
  ],
});

const best = (amount: string | null, max = 1): AwardPlan => ({
  code: "BEST",
  name: name("best"),
  review: "R",
  target: "UNIT",
  basis: { kind: "RANK", node: "SERVICE", ties: [] },
  quota: { min: 0, max },
  excludedBy: [],
  prizes: [{ kind: "MONEY", amount, what: name("money"), payer: "BRANCH" }],
  settledOn: "2026-12-31",
});

const last = (rest: Partial<PenaltyPlan> = {}): PenaltyPlan => ({
  code: "LAST",
  name: name("last"),
  review: "R",
  when: { kind: "BOTTOM", n: 1 },
  choose: "ALL",
  consequences: [
    { code: "FINE", kind: "FINE", name: name("fine"), falls: "UNIT", amount: { min: "500", max: "2000" } },
    { code: "TALK", kind: "CIRCULAR", name: name("circular"), falls: "UNIT" },
  ],
  ...rest,
});

const plan = (open: string, covert: string, amount = "3000"): Programme =>
  programme(weights(open, covert), {
    groups: [
      { code: "NORTH", name: name("north") },
      { code: "SOUTH", name: name("south") },
    ],
    awards: [best(amount)],
    penalties: [last()],
  });

const SCORES: Readonly<Record<string, readonly [string, string]>> = {
  a: ["98", "80"],
  b: ["90", "90"],
  c: ["80", "98"],
  d: ["85", "85"],
  e: ["70", "75"],
};
const facts: Fact[] = SUBJECTS.flatMap((id) => [
  fact(id, "inspection.open", "2026-04-01", SCORES[id]![0]),
  fact(id, "inspection.covert", "2026-05-01", SCORES[id]![1]),
]);

const trial = (before: Programme, after: Programme, rest: Partial<SimulationInput> = {}): SimulationInput => ({
  before: { programme: before, review: "R" },
  after: { programme: after, review: "R" },
  facts,
  subjects: ids,
  carried: {},
  earlier: "KEPT",
  ...rest,
});

const of = (input: SimulationInput, subject: string) =>
  simulate(input).changes.find((change) => change.subject === subject)!;

describe("a plan that is tried on known facts", () => {
  it("moves ranks, awards and money where the weights move", () => {
    const input = trial(plan("80", "20"), plan("20", "80"));
    // 98 × 80 % + 80 × 20 % = 94.40; 98 × 20 % + 80 × 80 % = 83.60
    expect(of(input, "a")).toMatchObject({
      group: "NORTH",
      before: { rank: 1, total: "94.4", awards: ["BEST"], money: { least: "3000", most: "3000" } },
      after: { rank: 4, total: "83.6", awards: [], money: { least: "0", most: "0" } },
      places: -3,
      points: "-10.8",
      awardsLost: ["BEST"],
      awardsGained: [],
      money: { least: "-3000", most: "-3000" },
    });
    expect(of(input, "c")).toMatchObject({
      before: { rank: 4 },
      after: { rank: 1 },
      places: 3,
      awardsGained: ["BEST"],
    });
    expect(of(input, "e")).toMatchObject({
      places: 0,
      before: { penalties: ["LAST"], fines: { least: "-2000", most: "-500" } },
      money: { least: "0", most: "0" },
    });
  });

  it("adds up by group and in all", () => {
    const { changes } = simulate(trial(plan("80", "20"), plan("20", "80", "5000")));
    expect(groupChanges(changes).map(({ group, subjects, places, money }) => [group, subjects, places, money])).toEqual(
      [
        ["NORTH", 2, -3, { least: "-3000", most: "-3000" }],
        ["SOUTH", 3, 3, { least: "5000", most: "5000" }],
      ],
    );
    expect(totalChange(null, changes)).toMatchObject({
      subjects: 5,
      up: 1,
      down: 1,
      places: 0,
      awardsBefore: 1,
      awardsAfter: 1,
      moneyBefore: { least: "1000", most: "2500" },
      moneyAfter: { least: "3000", most: "4500" },
      money: { least: "2000", most: "2000" },
    });
  });

  it("leaves a contested prize open: from nothing to all of it", () => {
    const equal = facts.map((one) => (one.subject === "a" || one.subject === "b" ? { ...one, value: "99" } : one));
    const { changes } = simulate(trial(plan("50", "50"), plan("50", "50"), { facts: equal }));
    expect(changes[0]!.after).toMatchObject({ awards: [], contested: ["BEST"], prizes: { least: "0", most: "3000" } });
  });

  it("keeps a fine whose amount changed as the widest that may come of it", () => {
    const after = {
      ...plan("80", "20"),
      penalties: [last({ consequences: [{ ...last().consequences[0]!, amount: { min: "1000", max: "1000" } }] })],
    };
    expect(of(trial(plan("80", "20"), after), "e").money).toEqual({ least: "-500", most: "1000" });
  });

  it("lists a person whom an award names beside the units", () => {
    const computation = compute(plan("80", "20"), ids, facts);
    const awards = [
      {
        ...computation.awards[0]!,
        winners: [{ subject: "P1", value: "1", place: 1, because: { code: "x", values: {} } }],
      },
    ];
    expect(outcomesOf(plan("80", "20"), { ...computation, awards, penalties: [] }).get("P1")).toMatchObject({
      awards: ["BEST"],
    });
  });
});

describe("money of outcomes", () => {
  const computation = compute(plan("80", "20"), ids, facts);
  const penalty = (rest: Partial<PenaltyProposal>): PenaltyProposal => ({ ...computation.penalties[0]!, ...rest });
  const finesOf = (penalties: PenaltyPlan[], proposal: PenaltyProposal) =>
    outcomesOf({ ...plan("80", "20"), penalties }, { ...computation, awards: [], penalties: [proposal] }).get("e")
      ?.fines;

  it("takes what the plan computed before any range", () => {
    const amounts = { FINE: { amount: "1200", explained: computation.sheets[0]!.root } };
    expect(finesOf([last()], penalty({ amounts }))).toEqual({ least: "-1200", most: "-1200" });
  });
  it("a notice before the grace date costs nothing", () => {
    expect(finesOf([last()], penalty({ notice: true }))).toEqual({ least: "0", most: "0" });
  });
  it("where one consequence is chosen, it may be the one without money", () => {
    expect(finesOf([last({ choose: "ONE" })], penalty({ choose: "ONE" }))).toEqual({ least: "-2000", most: "0" });
  });
  it("prizes that are due count as they are, and fixed ones only at their places and as often as won", () => {
    const winner = { subject: "a", value: "1", place: 2, because: { code: "x", values: {} } };
    const prizesOf = (award: AwardPlan, won: object) =>
      outcomesOf(
        { ...plan("80", "20"), awards: [award] },
        { ...computation, awards: [{ ...computation.awards[0]!, winners: [{ ...winner, ...won }] }], penalties: [] },
      ).get("a")?.prizes.most;
    expect(
      prizesOf(best("100"), {
        prizes: [
          { index: 0, amount: "750", explained: null },
          { index: 1, amount: null, explained: null },
        ],
      }),
    ).toBe("750");
    expect(prizesOf(best("100"), { times: 3 })).toBe("300");
    const first = { ...best("100"), prizes: [{ ...best("100").prizes[0]!, places: { from: 1, to: 1 } }] };
    expect(prizesOf(first, {})).toBe("0");
  });
});

describe("earlier reviews", () => {
  const half: Programme["reviews"][number] = {
    ...programme(mean("HALF", "inspection.open")).reviews[0]!,
    code: "H1",
    period: "H",
    cutOffOn: "2026-06-30",
  };
  const year = (weight: string, h1: Programme["reviews"][number] = half): Programme => {
    const root: Node = {
      kind: "weighted",
      code: "YEAR",
      name: name("year"),
      parts: [
        { weight, of: { kind: "carry", code: "CARRIED", name: name("carried"), review: "H1", otherwise: "UNRANKED" } },
        { weight: text(points("100").minus(points(weight))), of: mean("COVERT", "inspection.covert") },
      ],
    };
    const base = programme(root, {
      periods: [
        { code: "Y", name: name("Y"), from: "2026-01-01", to: "2026-12-31" },
        { code: "H", name: name("H"), from: "2026-01-01", to: "2026-06-30" },
      ],
    });
    return { ...base, reviews: [h1, ...base.reviews] };
  };
  const carried = { H1: Object.fromEntries(SUBJECTS.map((id) => [id, "50"])) };

  it("are taken as they ended, or computed again by the plan that is tried", () => {
    const plans = trial(year("100"), year("100"), { carried });
    expect(of(plans, "a").after.total).toBe("50");
    expect(of({ ...plans, earlier: "AGAIN" }, "a").after.total).toBe("98");
    expect(of({ ...plans, earlier: "AGAIN" }, "a").before.total).toBe("50");
  });

  it("end also where a document goes in circles", () => {
    const loop = {
      ...half,
      root: { kind: "carry", code: "HALF", name: name("x"), review: "R", otherwise: "ZERO" } as Node,
    };
    const plans = trial(year("100"), year("100", loop), { carried, earlier: "AGAIN" });
    expect(simulate(plans).changes).toHaveLength(5);
  });
});

const cents = fc.integer({ min: 0, max: 10_000 }).map((value) => text(points(value).div(100)));
const factsArb = fc
  .array(
    fc.record({
      subject: fc.constantFrom(...SUBJECTS),
      stream: fc.constantFrom("inspection.open", "inspection.covert"),
      value: cents,
    }),
    { maxLength: 30 },
  )
  .map((all) => all.map(({ subject, stream, value }) => fact(subject, stream, "2026-03-03", value)));
const weightArb = fc.integer({ min: 0, max: 100 }).map((open) => [String(open), String(100 - open)] as const);

describe("whatever the plans and the facts", () => {
  it("the same plan changes nothing", () => {
    fc.assert(
      fc.property(weightArb, factsArb, ([open, covert], generated) => {
        const { changes } = simulate(trial(plan(open, covert), plan(open, covert), { facts: generated }));
        for (const change of changes) {
          expect(change.before).toEqual(change.after);
          expect(isChanged(change)).toBe(false);
        }
      }),
    );
  });

  it("ranks are conserved: both lists place everybody once, and whoever rises passes somebody who falls", () => {
    fc.assert(
      fc.property(weightArb, weightArb, factsArb, (one, other, generated) => {
        const { changes } = simulate(trial(plan(...one), plan(...other), { facts: generated }));
        for (const side of ["before", "after"] as const) {
          expect(changes.map((change) => change[side].position).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
          for (const { [side]: own } of changes) {
            if (own.rank === null) continue;
            const above = changes.filter((other) => other[side].rank !== null && other[side].rank! < own.rank!).length;
            expect(own.rank).toBe(above + 1);
          }
        }
        const moves = changes.map((change) => change.before.position - change.after.position);
        expect(moves.reduce((total, move) => total + move, 0)).toBe(0);
      }),
    );
  });

  it("money is conserved: groups add up to all, and after less before is the change where nothing is open", () => {
    fc.assert(
      fc.property(weightArb, weightArb, factsArb, (one, other, generated) => {
        const { changes } = simulate(trial(plan(...one), plan(...other, "4000"), { facts: generated }));
        const all = totalChange(null, changes);
        const groups = groupChanges(changes);
        for (const key of ["least", "most"] as const) {
          expect(text(sum(groups.map(({ money }) => points(money[key]))))).toBe(all.money[key]);
        }
        if (all.moneyBefore.least === all.moneyBefore.most && all.moneyAfter.least === all.moneyAfter.most) {
          expect(text(points(all.moneyAfter.least).minus(points(all.moneyBefore.least)))).toBe(all.money.least);
        }
      }),
    );
  });
});
