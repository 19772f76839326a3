import { mean, name, programme } from "../../specimens";
import type { IssueCode } from "../issue";
import type { Condition, Node } from "../nodes";
import type { AwardPlan, ConsequencePlan, PenaltyPlan, Programme, ReviewPlan } from "../schema";

/** Plans for tests of which each has exactly the defect it is about, in its awards, penalties or selectors. */

export const score = (): Node => ({ kind: "sheet", code: "USE", name: name("USE"), sheet: "s", period: "Y" });
export const own: Node = { kind: "ref", code: "own", name: name("own"), node: "USE" };
/** An amount of the plan; null leaves it open. */
export const yuan = (value: string | null): Node => ({ kind: "constant", code: "yuan", name: name("yuan"), value });
export const event: Node = { kind: "event", code: "event", name: name("event") };
/** A condition about the score of the review. */
export const when = (
  than: string | null,
  is: "AT_LEAST" | "MORE" | "EQUAL" | "LESS" = "AT_LEAST",
  of: Node = own,
): Condition => ({
  kind: "compare",
  of,
  is,
  than,
});

/** A sound award; `rest` brings the defect. */
export function award(rest: Partial<AwardPlan> = {}): AwardPlan {
  return {
    code: "A",
    name: name("A"),
    review: "R",
    target: "UNIT",
    basis: { kind: "RANK", node: "USE", ties: [] },
    quota: { min: 0, max: 2 },
    excludedBy: [],
    prizes: [],
    settledOn: "2026-12-31",
    ...rest,
  };
}

export const circular: ConsequencePlan = { code: "C", kind: "CIRCULAR", name: name("circular"), falls: "UNIT" };
/** A fine without an amount yet. */
export const fine = (rest: Partial<ConsequencePlan> = {}): ConsequencePlan => ({
  code: "F",
  kind: "FINE",
  name: name("fine"),
  falls: "UNIT",
  ...rest,
});

/** A sound penalty; `rest` brings the defect. */
export function penalty(rest: Partial<PenaltyPlan> = {}): PenaltyPlan {
  return {
    code: "P",
    name: name("P"),
    review: "R",
    when: { kind: "PER_EVENT", from: { stream: "event.V" } },
    choose: "ALL",
    consequences: [circular],
    ...rest,
  };
}

/** A programme with one review over one sheet. */
export const plan = (rest: Partial<Programme>, review: Partial<ReviewPlan> = {}) => programme(score(), rest, review);
/** A programme with this award. */
export const awarded = (rest: Partial<AwardPlan>, review: Partial<ReviewPlan> = {}, more: Partial<Programme> = {}) =>
  plan({ awards: [award(rest)], ...more }, review);
/** A programme with this penalty. */
export const punished = (rest: Partial<PenaltyPlan>, review: Partial<ReviewPlan> = {}) =>
  plan({ penalties: [penalty(rest)] }, review);
export const people: Partial<ReviewPlan> = { subjects: { kind: "PERSON", posts: ["TELLER", "GUARD"] } };
/** Three months in a row. */
export const streak = (rest: object) =>
  ({
    kind: "STREAK",
    from: { stream: "award.STAR" },
    step: "MONTH",
    length: 3,
    window: "ROLLING",
    reuse: false,
    ...rest,
  }) as const;
/** A prize of money without an amount yet. */
export const money = (rest: object) => ({ kind: "MONEY", what: name("money"), payer: "BRANCH", ...rest }) as const;
/** Up to two winners. */
export const quota = (rest: object) => ({ quota: { min: 0, max: 2, ...rest } });
/** At most one winner of these posts. */
export const stratum = (posts: string[]) => ({ name: name("stratum"), posts, max: 1 });
export const nominated = { target: "PERSON", basis: { kind: "NOMINATION", perUnit: 1 } } as const;
export const groups = { groups: [{ code: "G", name: name("G") }] };

export const grouped = (code: string, posts: string[]) => ({ code, name: name(code), posts });

export const months = { code: "M", name: name("M"), from: "2026-01-01", to: "2026-12-31", every: "MONTH" } as const;

export type Case = readonly [what: string, document: Programme, code: IssueCode, path: string];

