import { describe, expect, it } from "vitest";
import type { Result } from "@/lib/kernel/result";
import { DECLARED } from "../declared";
import type { Keying, MysteryState } from "../types";
import { agreedOf, decideChoices, differencesOf, withEvidence } from "./entries";
import { decideRotation, ruleFor } from "./rotation";
import { decideSatisfaction, decideWords, satisfactionTotal } from "./satisfaction";
import { decideAdjudication, decideCheck, decideKeying, decideRelease, roundOf, stateOf } from "./states";
import { decideSeeing, decideUnmasking, HOURS_TO_SEE, unmaskingState } from "./unmasking";
import { decideWaiting, isOverdue, waitedSeconds } from "./waiting";

const codesOf = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code }) => code));
const rule = { days: 90, notTwice: true, most: 2 };

describe("rotation", () => {
  const visit = { shopper: "S-01", onDay: "2026-10-10" };

  it("refuses the same shopper within the days of the rule, before and after", () => {
    expect(codesOf(decideRotation(rule, [{ shopper: "S-01", onDay: "2026-07-13" }], visit))).toEqual([
      "TOO_SOON_AGAIN",
    ]);
    expect(codesOf(decideRotation(rule, [{ shopper: "S-01", onDay: "2026-12-31" }], visit))).toEqual([
      "TOO_SOON_AGAIN",
    ]);
  });

  it("refuses twice running, in both directions, once the days have passed", () => {
    const long = { shopper: "S-01", onDay: "2026-05-01" };
    expect(codesOf(decideRotation(rule, [long], visit))).toEqual(["TWICE_RUNNING"]);
    expect(codesOf(decideRotation(rule, [{ shopper: "S-01", onDay: "2027-02-01" }], visit))).toEqual(["TWICE_RUNNING"]);
    expect(codesOf(decideRotation(rule, [long, { shopper: "S-02", onDay: "2026-08-01" }], visit))).toEqual([]);
    expect(codesOf(decideRotation({ ...rule, notTwice: false }, [long], visit))).toEqual([]);
  });

  it("refuses more visits than the rule allows, and without a limit none", () => {
    const stays = [
      { shopper: "S-01", onDay: "2026-01-01" },
      { shopper: "S-01", onDay: "2026-05-01" },
      { shopper: "S-02", onDay: "2026-08-01" },
    ];
    expect(codesOf(decideRotation(rule, stays, visit))).toEqual(["TOO_OFTEN_THERE"]);
    expect(codesOf(decideRotation({ ...rule, most: null }, stays, visit))).toEqual([]);
    // Of a year: what was longer ago is no reason any more.
    const before = stays.map((stay) => ({ ...stay, onDay: stay.onDay.replace("2026-01-01", "2025-10-11") }));
    expect(codesOf(decideRotation(rule, before, visit))).toEqual(["TOO_OFTEN_THERE"]);
    const longBefore = stays.map((stay) => ({ ...stay, onDay: stay.onDay.replace("2026-01-01", "2025-10-10") }));
    expect(codesOf(decideRotation(rule, longBefore, visit))).toEqual([]);
  });

  it("takes the words of the plan it belongs to, and keeps the declared days", () => {
    expect(ruleFor(rule, null)).toEqual(rule);
    expect(ruleFor(rule, { notTwice: false, mostPerOutlet: 1 })).toEqual({ days: 90, notTwice: false, most: 1 });
  });
});

const keying = (more: Partial<Keying> = {}): Keying => ({
  answers: { "ATT-001": { verdict: "PASS" }, "ATT-015": { verdict: "PASS" } },
  waiting: { shown: "10:02:10", approached: "10:04:00", by: "STAFF" },
  words: { PERSONAL: { who: "大堂经理", words: "您好，借记卡不收年费。" } },
  satisfaction: { SITE: "8", NORMS: "7", QUALITY: "6", TIME: "4", OVERALL: "5" },
  remarks: { pleased: "", displeased: "" },
  ...more,
});

