import "server-only";
import { listParticipants } from "@/lib/campaigns/data";
import type { Participant } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits, mapUnitsByCode } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAtAny, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { groupOfPost, kindOf, type SubjectKind } from "@/lib/scoring/programme/subjects";
import type { SubjectInput } from "@/lib/scoring/types";
import type { Reader } from "./data";
import { opensDetails } from "./policy";

/**
 * Everybody the review ranks, as of its cut-off: the outlets that take part, in the plan's order; the people posted there,
 * of the posts that the plan names; or the plan's groups. A person stands in the group of its post where the plan
 * makes groups of posts, else in its outlet's; where it makes all of posts, those of other posts do not take part (P04).
 */
export async function listSubjects(
  reader: Reader,
  campaignId: string,
  programme: Programme,
  review: ReviewPlan,
  day: Day,
): Promise<SubjectInput[]> {
  const kind = kindOf(review);
  if (kind === "GROUP") return programme.groups.map(({ code }) => ({ id: code }));
  const participants = await listParticipants(reader, campaignId, day);
  const placeOf = placesIn(await unitsAbove(reader, participants, day));
  if (kind === "UNIT") return participants.map((participant) => ({ id: participant.unitId, ...placeOf(participant) }));
  const posts = review.subjects?.kind === "PERSON" ? review.subjects.posts : undefined;
  const people = await listPeopleAtAny(
    reader,
    participants.map(({ unitId }) => unitId),
    day,
  );
  const groupsOfPosts = programme.groups.length > 0 && programme.groups.every((group) => group.posts);
  const byUnit = Map.groupBy(people, ({ unitId }) => unitId);
  const seen = new Set<string>();
  return participants.flatMap((participant) =>
    (byUnit.get(participant.unitId) ?? []).flatMap(({ id, post }): SubjectInput[] => {
      if (seen.has(id) || (posts && (post === null || !posts.includes(post)))) return [];
      const group = groupOfPost(programme, post);
      if (groupsOfPosts && group === null) return [];
      seen.add(id);
      const place = placeOf(participant);
      const within = { ...place.within, OUTLET: participant.unitId };
      return [{ id, ...place, within, ...(post !== null && { post }), ...(group !== null && { group }) }];
    }),
  );
}

/**
 * The same with no more than totals and ranks ask for: of outlets their group, without the units above them, in one
 * statement however many there are.
 */
export async function listRanked(
  reader: Reader,
  campaignId: string,
  programme: Programme,
  review: ReviewPlan,
  day: Day,
): Promise<SubjectInput[]> {
  if (kindOf(review) !== "UNIT") return listSubjects(reader, campaignId, programme, review, day);
  const [row] = await reader.$queryRaw<{ units: string | null }[]>`
    SELECT json_agg(json_build_array(unit_id, group_code) ORDER BY position)::text AS units
    FROM participants AS one
    WHERE campaign_id = ${campaignId}::uuid
      AND EXISTS (SELECT 1 FROM org_placements WHERE unit_id = one.unit_id AND from_on <= ${day}::date)`;
  const units = JSON.parse(row?.units ?? "[]") as [string, string | null][];
  return units.map(([id, group]) => ({ id, ...(group !== null && { group }) }));
}

/** Levels whose units are populations of those below them. */
const POPULATIONS = ["SUB_BRANCH", "DISTRICT", "BRANCH"] as const;

/** Every unit above a participant on the day, by code. */
function unitsAbove(reader: Reader, participants: readonly Participant[], day: Day): Promise<Map<string, Unit>> {
  const codes = new Set(participants.flatMap(({ unit }) => codesAbove(unit)));
  return mapUnitsByCode(reader, [...codes], day);
}

/** From the nearest upwards. */
function codesAbove({ path }: Pick<Unit, "path">): string[] {
  return path.split("/").filter(Boolean).slice(0, -1).reverse();
}

/** The populations a unit and its people belong to: its competition group, and of each level the nearest unit above it. */
function placesIn(above: ReadonlyMap<string, Unit>): (participant: Participant) => Omit<SubjectInput, "id"> {
  return ({ unit, groupCode }) => {
    const units = codesAbove(unit).flatMap((code) => above.get(code) ?? []);
    const within = POPULATIONS.flatMap((level) => {
      const nearest = units.find((one) => one.level === level);
      return nearest ? [[level, nearest.id] as const] : [];
    });
    return {
      ...(groupCode !== null && { group: groupCode }),
      ...(within.length > 0 && { within: Object.fromEntries(within) }),
    };
  };
}

/** One who is ranked, as pages show and address them. */
export interface SubjectKnown {
  readonly id: string;
  readonly kind: SubjectKind;
  /** In addresses: code of the unit, staff number, code of the group. */
  readonly code: string;
  readonly name: Text;
  readonly person: Pick<PersonAt, "name" | "nameLatin"> | null;
  /** The unit itself, or the person's last; null for a group. */
  readonly unit: Unit | null;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Subjects by id, as they were on the day. Whoever is neither a unit, a person nor a group of the plan is not among them. */
export async function mapSubjects(
  reader: Reader,
  { groups }: Pick<Programme, "groups">,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, SubjectKnown>> {
  const named = ids.filter((id) => ID.test(id));
  const units = await mapUnits(reader, named, day);
  const people = await mapPeople(
    reader,
    named.filter((id) => !units.has(id)),
  );
  const homes = await mapUnits(
    reader,
    [...people.values()].flatMap(({ unitId }) => unitId ?? []),
    day,
  );
  const known = new Map<string, SubjectKnown>();
  for (const id of ids) {
    const [unit, person] = [units.get(id), people.get(id)];
    const group = groups.find(({ code }) => code === id);
    if (unit) known.set(id, { id, kind: "UNIT", code: unit.code, name: unit.name, person: null, unit });
    else if (person) {
      const name = { zh: person.name, en: person.nameLatin };
      const home = homes.get(person.unitId ?? "") ?? null;
      known.set(id, { id, kind: "PERSON", code: person.staffNo, name, person, unit: home });
    } else if (group)
      known.set(id, { id, kind: "GROUP", code: group.code, name: group.name, person: null, unit: null });
  }
  return known;
}

/**
 * Whether the reader may open the records behind a subject's score: those of an outlet they may read, of the people there,
 * and everybody their own. What makes up a group's score comes from all outlets.
 */
export function opensSubject(actor: Actor, { kind, id, unit }: SubjectKnown): boolean {
  if (kind === "PERSON" && actor.personId === id) return true;
  return unit !== null && opensDetails(actor, unit.path);
}
