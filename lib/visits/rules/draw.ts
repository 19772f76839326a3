import { addDays, type Day, type DayRange, daysBetween, earlierOf, weekOf } from "@/lib/kernel/calendar";
import type { Draw, DrawGiven, DrawnVisit, Obstacle, Window } from "../types";
import { assign, type Shares } from "./assign";
import { byLot, lotOf } from "./lots";

/** Why no plan can be drawn: the outlet that nobody can be sent to, and what stands against each person. */
export interface Stuck {
  readonly outlet: string;
  readonly against: readonly { readonly person: string; readonly why: Obstacle }[];
}

/**
 * Draws outlets, people and days by lot from the seed. Refuses only where no assignment keeps the rules: how often
 * somebody may be sent to an outlet so that nobody goes twice running depends on that outlet alone, and the rest is a flow.
 */
export function drawVisits(seed: string, given: DrawGiven): ({ ok: true } & Draw) | ({ ok: false } & Stuck) {
  const outlets = sampleOf(seed, given);
  const times = given.rounds.length;
  const cap = (person: string, outlet: string) => capOf(given, person, outlet);
  const needs = byLot(seed, outlets, (outlet) => ["outlet", nameIn(given, outlet)]).map((outlet) => ({
    outlet,
    times,
  }));
  const alone = needs.find(
    ({ outlet }) => given.people.reduce((room, person) => room + cap(person, outlet), 0) < times,
  );
  if (alone) return { ok: false, ...against(given, alone.outlet, null) };
  const assigned = assign(
    (person, outlet) => lotOf(seed, "who", nameIn(given, outlet), nameIn(given, person)),
    needs,
    given.people,
    cap,
    given.rotation.mostPerPerson,
  );
  if (!assigned.ok) return { ok: false, ...against(given, assigned.outlet, assigned.shares) };
  return { ok: true, visits: timetable(seed, given, outlets, assigned.shares) };
}

const nameIn = ({ names }: DrawGiven, id: string): string => names[id] ?? id;

/** The outlets a sample takes: those with the lowest lots. */
export function sampleOf(seed: string, given: DrawGiven): readonly string[] {
  if (given.sample === 0 || given.sample >= given.outlets.length) return given.outlets;
  return byLot(seed, given.outlets, (outlet) => ["sample", nameIn(given, outlet)]).slice(0, given.sample);
}

/** How often a person may be sent to an outlet within the plan. */
function capOf(given: DrawGiven, person: string, outlet: string): number {
  if (given.bars.some((bar) => bar.person === person && bar.outlet === outlet)) return 0;
  const times = given.rounds.length;
  const { notTwice, mostPerOutlet } = given.rotation;
  // In a row without neighbours alike at most every other place is theirs; not the first, where they were last.
  const inTurn = !notTwice ? times : given.last[outlet] === person ? Math.floor(times / 2) : Math.ceil(times / 2);
  if (mostPerOutlet === null) return inTurn;
  return Math.max(0, Math.min(inTurn, mostPerOutlet - earlierOfPerson(given, person, outlet)));
}

function earlierOfPerson(given: DrawGiven, person: string, outlet: string): number {
  return given.earlier
    .filter((row) => row.person === person && row.outlet === outlet)
    .reduce((all, { times }) => all + times, 0);
}

/** `shares`: what the people of the plan already go there; whoever could go once more is needed elsewhere. */
function against(given: DrawGiven, outlet: string, shares: ReadonlyMap<string, number> | null): Stuck {
  return {
    outlet,
    against: given.people.map((person) => {
      const bar = given.bars.find((one) => one.person === person && one.outlet === outlet);
      if (bar) return { person, why: bar.why };
      const cap = capOf(given, person, outlet);
      if (shares && (shares.get(person) ?? 0) < cap) return { person, why: "FULL" };
      const { mostPerOutlet } = given.rotation;
      const often = mostPerOutlet !== null && mostPerOutlet - earlierOfPerson(given, person, outlet) <= cap;
      return { person, why: often ? "OFTEN" : "LAST" };
    }),
  };
}

/** Who goes in which round, then on which days: everybody's visits of a round are spread evenly over it. */
function timetable(seed: string, given: DrawGiven, outlets: readonly string[], shares: Shares): DrawnVisit[] {
  const turns = outlets.map((outlet) => ({
    outlet,
    turn: inTurn(seed, outlet, shares.get(outlet) ?? new Map(), given),
  }));
  const visits = given.rounds.flatMap((range, round) => {
    const windows = windowsIn(range, given.window);
    return given.people.flatMap((person) => {
      const own = turns.filter(({ turn }) => turn[round] === person);
      return byLot(seed, own, ({ outlet }) => ["day", round, nameIn(given, outlet)]).map(({ outlet }, at) => {
        const { from, to } = windows[Math.floor((at * windows.length) / own.length)]!;
        return { outlet, person, from, due: to, lot: lotOf(seed, "place", round, nameIn(given, outlet)) };
      });
    });
  });
  return visits
    .sort((a, b) => (a.from !== b.from ? (a.from < b.from ? -1 : 1) : a.lot < b.lot ? -1 : 1))
    .map(({ lot: _, ...visit }, at) => ({ ...visit, place: at + 1 }));
}

/** The order in which people go to one outlet: whoever still has most visits there, never the one before. */
function inTurn(seed: string, outlet: string, shares: ReadonlyMap<string, number>, given: DrawGiven): string[] {
  const left = new Map([...shares].filter(([, times]) => times > 0));
  const turn: string[] = [];
  let before: string | undefined = given.last[outlet];
  for (let round = 0; round < given.rounds.length; round += 1) {
    const open = [...left].filter(([person]) => !given.rotation.notTwice || person !== before);
    const most = Math.max(...open.map(([, times]) => times));
    const equal = given.rotation.notTwice ? open.filter(([, times]) => times === most) : open;
    const [next] = byLot(seed, equal, ([person]) => ["turn", nameIn(given, outlet), round, nameIn(given, person)]);
    const [person, times] = next!;
    turn.push(person);
    if (times === 1) left.delete(person);
    else left.set(person, times - 1);
    before = person;
  }
  return turn;
}

const isWorkday = (day: Day) => daysBetween(weekOf(day), day) < 5;

/** Days, weeks or the whole of a range; days are working days where there are any. */
export function windowsIn(range: DayRange, window: Window): DayRange[] {
  if (window === "WHOLE") return [range];
  const days = Array.from({ length: daysBetween(range.from, range.to) + 1 }, (_, at) => addDays(range.from, at));
  if (window === "DAY") {
    const work = days.filter(isWorkday);
    return (work.length > 0 ? work : days).map((day) => ({ from: day, to: day }));
  }
  const weeks = new Map<Day, DayRange>();
  for (const day of days) {
    const week = weekOf(day);
    if (!weeks.has(week)) weeks.set(week, { from: day, to: earlierOf(addDays(week, 6), range.to) });
  }
  // A week of which only a day or two is left is no week to plan a visit for, unless there is no other.
  const whole = [...weeks.values()].filter(({ from, to }) => daysBetween(from, to) >= 2);
  return whole.length > 0 ? whole : [...weeks.values()];
}
