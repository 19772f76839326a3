import { describe, expect, it } from "vitest";
import type { Post } from "@/lib/people/types";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { ItemRole } from "@/lib/standards/types";
import { answersOf, markText } from "./answers";
import { decideGathering, decideIssuing, effectOf } from "./circulars";
import { coverageOf, isCovered, sightsOf } from "./coverage";
import { floorOfPlan, shortfallsOf } from "./floors";
import { byUrgency, countdownOf, decideNaming } from "./retention";
import { decideMark, decideViewing, periodState, reviewState } from "./states";
import { clockOf, codeOf, minuteOf, secondOf } from "./times";
import { itemsAsWords, postsAsWords } from "./words";

const item = (code: string, ...roles: ItemRole[]) => ({ code, roles });
const CREW: Post[] = ["TELLER", "OUTLET_HEAD", "GUARD"];

describe("coverage", () => {
  it("looks for an item at the posts it is about, for everybody at every post, for premises once", () => {
    expect(sightsOf(item("a", "ALL_STAFF", "TELLER"), CREW)).toEqual(CREW);
    expect(sightsOf(item("a", "TELLER", "LOBBY_MANAGER"), CREW)).toEqual(["TELLER"]);
    expect(sightsOf(item("a", "OUTLET", "OUTLET_HEAD"), CREW)).toEqual(["OUTLET"]);
    expect(sightsOf(item("a", "HOTLINE"), CREW)).toEqual(["OUTLET"]);
    expect(sightsOf(item("a", "LOBBY_MANAGER"), CREW)).toEqual([]);
  });

  it("needs every item at every one of its posts, whichever sittings show it", () => {
    const items = [
      item("all", "ALL_STAFF"),
      item("door", "OUTLET"),
      item("guard", "GUARD"),
      item("lobby", "LOBBY_MANAGER"),
    ];
    const of = (...sittings: { items: string[]; posts: Post[] }[]) =>
      coverageOf({ items, posts: CREW, exempt: new Set(), sittings });
    const nothing = of();
    expect(nothing).toMatchObject({
      done: 0,
      all: 5,
      openItems: ["all", "door", "guard"],
      openPosts: ["OUTLET_HEAD", "TELLER", "GUARD"],
    });
    const some = of({ items: ["all", "door"], posts: ["TELLER"] }, { items: ["all"], posts: ["GUARD"] });
    expect(some).toMatchObject({ done: 3, openItems: ["all", "guard"], openPosts: ["OUTLET_HEAD"] });
    expect(some.rows[0]?.open).toEqual(["OUTLET_HEAD"]);
    // A post that was seen with nothing looked for is seen, and its items stay open.
    const walked = of(
      { items: ["all", "door", "guard"], posts: ["TELLER", "GUARD"] },
      { items: [], posts: ["OUTLET_HEAD"] },
    );
    expect(walked).toMatchObject({ openItems: ["all"], openPosts: [] });
    expect(isCovered(walked)).toBe(false);
    const whole = of({ items: ["all", "door", "guard"], posts: CREW });
    expect(whole).toMatchObject({ done: 5, openItems: [], openPosts: [] });
    expect(isCovered(whole)).toBe(true);
  });

  it("leaves out what does not apply here, but never a post", () => {
    const given = { items: [item("guard", "GUARD")], posts: ["GUARD"] as Post[], sittings: [] };
    const exempt = coverageOf({ ...given, exempt: new Set(["guard"]) });
    expect(exempt).toMatchObject({ all: 0, openItems: [], openPosts: ["GUARD"] });
    expect(isCovered(exempt)).toBe(false);
  });
});

