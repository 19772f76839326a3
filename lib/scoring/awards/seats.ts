import type { AwardProposal } from "../types";
import type { Claim } from "./bases";

export interface Stratum {
  readonly max: number;
  readonly index: number;
}

export interface Seated {
  readonly winners: readonly { readonly claim: Claim; readonly place: number }[];
  readonly contests: readonly Contest[];
  /** Who has no seat: beaten, or the seats of its stratum are gone. */
  readonly below: readonly { readonly claim: Claim; readonly place: number; readonly full: Stratum | null }[];
}

export interface Contest {
  readonly claims: readonly Claim[];
  readonly place: number;
  readonly seats: number;
  /** At most so many of these, where the plan limits a stratum. */
  readonly limits: readonly { readonly claims: readonly Claim[]; readonly most: number }[];
}

/**
 * Gives out the seats, best first (R-005, R17). Equals who all fit win all. Where they do not, nobody is picked: they
 * are a contest for the seats that are left, or for those that their stratum has left. Whoever finds the stratum full
 * takes no place away from those behind.
 */
export function seat(groups: readonly (readonly Claim[])[], seats: number, stratumOf: (claim: Claim) => Stratum | null): Seated {
  const winners: { claim: Claim; place: number }[] = [];
  const contests: Contest[] = [];
  const below: { claim: Claim; place: number; full: Stratum | null }[] = [];
  const used = new Map<number, number>();
  let free = seats;
  let placed = 0;
  for (const group of groups) {
    const place = placed + 1;
    if (free <= 0) {
      below.push(...group.map((claim) => ({ claim, place, full: null })));
      placed += group.length;
      continue;
    }
    const cells = cellsOf(group, stratumOf, used);
    const full = cells.filter((cell) => cell.room === 0);
    below.push(...full.flatMap((cell) => cell.claims.map((claim) => ({ claim, place, full: cell.stratum }))));
    const open = cells.filter((cell) => cell.room > 0);
    const takes = open.map((cell) => Math.min(cell.room, cell.claims.length));
    const wanted = takes.reduce((total, take) => total + take, 0);
    if (wanted > free) {
      const limits = open.filter((cell) => cell.room < Math.min(free, cell.claims.length));
      contests.push({
        claims: open.flatMap((cell) => cell.claims),
        place,
        seats: free,
        limits: limits.map((cell) => ({ claims: cell.claims, most: cell.room })),
      });
      placed += open.reduce((total, cell) => total + cell.claims.length, 0);
      free = 0;
      continue;
    }
    for (const [i, cell] of open.entries()) {
      const take = takes[i]!;
      if (take < cell.claims.length) contests.push({ claims: cell.claims, place, seats: take, limits: [] });
      else winners.push(...cell.claims.map((claim) => ({ claim, place })));
      if (cell.stratum) used.set(cell.stratum.index, (used.get(cell.stratum.index) ?? 0) + take);
    }
    free -= wanted;
    placed += wanted;
  }
  return { winners, contests, below };
}

interface Cell {
  readonly stratum: Stratum | null;
  readonly claims: Claim[];
  /** Seats the stratum has left. */
  readonly room: number;
}

/** The group by strata, in the order in which their first member stands. */
function cellsOf(group: readonly Claim[], stratumOf: (claim: Claim) => Stratum | null, used: ReadonlyMap<number, number>): Cell[] {
  const cells = new Map<number, Cell>();
  for (const claim of group) {
    const stratum = stratumOf(claim);
    const key = stratum?.index ?? -1;
    const cell = cells.get(key);
    if (cell) cell.claims.push(claim);
    else {
      const room = stratum ? Math.max(0, stratum.max - (used.get(stratum.index) ?? 0)) : Number.POSITIVE_INFINITY;
      cells.set(key, { stratum, claims: [claim], room });
    }
  }
  return [...cells.values()];
}

/** The next so many behind the seats, best first; equals at the last of these places stand ready together. */
export function reservesOf(below: Seated["below"], n: number): { claim: Claim; place: number }[] {
  const ready = below.filter(({ full }) => full === null);
  const last = ready[n - 1];
  return last ? ready.filter(({ place }) => place <= last.place) : ready.slice(0, n);
}

/** All contests of an award as one, with each part's own seats where there are several or a stratum limits one. */
export function contestedOf(contests: readonly Contest[]): AwardProposal["contested"] {
  if (contests.length === 0) return null;
  const ids = (claims: readonly Claim[]) => claims.map((claim) => claim.sheet.subject);
  const all = {
    subjects: contests.flatMap((contest) => ids(contest.claims)),
    seats: contests.reduce((total, contest) => total + contest.seats, 0),
  };
  if (contests.length === 1 && contests[0]!.limits.length === 0) return all;
  return {
    ...all,
    parts: contests.flatMap((contest) => [
      { subjects: ids(contest.claims), most: contest.seats },
      ...contest.limits.map((limit) => ({ subjects: ids(limit.claims), most: limit.most })),
    ]),
  };
}