export const defects: Case[] = [
  // what they are computed from
  [
    "a condition by no node",
    awarded({ basis: { kind: "THRESHOLD", when: when("90", "AT_LEAST", { ...own, node: "NONE" } as Node) } }),
    "UNKNOWN_NODE",
    "/awards/0/basis/when/of/node",
  ],
  [
    "a condition against a blank",
    awarded({ basis: { kind: "THRESHOLD", when: when(null) } }),
    "BLANK",
    "/awards/0/basis/when/than",
  ],
  [
    "a condition that asks for more than full marks",
    awarded({ basis: { kind: "THRESHOLD", when: when("100.01") } }),
    "CONDITION_NEVER",
    "/awards/0/basis/when",
  ],
  [
    "a condition above full marks themselves",
    awarded({ basis: { kind: "THRESHOLD", when: when("100", "MORE") } }),
    "CONDITION_NEVER",
    "/awards/0/basis/when",
  ],
  [
    "a part of a condition that can never hold",
    awarded({
      conditions: [{ code: "C", name: name("C"), when: { kind: "all", of: [when("90"), when("101", "EQUAL")] } }],
    }),
    "CONDITION_NEVER",
    "/awards/0/conditions/0/when",
  ],
  [
    "a condition with a blank inside a score",
    awarded({ conditions: [{ code: "C", name: name("C"), when: when("1", "AT_LEAST", yuan(null)) }] }),
    "BLANK",
    "/awards/0/conditions/0/when/of/value",
  ],
  [
    "an award's amount from an event",
    awarded({ prizes: [money({ by: event })] }),
    "EVENT_OUTSIDE_PENALTY",
    "/awards/0/prizes/0/by",
  ],
  [
    "a tie step of a vote by no node",
    awarded({
      basis: { kind: "VOTE", from: { stream: "vote" }, ties: [{ node: "NONE", better: "HIGHER", name: name("t") }] },
    }),
    "UNKNOWN_NODE",
    "/awards/0/basis/ties/0/node",
  ],
  // who
  [
    "people by an outlet's condition",
    awarded({ target: "PERSON", basis: { kind: "THRESHOLD", when: when("90") } }),
    "RANK_OF_PERSONS",
    "/awards/0/target",
  ],
  ["units in a review of people", awarded({}, people), "RANK_OF_UNITS", "/awards/0/target"],
  // rows of months
  [
    "a calendar row of four months",
    awarded({ basis: streak({ window: "CALENDAR", length: 4 }) }),
    "STREAK_NOT_CALENDAR",
    "/awards/0/basis/length",
  ],
  [
    "a calendar row of three quarters",
    awarded({ basis: streak({ window: "CALENDAR", step: "QUARTER" }) }),
    "STREAK_NOT_CALENDAR",
    "/awards/0/basis/length",
  ],
  [
    "more months than the review has",
    awarded({ basis: streak({ length: 13 }) }),
    "STREAK_TOO_LONG",
    "/awards/0/basis/length",
  ],
  [
    "more months than are looked at",
    awarded({ basis: streak({ from: { stream: "award.STAR", lastMonths: 2 } }) }),
    "STREAK_TOO_LONG",
    "/awards/0/basis/length",
  ],
  [
    "more quarters than the review has",
    punished({ when: streak({ step: "QUARTER", length: 5 }) }),
    "STREAK_TOO_LONG",
    "/penalties/0/when/length",
  ],
  [
    "months in a row in a review of one month",
    plan(
      {
        penalties: [penalty({ when: streak({}) })],
        periods: [{ code: "Y", name: name("y"), from: "2026-01-01", to: "2026-12-31" }, months],
      },
      { period: "M", cutOffOn: null },
    ),
    "STREAK_TOO_LONG",
    "/penalties/0/when/length",
  ],
  // quota
  ["a quota per group without groups", awarded(quota({ per: "GROUP" })), "NO_GROUPS", "/awards/0/quota/per"],
  ["posts of units", awarded(quota({ strata: [stratum(["TELLER"])] })), "STRATA_OF_UNITS", "/awards/0/quota/strata"],
  [
    "a post in two limits",
    awarded({ target: "PERSON", ...quota({ strata: [stratum(["TELLER"]), stratum(["GUARD", "TELLER"])] }) }, people),
    "STRATA_OVERLAP",
    "/awards/0/quota/strata/1/posts",
  ],
  [
    "a post in two groups",
    awarded({}, {}, { groups: [grouped("G", ["TELLER"]), grouped("H", ["GUARD", "TELLER"])] }),
    "GROUPS_OVERLAP",
    "/groups/1/posts",
  ],
  [
    "a limit for posts that are not scored",
    awarded({ target: "PERSON", ...quota({ strata: [stratum(["DRIVER"])] }) }, people),
    "STRATUM_NEVER",
    "/awards/0/quota/strata/0/posts",
  ],
  // highest only
  ["giving way to no award", awarded({ notWith: ["NONE"] }), "UNKNOWN_AWARD", "/awards/0/notWith/0"],
  ["giving way to itself", awarded({ notWith: ["A"] }), "NOT_WITH_ITSELF", "/awards/0/notWith/0"],
  [
    "giving way to what stands behind",
    plan({ awards: [award({ notWith: ["B"] }), award({ code: "B" })] }),
    "NOT_WITH_LATER",
    "/awards/0/notWith/0",
  ],
  // nomination
  [
    "a nomination per group",
    awarded({ ...nominated, ...quota({ per: "GROUP" }) }, {}, groups),
    "NOT_FOR_NOMINATION",
    "/awards/0/quota/per",
  ],
  [
    "a nomination by posts",
    awarded({ ...nominated, ...quota({ strata: [stratum(["TELLER"])] }) }),
    "NOT_FOR_NOMINATION",
    "/awards/0/quota/strata",
  ],
  ["reserves of a nomination", awarded({ ...nominated, reserves: 1 }), "NOT_FOR_NOMINATION", "/awards/0/reserves"],
  [
    "a nominee's computed prize",
    awarded({ ...nominated, prizes: [money({ by: yuan("1") })] }),
    "NOT_FOR_NOMINATION",
    "/awards/0/prizes/0/by",
  ],
  [
    "a nominee's place",
    awarded({ ...nominated, prizes: [money({ amount: "1", places: { from: 1, to: 1 } })] }),
    "NOT_FOR_NOMINATION",
    "/awards/0/prizes/0/places",
  ],
  [
    "a condition on people whom nobody scores",
    awarded({ ...nominated, conditions: [{ code: "C", name: name("C"), when: when("1") }] }),
    "NOT_FOR_NOMINATION",
    "/awards/0/conditions",
  ],
  // prizes
  [
    "places that run backwards",
    awarded({ prizes: [money({ amount: "1", places: { from: 2, to: 1 } })] }),
    "PLACES_REVERSED",
    "/awards/0/prizes/0/places/to",
  ],
  [
    "a prize from a place that is never given",
    awarded({ prizes: [money({ amount: "1", places: { from: 3, to: 5 } })] }),
    "PLACES_BEYOND_QUOTA",
    "/awards/0/prizes/0/places/from",
  ],
  [
    "a prize with amount and formula",
    awarded({ prizes: [money({ amount: "1", by: yuan("1") })] }),
    "AMOUNT_TWICE",
    "/awards/0/prizes/0/amount",
  ],
  [
    "a certificate with a formula",
    awarded({ prizes: [{ kind: "CERTIFICATE", what: name("c"), payer: "BRANCH", by: yuan("1") }] }),
    "AMOUNT_WITHOUT_MONEY",
    "/awards/0/prizes/0/by",
  ],
  [
    "money that recommends for promotion",
    awarded({ prizes: [money({ amount: "1", promotion: true })] }),
    "PROMOTION_NOT_OTHER",
    "/awards/0/prizes/0/promotion",
  ],
  ["a formula with a blank", awarded({ prizes: [money({ by: yuan(null) })] }), "BLANK", "/awards/0/prizes/0/by/value"],
  // penalties
  [
    "the last of a group without groups",
    punished({ when: { kind: "BOTTOM", n: 1, population: "GROUP" } }),
    "NO_GROUPS",
    "/penalties/0/when/population",
  ],
  [
    "a penalty's condition that can never hold",
    punished({ when: { kind: "THRESHOLD", when: when("101") } }),
    "CONDITION_NEVER",
    "/penalties/0/when/when",
  ],
  [
    "events of a period after the review",
    plan({
      penalties: [penalty({ when: { kind: "PER_EVENT", from: { stream: "c" }, within: "L" } })],
      periods: [
        { code: "Y", name: name("y"), from: "2026-01-01", to: "2026-12-31" },
        { code: "L", name: name("l"), from: "2027-01-01", to: "2027-06-30" },
      ],
    }),
    "PERIOD_AFTER_CUT_OFF",
    "/penalties/0/when/within",
  ],
  ["a blank grace date", punished({ since: null }), "BLANK", "/penalties/0/since"],
  ["a grace that outlasts the review", punished({ since: "2027-01-01" }), "SINCE_AFTER_REVIEW", "/penalties/0/since"],
  [
    "a blank factor",
    punished({ consequences: [fine({ by: yuan("1") })], repeat: { same: ["item"], times: null } }),
    "BLANK",
    "/penalties/0/repeat/times",
  ],
  [
    "a factor of one",
    punished({ consequences: [fine({ by: yuan("1") })], repeat: { same: ["item"], times: "1" } }),
    "REPEAT_NOT_MORE",
    "/penalties/0/repeat/times",
  ],
  [
    "a repeat of a rank",
    punished({
      when: { kind: "BOTTOM", n: 1 },
      consequences: [fine({ by: yuan("1") })],
      repeat: { same: ["item"], times: "2" },
    }),
    "REPEAT_WITHOUT_EVENT",
    "/penalties/0/repeat",
  ],
  [
    "a repeat of nothing",
    punished({ consequences: [fine({ by: yuan("1") })], repeat: { same: [], times: "2" } }),
    "REPEAT_NEVER",
    "/penalties/0/repeat/same",
  ],
  [
    "a fine with range and formula",
    punished({ consequences: [fine({ by: yuan("1"), amount: { min: "1", max: "2" } })] }),
    "AMOUNT_TWICE",
    "/penalties/0/consequences/0/amount",
  ],
  [
    "a circular with a formula",
    punished({ consequences: [{ ...circular, by: yuan("1") }] }),
    "AMOUNT_WITHOUT_MONEY",
    "/penalties/0/consequences/0/by",
  ],
  [
    "a fine's formula with a blank",
    punished({
      consequences: [
        fine({
          by: {
            kind: "shortfall",
            code: "s",
            name: name("s"),
            of: own,
            side: "BELOW",
            mark: "92",
            base: null,
            each: "200",
            parts: "EXACT",
          },
        }),
      ],
    }),
    "BLANK",
    "/penalties/0/consequences/0/by/base",
  ],
  [
    "the event of a rank",
    punished({ when: { kind: "BOTTOM", n: 1 }, consequences: [fine({ by: event })] }),
    "EVENT_OUTSIDE_PENALTY",
    "/penalties/0/consequences/0/by",
  ],
  // selectors, wherever they stand
  [
    "an event's range without a number in it",
    punished({ when: { kind: "PER_EVENT", from: { stream: "c", range: { value: { min: "3", max: "2" } } } } }),
    "RANGE_REVERSED",
    "/penalties/0/when/from/range/value/max",
  ],
  [
    "such a range among alternatives",
    punished({ when: { kind: "PER_EVENT", from: { stream: "c", anyOf: [{ range: { n: { min: "3", max: "2" } } }] } } }),
    "RANGE_REVERSED",
    "/penalties/0/when/from/anyOf/0/range/n/max",
  ],
  [
    "such a range of a bar",
    awarded({
      excludedBy: [{ code: "B", name: name("B"), from: { stream: "c", range: { value: { min: "3", max: "2" } } } }],
    }),
    "RANGE_REVERSED",
    "/awards/0/excludedBy/0/from/range/value/max",
  ],
  [
    "such a range of a duty",
    plan({
      duties: [
        {
          code: "D",
          name: name("D"),
          from: { stream: "c", range: { value: { min: "3", max: "2" } } },
          every: "WEEK",
          within: "Y",
          atLeast: 1,
        },
      ],
    }),
    "RANGE_REVERSED",
    "/duties/0/from/range/value/max",
  ],
  [
    "such a range of a score",
    programme(mean("m", "m", { from: { stream: "m", range: { value: { min: "3", max: "2" } } } })),
    "RANGE_REVERSED",
    "/reviews/0/root/from/range/value/max",
  ],
];

export const notices: Case[] = [
  [
    "a repeat that no fine follows",
    punished({ repeat: { same: ["item"], times: "2" } }),
    "REPEAT_WITHOUT_FINE",
    "/penalties/0/repeat",
  ],
  [
    "a rivalry with nobody",
    punished({ when: { kind: "BOTTOM", n: 1 }, dearestOf: "WORD" }),
    "DEAREST_ALONE",
    "/penalties/0/dearestOf",
  ],
  [
    "an outlet's rank that falls on a person",
    punished({ when: { kind: "BOTTOM", n: 1 }, consequences: [{ ...circular, falls: "PERSON" }] }),
    "FALLS_ON_NOBODY",
    "/penalties/0/consequences/0/falls",
  ],
];