describe("retention", () => {
  it("counts the days until a recording is overwritten, its own day among those it is kept", () => {
    expect(countdownOf("2026-08-28", 90, "2026-08-28")).toEqual({ lastDay: "2026-11-25", left: 89, gone: false });
    expect(countdownOf("2026-08-28", 90, "2026-11-25")).toMatchObject({ left: 0, gone: false });
    expect(countdownOf("2026-08-28", 90, "2026-11-26")).toMatchObject({ left: -1, gone: true });
    expect(countdownOf("2026-08-28", 1, "2026-08-28")).toMatchObject({ left: 0 });
  });

  it("refuses what begins where it ends, and takes a stretch that only touches another", () => {
    const range = { from: "2026-01-01", to: "2026-12-31" };
    const one = { onDay: "2026-08-28", fromMinute: 540, toMinute: 600, place: "大堂", dueOn: "2026-09-01" };
    const given = { range, retentionDays: 90, today: "2026-08-30", others: [one] };
    expect(decideNaming({ ...one, fromMinute: 600, toMinute: 600 }, given)).toMatchObject({ ok: false });
    expect(decideNaming({ ...one, fromMinute: 599, toMinute: 620 }, given)).toMatchObject({
      refusals: [{ code: "NAMED_ALREADY" }],
    });
    expect(decideNaming({ ...one, fromMinute: 600, toMinute: 620 }, given).ok).toBe(true);
    expect(decideNaming({ ...one, onDay: "2026-08-29" }, given).ok).toBe(true);
  });

  it("puts first what has to be supplied soonest, and what is viewed last", () => {
    const row = (state: string, dueOn: string, lastDay: string) => ({
      state,
      dueOn,
      countdown: { lastDay, left: 1, gone: false },
    });
    const rows = [
      row("VIEWED", "2026-09-01", "2026-09-01"),
      row("SUPPLIED", "2026-09-01", "2026-09-02"),
      row("ASKED", "2026-09-09", "2026-09-08"),
      row("ASKED", "2026-09-03", "2026-11-01"),
    ];
    expect([...rows].sort(byUrgency)).toEqual([...rows].reverse());
  });
});

describe("states", () => {
  it("follow from what was said, and a viewed period stays viewed", () => {
    const said = (...kinds: string[]) => periodState(kinds.map((kind) => ({ kind })));
    expect([said(), said("UNAVAILABLE"), said("UNAVAILABLE", "SUPPLIED"), said("SUPPLIED", "VIEWED")]).toEqual([
      "ASKED",
      "UNAVAILABLE",
      "SUPPLIED",
      "VIEWED",
    ]);
    const of = (covered: boolean, ...periods: ReturnType<typeof said>[]) =>
      reviewState({ ending: null, periods, covered });
    expect(of(true)).toBe("ASKED");
    expect(of(true, "VIEWED", "ASKED")).toBe("ASKED");
    expect(of(true, "VIEWED", "SUPPLIED")).toBe("SUPPLIED");
    expect(of(false, "VIEWED", "UNAVAILABLE")).toBe("VIEWED");
    expect(of(true, "VIEWED")).toBe("COVERED");
    expect(reviewState({ ending: "CLOSED", periods: [], covered: false })).toBe("CLOSED");
  });

  it("let nobody see more of a period than there is, nor a time code beside it", () => {
    const period = { onDay: "2026-09-01", fromMinute: 540, toMinute: 600, state: "SUPPLIED", minutes: 20 } as const;
    expect(decideViewing(period, 40).ok).toBe(true);
    expect(decideViewing(period, 41)).toMatchObject({ refusals: [{ values: { left: 40 } }] });
    expect(decideViewing({ ...period, state: "UNAVAILABLE" }, 1).ok).toBe(false);
    expect(decideMark(period, { from: 540 * 60, to: 600 * 60 }).ok).toBe(true);
    expect(decideMark(period, { from: 540 * 60 - 1, to: null }).ok).toBe(false);
    expect(decideMark(period, { from: 600 * 60, to: 600 * 60 + 1 })).toMatchObject({ refusals: [{ field: "until" }] });
  });
});

describe("times", () => {
  it("are read and written as the recording shows them", () => {
    expect([minuteOf("09:30"), clockOf(570), clockOf(1440)]).toEqual([570, "09:30", "24:00"]);
    expect([secondOf("9:31:20"), codeOf(34_280), codeOf(59)]).toEqual([34_280, "09:31:20", "00:00:59"]);
    expect(markText({ onDay: "2026-09-01", from: 59, to: null })).toBe("2026-09-01 00:00:59");
  });
});

