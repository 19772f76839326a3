import { describe, expect, it } from "vitest";
import { streamSchema } from "@/lib/scoring/programme/schema";
import { candidatesOf } from "./candidates";
import { countOf, sealOf, shuffled } from "./count";
import { momentOf, voteDay } from "./days";
import { decideCancel, decideCount, decideVote, stateOf } from "./life";
import { shapeOf, voteOf } from "./votes";

const both = (zh: string) => ({ zh, en: zh });
const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };

describe("the day of a vote", () => {
  it("is the last of the period, or the latest that has come and is not frozen", () => {
    expect(voteDay(NOVEMBER, "2026-12-03", [])).toBe("2026-11-30");
    expect(voteDay(NOVEMBER, "2026-11-20", [])).toBe("2026-11-20");
    expect(voteDay(NOVEMBER, "2026-11-20", [{ from: "2026-11-15", to: "2026-11-20" }])).toBe("2026-11-14");
    expect(voteDay(NOVEMBER, "2026-12-03", [{ from: "2026-01-01", to: "2026-12-31" }])).toBeNull();
    expect(voteDay(NOVEMBER, "2026-10-31", [])).toBeNull();
  });

  it("comes from minutes on the bank's clock", () => {
    expect(momentOf("2026-11-20T18:00")?.toISOString()).toBe("2026-11-20T10:00:00.000Z");
    expect(momentOf("2026-02-30T18:00")).toBeNull();
    expect(momentOf("2026-02-03T25:00")).toBeNull();
  });
});

describe("the life of a ballot", () => {
  const times = { opensAt: new Date("2026-11-16T01:00:00Z"), closesAt: new Date("2026-11-20T10:00:00Z") };
  const on = (at: string, ending: "COUNTED" | "CANCELLED" | null = null) =>
    stateOf({ ...times, ending: ending && { outcome: ending } }, new Date(at));

  it("follows the clock until it ends", () => {
    expect(on("2026-11-16T00:59:59Z")).toBe("PLANNED");
    expect(on("2026-11-16T01:00:00Z")).toBe("OPEN");
    expect(on("2026-11-20T09:59:59Z")).toBe("OPEN");
    expect(on("2026-11-20T10:00:00Z")).toBe("DUE");
    expect(on("2026-11-16T02:00:00Z", "CANCELLED")).toBe("CANCELLED");
    expect(on("2026-11-21T00:00:00Z", "COUNTED")).toBe("COUNTED");
  });

  const codes = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
    result.ok ? [] : (result.refusals ?? []).map(({ code }) => code);

  it("takes one vote each, of those on the list, for a candidate, not oneself", () => {
    const voter = { personId: "a", listed: true, voted: false };
    const other = { subject: "b", known: true };
    const vote = (state: Parameters<typeof decideVote>[0], who = {}, whom = {}, own = false) =>
      codes(decideVote(state, { own }, { ...voter, ...who }, { ...other, ...whom }));
    expect(vote("OPEN")).toEqual([]);
    expect(vote("PLANNED")).toEqual(["NOT_YET_OPEN"]);
    expect(vote("DUE")).toEqual(["BALLOT_CLOSED"]);
    expect(vote("COUNTED")).toEqual(["BALLOT_CLOSED"]);
    expect(vote("CANCELLED")).toEqual(["BALLOT_CANCELLED"]);
    expect(vote("OPEN", { listed: false })).toEqual(["NOT_ON_THE_LIST"]);
    expect(vote("OPEN", { personId: null })).toEqual(["NOT_ON_THE_LIST"]);
    expect(vote("OPEN", { voted: true })).toEqual(["ALREADY_VOTED"]);
    expect(vote("OPEN", {}, { known: false })).toEqual(["CANDIDATE_UNKNOWN"]);
    expect(vote("OPEN", {}, { subject: "a" })).toEqual(["NOT_FOR_ONESELF"]);
    expect(vote("OPEN", {}, { subject: "a" }, true)).toEqual([]);
  });

  it("is counted when its time is over or everybody has voted, and cancelled before", () => {
    const half = { cast: 2, entitled: 4 };
    expect(codes(decideCount("OPEN", half))).toEqual(["NOT_EVERYBODY"]);
    expect(codes(decideCount("OPEN", { cast: 4, entitled: 4 }))).toEqual([]);
    expect(codes(decideCount("DUE", half))).toEqual([]);
    expect(codes(decideCount("PLANNED", half))).toEqual(["NOT_YET_OPEN"]);
    expect(codes(decideCount("CANCELLED", half))).toEqual(["BALLOT_CANCELLED"]);
    expect(codes(decideCancel("OPEN", true))).toEqual([]);
    expect(codes(decideCancel("DUE", true))).toEqual(["BALLOT_CLOSED"]);
    expect(codes(decideCancel("DUE", false))).toEqual([]);
    expect(codes(decideCancel("CANCELLED", true))).toEqual(["BALLOT_CANCELLED"]);
  });
});

