import { perform, type UseCase } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import type { Programme } from "@/lib/scoring/programme/schema";
import { actorFor, hire, placeUnit } from "./inspected-bank";

/** A branch with two sub-branches and four outlets, staffed with every post that a programme names. */
export interface ProgrammeBank {
  readonly branch: { readonly id: string; readonly code: string; readonly path: string };
  readonly outlets: readonly {
    readonly id: string;
    readonly code: string;
    readonly people: readonly Employee[];
    readonly manager: Actor;
  }[];
  readonly staff: Actor;
  readonly officer: Actor;
  readonly inspector: Actor;
  /** Who holds which seat, with the staff number. */
  readonly seats: ReadonlyMap<string, readonly { readonly staffNo: string; readonly actor: Actor }[]>;
}

export interface Employee {
  readonly id: string;
  readonly staffNo: string;
  readonly post: string;
}

/** `above` is the unit that the branch hangs below; by default it stands alone. */
export async function makeProgrammeBank(
  programme: Programme,
  above: { id: string; path: string } | null = null,
): Promise<ProgrammeBank> {
  const { code } = programme;
  const branch = await placeUnit(`${code}-B`, "BRANCH", above);
  const subBranches = [
    await placeUnit(`${code}-S1`, "SUB_BRANCH", branch),
    await placeUnit(`${code}-S2`, "SUB_BRANCH", branch),
  ];
  const outlets: ProgrammeBank["outlets"][number][] = [];
  for (const at of [1, 2, 3, 4]) {
    const outlet = await placeUnit(`${code}-O${at}`, "OUTLET", subBranches[at % 2]!);
    const people: Employee[] = [];
    for (const [n, post] of postsOf(programme).entries()) {
      const staffNo = `${code}${at}${String(n + 1).padStart(2, "0")}`;
      people.push({ id: await hire(outlet.id, staffNo, post), staffNo, post });
    }
    const manager = await actorFor(`manager-${outlet.code}`, "BRANCH_MANAGER", outlet);
    outlets.push({ ...outlet, people, manager });
  }
  const seats = new Map<string, { staffNo: string; actor: Actor }[]>();
  for (const seat of programme.committee) {
    const holders = [];
    for (let n = 1; n <= Math.max(seat.min, 1); n += 1) {
      const staffNo = `${code}-${seat.code}-${n}`;
      const personId = await hire(branch.id, staffNo, "LEADER");
      holders.push({
        staffNo,
        actor: { ...(await actorFor(staffNo.toLowerCase(), "LEADING_GROUP", branch)), personId },
      });
    }
    seats.set(seat.code, holders);
  }
  return {
    branch,
    outlets,
    staff: await actorFor(`staff-${code}`, "CAMPAIGN_STAFF", branch),
    officer: await actorFor(`officer-${code}`, "COMPLAINT_OFFICER", branch),
    inspector: await actorFor(`inspector-${code}`, "INSPECTOR", branch),
    seats,
  };
}

/** A head, two tellers, and one of each further post that the programme ranks, groups or limits. */
function postsOf(programme: Programme): string[] {
  const named = [
    ...programme.reviews.flatMap(({ subjects }) => (subjects?.kind === "PERSON" ? (subjects.posts ?? []) : [])),
    ...programme.groups.flatMap(({ posts }) => posts ?? []),
    ...programme.awards.flatMap(({ quota }) => (quota.strata ?? []).flatMap(({ posts }) => posts)),
  ];
  return [...new Set(["OUTLET_HEAD", "TELLER", ...named]), "TELLER"];
}

/** Does something that must succeed, and says with all its reasons when it does not. */
export async function done<I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: unknown): Promise<T> {
  const outcome = await perform(act, { actor, input });
  if (!outcome.ok)
    throw new Error(
      `${act.name} ${JSON.stringify(input).slice(0, 200)}: ${JSON.stringify(outcome.refusals.slice(0, 3))}`,
    );
  return outcome.value;
}
