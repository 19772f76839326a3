import { describe, expect, it } from "vitest";
import { points, sum } from "@/lib/kernel/points";
import { ProgrammeError } from "../programme/error";
import type { Node } from "../programme/nodes";
import type { ConsequencePlan, PenaltyPlan, Programme } from "../programme/schema";
import { compute, fact, mean, name, programme } from "../specimens";
import type { Explained, Fact, PenaltyProposal, SubjectInput } from "../types";

const day = "2026-05-01";

const fine = (by: Node, rest: Partial<ConsequencePlan> = {}): ConsequencePlan => ({
  code: "FINE",
  kind: "FINE",
  name: name("fine"),
  falls: "UNIT",
  by,
  ...rest,
});
const circular: ConsequencePlan = { code: "CIRCULAR", kind: "CIRCULAR", name: name("circular"), falls: "UNIT" };
const yuan = (value: string): Node => ({ kind: "constant", code: "yuan", name: name("yuan"), value });
const event: Node = { kind: "event", code: "lost", name: name("points lost") };
const times = (...parts: Node[]): Node => ({ kind: "product", code: "charge", name: name("charge"), parts });
const own: Node = { kind: "ref", code: "own", name: name("own score"), node: "x" };
const short = (mark: string, base: string, rest: Partial<Extract<Node, { kind: "shortfall" }>> = {}): Node => ({
  kind: "shortfall",
  code: "short",
  name: name("short"),
  of: own,
  side: "BELOW",
  mark,
  base,
  each: "200",
  parts: "EXACT",
  ...rest,
});

function penalty(
  when: PenaltyPlan["when"],
  consequences: ConsequencePlan[],
  rest: Partial<PenaltyPlan> = {},
): PenaltyPlan {
  return { code: "P", name: name("P"), review: "R", when, choose: "ALL", consequences, ...rest };
}
const perEvent = (consequences: ConsequencePlan[], rest: Partial<PenaltyPlan> = {}) =>
  penalty({ kind: "PER_EVENT", from: { stream: "event.V" } }, consequences, rest);
const violation = (subject: string, on: string, value: string | null, attrs: Fact["attrs"] = {}) =>
  fact(subject, "event.V", on, value, { attrs });

function propose(
  plans: PenaltyPlan | PenaltyPlan[],
  scores: Record<string, string | null>,
  facts: readonly Fact[] = [],
  more: {
    subjects?: readonly SubjectInput[];
    plan?: Partial<Programme>;
    review?: Parameters<typeof programme>[2];
  } = {},
): readonly PenaltyProposal[] {
  const mine = Object.entries(scores).flatMap(([id, value]) => (value === null ? [] : [fact(id, "x", day, value)]));
  const document = programme(mean("x"), { penalties: [plans].flat(), ...more.plan }, more.review);
  return compute(document, more.subjects ?? Object.keys(scores), [...mine, ...facts]).penalties;
}

const amountOf = (proposal: PenaltyProposal | undefined) => proposal?.amounts?.FINE?.amount ?? null;
const amounts = (proposals: readonly PenaltyProposal[]) =>
  Object.fromEntries(proposals.map((proposal) => [proposal.subject, amountOf(proposal)]));

/** Lines that carry a share add up to the share of what they stand under. */
function addsUp(line: Explained): boolean {
  const shares = line.inputs.flatMap((input) => (input.share === null ? [] : [points(input.share)]));
  const whole = shares.length === 0 || line.share === null || sum(shares).equals(points(line.share));
  return whole && line.inputs.every(addsUp);
}