describe("candidates", () => {
  const participants = [
    { unitId: "u1", groupCode: "A" },
    { unitId: "u2", groupCode: "B" },
  ];
  const people = [
    { id: "p1", post: "TELLER", unitId: "u1" },
    { id: "p2", post: "OUTLET_HEAD", unitId: "u1" },
    { id: "p3", post: "TELLER", unitId: "u2" },
    { id: "p4", post: "TELLER", unitId: "elsewhere" },
  ] as const;
  const reviews = [{ code: "M", subjects: { kind: "PERSON", posts: ["TELLER"] } }] as never;

  it("are those of the posts, at outlets that take part, of no group that is withheld", () => {
    const named = (groups: unknown[], target: "UNIT" | "PERSON") =>
      candidatesOf({ groups: groups as never, reviews }, { target, review: "M" }, participants, people).map(
        ({ subject }) => subject,
      );
    expect(named([], "PERSON")).toEqual(["p1", "p3"]);
    expect(named([{ code: "B", name: both("乙"), withheld: both("整改") }], "PERSON")).toEqual(["p1"]);
    expect(named([{ code: "B", name: both("乙"), withheld: both("整改") }], "UNIT")).toEqual(["u1"]);
    expect(named([{ code: "C", name: both("丙"), posts: ["OUTLET_HEAD"] }], "PERSON")).toEqual([]);
  });
});

describe("a slip as a record", () => {
  const stream = (more: object = {}) =>
    streamSchema.parse({
      code: "vote",
      name: both("投票"),
      of: "UNIT",
      attrs: [{ code: "candidate", name: both("候选人"), kind: "PERSON", required: true }],
      ...more,
    });
  const award = (from: object, target: "UNIT" | "PERSON" = "PERSON") =>
    ({ target, basis: { kind: "VOTE", from: { stream: "vote", ...from }, ties: [] } }) as Parameters<typeof shapeOf>[0];

  it("names its candidate as the plan does", () => {
    expect(shapeOf(award({ by: "candidate" }), stream())).toEqual({ by: "candidate", ofPerson: false });
    expect(shapeOf(award({}), stream({ of: "PERSON", attrs: [] }))).toEqual({ by: null, ofPerson: true });
    expect(shapeOf(award({}, "UNIT"), stream({ attrs: [] }))).toEqual({ by: null, ofPerson: false });
    const ballot = { no: "B-2026-00001", by: "candidate", ofPerson: false };
    expect(voteOf(ballot, { subject: "p", unitId: "u" })).toMatchObject({
      unitId: "u",
      personId: null,
      attrs: { candidate: "p" },
    });
    expect(voteOf({ ...ballot, by: null, ofPerson: true }, { subject: "p", unitId: "u" })).toMatchObject({
      personId: "p",
      attrs: {},
    });
  });

  it("is refused where the plan asks for more, or for something else", () => {
    expect(shapeOf(award({ by: "candidate" }), undefined)).toBeNull();
    expect(shapeOf(award({ by: "candidate" }), stream({ value: { name: both("分") } }))).toBeNull();
    expect(shapeOf(award({ by: "candidate" }, "UNIT"), stream())).toBeNull();
    expect(shapeOf(award({}), stream())).toBeNull();
    expect(shapeOf(award({ by: "candidate", lastMonths: 2 }), stream())).toBeNull();
    const more = [
      { code: "candidate", name: both("候选人"), kind: "PERSON", required: true },
      { code: "why", name: both("理由"), kind: "TEXT", required: true },
    ];
    expect(shapeOf(award({ by: "candidate" }), stream({ attrs: more }))).toBeNull();
  });
});

describe("the count", () => {
  it("is the same for the same slips in any order, and its seal says so", () => {
    const slips = ["b", "a", "b", "c"].map((subject) => ({ subject }));
    const counted = countOf(slips);
    expect(counted).toEqual([
      { subject: "b", votes: 2 },
      { subject: "a", votes: 1 },
      { subject: "c", votes: 1 },
    ]);
    expect(countOf(shuffled(slips))).toEqual(counted);
    const ballot = { no: "B-1", awardCode: "STAR", entitled: 9 };
    const seal = sealOf(ballot, "2026-11-30", 4, counted);
    expect(seal).toMatch(/^[0-9a-f]{64}$/);
    expect(sealOf(ballot, "2026-11-30", 4, countOf(slips.slice(1)))).not.toBe(seal);
  });

  it("comes in an order that says nothing about the voting", () => {
    const items = [0, 1, 2];
    // Every order of three by the draws it takes: six of them, each once.
    const orders = [0, 1, 2].flatMap((first) =>
      [0, 1].map((second) => {
        const draws = [first, second];
        return shuffled(items, () => draws.shift() ?? 0).join("");
      }),
    );
    expect(new Set(orders).size).toBe(6);
  });
});
