import "server-only";
import { rootsFor } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { listUnitsUnder } from "@/lib/organisation/data";
import { listPeopleAtAny, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import type { db, Tx } from "@/lib/platform/db";
import type { Ear, Named } from "../types";

export type Reader = Tx | typeof db;

const namedPerson = ({ id, staffNo, name, nameLatin }: PersonAt): Named => ({
  id,
  code: staffNo,
  name: { zh: name, en: nameLatin },
});

/** For whom the actor is told things today: for oneself, and for the units whose letters one receives. */
export async function readEar(reader: Reader, actor: Actor, day: Day): Promise<Ear> {
  const units = await listUnitsUnder(reader, rootsFor(actor, "notices.receive"), day);
  const people = await listPeopleAtAny(
    reader,
    units.map(({ id }) => id),
    day,
  );
  const own = actor.personId === null ? undefined : (await mapPeople(reader, [actor.personId])).get(actor.personId);
  return {
    accountId: actor.accountId,
    person: own ? namedPerson(own) : null,
    units: new Map(units.map(({ id, code, name }) => [id, { id, code, name }])),
    people: new Map(
      people.flatMap((person) =>
        person.unitId === null ? [] : [[person.id, { ...namedPerson(person), unitId: person.unitId }] as const],
      ),
    ),
  };
}