describe("a stage target missed (R-026, R-027)", () => {
  const stage = (mark: string, rest = {}) =>
    penalty({ kind: "THRESHOLD", when: { kind: "compare", of: own, is: "LESS", than: mark } }, [
      fine(short(mark, "1000", rest)),
    ]);
  it("1,000 and 200 for each point: 89.5 against 92 is 1,500", () => {
    const [proposal] = propose(stage("92"), { a: "89.5" });
    expect(proposal).toMatchObject({ subject: "a", fact: null, because: { code: "penaltyThreshold" } });
    expect(proposal!.details).toMatchObject([{ code: "compared", values: { value: "89.50", than: "92.00" } }]);
    expect(amountOf(proposal)).toBe("1500");
    expect(addsUp(proposal!.amounts!.FINE!.explained)).toBe(true);
  });
  it("exactly at the target nothing is due, a hundredth below 1,002", () => {
    expect(amounts(propose(stage("95"), { a: "95", b: "94.99", c: "95.01" }))).toEqual({ b: "1002" });
  });
  it("started points count whole where the plan says so", () => {
    expect(amounts(propose(stage("92", { parts: "STARTED" }), { a: "89.5", b: "90" }))).toEqual({
      a: "1600",
      b: "1400",
    });
  });
  it("without a score nothing is below a mark: empty is not zero", () => {
    expect(propose(stage("92"), { a: null })).toEqual([]);
  });
  it("whoever takes no part owes nothing", () => {
    const out = { code: "excluded", values: {} };
    expect(propose(stage("92"), { a: "50" }, [], { subjects: [{ id: "a", excluded: out }] })).toEqual([]);
  });
  it("fractions of a cent are rounded half-up, and the rounding is a line", () => {
    const [proposal] = propose(stage("92"), { a: "91.99997" });
    expect(amountOf(proposal)).toBe("1000.01");
    expect(proposal!.amounts!.FINE!.explained.inputs.at(-1)).toMatchObject({ kind: "rounding" });
    expect(addsUp(proposal!.amounts!.FINE!.explained)).toBe(true);
  });
});

describe("the last of a population", () => {
  const scores = { a: "99", b: "97", c: "96", d: "95", e: "94" };
  const within = (id: string, district: string): SubjectInput => ({ id, within: { DISTRICT: district } });
  const subjects = [within("a", "n"), within("b", "n"), within("c", "n"), within("d", "s"), { id: "e" }];
  const district = (n: number | null, consequences = [circular]) =>
    penalty({ kind: "BOTTOM", n, population: "DISTRICT" }, consequences);
  it("are the last of each district; who is in none is left alone", () => {
    const proposals = propose(district(1), scores, [], { subjects });
    expect(proposals.map((proposal) => [proposal.subject, proposal.because])).toEqual([
      [
        "c",
        {
          code: "penaltyRankWithin",
          values: expect.objectContaining({ fromBottom: 1, of: 3, n: 1, scope: "DISTRICT" }),
        },
      ],
      ["d", expect.objectContaining({ values: expect.objectContaining({ of: 1 }) })],
    ]);
  });
  it("equals at the last place share it", () => {
    const equal = { ...scores, b: "96" };
    expect(propose(district(1), equal, [], { subjects }).map((proposal) => proposal.subject)).toEqual(["b", "c", "d"]);
  });
  it("pay 500 as the last and 300 as the one before, and 200 a point (R-030)", () => {
    const rank: Node = {
      kind: "standing",
      code: "rank",
      name: name("rank"),
      as: "BOTTOM",
      population: "DISTRICT",
      otherwise: "LEFT_OUT",
    };
    const base: Node = {
      kind: "choose",
      code: "base",
      name: name("base"),
      cases: [
        {
          when: { kind: "compare", of: rank, is: "EQUAL", than: "1" },
          gives: { ...(yuan("500") as object), code: "last" } as Node,
        },
      ],
      else: yuan("300"),
    };
    const by: Node = { kind: "total", code: "sum", name: name("sum"), parts: [base, short("95", "0")] };
    const proposals = propose(district(2, [fine(by)]), { a: "97", b: "94.5", c: "92" }, [], {
      subjects: subjects.slice(0, 3),
    });
    expect(amounts(proposals)).toEqual({ b: "400", c: "1100" });
  });
  it("98 itself is not fined, though among the last (R-028)", () => {
    const last = penalty({ kind: "BOTTOM", n: 2 }, [fine(short("98", "2000"))]);
    expect(amounts(propose(last, { a: "99", b: "98", c: "95" }))).toEqual({ c: "2600" });
  });
  it("keeps what is no money even where the fine comes to nothing", () => {
    const last = penalty({ kind: "BOTTOM", n: 1 }, [fine(short("90", "1000")), circular]);
    const [proposal] = propose(last, { a: "99", b: "95" });
    expect([proposal!.consequences, proposal!.amounts]).toEqual([["CIRCULAR"], undefined]);
  });
  it("of groups that are ranked apart, each has its own last", () => {
    const groups = [
      { code: "N", name: name("N") },
      { code: "S", name: name("S") },
    ];
    const grouped = [
      { id: "a", group: "N" },
      { id: "b", group: "N" },
      { id: "c", group: "S" },
    ];
    const last = penalty({ kind: "BOTTOM", n: 1 }, [circular]);
    const proposals = propose(last, { a: "99", b: "98", c: "70" }, [], {
      subjects: grouped,
      plan: { groups },
      review: { groups: "APART" },
    });
    expect(proposals.map(({ subject, because }) => [subject, because.values.of])).toEqual([
      ["b", 2],
      ["c", 1],
    ]);
  });
});

