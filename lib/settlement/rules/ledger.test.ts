import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoredAward, StoredPenalty } from "@/lib/awards/types";
import type { AwardPlan, PenaltyPlan } from "@/lib/scoring/programme/schema";
import type { AwardProposal } from "@/lib/scoring/types";
import {
  type AwardFall,
  type BookSource,
  type ComputedSource,
  PAYERS,
  type PenaltyStepTaken,
  type PrizeSettled,
  type ReviewSource,
} from "../types";
import { bookOf } from "./book";
import { decideSettle } from "./claims";
import { byPayer, fineTotals, liabilitiesOf, reconcile, total } from "./ledger";
import { decideStep, possibleSteps, stateOf } from "./penalties";
import { publishedResults } from "./published";
import { decideFall, nextInLine } from "./winners";

const text = (words: string) => ({ zh: words, en: words });
const DAY = "2026-07-10";
const AT = new Date("2026-07-01T04:00:00Z");

interface Case {
  readonly amounts: readonly (string | null)[];
  readonly winners: number;
  readonly reserves: number;
  readonly fines: readonly (number | null)[];
  /** What the newest result keeps, by position; another amount for fines. */
  readonly kept: readonly boolean[];
  readonly shift: number;
  readonly superseded: boolean;
  readonly acts: readonly { readonly at: number; readonly kind: number; readonly day: number }[];
}

const subjects = ["a", "b", "c", "d", "e", "f", "g"];

const cases = fc.record<Case>({
  amounts: fc.array(
    fc.option(
      fc.tuple(fc.nat(99_999), fc.nat(99)).map(([yuan, cents]) => `${yuan}.${String(cents).padStart(2, "0")}`),
      { nil: null },
    ),
    { minLength: 1, maxLength: 3 },
  ),
  winners: fc.nat(4),
  reserves: fc.nat(3),
  fines: fc.array(fc.option(fc.nat(1_000_000), { nil: null }), { maxLength: 5 }),
  kept: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  shift: fc.integer({ min: -500, max: 500 }),
  superseded: fc.boolean(),
  acts: fc.array(fc.record({ at: fc.nat(30), kind: fc.nat(9), day: fc.nat(30) }), { maxLength: 25 }),
});

function planOf({ amounts, winners, reserves }: Case): { award: AwardPlan; proposal: AwardProposal } {
  const award: AwardPlan = {
    code: "BEST",
    name: text("优胜奖"),
    review: "H1",
    target: "UNIT",
    basis: { kind: "RANK", node: "N", ties: [] },
    quota: { min: 0, max: winners },
    reserves,
    excludedBy: [],
    prizes: [
      ...amounts.map((amount, at) => ({
        kind: "MONEY" as const,
        ...(amount !== null && { amount }),
        what: text("奖金"),
        payer: PAYERS[at % 3]!,
      })),
      { kind: "CERTIFICATE" as const, what: text("奖状"), payer: "BRANCH" as const },
    ],
    settledOn: "2026-12-31",
  };
  const because = { code: "awardWon", values: {} };
  const listed = (from: number, to: number) =>
    subjects.slice(from, to).map((subject, at) => ({ subject, value: "1", place: from + at + 1, because }));
  return {
    award,
    proposal: {
      award: "BEST",
      quota: { min: 0, max: winners },
      winners: listed(0, winners),
      reserves: listed(winners, winners + reserves),
      contested: null,
      whyNot: [],
    },
  };
}

const penalty: PenaltyPlan = {
  code: "P",
  name: text("罚"),
  review: "H1",
  when: { kind: "BOTTOM", n: 1 },
  choose: "ALL",
  consequences: [
    { code: "FINE", kind: "FINE", name: text("罚款"), falls: "UNIT" },
    { code: "REMOVAL", kind: "REMOVAL", name: text("免职"), falls: "UNIT_HEAD" },
  ],
};

/** A campaign as it may have come about: decisions, a re-score perhaps, and any acts that the rules let through. */
function sourceOf(given: Case): BookSource {
  const { award, proposal } = planOf(given);
  const computed: ComputedSource = {
    programme: { awards: [award], penalties: [penalty] },
    awards: [proposal],
    penalties: [],
    subjects: subjects.map((id) => ({ id })),
  };
  const published = given.superseded ? ["r1", "r2"] : ["r1"];
  const review: ReviewSource = {
    code: "H1",
    name: text("上半年"),
    state: "FINAL",
    publishedOn: "2026-07-01",
    published,
    current: published.at(-1)!,
    computed: new Map(published.map((id) => [id, computed])),
  };
  const decided = { reason: "", decidedName: "x", decidedAt: AT, reviewCode: "H1", personId: null };
  const awards: StoredAward[] = published.flatMap((resultId, result) =>
    proposal.winners
      .filter((_, at) => result === 0 || given.kept[at])
      .map(({ subject }) => ({ ...decided, resultId, awardCode: "BEST", subject, unitId: subject, granted: true })),
  );
  const penalties: StoredPenalty[] = published.flatMap((resultId, result) =>
    given.fines
      .map((amountMinor, at) => ({ amountMinor, at }))
      .filter(({ at }) => result === 0 || given.kept[at])
      .map(({ amountMinor, at }) => ({
        ...decided,
        resultId,
        id: `${resultId} ${at}`,
        penaltyCode: "P",
        subject: subjects[at]!,
        factId: "",
        consequence: amountMinor === null ? "REMOVAL" : "FINE",
        amountMinor: amountMinor === null ? null : Math.max(0, amountMinor + (result === 0 ? 0 : given.shift)),
      })),
  );
  let source: BookSource = {
    reviews: [{ ...review, published: ["r1"], current: "r1" }],
    awards,
    penalties,
    falls: [],
    prizes: [],
    steps: [],
    dayOf: () => "2026-07-01",
  };
  const half = Math.floor(given.acts.length / 2);
  for (const [order, act] of given.acts.entries()) {
    // The re-score comes in the middle of everything.
    if (order === half) source = { ...source, reviews: [review] };
    source = acted(source, award, computed, act, order);
  }
  return { ...source, reviews: [review] };
}

