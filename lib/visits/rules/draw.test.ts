import { describe, expect, it } from "vitest";
import type { DrawGiven } from "../types";
import { drawVisits, sampleOf, windowsIn } from "./draw";

/** A repeatable die of its own, so that the cases owe nothing to the lots they test. */
function diceOf(seed: number) {
  let state = seed * 2_654_435_761 + 1;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const ROUNDS = [
  { from: "2026-10-05", to: "2026-10-18" },
  { from: "2026-10-19", to: "2026-11-01" },
  { from: "2026-11-02", to: "2026-11-15" },
  { from: "2026-11-16", to: "2026-11-29" },
];

function caseOf(seed: number): DrawGiven {
  const dice = diceOf(seed);
  const outlets = ["O1", "O2", "O3"].slice(0, 1 + dice(3));
  const people = ["P1", "P2", "P3"].slice(0, 1 + dice(3));
  const pairs = people.flatMap((person) => outlets.map((outlet) => ({ person, outlet })));
  return {
    outlets,
    people,
    names: {},
    rounds: ROUNDS.slice(0, 1 + dice(outlets.length === 3 ? 3 : 4)),
    sample: dice(4) === 0 ? 1 + dice(outlets.length) : 0,
    window: (["DAY", "WEEK", "WHOLE"] as const)[dice(3)]!,
    rotation: {
      notTwice: dice(3) > 0,
      mostPerOutlet: dice(2) === 0 ? 1 + dice(3) : null,
      mostPerPerson: dice(2) === 0 ? 1 + dice(5) : null,
    },
    bars: pairs
      .filter(() => dice(5) === 0)
      .map((pair) => ({ ...pair, why: (["OWN", "FORMER", "INTEREST", "NOT_THERE"] as const)[dice(4)]! })),
    last: Object.fromEntries(
      outlets.filter(() => dice(2) === 0).map((outlet) => [outlet, people[dice(people.length)]!]),
    ),
    earlier: pairs.filter(() => dice(6) === 0).map((pair) => ({ ...pair, times: 1 + dice(2) })),
  };
}

/** Whether any assignment of people to the visits keeps the rules, by trying all of them. */
function isPossible(given: DrawGiven, outlets: readonly string[]): boolean {
  const load = new Map<string, number>();
  const often = new Map<string, number>();
  for (const { person, outlet, times } of given.earlier)
    often.set(`${person} ${outlet}`, (often.get(`${person} ${outlet}`) ?? 0) + times);
  const { notTwice, mostPerOutlet, mostPerPerson } = given.rotation;
  const place = (at: number, before: string | undefined): boolean => {
    if (at === outlets.length * given.rounds.length) return true;
    const outlet = outlets[Math.floor(at / given.rounds.length)]!;
    const round = at % given.rounds.length;
    const last = round === 0 ? given.last[outlet] : before;
    return given.people.some((person) => {
      const key = `${person} ${outlet}`;
      if (given.bars.some((bar) => bar.person === person && bar.outlet === outlet)) return false;
      if (notTwice && last === person) return false;
      if (mostPerOutlet !== null && (often.get(key) ?? 0) >= mostPerOutlet) return false;
      if (mostPerPerson !== null && (load.get(person) ?? 0) >= mostPerPerson) return false;
      load.set(person, (load.get(person) ?? 0) + 1);
      often.set(key, (often.get(key) ?? 0) + 1);
      const possible = place(at + 1, person);
      load.set(person, load.get(person)! - 1);
      often.set(key, often.get(key)! - 1);
      return possible;
    });
  };
  return place(0, undefined);
}

describe("the draw", () => {
  it("keeps every rule in 1,000 generated cases, or refuses where trying everything finds nothing either", () => {
    let refused = 0;
    for (let seed = 1; seed <= 1000; seed += 1) {
      const given = caseOf(seed);
      const drawn = drawVisits(`seed-${seed}`, given);
      const again = drawVisits(`seed-${seed}`, given);
      expect(again, `${seed}`).toEqual(drawn);
      if (!drawn.ok) {
        refused += 1;
        expect(isPossible(given, sampleOf(`seed-${seed}`, given)), `${seed} refused`).toBe(false);
        expect(given.outlets).toContain(drawn.outlet);
        expect(drawn.against.map(({ person }) => person)).toEqual(given.people);
        for (const { person, why } of drawn.against) {
          const bar = given.bars.find((one) => one.person === person && one.outlet === drawn.outlet);
          if (bar) expect(why).toBe(bar.why);
          else expect(["LAST", "OFTEN", "FULL"]).toContain(why);
          if (why === "FULL") expect(given.rotation.mostPerPerson).not.toBeNull();
          if (why === "LAST") expect(given.rotation.notTwice).toBe(true);
          if (why === "OFTEN") expect(given.rotation.mostPerOutlet).not.toBeNull();
        }
        continue;
      }
      keepsRules(given, drawn.visits, `${seed}`);
    }
    expect(refused).toBeGreaterThan(100);
    expect(refused).toBeLessThan(900);
  });

  it("spreads the work: nobody has more than one visit over the others where all may go anywhere", () => {
    const outlets = Array.from({ length: 40 }, (_, at) => `O${at}`);
    const people = ["P1", "P2", "P3", "P4", "P5", "P6", "P7"];
    const drawn = drawVisits("spread", { ...FREE, outlets, people });
    if (!drawn.ok) throw new Error(drawn.outlet);
    const loads = people.map((person) => drawn.visits.filter((visit) => visit.person === person).length);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    expect(drawn.visits).toHaveLength(80);
    const days = new Set(drawn.visits.map(({ from }) => from));
    expect(days.size).toBeGreaterThan(15);
  });

  it("another seed draws another order, and a sample is drawn from all", () => {
    const outlets = Array.from({ length: 20 }, (_, at) => `O${at}`);
    const given = { ...FREE, outlets, people: ["P1", "P2"], sample: 5 };
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) {
      const drawn = drawVisits(`s${seed}`, given);
      if (!drawn.ok) throw new Error(drawn.outlet);
      const sampled = new Set(drawn.visits.map(({ outlet }) => outlet));
      expect(sampled.size).toBe(5);
      for (const outlet of sampled) seen.add(outlet);
    }
    expect(seen.size).toBe(20);
  });

  it("moves others about where only that makes room", () => {
    const drawn = drawVisits("knot", {
      ...FREE,
      rounds: ROUNDS.slice(0, 1),
      outlets: ["O1", "O2"],
      people: ["P1", "P2"],
      rotation: { notTwice: true, mostPerOutlet: null, mostPerPerson: 1 },
      bars: [{ person: "P2", outlet: "O2", why: "OWN" }],
    });
    expect(drawn.ok && drawn.visits.map(({ outlet, person }) => `${outlet}${person}`).sort()).toEqual(["O1P2", "O2P1"]);
  });

  it("five hundred outlets, weekly for a quarter, by thirty people are drawn at once", () => {
    const week = (at: number) => new Date(Date.UTC(2026, 9, 5 + at * 7)).toISOString().slice(0, 10);
    const rounds = Array.from({ length: 12 }, (_, at) => ({ from: week(at), to: week(at) }));
    const outlets = Array.from({ length: 500 }, (_, at) => `O${at}`);
    const people = Array.from({ length: 30 }, (_, at) => `P${at}`);
    const started = performance.now();
    const drawn = drawVisits("large", { ...FREE, outlets, people, rounds });
    expect(drawn.ok && drawn.visits.length).toBe(6000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

const FREE: DrawGiven = {
  outlets: [],
  people: [],
  names: {},
  rounds: ROUNDS.slice(0, 2),
  sample: 0,
  window: "DAY",
  rotation: { notTwice: true, mostPerOutlet: null, mostPerPerson: null },
  bars: [],
  last: {},
  earlier: [],
};

function keepsRules(
  given: DrawGiven,
  visits: readonly { outlet: string; person: string; from: string; due: string; place: number }[],
  label: string,
): void {
  const drawn = new Set(visits.map(({ outlet }) => outlet));
  expect(drawn.size, label).toBe(
    given.sample === 0 ? given.outlets.length : Math.min(given.sample, given.outlets.length),
  );
  expect(visits.length, label).toBe(drawn.size * given.rounds.length);
  expect(visits.map(({ place }) => place)).toEqual(visits.map((_, at) => at + 1));
  const { notTwice, mostPerOutlet, mostPerPerson } = given.rotation;
  for (const outlet of drawn) {
    const there = visits.filter((visit) => visit.outlet === outlet);
    given.rounds.forEach((round, at) => {
      expect(there[at]!.from >= round.from && there[at]!.due <= round.to, label).toBe(true);
    });
    const turn = [given.last[outlet], ...there.map(({ person }) => person)];
    if (notTwice) for (let at = 1; at < turn.length; at += 1) expect(turn[at], label).not.toBe(turn[at - 1]);
    for (const person of given.people) {
      const times = there.filter((visit) => visit.person === person).length;
      const earlier = given.earlier
        .filter((row) => row.person === person && row.outlet === outlet)
        .reduce((all, row) => all + row.times, 0);
      if (mostPerOutlet !== null && times > 0) expect(times + earlier, label).toBeLessThanOrEqual(mostPerOutlet);
      if (given.bars.some((bar) => bar.person === person && bar.outlet === outlet)) expect(times, label).toBe(0);
    }
  }
  for (const person of given.people)
    if (mostPerPerson !== null)
      expect(visits.filter((visit) => visit.person === person).length, label).toBeLessThanOrEqual(mostPerPerson);
}

describe("windows of a range", () => {
  it("are working days, weeks or the whole; a rest of a week is none unless it is all there is", () => {
    expect(windowsIn({ from: "2026-11-14", to: "2026-11-17" }, "DAY").map(({ from }) => from)).toEqual([
      "2026-11-16",
      "2026-11-17",
    ]);
    expect(windowsIn({ from: "2026-11-14", to: "2026-11-15" }, "DAY")).toHaveLength(2);
    expect(windowsIn({ from: "2026-11-14", to: "2026-11-24" }, "WEEK")).toEqual([
      { from: "2026-11-16", to: "2026-11-22" },
    ]);
    expect(windowsIn({ from: "2026-11-14", to: "2026-11-15" }, "WEEK")).toEqual([
      { from: "2026-11-14", to: "2026-11-15" },
    ]);
    expect(windowsIn({ from: "2026-11-14", to: "2026-11-24" }, "WHOLE")).toHaveLength(1);
  });
});
