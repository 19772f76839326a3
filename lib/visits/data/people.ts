import "server-only";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Unit } from "@/lib/organisation/types";
import type { db, Tx } from "@/lib/platform/db";
import { barOfPosting } from "../rules/changes";
import type { Bar, Interest } from "../types";
import { INTERESTS } from "../types";

export type Reader = Tx | typeof db;

/** Somebody who may be sent: an account with the inspector's role, and where it reaches. */
export interface Inspector {
  readonly id: string;
  readonly staffNo: string;
  readonly name: Text;
  readonly roots: readonly string[];
}

/** Everybody who may be sent today, by staff number. */
export async function listInspectors(reader: Reader, today: Day): Promise<Inspector[]> {
  const at = new Date(today);
  const accounts = await reader.account.findMany({
    where: { disabledAt: null, personId: { not: null }, grants: { some: { role: "INSPECTOR", revokedAt: null } } },
    select: {
      person: { select: { id: true, staffNo: true, name: true, nameLatin: true } },
      grants: {
        where: { role: "INSPECTOR", revokedAt: null },
        select: {
          unit: {
            select: {
              placements: {
                where: { fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] },
                select: { path: true },
              },
            },
          },
        },
      },
    },
    orderBy: { person: { staffNo: "asc" } },
  });
  return accounts.flatMap(({ person, grants }) =>
    person
      ? [
          {
            id: person.id,
            staffNo: person.staffNo,
            name: { zh: person.name, en: person.nameLatin },
            roots: grants.flatMap(({ unit }) => unit.placements.map(({ path }) => path)),
          },
        ]
      : [],
  );
}

/**
 * What stands against sending somebody to an outlet at all: an own or former post there, a declared interest (here or in
 * a review of the campaign, about the outlet or somebody who works there), or no right to inspect it.
 */
export async function listBars(
  reader: Reader,
  campaignId: string,
  people: readonly Inspector[],
  outlets: readonly Unit[],
  period: DayRange,
  formerMonths: number | null,
): Promise<{ person: string; outlet: string; why: Bar }[]> {
  const personIds = people.map(({ id }) => id);
  const unitIds = outlets.map(({ id }) => id);
  const [postings, interests, recusals] = await Promise.all([
    reader.posting.findMany({
      where: { personId: { in: personIds }, unitId: { in: unitIds } },
      select: { personId: true, unitId: true, fromOn: true, toOn: true },
    }),
    reader.visitInterest.findMany({
      where: { campaignId, personId: { in: personIds } },
      select: { personId: true, unitId: true },
    }),
    reader.reviewRecusal.findMany({
      where: { personId: { in: personIds }, review: { campaignId } },
      select: { personId: true, subject: true },
    }),
  ]);
  const subjects = recusals.flatMap(({ subject }) => (/^[0-9a-f-]{36}$/.test(subject) ? [subject] : []));
  const theirs = await reader.posting.findMany({
    where: {
      personId: { in: subjects },
      unitId: { in: unitIds },
      fromOn: { lte: new Date(period.to) },
      OR: [{ toOn: null }, { toOn: { gte: new Date(period.from) } }],
    },
    select: { personId: true, unitId: true },
  });
  const bars = new Map<string, { person: string; outlet: string; why: Bar }>();
  const bar = (person: string, outlet: string, why: Bar) => {
    if (!bars.has(`${person} ${outlet}`)) bars.set(`${person} ${outlet}`, { person, outlet, why });
  };
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const held = postings.flatMap(({ personId, unitId, fromOn, toOn }) => {
    const why = barOfPosting({ fromOn: day(fromOn), toOn: toOn && day(toOn) }, period, formerMonths);
    return why ? [{ personId, unitId, why }] : [];
  });
  for (const { personId, unitId, why } of [...held].sort((a) => (a.why === "OWN" ? -1 : 1))) bar(personId, unitId, why);
  for (const { personId, unitId } of interests) if (unitIds.includes(unitId)) bar(personId, unitId, "INTEREST");
  for (const { personId, subject } of recusals) {
    if (unitIds.includes(subject)) bar(personId, subject, "INTEREST");
    for (const post of theirs) if (post.personId === subject) bar(personId, post.unitId, "INTEREST");
  }
  for (const { id, roots } of people)
    for (const outlet of outlets)
      if (!roots.some((root) => outlet.path.startsWith(root))) bar(id, outlet.id, "NOT_THERE");
  return [...bars.values()];
}

export interface Declared {
  readonly personId: string;
  readonly unitId: string;
  readonly interest: Interest;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

export async function listInterests(reader: Reader, campaignId: string): Promise<Declared[]> {
  const rows = await reader.visitInterest.findMany({ where: { campaignId }, orderBy: { at: "asc" } });
  return rows.map(({ personId, unitId, interest, reason, byName, at }) => ({
    personId,
    unitId,
    interest: INTERESTS.find((known) => known === interest) ?? "OTHER",
    reason,
    byName,
    at: at.toISOString(),
  }));
}