function acted(
  source: BookSource,
  award: AwardPlan,
  computed: ComputedSource,
  act: Case["acts"][number],
  order: number,
): BookSource {
  const book = bookOf(source);
  const day = `2026-07-${String(act.day + 1).padStart(2, "0")}`;
  const by = { byName: "x", at: new Date(AT.getTime() + order) };
  if (act.kind < 3) {
    const claim = book.claims[act.at % Math.max(1, book.claims.length)];
    if (!claim) return source;
    const kind = act.kind === 2 ? "TAKEN_BACK" : "HANDED_OVER";
    const amount = claim.decidedMinor === null ? "123.45" : null;
    const done = decideSettle(kind, claim, { on: day, today: day, from: "2026-07-01", state: "FINAL", amount });
    if (!done.ok) return source;
    const row: PrizeSettled = {
      ...claim,
      ...by,
      no: `Z-${order}`,
      seq: claim.settled.length + 1,
      act: kind,
      amountMinor: done.value,
      on: day,
      reference: "",
      note: "",
    };
    return { ...source, prizes: [...source.prizes, row] };
  }
  if (act.kind === 3) {
    const holder = book.holders[act.at % Math.max(1, book.holders.length)];
    if (!holder) return source;
    const ready = nextInLine(award, computed, holder, book.holders, source.falls);
    const given = book.claims.some((claim) => claim.holder === holder && (claim.given > 0 || claim.givenMinor > 0));
    const done = decideFall(holder, ready, { follower: ready.length > 0 ? "NEXT" : "", given });
    if (!done.ok) return source;
    const row: AwardFall = {
      ...by,
      reviewCode: "H1",
      awardCode: "BEST",
      subject: holder.subject,
      cause: "LEFT",
      reason: "x",
      follower: done.value.follower,
      unitId: null,
      personId: null,
    };
    return { ...source, falls: [...source.falls, row] };
  }
  const one = book.cases[act.at % Math.max(1, book.cases.length)];
  if (!one) return source;
  const step = possibleSteps(one, day, one.from).at(-1);
  const done = step && decideStep(step, one, { on: day, today: day, decidedOn: one.from });
  if (!step || !done?.ok) return source;
  const row: PenaltyStepTaken = {
    ...by,
    ...done.value,
    decisionId: one.id,
    seq: one.steps.length + 1,
    state: step,
    on: day,
    note: "",
    reference: "",
  };
  return { ...source, steps: [...source.steps, row] };
}