describe("the three-minute rule (R-046)", () => {
  it("counts from the need to the first approach; the third minute itself is in time", () => {
    expect(waitedSeconds({ shown: "10:02:10", approached: "10:05:50" })).toBe(220);
    expect(isOverdue({ shown: "10:02:10", approached: "10:05:10", by: "STAFF" }, 180)).toBe(false);
    expect(isOverdue({ shown: "10:02:10", approached: "10:05:11", by: "STAFF" }, 180)).toBe(true);
    expect(isOverdue({ shown: "10:02:10", approached: "10:05:10", by: "VISITOR" }, 180)).toBe(true);
  });

  it("wants the sheet to say the same, times in order, and a visitor who waits", () => {
    const late = { shown: "10:00:00", approached: "10:03:40", by: "STAFF" as const };
    expect(codesOf(decideWaiting(DECLARED, keying({ waiting: late })))).toEqual(["WAIT_NOT_MARKED"]);
    const marked = { "ATT-015": { verdict: "DEDUCTED" as const, lost: "3.00", reason: "三分四十秒" } };
    expect(codesOf(decideWaiting(DECLARED, keying({ waiting: late, answers: marked })))).toEqual([]);
    expect(codesOf(decideWaiting(DECLARED, keying({ waiting: { ...late, approached: "09:59:00" } })))).toEqual([
      "TIMES_REVERSED",
    ]);
    expect(
      codesOf(decideWaiting(DECLARED, keying({ waiting: { ...late, approached: "10:02:00", by: "VISITOR" } }))),
    ).toEqual(["VISITOR_TOO_EARLY"]);
    expect(codesOf(decideWaiting(DECLARED, keying({ waiting: null })))).toEqual([]);
  });
});

describe("satisfaction (R-044) and dialogue", () => {
  it("adds up to thirty at most, and no criterion goes above its points", () => {
    const { criteria } = DECLARED;
    expect(satisfactionTotal(criteria, keying().satisfaction)).toEqual({ given: "30.00", of: "30.00" });
    const given = { SITE: "7.07", NORMS: "6.35", QUALITY: "5.36", TIME: "3.44", OVERALL: "4.50" };
    expect(satisfactionTotal(criteria, given).given).toBe("26.72");
    expect(codesOf(decideSatisfaction(criteria, given))).toEqual([]);
    expect(codesOf(decideSatisfaction(criteria, { ...given, TIME: "4.01", TASTE: "1" }))).toEqual([
      "POINTS_ABOVE",
      "CRITERION_UNKNOWN",
    ]);
    expect(codesOf(decideSatisfaction(criteria, {}))).toHaveLength(5);
  });

  it("every declared question has its words", () => {
    const { questions } = DECLARED;
    expect(codesOf(decideWords(questions, keying().words))).toEqual(["WORDS_MISSING"]);
    const words = { ...keying().words, CORPORATE: { who: "柜员", words: "营业执照。" } };
    expect(codesOf(decideWords(questions, words))).toEqual([]);
    expect(codesOf(decideWords(questions, { ...words, OTHER: { who: "柜员", words: "。" } }))).toEqual([
      "QUESTION_UNKNOWN",
    ]);
  });
});