describe("a fine for each event", () => {
  const perPoint = perEvent([fine(times(event, yuan("200")))]);
  it("200 for each point lost, part points as well", () => {
    const proposals = propose(perPoint, { a: "90" }, [violation("a", day, "1.5")]);
    expect(amountOf(proposals[0])).toBe("300");
    expect(addsUp(proposals[0]!.amounts!.FINE!.explained)).toBe(true);
  });
  it("no point lost costs nothing; a number that is not known is asked for, not taken as nothing", () => {
    expect(propose(perPoint, { a: "90" }, [violation("a", day, "0")])).toEqual([]);
    const [open] = propose(perPoint, { a: "90" }, [violation("a", day, null)]);
    expect([open!.consequences, open!.amounts]).toEqual([["FINE"], undefined]);
  });
  it("two misses at 100 and one poster at 150 make 350 (R-041)", () => {
    const sight = perEvent([fine(event)]);
    const proposals = propose(sight, { a: "90" }, [
      violation("a", day, "100", { item: "HAND" }),
      violation("a", day, "100", { item: "HAND" }),
      violation("a", day, "150", { item: "POSTER" }),
    ]);
    expect(sum(proposals.map((proposal) => points(amountOf(proposal)!))).toFixed()).toBe("350");
  });
  it("falls on whom the selector names, and each of them for itself (R-015)", () => {
    const liable = (code: string, by?: string) =>
      penalty({ kind: "PER_EVENT", from: { stream: "event.V", ...(by && { by }) } }, [circular], { code });
    const facts = [violation("teller", day, "1", { department: "dept", head: "head", person: "teller" })];
    const proposals = propose(
      [liable("OWN"), liable("DEPT", "department"), liable("HEAD", "head")],
      { teller: "1", dept: "1", head: "1" },
      facts,
    );
    expect(proposals.map(({ penalty: code, subject }) => [code, subject])).toEqual([
      ["OWN", "teller"],
      ["DEPT", "dept"],
      ["HEAD", "head"],
    ]);
  });
  it("says what was found and when, and nothing that it did not compare", () => {
    const clause = { article: { zh: "第九条", en: "Article 9" } };
    const [proposal] = propose(perEvent([circular], { clause }), { a: "1" }, [
      fact("a", "event.V", day, null, { ref: "V-7" }),
    ]);
    expect(proposal!.because).toEqual({
      code: "penaltyEvent",
      values: {
        name_zh: "P",
        name_en: "P",
        cited: "yes",
        article_zh: "第九条",
        article_en: "Article 9",
        ref: "V-7",
        on: day,
      },
    });
    expect(proposal).not.toHaveProperty("details");
  });
  it("only the highest of one case counts where the plan says so (R15)", () => {
    const media = penalty({ kind: "PER_EVENT", from: { stream: "event.V", highestPer: "case" } }, [fine(event)]);
    const facts = [violation("a", day, "1000", { case: "1" }), violation("a", "2026-05-09", "3000", { case: "1" })];
    expect(propose(media, { a: "1" }, facts).map(amountOf)).toEqual(["3000"]);
  });
  it("ranges are left to the leading group, and stay what they are", () => {
    const range = perEvent([
      { code: "FINE", kind: "FINE", name: name("fine"), falls: "UNIT", amount: { min: "200", max: "500" } },
    ]);
    const [proposal] = propose(range, { a: "1" }, [violation("a", day, null)]);
    expect(proposal).not.toHaveProperty("amounts");
  });
  it("stand in the order of days over all outlets", () => {
    const facts = [
      violation("b", "2026-06-01", "1"),
      violation("a", "2026-07-01", "1"),
      violation("a", "2026-05-01", "1"),
    ];
    expect(propose(perEvent([circular]), { a: "1", b: "1" }, facts).map((proposal) => proposal.subject)).toEqual([
      "a",
      "b",
      "a",
    ]);
  });
});

