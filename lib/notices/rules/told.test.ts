import { describe, expect, it } from "vitest";
import type { CampaignTold, Ear, Notice, ReviewTold } from "../types";
import { letterNotice, noticesOf, publicSince, unreadFirst } from "./told";

const text = (words: string) => ({ zh: words, en: words });
const at = (day: string) => new Date(`${day}T02:00:00Z`);

const FIRST = { id: "r1", since: at("2026-07-02") };
const SECOND = { id: "r2", since: at("2026-07-10") };

const review = (more: Partial<ReviewTold> = {}): ReviewTold => ({
  code: "H1",
  name: text("半年"),
  state: "NOTICE",
  steps: [{ id: "s1", state: "NOTICE", byId: "leader", at: at("2026-07-02") }],
  published: [FIRST],
  ...more,
});

const told = (more: Partial<CampaignTold> = {}): CampaignTold => ({
  id: "c",
  awards: new Map([["BEST", text("优胜奖")]]),
  penalties: new Map([["TARGET", text("未达标")]]),
  plans: [],
  reviews: [review({ steps: [] })],
  granted: [],
  falls: [],
  penalised: [],
  notified: [],
  standings: [],
  rulings: [],
  answers: [],
  ...more,
});

const unit = { id: "u", code: "O001", name: text("网点") };
const teller = { id: "t", code: "1002", name: text("柜员"), unitId: "u" };
const head: Ear = {
  accountId: "a",
  person: { id: "h", code: "1001", name: text("负责人") },
  units: new Map([["u", unit]]),
  people: new Map([["t", teller]]),
};
const stranger: Ear = { accountId: "b", person: null, units: new Map(), people: new Map() };

const granted = (more: object = {}) => ({
  id: "d1",
  resultId: "r1",
  awardCode: "BEST",
  subject: "u",
  unitId: "u",
  personId: null,
  decidedAt: at("2026-07-01"),
  ...more,
});
const penalised = (more: object = {}) => ({
  id: "p1",
  resultId: "r1",
  reviewCode: "H1",
  penaltyCode: "TARGET",
  subject: "u",
  personId: null,
  factId: "",
  consequence: "FINE",
  ...more,
});
const kinds = (notices: readonly Notice[]) => notices.map(({ kind }) => kind);
const FINAL = {
  state: "FINAL" as const,
  steps: [{ id: "s2", state: "FINAL" as const, byId: "a", at: at("2026-07-20") }],
};

describe("when a result is public", () => {
  it("is when the review was published, or when it was made while the review was public", () => {
    const steps = [
      { state: "FROZEN", at: at("2026-07-01") },
      { state: "NOTICE", at: at("2026-07-02") },
    ];
    expect(publicSince(steps, { computedAt: at("2026-07-01") })).toEqual(at("2026-07-02"));
    expect(publicSince(steps, { computedAt: at("2026-07-10") })).toEqual(at("2026-07-10"));
  });
});

describe("an award", () => {
  it("is told to whom it concerns from publication on, or from the decision where that came later", () => {
    const [won] = noticesOf(told({ granted: [granted()] }), head);
    expect(won).toMatchObject({ kind: "AWARD_WON", at: FIRST.since, path: "/statements/O001" });
    const [late] = noticesOf(told({ granted: [granted({ decidedAt: at("2026-07-05") })] }), head);
    expect(late?.at).toEqual(at("2026-07-05"));
    expect(noticesOf(told({ granted: [granted()] }), stranger)).toEqual([]);
  });

  it("of a person is told to them and to their outlet, under the name of the person", () => {
    const row = granted({ subject: "t", personId: "t" });
    expect(noticesOf(told({ granted: [row] }), head)).toMatchObject([
      { path: "/statements/O001", values: { subject: teller.name } },
    ]);
    const own = { ...stranger, person: teller };
    expect(noticesOf(told({ granted: [row] }), own)).toMatchObject([{ path: "/statements/1002" }]);
  });

  it("that the newest result does not have is gone only once the review is final, and won only once", () => {
    const both = { published: [FIRST, SECOND], steps: [] };
    const gone = told({ granted: [granted()], reviews: [review(both)] });
    expect(kinds(noticesOf(gone, head))).toEqual(["AWARD_WON"]);
    const settled = noticesOf({ ...gone, reviews: [review({ ...both, ...FINAL })] }, head);
    expect(settled).toMatchObject([{ kind: "AWARD_WON" }, { kind: "AWARD_GONE", at: at("2026-07-20") }]);
    const kept = told({
      granted: [granted(), granted({ id: "d2", resultId: "r2" })],
      reviews: [review({ ...both, ...FINAL })],
    });
    expect(noticesOf(kept, head)).toMatchObject([{ kind: "AWARD_WON", at: FIRST.since, key: "award.d1" }]);
  });

  it("falls to whoever follows, each being told of their own side alone", () => {
    const fall = { id: "f", reviewCode: "H1", awardCode: "BEST", subject: "u", follower: "v", at: at("2026-07-06") };
    expect(kinds(noticesOf(told({ granted: [granted()], falls: [fall] }), head))).toEqual(["AWARD_WON", "AWARD_FELL"]);
    const follower = { ...stranger, units: new Map([["v", { ...unit, id: "v", code: "O002" }]]) };
    expect(noticesOf(told({ falls: [fall] }), follower)).toMatchObject([
      { kind: "AWARD_FOLLOWED", path: "/statements/O002" },
    ]);
  });
});

