import "server-only";
import type { Text } from "@/lib/kernel/text";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { filedBytes } from "@/lib/platform/files/data";
import type { FiledBytes } from "@/lib/platform/files/types";
import { METHODS } from "@/lib/scoring/programme/schema";
import {
  ABOUT,
  type Demand,
  type Edition,
  ITEM_ROLES,
  type ItemForm,
  type ItemWording,
  type Library,
  type StandardItem,
  type StandardSheet,
  type StandardVersionRow,
  TRACKS,
  WIPES,
} from "./types";

type Reader = Tx | typeof db;

const wanted = {
  id: true,
  version: true,
  revision: true,
  effectiveOn: true,
  full: true,
  frozenAt: true,
  standard: { select: { code: true, nameZh: true, nameEn: true, method: true, about: true } },
  items: { orderBy: { position: "asc" } },
} satisfies Prisma.StandardVersionSelect;

type Row = Prisma.StandardVersionGetPayload<{ select: typeof wanted }>;
type ItemRow = Row["items"][number];

const methodOf = (value: string | null) => METHODS.find((method) => method === value) ?? null;

function sectionsOf<Item>(rows: readonly ItemRow[], itemOf: (row: ItemRow) => Item) {
  const sections: { code: string; name: Text; items: Item[] }[] = [];
  for (const row of rows) {
    let section = sections.at(-1);
    if (section?.code !== row.section) {
      section = { code: row.section, name: { zh: row.sectionZh, en: row.sectionEn }, items: [] };
      sections.push(section);
    }
    section.items.push(itemOf(row));
  }
  return sections;
}

function wordingOf(row: ItemRow): ItemWording {
  return {
    code: row.code,
    section: row.section,
    text: { zh: row.textZh, en: row.textEn },
    roles: ITEM_ROLES.filter((role) => row.roles.includes(role)),
    // Only ever written after the schema has read it.
    demands: row.demands as unknown as readonly Demand[],
    track: TRACKS.find((track) => track === row.track) ?? null,
    focus: row.focus,
    fine: row.fineMin && row.fineMax && { min: row.fineMin.toFixed(2), max: row.fineMax.toFixed(2) },
    season: row.seasonFrom && row.seasonTo ? { from: row.seasonFrom, to: row.seasonTo } : null,
    referenceId: row.referenceId,
  };
}

function itemOf(row: ItemRow): StandardItem {
  return {
    ...wordingOf(row),
    points: row.points?.toFixed(2) ?? "0.00",
    form: (row.form as unknown as ItemForm | null) ?? { kind: "STEPS", repeats: false },
    steps: row.steps,
    wipes: WIPES.find((wipes) => wipes === row.wipes) ?? null,
  };
}

function sheetOf(row: Row): StandardSheet | null {
  const method = methodOf(row.standard.method);
  if (!method || !row.full) return null;
  return {
    versionId: row.id,
    code: row.standard.code,
    name: { zh: row.standard.nameZh, en: row.standard.nameEn },
    method,
    about: ABOUT.find((about) => about === row.standard.about) ?? "OUTLET",
    version: row.version,
    effectiveOn: row.effectiveOn.toISOString().slice(0, 10),
    full: row.full.toFixed(2),
    frozenAt: row.frozenAt?.toISOString() ?? null,
    sections: sectionsOf(row.items, itemOf),
  };
}

/** Frozen versions never change, so each is read from the database once in the life of the process. */
const frozen = new Map<string, StandardSheet>();

/** One version of a check sheet with its sections and items; null when there is none, or when it is a library. */
export async function findSheet(reader: Reader, versionId: string): Promise<StandardSheet | null> {
  const known = frozen.get(versionId);
  if (known) return known;
  const row = await reader.standardVersion.findUnique({ where: { id: versionId }, select: wanted });
  if (!row) return null;
  const sheet = sheetOf(row);
  if (sheet && sheet.frozenAt !== null) frozen.set(versionId, sheet);
  return sheet;
}

/** The version of a standard with this code: the newest, unless a number is given. */
export async function findSheetByCode(reader: Reader, code: string, version?: number): Promise<StandardSheet | null> {
  const row = await reader.standardVersion.findFirst({
    where: { standard: { code }, ...(version === undefined ? {} : { version }) },
    orderBy: { version: "desc" },
    select: { id: true },
  });
  return row && findSheet(reader, row.id);
}