describe("a repeat doubles, last of all (R-031)", () => {
  const repeat = { same: ["item"], or: { focus: ["YES"] }, times: "2" };
  const doubling = perEvent([fine(event)], { repeat });
  const hand = (on: string, attrs = {}) => violation("a", on, "100", { item: "HAND", ...attrs });
  it("the same item on a later day: 100 becomes 200, and the first stays", () => {
    const proposals = propose(doubling, { a: "1" }, [hand("2026-03-01"), hand("2026-05-01")]);
    expect(proposals.map(amountOf)).toEqual(["100", "200"]);
    expect(proposals[0]).not.toHaveProperty("repeated");
    expect(proposals[1]!.repeated).toMatchObject({ code: "penaltyRepeated", values: { times: "2", on: "2026-03-01" } });
    const { explained } = proposals[1]!.amounts!.FINE!;
    expect([explained.kind, explained.value, explained.inputs[0]!.value]).toEqual(["product", "200", "100"]);
    expect(addsUp(explained)).toBe(true);
  });
  it("two finds of one day are no repeat of each other", () => {
    expect(propose(doubling, { a: "1" }, [hand(day), hand(day)]).map(amountOf)).toEqual(["100", "100"]);
  });
  it("another item, another outlet or a voided find is none", () => {
    const before = [
      violation("a", "2026-03-01", "100", { item: "POSTER" }),
      violation("b", "2026-03-01", "100", { item: "HAND" }),
      fact("a", "event.V", "2026-03-02", "100", { attrs: { item: "HAND" }, state: "VOIDED" }),
    ];
    const proposals = propose(doubling, { a: "1", b: "1" }, [...before, hand(day)]);
    expect(amountOf(proposals.at(-1))).toBe("100");
  });
  it("a find without the attribute repeats nothing", () => {
    expect(
      propose(doubling, { a: "1" }, [violation("a", "2026-03-01", "100"), violation("a", day, "100")]).map(amountOf),
    ).toEqual(["100", "100"]);
  });
  it("a find of before the review's period counts, as the campaign does", () => {
    const half = penalty({ kind: "PER_EVENT", from: { stream: "event.V" }, within: "LATE" }, [fine(event)], { repeat });
    const periods = [
      { code: "Y", name: name("y"), from: "2026-01-01", to: "2026-12-31" },
      { code: "LATE", name: name("late"), from: "2026-07-01", to: "2026-12-31" },
    ];
    expect(
      propose(half, { a: "1" }, [hand("2026-03-01"), hand("2026-08-01")], { plan: { periods } }).map(amountOf),
    ).toEqual(["200"]);
  });
  it("a focus item doubles the first time already, and is not doubled twice", () => {
    const proposals = propose(doubling, { a: "1" }, [
      hand("2026-03-01", { focus: "YES" }),
      hand(day, { focus: "YES" }),
    ]);
    expect(proposals.map((proposal) => [amountOf(proposal), proposal.repeated!.code])).toEqual([
      ["200", "penaltyFocus"],
      ["200", "penaltyRepeated"],
    ]);
  });
  it("one attribute of the focus list is enough, another value of it is not", () => {
    const or = { focus: ["YES"], grade: ["A", "B"] };
    const plan = perEvent([fine(event)], { repeat: { same: ["item"], or, times: "2" } });
    const found = (attrs: Fact["attrs"]) => amountOf(propose(plan, { a: "1" }, [hand(day, attrs)])[0]);
    expect([found({ grade: "B" }), found({ grade: "C", focus: "NO" }), found({})]).toEqual(["200", "100", "100"]);
  });
  it("where the plan names no attribute that makes finds the same, none is a repeat", () => {
    const plan = perEvent([fine(event)], { repeat: { same: [], times: "2" } });
    expect(propose(plan, { a: "1" }, [hand("2026-03-01"), hand(day)]).map(amountOf)).toEqual(["100", "100"]);
  });
  it("what is no event has no repeat", () => {
    const last = penalty({ kind: "BOTTOM", n: 1 }, [fine(yuan("500"))], { repeat });
    const [proposal] = propose(last, { a: "2", b: "1" }, [violation("b", day, "1", { item: "HAND", focus: "YES" })]);
    expect([proposal!.subject, amountOf(proposal)]).toEqual(["b", "500"]);
    expect(proposal).not.toHaveProperty("repeated");
  });
  it("cites its own article, else the penalty's, and doubles beside what is no money", () => {
    const clause = (en: string) => ({ article: { zh: en, en } });
    const cited = (own?: ReturnType<typeof clause>) =>
      propose(
        perEvent([fine(event), circular], { clause: clause("9"), repeat: { ...repeat, ...(own && { clause: own }) } }),
        { a: "1" },
        [hand("2026-03-01"), hand(day)],
      )[1]!.repeated!.values.article_en;
    expect([cited(), cited(clause("10"))]).toEqual(["9", "10"]);
  });
  it("multiplies the range's choice later, and says so now (R-039)", () => {
    const amount = { min: "200", max: "500" };
    const range = perEvent([{ code: "FINE", kind: "FINE", name: name("fine"), falls: "UNIT", amount }], { repeat });
    expect(propose(range, { a: "1" }, [hand("2026-03-01"), hand(day)])[1]!.repeated).toMatchObject({
      values: { times: "2" },
    });
  });
  it("a consequence without money is not multiplied", () => {
    expect(
      propose(perEvent([circular], { repeat }), { a: "1" }, [hand("2026-03-01"), hand(day)])[1],
    ).not.toHaveProperty("repeated");
  });
  it("a blank factor cannot be computed with", () => {
    const blank = perEvent([fine(event)], { repeat: { ...repeat, times: null } });
    expect(() => propose(blank, { a: "1" }, [hand(day)])).toThrow(ProgrammeError);
  });
});