describe("a penalty", () => {
  it("is not told when it is decided, but when it is made known", () => {
    const decided = told({ penalised: [penalised()] });
    expect(noticesOf(decided, head)).toEqual([]);
    const notified = [{ id: "n", decisionId: "p1", dueOn: "2026-07-08", at: at("2026-07-03") }];
    expect(noticesOf({ ...decided, notified }, head)).toMatchObject([
      { kind: "PENALTY_NOTIFIED", at: at("2026-07-03"), values: { until: "2026-07-08" } },
    ]);
    expect(noticesOf({ ...decided, notified }, stranger)).toEqual([]);
  });

  it("that nobody was told of is not told to be gone either", () => {
    const newer = review({ published: [FIRST, SECOND], ...FINAL, steps: FINAL.steps });
    const rows = told({ penalised: [penalised()], reviews: [newer] });
    expect(noticesOf(rows, head)).toEqual([]);
    const notified = [{ id: "n", decisionId: "p1", dueOn: null, at: at("2026-07-03") }];
    expect(kinds(noticesOf({ ...rows, notified }, head))).toEqual(["PENALTY_NOTIFIED", "PENALTY_GONE"]);
  });

  it("that another outlet has and that falls on a person of this one stands on the person's statement alone", () => {
    const row = penalised({ subject: "x", personId: "t" });
    const notified = [{ id: "n", decisionId: "p1", dueOn: null, at: at("2026-07-03") }];
    expect(noticesOf(told({ penalised: [row], notified }), head)).toEqual([]);
    const own = { ...stranger, person: teller };
    expect(noticesOf(told({ penalised: [row], notified }), own)).toMatchObject([{ path: "/statements/1002" }]);
  });
});

describe("a correction", () => {
  it("is told to those whose own line it changed", () => {
    const line = (resultId: string, subject: string, rank: number) => ({ resultId, subject, rank, total: "90" });
    const rows = told({
      reviews: [review({ published: [FIRST, SECOND], steps: [] })],
      standings: [line("r1", "u", 3), line("r2", "u", 2), line("r1", "h", 1), line("r2", "h", 1)],
    });
    expect(noticesOf(rows, head)).toMatchObject([
      { kind: "RESULT_CORRECTED", at: SECOND.since, values: { rankBefore: 3, rankAfter: 2 } },
    ]);
    expect(noticesOf(rows, stranger)).toEqual([]);
  });
});

describe("what everybody is told", () => {
  it("leaves out what one did oneself", () => {
    const plans = [
      { id: "1", version: 1, publishedAt: at("2026-03-01"), publishedById: "a" },
      { id: "2", version: 2, publishedAt: at("2026-04-01"), publishedById: "z" },
    ];
    const rows = told({ plans, reviews: [review({ steps: [...review().steps, ...FINAL.steps] })] });
    expect(kinds(noticesOf(rows, head))).toEqual(["PLAN_REVISED", "REVIEW_NOTICE"]);
    expect(kinds(noticesOf(rows, stranger))).toEqual([
      "PLAN_PUBLISHED",
      "PLAN_REVISED",
      "REVIEW_NOTICE",
      "REVIEW_FINAL",
    ]);
  });

  it("does not tell of an answer while the review is not public", () => {
    const answers = [{ id: "x", no: "Y-1", reviewCode: "H1", outcome: "REJECTED", at: at("2026-07-05") }];
    expect(kinds(noticesOf(told({ answers }), head))).toEqual(["OBJECTION_ANSWERED"]);
    expect(noticesOf(told({ answers, reviews: [] }), head)).toEqual([]);
  });
});

describe("a list of notices", () => {
  it("has what is not read first, and a withdrawn letter as something to be read again", () => {
    const letter = { id: "l", campaignId: "c", no: "H-1", title: "函", dueOn: null, at: at("2026-07-01"), open: 0 };
    const sent = letterNotice({ ...letter, withdrawnAt: null });
    const withdrawn = letterNotice({ ...letter, withdrawnAt: at("2026-07-03") });
    expect([sent.key, withdrawn.key]).toEqual(["letter.l", "withdrawn.l"]);
    const list = [
      { ...sent, read: true, at: at("2026-07-09") },
      { ...withdrawn, read: false },
      { ...sent, key: "letter.m", read: false },
    ];
    expect(unreadFirst(list).map(({ key }) => key)).toEqual(["withdrawn.l", "letter.m", "letter.l"]);
  });
});