describe("the filled sheet", () => {
  const mark = { period: 1, onDay: "2026-09-01", place: "", from: 60, to: 90 };
  const finding = (code: string, answer: object, withdrawn: string | null = null) => ({
    item: code,
    answer: { reason: "电话", ...answer },
    marks: [mark],
    withdrawn,
  });

  it("passes what was seen and not found, and repeats what was found twice", () => {
    const answers = answersOf(
      [item("a"), item("b"), item("c"), item("d")],
      [
        finding("a", { lost: "1.00" }),
        finding("a", { lost: "2.00", level: "x" }),
        finding("b", { lost: "1.00" }, "误记"),
      ],
      new Map([
        ["c", "没有"],
        ["d", ""],
      ]),
    );
    expect(answers).toEqual({
      a: {
        verdict: "DEDUCTED",
        lost: "1.00",
        reason: "2026-09-01 00:01:00–00:01:30 电话",
        also: [{ lost: "2.00", reason: "2026-09-01 00:01:00–00:01:30 电话" }],
      },
      b: { verdict: "PASS" },
      c: { verdict: "NOT_APPLICABLE", note: "没有" },
      d: { verdict: "NOT_APPLICABLE" },
    });
  });
});

describe("the weekly floor", () => {
  const floor = { per: "OUTLET", periods: 3, minutes: 30 } as const;
  const seen = (minutes: number, viewedOn = "2026-06-24", unitId = "a") => ({ unitId, viewedOn, minutes });

  it("takes 35, 30 and 20 minutes as two periods, one short (R-017)", () => {
    const rows = shortfallsOf(floor, "2026-06-22", ["a"], [seen(35), seen(30), seen(20)], "2026-06-24");
    expect(rows).toEqual([{ week: "2026-06-22", over: false, unitId: "a", least: 3, made: 2, brief: 1 }]);
  });

  it("asks every outlet in every week, or the campaign as a whole", () => {
    const three = [seen(30), seen(30), seen(30, "2026-06-28")];
    expect(
      shortfallsOf(floor, "2026-06-24", ["a", "b"], three, "2026-06-29").map(({ week, unitId, over }) => [
        week,
        unitId,
        over,
      ]),
    ).toEqual([
      ["2026-06-29", "b", false],
      ["2026-06-29", "a", false],
      ["2026-06-22", "b", true],
    ]);
    expect(shortfallsOf({ ...floor, per: "CAMPAIGN" }, "2026-06-22", ["a", "b"], three, "2026-06-28")).toEqual([]);
  });

  it("is read from the plan where its blanks are filled", () => {
    const duty = (atLeast: number | null, min: string | null, more: object = {}) =>
      ({
        duties: [{ from: { stream: "inspection.cctv", range: { minutes: { min } } }, every: "WEEK", atLeast, ...more }],
      }) as unknown as Pick<Programme, "duties">;
    expect(floorOfPlan(duty(3, "30"))).toEqual({ per: "CAMPAIGN", periods: 3, minutes: 30 });
    expect(floorOfPlan(duty(3, "30", { whose: "SUBJECT" }))?.per).toBe("OUTLET");
    expect([
      floorOfPlan(duty(null, "30")),
      floorOfPlan(duty(3, null)),
      floorOfPlan(duty(3, "30", { every: "MONTH" })),
    ]).toEqual([null, null, null]);
  });
});

describe("a circular", () => {
  it("only tells of what was before the effective day, and enforces from it on (R-054)", () => {
    expect([
      effectOf("2026-09-06", "2026-09-08"),
      effectOf("2026-09-08", "2026-09-08"),
      effectOf("2026-09-09", "2026-09-08"),
    ]).toEqual(["NOTIFY", "ENFORCE", "ENFORCE"]);
  });

  it("needs reviews, and a viewing people who work there", () => {
    const days = { from: "2026-09-01", to: "2026-09-07", dueOn: "2026-09-07" };
    expect(decideIssuing({ ...days, reviews: 1 }, "2026-09-07").ok).toBe(true);
    expect(decideIssuing({ ...days, reviews: 0 }, "2026-09-07")).toMatchObject({ refusals: [{ code: "NO_REVIEWS" }] });
    const held = { heldOn: "2026-09-08", issuedOn: "2026-09-08", present: 4, staff: 4 };
    expect(decideGathering(held, "2026-09-08").ok).toBe(true);
    expect(decideGathering({ ...held, present: 5 }, "2026-09-08").ok).toBe(false);
  });
});

describe("words", () => {
  it("name posts in both languages and the first few items", () => {
    expect(postsAsWords(["GUARD", "TELLER"])).toEqual({ posts_zh: "保安、柜员", posts_en: "guards, tellers" });
    expect(itemsAsWords(["a", "b"])).toEqual({ count: 2, items: "a, b" });
    expect(itemsAsWords("abcdefghij".split(""))).toEqual({ count: 10, items: "a, b, c, d, e, f, g, h…" });
  });
});