describe("the grace date (R-054)", () => {
  const graced = perEvent([fine(event), circular], { since: "2026-09-08" });
  it.each([
    ["2026-09-06", true, []],
    ["2026-09-07", true, []],
    ["2026-09-08", undefined, ["FINE", "CIRCULAR"]],
    ["2026-09-09", undefined, ["FINE", "CIRCULAR"]],
  ])("a find of %s is a notice: %s", (on, notice, consequences) => {
    const [proposal] = propose(graced, { a: "1" }, [violation("a", on, "100")]);
    expect([proposal!.notice, proposal!.consequences, proposal!.amounts !== undefined]).toEqual([
      notice,
      consequences,
      notice === undefined,
    ]);
  });
  it("a rank falls on the last day of the review", () => {
    const bottom = (since: string) =>
      propose(penalty({ kind: "BOTTOM", n: 1 }, [circular], { since }), { a: "2", b: "1" });
    expect(bottom("2026-12-31")[0]!.notice).toBeUndefined();
    expect(bottom("2027-01-01")[0]!.notice).toBe(true);
  });
  it("a find that was only noticed makes the next one a repeat", () => {
    const plan = { ...graced, repeat: { same: ["item"], times: "2" } };
    const facts = [
      violation("a", "2026-09-06", "100", { item: "CALL" }),
      violation("a", "2026-09-09", "100", { item: "CALL" }),
    ];
    expect(propose(plan, { a: "1" }, facts).map(amountOf)).toEqual([null, "200"]);
  });
  it("a blank date cannot be computed with", () => {
    expect(() => propose({ ...graced, since: null }, { a: "1" }, [violation("a", day, "1")])).toThrow(
      expect.objectContaining({ code: "BLANK" }),
    );
  });
});

describe("months in a row (R-025)", () => {
  const from = { stream: "standing.MONTHLY", where: { last: ["YES"] } };
  const plan = penalty({ kind: "STREAK", from, step: "MONTH", length: 3, window: "ROLLING", reuse: false }, [circular]);
  const last = (id: string, ...months: number[]) =>
    months.map((month) => fact(id, "standing.MONTHLY", `2026-0${month}-28`, "60", { attrs: { last: "YES" } }));
  it("last in January, February and March raises the proposal, from the month that completed it", () => {
    const [proposal, ...others] = propose(plan, { a: "60", b: "90" }, last("a", 1, 2, 3));
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      subject: "a",
      fact: { id: expect.any(String) },
      because: { code: "penaltyStreak", values: { from: "2026-01", to: "2026-03", length: 3, step: "MONTH" } },
    });
  });
  it("names the person of the month that completed it", () => {
    const row = last("a", 1, 2, 3).map((month, i) => ({ ...month, attrs: { ...month.attrs, person: `p${i}` } }));
    expect(propose(plan, { a: "60" }, row).map(({ person }) => person)).toEqual(["p2"]);
    expect(propose(plan, { a: "60" }, last("a", 1, 2, 3)).map(({ person }) => person)).toEqual([null]);
  });
  it("six in a row raise two, each with its own ground; two months none", () => {
    const proposals = propose(plan, { a: "60", b: "90" }, [...last("a", 1, 2, 3, 4, 5, 6), ...last("b", 1, 2)]);
    expect(proposals.map((proposal) => proposal.because.values.to)).toEqual(["2026-03", "2026-06"]);
    expect(new Set(proposals.map((proposal) => proposal.fact!.id)).size).toBe(2);
  });
});