describe("double entry (R-048)", () => {
  const other = keying({
    answers: {
      "ATT-001": { verdict: "DEDUCTED", lost: "1", reason: "未起身" },
      "ATT-015": { verdict: "PASS" },
      "POS-007": { verdict: "PASS" },
    },
    satisfaction: { SITE: "8.00", NORMS: "7", QUALITY: "6", TIME: "3", OVERALL: "5" },
    words: { PERSONAL: { who: "大堂经理", words: "您好,借记卡 不收年费" } },
    remarks: { pleased: "保安热情", displeased: "" },
  });

  it("lists each entry that differs; how it was punctuated is no difference", () => {
    expect(differencesOf(keying(), keying())).toEqual([]);
    expect(differencesOf(keying(), other)).toEqual([
      { part: "answers", code: "ATT-001" },
      { part: "satisfaction", code: "TIME" },
      { part: "remarks", code: "pleased" },
      { part: "answers", code: "POS-007" },
    ]);
    const later = keying({ waiting: { shown: "10:02:10", approached: "10:04:01", by: "STAFF" } });
    expect(differencesOf(keying(), later)).toEqual([{ part: "waiting", code: "times" }]);
    expect(differencesOf(keying(), keying({ waiting: null }))).toEqual([{ part: "waiting", code: "times" }]);
  });

  it("every difference is decided and nothing else; what counts takes each from the side found right", () => {
    const differences = differencesOf(keying(), other);
    const choices = {
      answers: { "ATT-001": "SECOND", "POS-007": "FIRST" },
      satisfaction: { TIME: "SECOND" },
      remarks: { pleased: "FIRST" },
    } as const;
    expect(codesOf(decideChoices(differences, choices))).toEqual([]);
    expect(codesOf(decideChoices(differences, { ...choices, remarks: {} }))).toEqual(["DIFFERENCE_OPEN"]);
    expect(codesOf(decideChoices(differences, { ...choices, words: { PERSONAL: "FIRST" } }))).toEqual([
      "CHOICE_UNKNOWN",
    ]);
    const agreed = agreedOf(keying(), other, choices);
    expect(agreed.answers).toEqual({
      "ATT-001": { verdict: "DEDUCTED", lost: "1", reason: "未起身" },
      "ATT-015": { verdict: "PASS" },
    });
    expect(agreed.satisfaction.TIME).toBe("3");
    expect(agreed.remarks.pleased).toBe("");
  });

  it("lays recordings beside the deduction they show", () => {
    const files = [
      { id: "a", item: "ATT-001" },
      { id: "b", item: "ATT-015" },
      { id: "c", item: null },
    ];
    expect(withEvidence(other.answers, files)).toEqual({
      ...other.answers,
      "ATT-001": { ...other.answers["ATT-001"], evidence: ["a"] },
    });
  });
});

describe("the course of a visit", () => {
  const of = (more: Partial<Parameters<typeof stateOf>[0]>) =>
    stateOf({ files: 1, steps: [], keyed: 0, differ: false, ...more });
  const step = (kind: "ADJUDICATED" | "PASSED" | "SENT_BACK" | "RELEASED" | "CANCELLED", round = 1) => ({
    kind,
    round,
  });

  it("goes from assigned to released, and from the start again when sent back", () => {
    expect(of({ files: 0 })).toBe("ASSIGNED");
    expect(of({})).toBe("RETURNED");
    expect(of({ keyed: 1 })).toBe("KEYED_ONCE");
    expect(of({ keyed: 2, differ: true })).toBe("DIFFERING");
    expect(of({ keyed: 2 })).toBe("AGREED");
    expect(of({ keyed: 2, differ: true, steps: [step("ADJUDICATED")] })).toBe("AGREED");
    expect(of({ keyed: 2, steps: [step("PASSED")] })).toBe("CHECKED");
    expect(of({ keyed: 2, steps: [step("PASSED"), step("RELEASED")] })).toBe("RELEASED");
    expect(of({ steps: [step("PASSED"), step("SENT_BACK")] })).toBe("RETURNED");
    expect(roundOf([step("SENT_BACK"), step("SENT_BACK", 2)])).toBe(3);
    expect(of({ steps: [step("SENT_BACK"), step("CANCELLED", 2)] })).toBe("CANCELLED");
  });

  const visit = (state: MysteryState, ...ids: string[]) => ({
    state,
    trial: false,
    keyers: ids.map((id) => ({ id })),
  });

  it.each([
    [decideKeying(visit("ASSIGNED"), "a"), "NOTHING_TO_KEY"],
    [decideKeying(visit("KEYED_ONCE", "a"), "a"), "KEYED_ALREADY"],
    [decideKeying(visit("AGREED", "a", "b"), "c"), "BOTH_IN"],
    [decideKeying(visit("RELEASED", "a", "b"), "c"), "VISIT_RELEASED"],
    [decideKeying(visit("CANCELLED"), "c"), "VISIT_CANCELLED"],
    [decideAdjudication(visit("KEYED_ONCE", "a"), "c"), "NOT_BOTH_IN"],
    [decideAdjudication(visit("AGREED", "a", "b"), "c"), "NOTHING_DIFFERS"],
    [decideAdjudication(visit("DIFFERING", "a", "b"), "b"), "KEYER_ADJUDICATES"],
    [decideCheck(visit("KEYED_ONCE", "a"), "c", "PASSED", ""), "NOT_BOTH_IN"],
    [decideCheck(visit("DIFFERING", "a", "b"), "c", "PASSED", ""), "NOT_AGREED"],
    [decideCheck(visit("AGREED", "a", "b"), "a", "PASSED", ""), "KEYER_CHECKS"],
    [decideCheck(visit("AGREED", "a", "b"), "c", "SENT_BACK", ""), "REASON_MISSING"],
    [decideCheck(visit("CHECKED", "a", "b"), "c", "PASSED", ""), "CHECKED_ALREADY"],
    [decideRelease(visit("AGREED", "a", "b")), "NOT_CHECKED"],
    [decideRelease(visit("RELEASED", "a", "b")), "VISIT_RELEASED"],
    [decideRelease({ ...visit("CHECKED", "a", "b"), trial: true }), "TRIAL_NEVER_RELEASED"],
  ])("refuses what is out of turn: %#", (result, code) => {
    expect(codesOf(result)).toEqual([code]);
  });

  it("takes the second keying of another person, and an adjudicator who keyed nothing", () => {
    expect(decideKeying(visit("RETURNED"), "a")).toEqual({ ok: true, value: 1 });
    expect(decideKeying(visit("KEYED_ONCE", "a"), "b")).toEqual({ ok: true, value: 2 });
    expect(decideAdjudication(visit("DIFFERING", "a", "b"), "c").ok).toBe(true);
    expect(decideCheck(visit("DIFFERING", "a", "b"), "c", "SENT_BACK", "两份都录错").ok).toBe(true);
    expect(decideRelease(visit("CHECKED", "a", "b")).ok).toBe(true);
  });
});

