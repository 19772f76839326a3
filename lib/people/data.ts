import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { type PersonAt, POSTS, type Post } from "./types";

type Reader = Tx | typeof db;

const on = (day: string) => {
  const at = new Date(day);
  return { fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] } satisfies Prisma.PostingWhereInput;
};

interface PostingRow {
  post: string;
  unitId: string;
  person: { id: string; staffNo: string; name: string; nameLatin: string };
}

const posted = {
  post: true,
  unitId: true,
  person: { select: { id: true, staffNo: true, name: true, nameLatin: true } },
} as const;

function personOf(row: PostingRow): PersonAt {
  return { ...row.person, post: POSTS.find((post) => post === row.post) ?? null, unitId: row.unitId };
}

/** Everybody posted at the unit on the day, outlet head first, then by staff number. */
export async function listPeopleAt(reader: Reader, unitId: string, day: string): Promise<PersonAt[]> {
  const rows = await reader.posting.findMany({
    where: { unitId, ...on(day) },
    select: posted,
    orderBy: { person: { staffNo: "asc" } },
  });
  return rows.map(personOf).sort((a, b) => Number(b.post === "OUTLET_HEAD") - Number(a.post === "OUTLET_HEAD"));
}

/** Everybody posted at any of the units on the day. */
export async function listPeopleAtAny(reader: Reader, unitIds: readonly string[], day: string): Promise<PersonAt[]> {
  if (unitIds.length === 0) return [];
  const rows = await reader.posting.findMany({
    where: { unitId: { in: [...unitIds] }, ...on(day) },
    select: posted,
    orderBy: [{ unitId: "asc" }, { person: { staffNo: "asc" } }],
  });
  return rows.map(personOf);
}

/** Where and as what the person was on the day; null when the person held no post then. */
export async function findPersonOn(reader: Reader, personId: string, day: string): Promise<PersonAt | null> {
  const row = await reader.posting.findFirst({ where: { personId, ...on(day) }, select: posted });
  return row && personOf(row);
}

/** Head of each unit on the day, by unit id. */
export async function mapHeads(
  reader: Reader,
  unitIds: readonly string[],
  day: string,
): Promise<Map<string, PersonAt>> {
  if (unitIds.length === 0) return new Map();
  const rows = await reader.posting.findMany({
    where: { unitId: { in: [...unitIds] }, post: "OUTLET_HEAD", ...on(day) },
    select: posted,
  });
  return new Map(rows.map((row) => [row.unitId, personOf(row)]));
}

/** People by id with their last known post, for showing names beside stored ids. */
export async function mapPeople(reader: Reader, ids: readonly string[]): Promise<Map<string, PersonAt>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: {
      ...posted.person.select,
      postings: { select: { post: true, unitId: true }, orderBy: { fromOn: "desc" }, take: 1 },
    },
  });
  return new Map(
    rows.map(({ postings, ...person }) => [
      person.id,
      {
        ...person,
        post: POSTS.find((post) => post === postings[0]?.post) ?? null,
        unitId: postings[0]?.unitId ?? null,
      },
    ]),
  );
}

export interface PostingShown {
  readonly post: PersonAt["post"];
  readonly unitId: string;
  readonly fromOn: string;
  readonly toOn: string | null;
}

/** A person with every posting, newest first; null for an unknown id. */
export async function findCareer(
  reader: Reader,
  personId: string,
): Promise<{ id: string; staffNo: string; name: string; nameLatin: string; postings: PostingShown[] } | null> {
  const row = await reader.person.findUnique({
    where: { id: personId },
    select: {
      ...posted.person.select,
      postings: { select: { post: true, unitId: true, fromOn: true, toOn: true }, orderBy: { fromOn: "desc" } },
    },
  });
  return (
    row && {
      ...row,
      postings: row.postings.map((posting) => ({
        post: POSTS.find((post) => post === posting.post) ?? null,
        unitId: posting.unitId,
        fromOn: posting.fromOn.toISOString().slice(0, 10),
        toOn: posting.toOn?.toISOString().slice(0, 10) ?? null,
      })),
    }
  );
}

export interface PostingKnown {
  readonly person: { readonly id: string; readonly staffNo: string; readonly name: string; readonly nameLatin: string };
  readonly post: PersonAt["post"];
  readonly unitId: string;
  readonly fromOn: string;
  readonly toOn: string | null;
}

/** Names in one list of a statement; PostgreSQL takes 65,535 values. */
const NAMES_AT_ONCE = 20_000;

/**
 * Postings that touch the days, of the people with these staff numbers or at these units, by staff number; for judging
 * many records at once without asking day by day.
 */
export async function listPostings(
  reader: Reader,
  who: { readonly staffNos: readonly string[] } | { readonly unitIds: readonly string[]; readonly post?: Post },
  range: { readonly from: string; readonly to: string },
): Promise<PostingKnown[]> {
  const names = [...new Set("staffNos" in who ? who.staffNos : who.unitIds)];
  const found: PostingKnown[] = [];
  for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
    const some = names.slice(at, at + NAMES_AT_ONCE);
    const rows = await reader.posting.findMany({
      where: {
        ...("staffNos" in who
          ? { person: { staffNo: { in: some } } }
          : { unitId: { in: some }, ...(who.post ? { post: who.post } : {}) }),
        fromOn: { lte: new Date(range.to) },
        OR: [{ toOn: null }, { toOn: { gte: new Date(range.from) } }],
      },
      select: { ...posted, fromOn: true, toOn: true },
      orderBy: [{ person: { staffNo: "asc" } }, { fromOn: "asc" }],
    });
    for (const { fromOn, toOn, post, ...row } of rows)
      found.push({
        ...row,
        post: POSTS.find((known) => known === post) ?? null,
        fromOn: fromOn.toISOString().slice(0, 10),
        toOn: toOn?.toISOString().slice(0, 10) ?? null,
      });
  }
  return found;
}