describe("only the dearest of its kind (R15)", () => {
  const kind = (code: string, consequences: ConsequencePlan[], rest: Partial<PenaltyPlan> = {}) =>
    penalty({ kind: "BOTTOM", n: 1 }, consequences, { code, dearestOf: "SCORE", ...rest });
  const codes = (proposals: readonly PenaltyProposal[]) =>
    proposals.map((proposal) => [proposal.penalty, proposal.insteadOf]);
  const scores = { a: "99", b: "50" };
  it("a subject keeps the one that costs it most, and it says whose place it takes", () => {
    const plans = [
      kind("SMALL", [fine(yuan("300"))]),
      kind("LARGE", [fine(yuan("500"))]),
      kind("OTHER", [circular], { dearestOf: "ELSE" }),
    ];
    expect(codes(propose(plans, scores))).toEqual([
      ["LARGE", ["SMALL"]],
      ["OTHER", undefined],
    ]);
  });
  it("of equally dear ones the first in the document stays", () => {
    expect(codes(propose([kind("ONE", [fine(yuan("300"))]), kind("TWO", [fine(yuan("300"))])], scores))).toEqual([
      ["ONE", ["TWO"]],
    ]);
  });
  it("all fines together count, or the highest where one is picked; a range at its upper end", () => {
    const range: ConsequencePlan = {
      code: "RANGE",
      kind: "FINE",
      name: name("r"),
      falls: "UNIT",
      amount: { min: "100", max: "700" },
    };
    const both = kind("BOTH", [fine(yuan("400")), fine(yuan("400"), { code: "FINE2" })]);
    expect(codes(propose([kind("RANGE", [range]), both], scores))).toEqual([["BOTH", ["RANGE"]]]);
    expect(codes(propose([kind("RANGE", [range]), { ...both, choose: "ONE" }], scores))).toEqual([["RANGE", ["BOTH"]]]);
  });
  it("a repeated find at the upper end of its range, times the factor", () => {
    const amount = { min: "200", max: "500" };
    const find = perEvent([{ code: "RANGE", kind: "FINE", name: name("r"), falls: "UNIT", amount }], {
      code: "FIND",
      dearestOf: "SCORE",
      repeat: { same: ["item"], times: "2" },
    });
    const finds = ["2026-03-01", day].map((on) => violation("b", on, "1", { item: "HAND" }));
    const plans = [kind("LAST", [fine(yuan("700"))]), find];
    expect(codes(propose(plans, scores, finds.slice(1)))).toEqual([["LAST", ["FIND"]]]);
    expect(codes(propose(plans, scores, finds))).toEqual([["FIND", ["LAST", "FIND"]]]);
  });
  it("a range without an upper end at its lower one; what is no money costs nothing", () => {
    const open = (min: string): ConsequencePlan => ({
      code: "OPEN",
      kind: "FINE",
      name: name("o"),
      falls: "UNIT",
      amount: { min, max: null },
    });
    const fined = kind("FINED", [fine(yuan("500"))]);
    expect(codes(propose([kind("WORD", [circular]), kind("MORE", [open("501")]), fined], scores))).toEqual([
      ["MORE", ["WORD", "FINED"]],
    ]);
    expect(codes(propose([kind("LESS", [open("499")]), fined], scores))).toEqual([["FINED", ["LESS"]]]);
    expect(codes(propose([kind("ONE", [circular], { choose: "ONE" }), kind("TWO", [circular])], scores))).toEqual([
      ["ONE", ["TWO"]],
    ]);
  });
  it("each subject for itself, and a notice takes nobody's place", () => {
    const event = perEvent([fine(yuan("900"))], { code: "EVENT", dearestOf: "SCORE", since: "2026-12-01" });
    const proposals = propose([event, kind("SMALL", [fine(yuan("300"))])], scores, [
      violation("b", day, "1"),
      violation("a", "2026-12-05", "1"),
    ]);
    expect(proposals.map((proposal) => [proposal.penalty, proposal.subject, proposal.notice])).toEqual([
      ["EVENT", "b", true],
      ["EVENT", "a", undefined],
      ["SMALL", "b", undefined],
    ]);
  });
});
