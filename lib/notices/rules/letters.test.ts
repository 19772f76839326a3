import { describe, expect, it } from "vitest";
import type { Chosen, LetterRow } from "../types";
import { decideAcknowledging, decideSending, isLate, type Reachable, stateOf } from "./letters";

const outlet = (code: string, path: string, group: string | null) => ({ id: code.toLowerCase(), code, path, group });
const reachable: Reachable = {
  groups: ["A", "B"],
  places: new Map([["S01", { path: "/HQ/B01/S01/" }]]),
  outlets: [
    outlet("O1", "/HQ/B01/S01/O1/", "A"),
    outlet("O2", "/HQ/B01/S01/O2/", "B"),
    outlet("O3", "/HQ/B01/O3/", "B"),
  ],
  people: new Map([["1001", "p1"]]),
  staff: [
    { id: "p1", unitId: "o1", post: "TELLER" },
    { id: "p2", unitId: "o1", post: "GUARD" },
    { id: "p3", unitId: "o3", post: "TELLER" },
  ],
};
const nobody: Chosen = { all: false, groups: [], places: [], outlets: [], people: [] };
const send = (chosen: Partial<Chosen>, more: object = {}) =>
  decideSending({
    published: true,
    chosen: { ...nobody, ...chosen },
    reachable,
    dueOn: null,
    today: "2026-07-01",
    foreign: 0,
    ...more,
  });
const refused = (result: ReturnType<typeof send>) => (result.ok ? null : result.refusals.map(({ code }) => code));

describe("a letter", () => {
  it("goes to all, to groups, below places, to outlets and to people, to each once", () => {
    expect(send({ all: true })).toMatchObject({ value: { unitIds: ["o1", "o2", "o3"], personIds: [] } });
    expect(send({ groups: ["B"] })).toMatchObject({ value: { unitIds: ["o2", "o3"] } });
    expect(send({ places: ["S01"], outlets: ["O1", "O3"] })).toMatchObject({
      value: { unitIds: ["o1", "o2", "o3"] },
    });
    expect(send({ people: ["1001", "1001"] })).toMatchObject({ value: { unitIds: [], personIds: ["p1"] } });
  });

  it("goes to those who work at the outlets, or to some posts there, each once and for themselves", () => {
    const staff = (chosen: Partial<Chosen>) => send({ whom: "STAFF", ...chosen });
    expect(staff({ all: true })).toMatchObject({ value: { unitIds: [], personIds: ["p1", "p2", "p3"] } });
    expect(staff({ outlets: ["O1"], people: ["1001"] })).toMatchObject({ value: { personIds: ["p1", "p2"] } });
    expect(staff({ all: true, posts: ["TELLER"] })).toMatchObject({ value: { unitIds: [], personIds: ["p1", "p3"] } });
    expect(refused(staff({ outlets: ["O2"] }))).toEqual(["NOBODY_ADDRESSED"]);
    expect(refused(staff({ all: true, posts: ["KING"] }))).toEqual(["POST_UNKNOWN"]);
    expect(refused(staff({}))).toEqual(["NOBODY_ADDRESSED"]);
  });

  it("is refused with what is wrong with it", () => {
    expect(refused(send({ all: true }, { published: false }))).toEqual(["CAMPAIGN_NOT_RUNNING"]);
    expect(refused(send({}))).toEqual(["NOBODY_ADDRESSED"]);
    expect(refused(send({ groups: ["C"] }))).toEqual(["GROUP_UNKNOWN"]);
    expect(refused(send({ places: ["S09"] }))).toEqual(["PLACE_UNKNOWN"]);
    expect(refused(send({ outlets: ["O9"] }))).toEqual(["OUTLET_UNKNOWN"]);
    expect(refused(send({ people: ["9999"] }))).toEqual(["PERSON_UNKNOWN"]);
    expect(refused(send({ all: true }, { dueOn: "2026-06-30" }))).toEqual(["DUE_PAST"]);
    expect(refused(send({ all: true }, { foreign: 1 }))).toEqual(["FILE_NOT_YOURS"]);
    expect(refused(send({ all: true }, { dueOn: "2026-07-01" }))).toBeNull();
  });

  it("is acknowledged once, where it asks for it and holds", () => {
    const took = { byName: "甲", note: "", at: new Date() };
    const withdrawn = { reason: "误发", byName: "甲", at: new Date() };
    const sent = { dueOn: "2026-07-03", withdrawn: null };
    const codeOf = (letter: Parameters<typeof decideAcknowledging>[0], acknowledged: typeof took | null = null) => {
      const decided = decideAcknowledging(letter, { acknowledged });
      return decided.ok ? null : decided.refusals[0].code;
    };
    expect(codeOf(sent)).toBeNull();
    expect(codeOf(sent, took)).toBe("ALREADY_ACKNOWLEDGED");
    expect(codeOf({ ...sent, withdrawn })).toBe("LETTER_WITHDRAWN");
    expect(codeOf({ ...sent, dueOn: null })).toBe("NOTHING_TO_ACKNOWLEDGE");
  });

  it("stands where its addressees stand", () => {
    const took = { byName: "甲", note: "", at: new Date() };
    const letter = (more: Partial<LetterRow>, ...acknowledged: (typeof took | null)[]) =>
      stateOf({
        dueOn: "2026-07-03",
        withdrawn: null,
        addressees: acknowledged.map((one, at) => ({ id: `${at}`, unitId: "o", personId: null, acknowledged: one })),
        ...more,
      });
    expect(letter({}, took, null)).toBe("SENT");
    expect(letter({}, took, took)).toBe("ACKNOWLEDGED");
    expect(letter({ dueOn: null }, null)).toBe("SENT");
    expect(letter({ withdrawn: { reason: "误发", byName: "甲", at: new Date() } }, took)).toBe("WITHDRAWN");
    expect([
      isLate("2026-07-03", null, "2026-07-03"),
      isLate("2026-07-03", null, "2026-07-04"),
      isLate("2026-07-03", "2026-07-02", "2026-07-09"),
      isLate(null, null, "2026-07-09"),
    ]).toEqual([false, true, false, false]);
  });
});
