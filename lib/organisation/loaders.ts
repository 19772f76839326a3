import "server-only";
import { notFound } from "next/navigation";
import { z } from "zod";
import { administratorExists } from "@/lib/access/data";
import { requireActor } from "@/lib/access/loaders";
import type { Permission } from "@/lib/access/matrix";
import { may, rootsFor } from "@/lib/access/policy";
import { daySchema } from "@/lib/kernel/calendar";
import { findCareer, listPeopleAt, type PostingShown } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { countPeopleAt, findLife, findUnitByCode, listUnitsUnder, mapUnits } from "./data";
import { levelsUnder } from "./rules";
import type { Level, Unit, UnitInTree } from "./types";

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** `from`: the day a bank that is set up today most likely counts from, the first of this year. */
export async function loadSetUp(): Promise<{ done: boolean; from: string }> {
  return { done: await administratorExists(db), from: `${today().slice(0, 4)}-01-01` };
}

/** The day asked for in the address, or today. */
const dayOf = (query: Query): string => daySchema.safeParse(query.on).data ?? today();

export interface OrganisationPage {
  readonly day: string;
  readonly today: string;
  readonly units: readonly UnitInTree[];
  /** Code of the bank while it has no unit below it. */
  readonly alone: string | null;
}

/** The organisation as it stood on a day, in the order of its tree. */
export async function loadOrganisation(query: Query): Promise<OrganisationPage> {
  const roots = rootsFor(await requireActor(), "organisation.manage");
  if (roots.length === 0) notFound();
  const day = dayOf(query);
  const units = await listUnitsUnder(db, roots, day);
  const people = await countPeopleAt(
    db,
    units.map((unit) => unit.id),
    day,
  );
  const top = Math.min(...units.map((unit) => stepsOf(unit.path)));
  return {
    day,
    today: today(),
    units: units.map((unit) => ({ ...unit, depth: stepsOf(unit.path) - top, people: people.get(unit.id) ?? 0 })),
    alone: (units.length === 1 && units[0]?.parentId === null && units[0].code) || null,
  };
}

const stepsOf = (path: string): number => path.split("/").length;

export interface UnitPage {
  readonly day: string;
  readonly unit: Unit;
  readonly openedOn: string;
  readonly closedOn: string | null;
  /** From the top of the bank down to the unit above. */
  readonly above: readonly Unit[];
  readonly children: readonly UnitInTree[];
  readonly people: readonly PersonAt[];
  /** Levels that a new unit below may have; none below an outlet. */
  readonly levels: readonly Level[];
}

export async function loadUnitPage(code: string, query: Query): Promise<UnitPage> {
  const actor = await requireActor();
  const day = dayOf(query);
  const unit = await findUnitByCode(db, code, day);
  if (!unit || !may(actor, "organisation.manage", unit)) notFound();
  const [life, below, people, above] = await Promise.all([
    findLife(db, unit.id),
    listUnitsUnder(db, [unit.path], day),
    listPeopleAt(db, unit.id, day),
    Promise.all(
      unit.path
        .split("/")
        .slice(1, -2)
        .map((step) => findUnitByCode(db, step, day)),
    ),
  ]);
  if (!life) notFound();
  const children = below.filter((each) => each.parentId === unit.id);
  const counts = await countPeopleAt(
    db,
    children.map((child) => child.id),
    day,
  );
  return {
    day,
    unit,
    ...life,
    above: above.filter((each) => each !== null && may(actor, "organisation.manage", each)) as Unit[],
    children: children.map((child) => ({ ...child, depth: 1, people: counts.get(child.id) ?? 0 })),
    people,
    levels: levelsUnder(unit.level),
  };
}

export interface PersonPage {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly nameLatin: string;
  readonly postings: readonly (PostingShown & { readonly unit: Unit | null })[];
  /** Unit of the newest posting, for the way back. */
  readonly home: Unit;
  readonly units: readonly Unit[];
}

export async function loadPersonPage(id: string): Promise<PersonPage> {
  const actor = await requireActor();
  const career = z.uuid().safeParse(id).success ? await findCareer(db, id) : null;
  if (!career) notFound();
  const named = await mapUnits(
    db,
    career.postings.map((posting) => posting.unitId),
    today(),
  );
  const home = named.get(career.postings[0]?.unitId ?? "");
  if (!home || !may(actor, "organisation.manage", home)) notFound();
  return {
    ...career,
    postings: career.postings.map((posting) => ({ ...posting, unit: named.get(posting.unitId) ?? null })),
    home,
    units: await listUnitsUnder(db, rootsFor(actor, "organisation.manage"), today()),
  };
}

/** Units of today for choosing one, where the actor holds the permission. */
export async function loadUnitChoices(permission: Permission): Promise<Unit[]> {
  return listUnitsUnder(db, rootsFor(await requireActor(), permission), today());
}
