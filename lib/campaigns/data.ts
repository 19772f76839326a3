import "server-only";
import { may, rootsFor } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import { frozen } from "@/lib/kernel/frozen";
import { listUnitsUnder, mapUnits, readUnit, type UnitRow, unitInSql, unitOfCodeInSql } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAtAny, mapHeads, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import { recurring } from "@/lib/scoring/programme/recur";
import { METHODS, type Method, type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { isEditing } from "./rules/editing";
import type { Setup } from "./rules/readiness";
import type { Campaign, CommitteeMember, Entry, Participant, Place, Plan, StandardVersionInUse } from "./types";

export type Reader = Tx | typeof db;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Row {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly themeZh: string;
  readonly themeEn: string;
  readonly year: number;
  readonly organiser: UnitRow | null;
  readonly programmeCode: string;
  /** Null: the working copy is what was published. */
  readonly document: unknown;
  readonly version: number;
  readonly updatedAt: Date;
  readonly planId: string | null;
  readonly archived: boolean;
}

/** Without the working copy where it is the plan that holds. */
const columns = () => Prisma.sql`
    c.id, c.code, c.name_zh AS "nameZh", c.name_en AS "nameEn", c.theme_zh AS "themeZh", c.theme_en AS "themeEn",
    c.year, ${unitInSql(Prisma.sql`c.organiser_id`, today())} AS organiser, c.programme_code AS "programmeCode", c.version,
    c.updated_at AS "updatedAt", plan.id AS "planId",
    CASE WHEN plan.id IS NULL OR c.updated_at > plan.published_at THEN c.document END AS document,
    EXISTS (SELECT 1 FROM campaign_archives a WHERE a.campaign_id = c.id) AS archived`;

const tables = Prisma.sql`
    campaigns c
    LEFT JOIN LATERAL (
      SELECT p.id, p.published_at FROM campaign_plans p WHERE p.campaign_id = c.id ORDER BY p.version DESC LIMIT 1
    ) AS plan ON true`;

/** In one statement: nearly every act begins with one. */
function rowsOf(reader: Reader, wanted: Prisma.Sql): Promise<Row[]> {
  return reader.$queryRaw<Row[]>`SELECT ${columns()} FROM ${tables} WHERE ${wanted}`;
}

const named = (codeOrId: string) =>
  UUID.test(codeOrId) ? Prisma.sql`c.id = ${codeOrId}::uuid` : Prisma.sql`c.code = ${codeOrId}`;

/** A published plan never changes, so each is read once in the life of the process; everybody is given the same. */
const published = new Map<string, Plan>();

async function findPlan(reader: Reader, id: string): Promise<Plan> {
  const known = published.get(id);
  if (known) return known;
  const { version, hash, publishedAt, publishedById, ...row } = await reader.campaignPlan.findUniqueOrThrow({
    where: { id },
  });
  const document = programmeSchema.parse(row.document);
  const plan = { id, version, document, programme: recurring(document), hash, publishedAt, publishedById };
  published.set(id, frozen(plan));
  return plan;
}

async function campaignsOf(reader: Reader, rows: readonly Row[]): Promise<Campaign[]> {
  const plans = new Map<string, Plan>();
  for (const { id, planId } of rows) if (planId !== null) plans.set(id, await findPlan(reader, planId));
  return rows.flatMap(({ archived, ...row }) => {
    const organiser = readUnit(row.organiser);
    if (!organiser) return [];
    const plan = plans.get(row.id) ?? null;
    let draft: Programme | undefined;
    return [
      {
        id: row.id,
        code: row.code,
        name: { zh: row.nameZh, en: row.nameEn },
        theme: { zh: row.themeZh, en: row.themeEn },
        year: row.year,
        organiser,
        path: organiser.path,
        programmeCode: row.programmeCode,
        // Most who ask for a campaign want what holds, not what is being written.
        get draft() {
          draft ??= row.document === null && plan ? plan.document : programmeSchema.parse(row.document);
          return draft;
        },
        version: row.version,
        updatedAt: row.updatedAt,
        plan,
        state: plan ? "PUBLISHED" : "DRAFT",
        editing: !archived && isEditing(row.updatedAt, plan?.publishedAt ?? null),
        archived,
      } satisfies Campaign,
    ];
  });
}

/** By code or by id; whoever asks must still be let in (`may(actor, "campaigns.read", campaign)`). */
export async function findCampaign(reader: Reader, codeOrId: string): Promise<Campaign | null> {
  const [campaign] = await campaignsOf(reader, await rowsOf(reader, Prisma.sql`/* prepared */ ${named(codeOrId)}`));
  return campaign ?? null;
}

const entry = (campaignId: Prisma.Sql, unitId: Prisma.Sql, method: Method) => Prisma.sql`
    EXISTS (SELECT 1 FROM participants WHERE campaign_id = ${campaignId} AND unit_id = ${unitId}) AS "takesPart",
    (SELECT version_id FROM standards_in_use WHERE campaign_id = ${campaignId} AND method = ${method}) AS "versionId"`;

/** The place of a check whose campaign and unit are known already. */
export async function placeIn(reader: Reader, campaign: Campaign, unit: Unit, method: Method): Promise<Place> {
  const ids = [Prisma.sql`${campaign.id}::uuid`, Prisma.sql`${unit.id}::uuid`] as const;
  const [found] = await reader.$queryRaw<Entry[]>`/* prepared */ SELECT ${entry(...ids, method)}`;
  return { campaign, unit, path: unit.path, takesPart: found?.takesPart ?? false, versionId: found?.versionId ?? null };
}

/** In one statement, because every saving of a form and every submission begins with it; null when either is not there. */
export async function findPlace(
  reader: Reader,
  wanted: { readonly campaign: string; readonly unit: string; readonly method: Method },
  day: string,
): Promise<Place | null> {
  const [row] = await reader.$queryRaw<(Row & Entry & { unit: UnitRow })[]>`
    /* prepared */
    SELECT ${columns()}, placed.unit,
           ${entry(Prisma.sql`c.id`, Prisma.sql`(placed.unit->>'id')::uuid`, wanted.method)}
      FROM ${tables}
      CROSS JOIN LATERAL (SELECT ${unitOfCodeInSql(wanted.unit, day)} AS unit) AS placed
     WHERE ${named(wanted.campaign)} AND placed.unit IS NOT NULL`;
  if (!row) return null;
  const { unit: placed, takesPart, versionId, ...own } = row;
  const [campaign] = await campaignsOf(reader, [own]);
  const unit = readUnit(placed);
  return campaign && unit ? { campaign, unit, path: unit.path, takesPart, versionId } : null;
}

/** The published plan that holds, or null while the campaign is a draft. */
export async function currentPlan(reader: Reader, campaignId: string): Promise<Plan | null> {
  const row = await reader.campaignPlan.findFirst({
    where: { campaignId },
    orderBy: { version: "desc" },
    select: { id: true },
  });
  return row && findPlan(reader, row.id);
}

/** Published versions, newest first, without their documents. */
export async function listPlanVersions(
  reader: Reader,
  campaignId: string,
): Promise<{ version: number; hash: string; publishedAt: Date; publishedBy: string }[]> {
  const rows = await reader.campaignPlan.findMany({
    where: { campaignId },
    orderBy: { version: "desc" },
    select: { version: true, hash: true, publishedAt: true, publishedById: true },
  });
  const accounts = await reader.account.findMany({
    where: { id: { in: rows.map((row) => row.publishedById) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(accounts.map((account) => [account.id, account.displayName]));
  return rows.map(({ publishedById, ...row }) => ({ ...row, publishedBy: names.get(publishedById) ?? "" }));
}

/** Competing units in plan order as they stood on `day`; a unit that did not exist yet is not among them. */
export async function listParticipants(reader: Reader, campaignId: string, day: string): Promise<Participant[]> {
  const rows = await reader.participant.findMany({
    where: { campaignId },
    orderBy: { position: "asc" },
    select: { unitId: true, groupCode: true, position: true },
  });
  const units = await mapUnits(
    reader,
    rows.map((row) => row.unitId),
    day,
  );
  return rows.flatMap((row) => {
    const unit = units.get(row.unitId);
    return unit ? [{ ...row, unit }] : [];
  });
}

/** The leading group and its office, seat by seat in the order in which they were named. */
export async function listCommittee(reader: Reader, campaignId: string): Promise<CommitteeMember[]> {
  const rows = await reader.committeeMember.findMany({
    where: { campaignId },
    orderBy: { position: "asc" },
    select: { seat: true, personId: true, position: true },
  });
  const people = await mapPeople(
    reader,
    rows.map((row) => row.personId),
  );
  return rows.flatMap((row) => {
    const person = people.get(row.personId);
    return person ? [{ ...row, person }] : [];
  });
}

const inUse = {
  id: true,
  version: true,
  effectiveOn: true,
  full: true,
  frozenAt: true,
  standard: { select: { code: true, nameZh: true, nameEn: true } },
  // What is worth nothing: still to be decided (`isUndecided`), since every other form refuses to be worth nothing.
  items: { where: { points: 0 }, select: { code: true }, orderBy: { position: "asc" } },
} satisfies Prisma.StandardVersionSelect;

function versionOf(
  method: Method,
  row: Prisma.StandardVersionGetPayload<{ select: typeof inUse }>,
): StandardVersionInUse {
  return {
    versionId: row.id,
    version: row.version,
    method,
    code: row.standard.code,
    name: { zh: row.standard.nameZh, en: row.standard.nameEn },
    effectiveOn: row.effectiveOn.toISOString().slice(0, 10),
    full: row.full?.toString() ?? "0",
    frozen: row.frozenAt !== null,
    undecided: row.items.map((item) => item.code),
  };
}

/** Id of the standard version that the campaign uses for the method. */
export async function findVersionInUse(reader: Reader, campaignId: string, method: Method): Promise<string | null> {
  const use = await reader.standardInUse.findUnique({ where: { campaignId_method: { campaignId, method } } });
  return use?.versionId ?? null;
}

/** The standard version the campaign uses for the method, or null when none is chosen. */
export async function findStandardVersion(
  reader: Reader,
  campaignId: string,
  method: Method,
): Promise<StandardVersionInUse | null> {
  return (await listStandardsInUse(reader, campaignId)).find((use) => use.method === method) ?? null;
}

export async function listStandardsInUse(reader: Reader, campaignId: string): Promise<StandardVersionInUse[]> {
  const uses = await reader.standardInUse.findMany({
    where: { campaignId },
    select: { method: true, versionId: true },
  });
  const rows = await reader.standardVersion.findMany({
    where: { id: { in: uses.map((use) => use.versionId) } },
    select: inUse,
  });
  const versions = new Map(rows.map((row) => [row.id, row]));
  return METHODS.flatMap((method) => {
    const use = uses.find((candidate) => candidate.method === method);
    const row = use && versions.get(use.versionId);
    return row ? [versionOf(method, row)] : [];
  });
}

/** Every version of every sheet about outlets, newest first; what the set-up offers to choose from. */
export async function listStandardVersions(reader: Reader): Promise<StandardVersionInUse[]> {
  const rows = await reader.standardVersion.findMany({
    where: { standard: { about: "OUTLET" } },
    select: { ...inUse, standard: { select: { code: true, nameZh: true, nameEn: true, method: true } } },
    orderBy: [{ standard: { code: "asc" } }, { version: "desc" }],
  });
  return rows.flatMap((row) => {
    const method = METHODS.find((known) => known === row.standard.method);
    return method ? [versionOf(method, row)] : [];
  });
}

/** Campaigns the actor may see, newest first: drafts only with the right to edit them. */
export async function campaignsFor(reader: Reader, actor: Actor): Promise<Campaign[]> {
  if (rootsFor(actor, "campaigns.read").length === 0) return [];
  const rows = await rowsOf(reader, Prisma.sql`true ORDER BY c.year DESC, c.code DESC LIMIT 500`);
  return (await campaignsOf(reader, rows)).filter((campaign) => mayEnter(actor, campaign));
}

/** A published campaign is open to everybody it covers; a draft only to those who write it. */
export function mayEnter(actor: Actor, campaign: Campaign): boolean {
  return may(actor, campaign.plan ? "campaigns.read" : "campaigns.edit", campaign);
}

/** What publishing looks at, of the working copy and of what stands beside it. */
export async function readSetup(reader: Reader, campaign: Campaign, day: string): Promise<Setup> {
  const participants = await listParticipants(reader, campaign.id, day);
  const heads = await mapHeads(
    reader,
    participants.map((participant) => participant.unitId),
    day,
  );
  const committee = await listCommittee(reader, campaign.id);
  const standards = await listStandardsInUse(reader, campaign.id);
  return {
    programme: campaign.draft,
    name: campaign.name,
    committee,
    participants: participants.map(({ unitId, unit, groupCode }) => ({ unitId, name: unit.name, groupCode })),
    headed: new Set(heads.keys()),
    pinned: new Set(standards.map((standard) => standard.method)),
    undecided: standards,
  };
}

/** Outlets that may take part: those below the organiser on the day, in the order of their codes. */
export function listParticipatableUnits(reader: Reader, path: string, day: string): Promise<Unit[]> {
  return listUnitsUnder(reader, [path], day, "OUTLET");
}

/** Units whose people may sit in the committee: the organiser's own and everything below it, and the units above it. */
async function listSeatableUnits(reader: Reader, path: string, day: string): Promise<Unit[]> {
  const root = path.split("/").slice(0, 2).join("/");
  const all = await listUnitsUnder(reader, [`${root}/`], day);
  return all.filter((unit) => unit.path.startsWith(path) || isBeside(unit, path));
}

/** The organiser's superiors, and their departments: a leader may sit above the unit that organises. */
function isBeside(unit: Unit, path: string): boolean {
  if (path.startsWith(unit.path)) return true;
  const parent = unit.path.split("/").slice(0, -2).join("/");
  return unit.level === "DEPARTMENT" && path.startsWith(`${parent}/`);
}

/** People who may sit in the committee, with where they work; offices first, then outlets. */
export async function listSeatablePeople(
  reader: Reader,
  path: string,
  day: string,
): Promise<{ person: PersonAt; unit: Unit }[]> {
  const units = await listSeatableUnits(reader, path, day);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const people = await listPeopleAtAny(
    reader,
    units.map((unit) => unit.id),
    day,
  );
  const placed = people.flatMap((person) => {
    const unit = person.unitId === null ? undefined : byId.get(person.unitId);
    return unit ? [{ person, unit }] : [];
  });
  return placed.sort((a, b) => Number(a.unit.level === "OUTLET") - Number(b.unit.level === "OUTLET"));
}

/** The person with this staff number, when they may sit in the committee of a campaign organised at `path`. */
export async function findSeatablePerson(
  reader: Reader,
  staffNo: string,
  path: string,
  day: string,
): Promise<PersonAt | null> {
  if (staffNo === "") return null;
  const row = await reader.person.findUnique({ where: { staffNo }, select: { id: true } });
  const person = row && (await mapPeople(reader, [row.id])).get(row.id);
  if (!person || person.unitId === null) return null;
  const unit = (await mapUnits(reader, [person.unitId], day)).get(person.unitId);
  return unit && (unit.path.startsWith(path) || isBeside(unit, path)) ? person : null;
}