describe("unmasking", () => {
  const now = new Date("2026-10-02T08:00:00Z");
  const granted = (hours: number) => [{ kind: "GRANTED", at: new Date(now.getTime() - hours * 3_600_000) }];

  it("is open for a day once granted, and once seen it is over", () => {
    expect(unmaskingState([], now)).toBe("ASKED");
    expect(unmaskingState(granted(HOURS_TO_SEE), now)).toBe("GRANTED");
    expect(unmaskingState(granted(HOURS_TO_SEE + 0.1), now)).toBe("OVER");
    expect(unmaskingState([{ kind: "REFUSED", at: now }], now)).toBe("REFUSED");
    expect(unmaskingState([...granted(1), { kind: "SEEN", at: now }], now)).toBe("SEEN");
  });

  it("needs two people, and is seen by who asked", () => {
    expect(codesOf(decideUnmasking({ byId: "a", state: "ASKED" }, "a"))).toEqual(["OWN_REQUEST"]);
    expect(codesOf(decideUnmasking({ byId: "a", state: "REFUSED" }, "b"))).toEqual(["DECIDED_ALREADY"]);
    expect(codesOf(decideUnmasking({ byId: "a", state: "ASKED" }, "b"))).toEqual([]);
    expect(codesOf(decideSeeing({ byId: "a", state: "GRANTED" }, "b"))).toEqual(["NOT_ASKER"]);
    expect(codesOf(decideSeeing({ byId: "a", state: "ASKED" }, "a"))).toEqual(["NOT_GRANTED"]);
    expect(codesOf(decideSeeing({ byId: "a", state: "SEEN" }, "a"))).toEqual(["SEEN_ALREADY"]);
    expect(codesOf(decideSeeing({ byId: "a", state: "OVER" }, "a"))).toEqual(["UNMASKING_OVER"]);
    expect(codesOf(decideSeeing({ byId: "a", state: "GRANTED" }, "a"))).toEqual([]);
  });
});