describe("the ledgers", () => {
  it("agree with the decisions to the cent, whatever was done in whatever order", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const source = sourceOf(given);
        const book = bookOf(source);
        for (const check of reconcile(source, book)) {
          expect(check.difference, check.code).toBe(0);
          expect(check.named, check.code).toEqual([]);
        }
        const lines = liabilitiesOf(book.claims);
        for (const line of [...lines, ...byPayer(lines)])
          expect(total([line.decided, -line.given, -line.owed, line.reclaim])).toBe(0);
        const fines = fineTotals(book.cases);
        expect(total([fines.decided, -fines.paid, -fines.outstanding, fines.repay])).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it("never let anything be handed over or paid beyond what was decided at the time, nor given back twice", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const book = bookOf(sourceOf(given));
        for (const claim of book.claims) {
          expect(claim.givenMinor).toBeGreaterThanOrEqual(0);
          if (claim.kind !== "MONEY") expect([0, 1]).toContain(claim.given);
          if (claim.state === "GONE") expect([claim.decidedMinor ?? 0, claim.givenMinor]).toEqual([0, 0]);
        }
        for (const one of book.cases) {
          expect(one.paidMinor).toBeGreaterThanOrEqual(0);
          if (one.current === null && one.isFine) expect(stateOf(one, DAY) === "REPAY_DUE").toBe(one.paidMinor > 0);
        }
        const seats = Map.groupBy(book.holders, (holder) => holder.subject);
        for (const held of seats.values()) expect(held).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it("name a difference when an act fits no decision", () => {
    const source = sourceOf({
      amounts: ["100.00"],
      winners: 1,
      reserves: 0,
      fines: [500],
      kept: [true, true, true, true, true, true, true],
      shift: 0,
      superseded: false,
      acts: [],
    });
    const stray: PenaltyStepTaken = {
      decisionId: "nowhere",
      seq: 1,
      state: "EXECUTED",
      on: DAY,
      dueOn: null,
      amountMinor: 700,
      note: "",
      reference: "",
      byName: "x",
      at: AT,
    };
    const strayed = { ...source, steps: [stray] };
    expect(reconcile(strayed, bookOf(strayed)).find(({ code }) => code === "FINES_PAID")).toEqual({
      code: "FINES_PAID",
      decisions: 700,
      ledger: 0,
      difference: 700,
      named: [{ what: "nowhere", subject: "", difference: 700 }],
    });
    // Two that cancel out are still named.
    const book = bookOf(source);
    const [claim] = book.claims;
    const other = { ...claim!, subject: "z", decidedMinor: 10_000, key: "z" };
    const swapped = { ...book, claims: [other, ...book.claims.filter((one) => one !== claim)] };
    const [awards] = reconcile(source, swapped);
    expect([awards!.difference, awards!.named.map(({ subject }) => subject)]).toEqual([0, ["a", "z"]]);
  });
});

describe("published results", () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 6, 1, hour));
  const step = (seq: number, state: "FROZEN" | "OPEN" | "NOTICE" | "FINAL" | "APPROVED") => ({
    seq,
    state,
    at: at(seq),
  });
  const result = (id: string, seq: number, hour: number) => ({ id, seq, computedAt: at(hour) });

  it("are the one that was published and those that took its place since", () => {
    const life = [step(1, "FROZEN"), step(2, "OPEN"), step(3, "FROZEN"), step(4, "APPROVED"), step(5, "NOTICE")];
    const results = [result("lifted", 1, 1), result("first", 2, 3), result("second", 3, 6), result("third", 4, 8)];
    expect(publishedResults(life, results)).toEqual(["first", "second", "third"]);
    expect(publishedResults([...life, step(7, "FINAL")], results)).toEqual(["first", "second", "third"]);
    expect(publishedResults(life.slice(0, 4), results)).toEqual([]);
    expect(publishedResults([], results)).toEqual([]);
  });

  it("are not those that were frozen anew and not published again", () => {
    const life = [step(1, "FROZEN"), step(2, "NOTICE"), step(3, "FROZEN"), step(6, "NOTICE")];
    const results = [result("first", 1, 1), result("draft", 2, 4), result("second", 3, 5)];
    expect(publishedResults(life, results)).toEqual(["first", "second"]);
  });
});

describe("who is next in line", () => {
  const { award, proposal } = planOf({
    amounts: ["100.00"],
    winners: 2,
    reserves: 3,
    fines: [],
    kept: [],
    shift: 0,
    superseded: false,
    acts: [],
  });
  const holder = (subject: string, awardCode = "BEST") => ({
    reviewCode: "H1",
    awardCode,
    subject,
    unitId: null,
    personId: null,
    after: null,
    place: 1,
    reason: "",
    byName: "",
    at: AT,
  });
  const computed = (more: Partial<ComputedSource> = {}): ComputedSource => ({
    programme: { awards: [award], penalties: [] },
    awards: [proposal],
    penalties: [],
    subjects: subjects.map((id) => ({ id })),
    ...more,
  });
  const next = (plan: AwardPlan, held: ReturnType<typeof holder>[], from = computed()) =>
    nextInLine(plan, from, held[0]!, held, []).map(({ subject }) => subject);

  it("is the first reserve without a seat", () => {
    expect(next(award, [holder("a"), holder("b")])).toEqual(["c"]);
    expect(next(award, [holder("a"), holder("c")])).toEqual(["d"]);
  });

  it("is nobody who has a dearer award", () => {
    expect(next({ ...award, notWith: ["TOP"] }, [holder("a"), holder("c", "TOP")])).toEqual(["d"]);
    expect(next(award, [holder("a"), holder("c", "TOP")])).toEqual(["c"]);
  });

  it("is of the same group where each has its own seats", () => {
    const groups = computed({
      subjects: subjects.map((id) => ({ id, group: ["a", "d"].includes(id) ? "G1" : "G2" })),
    });
    const plan: AwardPlan = { ...award, quota: { min: 0, max: 1, per: "GROUP" } };
    expect(next(plan, [holder("a"), holder("b")], groups)).toEqual(["d"]);
    expect(next(plan, [holder("b"), holder("a")], groups)).toEqual(["c"]);
  });

  it("is of a post that the plan does not limit any further", () => {
    const posts = computed({
      subjects: subjects.map((id) => ({ id, post: ["b", "c"].includes(id) ? "TELLER" : "GUARD" })),
    });
    const strata = [{ name: text("柜员"), posts: ["TELLER"], max: 1 }];
    const plan: AwardPlan = { ...award, quota: { min: 0, max: 2, strata } };
    expect(next(plan, [holder("a"), holder("b")], posts)).toEqual(["d"]);
    expect(next(plan, [holder("b"), holder("a")], posts)).toEqual(["c"]);
  });
});
