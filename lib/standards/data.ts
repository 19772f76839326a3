import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { METHODS } from "@/lib/scoring/programme/schema";
import {
  ITEM_ROLES,
  type StandardItem,
  type StandardSection,
  type StandardSheet,
  type StandardVersionRow,
} from "./types";

type Reader = Tx | typeof db;

const wanted = {
  id: true,
  version: true,
  effectiveOn: true,
  full: true,
  frozenAt: true,
  standard: { select: { code: true, nameZh: true, nameEn: true, method: true } },
  items: { orderBy: { position: "asc" } },
} satisfies Prisma.StandardVersionSelect;

type Row = Prisma.StandardVersionGetPayload<{ select: typeof wanted }>;

function methodOf(value: string) {
  return METHODS.find((method) => method === value) ?? "OPEN";
}

function sheetOf(row: Row): StandardSheet {
  const sections: { code: string; name: StandardSection["name"]; items: StandardItem[] }[] = [];
  for (const item of row.items) {
    let section = sections.at(-1);
    if (section?.code !== item.section) {
      section = { code: item.section, name: { zh: item.sectionZh, en: item.sectionEn }, items: [] };
      sections.push(section);
    }
    section.items.push({
      code: item.code,
      section: item.section,
      text: { zh: item.textZh, en: item.textEn },
      points: item.points.toFixed(2),
      steps: item.steps,
      roles: ITEM_ROLES.filter((role) => item.roles.includes(role)),
      evidence: item.evidence,
    });
  }
  return {
    versionId: row.id,
    code: row.standard.code,
    name: { zh: row.standard.nameZh, en: row.standard.nameEn },
    method: methodOf(row.standard.method),
    version: row.version,
    effectiveOn: row.effectiveOn.toISOString().slice(0, 10),
    full: row.full.toFixed(2),
    frozenAt: row.frozenAt?.toISOString() ?? null,
    sections,
  };
}

/** Frozen versions never change, so each is read from the database once in the life of the process. */
const frozen = new Map<string, StandardSheet>();

/** One version with its sections and items, or null. */
export async function findSheet(reader: Reader, versionId: string): Promise<StandardSheet | null> {
  const known = frozen.get(versionId);
  if (known) return known;
  const row = await reader.standardVersion.findUnique({ where: { id: versionId }, select: wanted });
  if (!row) return null;
  const sheet = sheetOf(row);
  if (sheet.frozenAt !== null) frozen.set(versionId, sheet);
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

/** Every version of every standard: by method in the order self-check, open, mystery visit; newest version first. */
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
      full: row.full.toFixed(2),
      frozen: row.frozenAt !== null,
      sections: new Set(row.items.map((item) => item.section)).size,
      items: row.items.length,
    }))
    .sort((a, b) => METHODS.indexOf(a.method) - METHODS.indexOf(b.method));
}
