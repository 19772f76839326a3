import "server-only";
import type { Campaign } from "@/lib/campaigns/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listUnitsUnder, mapUnits } from "@/lib/organisation/data";
import { listPeopleAtAny, listPostings } from "@/lib/people/data";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Reachable } from "../rules/letters";
import type { Chosen, Ear, LetterRow, LetterTold } from "../types";
import type { Reader } from "./ear";

const asDay = (at: Date): Day => at.toISOString().slice(0, 10);

/** Letters to the reader or to units for which the reader receives. */
export async function listLettersFor(
  reader: Reader,
  { units, person }: Pick<Ear, "units" | "person">,
): Promise<LetterTold[]> {
  const to = [
    ...(units.size > 0 ? [{ unitId: { in: [...units.keys()] } }] : []),
    ...(person ? [{ personId: person.id }] : []),
  ];
  if (to.length === 0) return [];
  const rows = await reader.letter.findMany({
    where: { addressees: { some: { OR: to } } },
    select: {
      id: true,
      campaignId: true,
      no: true,
      title: true,
      dueOn: true,
      at: true,
      withdrawal: { select: { at: true } },
      addressees: { where: { OR: to }, select: { acknowledgement: { select: { id: true } } } },
    },
  });
  return rows.map(({ dueOn, withdrawal, addressees, ...row }) => ({
    ...row,
    dueOn: dueOn && asDay(dueOn),
    withdrawnAt: withdrawal?.at ?? null,
    open: dueOn && !withdrawal ? addressees.filter(({ acknowledgement }) => acknowledgement === null).length : 0,
  }));
}

const full = {
  withdrawal: { select: { reason: true, byName: true, at: true } },
  addressees: {
    orderBy: { id: "asc" },
    select: {
      id: true,
      unitId: true,
      personId: true,
      acknowledgement: { select: { byName: true, note: true, at: true } },
    },
  },
} satisfies Prisma.LetterInclude;

function letterOf(row: Prisma.LetterGetPayload<{ include: typeof full }>): LetterRow {
  const { dueOn, chosen, withdrawal, addressees, id, no, campaignId, title, text, evidence, byName, at } = row;
  return {
    ...{ id, no, campaignId, title, text, evidence, byName, at },
    dueOn: dueOn && asDay(dueOn),
    chosen: chosen as unknown as Chosen,
    withdrawn: withdrawal,
    addressees: addressees.map(({ acknowledgement, ...to }) => ({ ...to, acknowledged: acknowledgement })),
  };
}

/** Newest first. */
export async function listLetters(reader: Reader, campaignId: string): Promise<LetterRow[]> {
  const rows = await reader.letter.findMany({
    where: { campaignId },
    include: full,
    orderBy: [{ at: "desc" }, { no: "desc" }],
    take: 500,
  });
  return rows.map(letterOf);
}

export async function findLetter(
  reader: Reader,
  by: { readonly campaignId: string; readonly no: string } | { readonly id: string },
): Promise<LetterRow | null> {
  const row = await reader.letter.findFirst({ where: by, include: full });
  return row && letterOf(row);
}

export async function findLetterOfAddressee(reader: Reader, addresseeId: string): Promise<LetterRow | null> {
  const row = await reader.letterAddressee.findUnique({ where: { id: addresseeId }, select: { letterId: true } });
  return row && findLetter(reader, { id: row.letterId });
}

/** Letters that carry the file, with whom they are addressed to. */
export async function listLettersWith(reader: Reader, fileId: string): Promise<LetterRow[]> {
  const rows = await reader.letter.findMany({ where: { evidence: { has: fileId } }, include: full });
  return rows.map(letterOf);
}

/** Code and name of campaigns by id, for letters to somebody who cannot enter their campaign. */
export async function mapCampaignNames(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, { readonly code: string; readonly name: Text }>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.campaign.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, code: true, nameZh: true, nameEn: true },
  });
  return new Map(rows.map(({ id, code, nameZh, nameEn }) => [id, { code, name: { zh: nameZh, en: nameEn } }]));
}

/** Of the files, how many the writer did not file for the organiser. */
export async function countForeign(
  reader: Reader,
  ids: readonly string[],
  by: { readonly unitId: string; readonly uploadedById: string },
): Promise<number> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return 0;
  return wanted.length - (await reader.evidenceFile.count({ where: { id: { in: wanted }, ...by } }));
}

/** Whom a letter of the campaign can go to on the day; of people those asked for, and with `toStaff` everybody at the outlets. */
export async function readReachable(
  reader: Reader,
  campaign: Pick<Campaign, "id" | "path" | "plan">,
  staffNos: readonly string[],
  toStaff: boolean,
  day: Day,
): Promise<Reachable> {
  const participants = await reader.participant.findMany({
    where: { campaignId: campaign.id },
    orderBy: { position: "asc" },
    select: { unitId: true, groupCode: true },
  });
  const units = await mapUnits(
    reader,
    participants.map(({ unitId }) => unitId),
    day,
  );
  const outlets = participants.flatMap(({ unitId, groupCode }) => {
    const unit = units.get(unitId);
    return unit ? [{ id: unit.id, code: unit.code, path: unit.path, group: groupCode }] : [];
  });
  const places = (await listUnitsUnder(reader, [campaign.path], day)).filter(
    ({ level, path }) => PLACES.has(level) && outlets.some((outlet) => outlet.path.startsWith(path)),
  );
  const postings = staffNos.length === 0 ? [] : await listPostings(reader, { staffNos }, { from: day, to: day });
  const homes = await mapUnits(
    reader,
    postings.map(({ unitId }) => unitId),
    day,
  );
  return {
    groups: (campaign.plan?.programme.groups ?? []).map(({ code }) => code),
    places: new Map(places.map(({ code, path }) => [code, { path }])),
    outlets,
    staff: (await listPeopleAtAny(reader, toStaff ? outlets.map(({ id }) => id) : [], day)).flatMap(
      ({ id, unitId, post }) => (unitId === null || post === null ? [] : [{ id, unitId, post }]),
    ),
    people: new Map(
      postings
        .filter(({ unitId }) => homes.get(unitId)?.path.startsWith(campaign.path))
        .map(({ person }) => [person.staffNo, person.id]),
    ),
  };
}

/** Levels between the organiser and the outlets. */
export const PLACES: ReadonlySet<string> = new Set(["BRANCH", "DISTRICT", "SUB_BRANCH"]);
