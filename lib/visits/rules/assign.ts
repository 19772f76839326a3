export interface Need {
  readonly outlet: string;
  readonly times: number;
}

export type Shares = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Who goes where how often, everybody about equally often: a flow from outlets to people. It fails only where no
 * distribution exists, and then names the outlet that is left over and everybody in the knot around it.
 */
export function assign(
  lotOf: (person: string, outlet: string) => string,
  needs: readonly Need[],
  people: readonly string[],
  capOf: (person: string, outlet: string) => number,
  mostPerPerson: number | null,
):
  | { readonly ok: true; readonly shares: Shares }
  | {
      readonly ok: false;
      readonly outlet: string;
      readonly shares: ReadonlyMap<string, number>;
    } {
  const flow = new Map(needs.map(({ outlet }) => [outlet, new Map<string, number>()]));
  const load = new Map(people.map((person) => [person, 0]));
  const total = needs.reduce((all, { times }) => all + times, 0);
  const most = mostPerPerson ?? total;
  const choices = new Map(
    needs.map(({ outlet }) => [
      outlet,
      people
        .map((person) => ({ person, cap: capOf(person, outlet), lot: lotOf(person, outlet) }))
        .filter(({ cap }) => cap > 0),
    ]),
  );
  // The lowest load at which everything fits is found by raising it only when stuck.
  let level = Math.min(most, Math.max(1, Math.ceil(total / Math.max(1, people.length))));
  for (const { outlet, times } of needs) {
    for (let visit = 0; visit < times; ) {
      if (augment(outlet, flow, load, choices, level)) visit += 1;
      else if (level < most) level += 1;
      else return { ok: false, outlet, shares: flow.get(outlet)! };
    }
  }
  return { ok: true, shares: flow };
}

/** One more visit for the outlet, moving others about where that makes room; false when nothing makes room. */
function augment(
  start: string,
  flow: ReadonlyMap<string, Map<string, number>>,
  load: Map<string, number>,
  choices: ReadonlyMap<string, readonly { person: string; cap: number; lot: string }[]>,
  level: number,
): boolean {
  const cameFrom = new Map<string, string>();
  const reachedVia = new Map<string, string>();
  const queue = [start];
  const seen = new Set([start]);
  for (const outlet of queue) {
    const open = (choices.get(outlet) ?? [])
      .filter(({ person, cap }) => !reachedVia.has(person) && (flow.get(outlet)?.get(person) ?? 0) < cap)
      .sort((a, b) => (load.get(a.person) ?? 0) - (load.get(b.person) ?? 0) || (a.lot < b.lot ? -1 : 1));
    for (const { person } of open) {
      reachedVia.set(person, outlet);
      if ((load.get(person) ?? 0) < level) {
        giveTo(person, flow, reachedVia, cameFrom);
        load.set(person, (load.get(person) ?? 0) + 1);
        return true;
      }
      for (const [other, shares] of flow) {
        if (seen.has(other) || !shares.get(person)) continue;
        seen.add(other);
        cameFrom.set(other, person);
        queue.push(other);
      }
    }
  }
  return false;
}

function giveTo(
  last: string,
  flow: ReadonlyMap<string, Map<string, number>>,
  reachedVia: ReadonlyMap<string, string>,
  cameFrom: ReadonlyMap<string, string>,
): void {
  let person: string | undefined = last;
  while (person !== undefined) {
    const outlet: string = reachedVia.get(person)!;
    const shares = flow.get(outlet)!;
    shares.set(person, (shares.get(person) ?? 0) + 1);
    const before: string | undefined = cameFrom.get(outlet);
    if (before !== undefined) shares.set(before, (shares.get(before) ?? 0) - 1);
    person = before;
  }
}