/** One version of a library, the newest unless a number is given; null when it is not there, or when it is a check sheet. */
export async function findLibrary(reader: Reader, code: string, version?: number): Promise<Library | null> {
  const row = await reader.standardVersion.findFirst({
    where: { standard: { code, method: null }, ...(version === undefined ? {} : { version }) },
    orderBy: { version: "desc" },
    select: wanted,
  });
  return (
    row && {
      versionId: row.id,
      code: row.standard.code,
      name: { zh: row.standard.nameZh, en: row.standard.nameEn },
      version: row.version,
      effectiveOn: row.effectiveOn.toISOString().slice(0, 10),
      frozenAt: row.frozenAt?.toISOString() ?? null,
      sections: sectionsOf(row.items, (item) => ({
        ...wordingOf(item),
        points: item.points?.toFixed(2) ?? null,
      })),
    }
  );
}

/** Every version of every standard: libraries first, then by method in the order of the methods; newest version first. */
export async function listStandardRows(reader: Reader): Promise<StandardVersionRow[]> {
  const rows = await reader.standardVersion.findMany({
    select: { ...wanted, items: { select: { section: true } } },
    orderBy: [{ standard: { code: "asc" } }, { version: "desc" }],
  });
  return rows
    .map((row) => ({
      versionId: row.id,
      code: row.standard.code,
      name: { zh: row.standard.nameZh, en: row.standard.nameEn },
      method: methodOf(row.standard.method),
      version: row.version,
      effectiveOn: row.effectiveOn.toISOString().slice(0, 10),
      full: row.full?.toFixed(2) ?? null,
      frozen: row.frozenAt !== null,
      sections: new Set(row.items.map((item) => item.section)).size,
      items: row.items.length,
    }))
    .sort((a, b) => orderOf(a.method) - orderOf(b.method));
}

/** Libraries come before all sheets. */
const orderOf = (method: StandardVersionRow["method"]) => (method === null ? -1 : METHODS.indexOf(method));

/** One version of a sheet or library, the newest unless a number is given. */
export async function findEdition(reader: Reader, code: string, version?: number): Promise<Edition | null> {
  const rows = await reader.standardVersion.findMany({
    where: { standard: { code }, ...(version === undefined ? {} : { version }) },
    orderBy: { version: "desc" },
    take: 1,
    select: wanted,
  });
  const [row] = rows;
  if (!row) return null;
  const later = await reader.standardVersion.count({ where: { standard: { code }, version: { gt: row.version } } });
  const method = methodOf(row.standard.method);
  return {
    versionId: row.id,
    code,
    name: { zh: row.standard.nameZh, en: row.standard.nameEn },
    method,
    about: ABOUT.find((about) => about === row.standard.about) ?? "OUTLET",
    version: row.version,
    revision: row.revision,
    latest: later === 0,
    effectiveOn: row.effectiveOn.toISOString().slice(0, 10),
    full: method === null ? null : (row.full?.toFixed(2) ?? "0.00"),
    frozenAt: row.frozenAt?.toISOString() ?? null,
    sections: sectionsOf(row.items, (item) =>
      method === null
        ? { ...wordingOf(item), points: item.points?.toFixed(2) ?? null, form: null, steps: [], wipes: null }
        : itemOf(item),
    ),
  };
}

/** Campaigns whose plan, published or not, is made for this version. */
export async function listCampaignsUsing(reader: Reader, versionId: string): Promise<string[]> {
  const uses = await reader.standardInUse.findMany({
    where: { versionId },
    select: { campaign: { select: { code: true } } },
  });
  return [...new Set(uses.map((use) => use.campaign.code))].sort();
}

/** Codes of all libraries with their names, for choosing what a sheet is made from. */
export async function listLibraries(reader: Reader): Promise<{ code: string; name: Text }[]> {
  const rows = await reader.standard.findMany({ where: { method: null }, orderBy: { code: "asc" } });
  return rows.map((row) => ({ code: row.code, name: { zh: row.nameZh, en: row.nameEn } }));
}

/** Those of the ids that are reference pictures: pictures filed for the bank itself. */
export async function listReferences(
  reader: Reader,
  ids: readonly string[],
  rootId: string | undefined,
): Promise<Set<string>> {
  if (ids.length === 0 || rootId === undefined) return new Set();
  const rows = await reader.evidenceFile.findMany({
    where: { id: { in: [...new Set(ids)] }, unitId: rootId, mime: { startsWith: "image/" } },
    select: { id: true },
  });
  return new Set(rows.map((row) => row.id));
}

/** The stored picture, if some item of some standard points at it. */
export async function findReference(reader: Reader, id: string): Promise<(FiledBytes & { name: string }) | null> {
  const used = await reader.standardItem.findFirst({ where: { referenceId: id }, select: { id: true } });
  return used && reader.evidenceFile.findUnique({ where: { id }, select: { ...filedBytes, name: true } });
}
