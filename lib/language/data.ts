import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import type { db, Tx } from "@/lib/platform/db";
import type { LanguageVersion as StoredVersion } from "@/lib/platform/db/generated/client";
import { codesOf, forbiddenIn, inForceOn } from "./rules";
import type { ForbiddenIn, LanguageContent, LanguageDraft, LanguageRow, LanguageVersion } from "./types";

type Reader = Tx | typeof db;

function versionOf(row: StoredVersion): LanguageVersion {
  return {
    version: row.version,
    effectiveOn: row.effectiveOn.toISOString().slice(0, 10),
    note: row.noteZh === null || row.noteEn === null ? null : { zh: row.noteZh, en: row.noteEn },
    // Only ever written after the schema has read it.
    content: row.content as unknown as LanguageContent,
  };
}

/** Newest first. */
export async function listVersions(reader: Reader): Promise<LanguageRow[]> {
  const rows = await reader.languageVersion.findMany({
    select: { version: true, effectiveOn: true },
    orderBy: { version: "desc" },
  });
  return rows.map(({ version, effectiveOn }) => ({ version, effectiveOn: effectiveOn.toISOString().slice(0, 10) }));
}

export async function findVersion(reader: Reader, version: number): Promise<LanguageVersion | null> {
  const row = await reader.languageVersion.findUnique({ where: { version } });
  return row && versionOf(row);
}

export async function findLatest(reader: Reader): Promise<LanguageVersion | null> {
  const row = await reader.languageVersion.findFirst({ orderBy: { version: "desc" } });
  return row && versionOf(row);
}

export async function findLanguageDraft(reader: Reader): Promise<LanguageDraft | null> {
  const row = await reader.languageDraft.findFirst();
  return row && { version: row.version, revision: row.revision, content: row.content as unknown as LanguageContent };
}

/** Every code that a published version ever used. */
export async function listPublishedCodes(reader: Reader): Promise<string[]> {
  const rows = await reader.languageVersion.findMany({ select: { content: true } });
  return [...new Set(rows.flatMap(({ content }) => codesOf(content as unknown as LanguageContent)))];
}

/** What must not be said, by situation, in the version that was in force on the day. */
export async function listForbidden(reader: Reader, on: Day): Promise<ForbiddenIn[]> {
  const row = inForceOn(await listVersions(reader), on);
  const version = row && (await findVersion(reader, row.version));
  return version ? forbiddenIn(version.content) : [];
}

/** Those of the codes that are a check item of no standard. */
export async function listUnknownItems(reader: Reader, codes: readonly string[]): Promise<string[]> {
  const rows = await reader.standardItem.findMany({
    where: { code: { in: [...codes] } },
    select: { code: true },
    distinct: ["code"],
  });
  const known = new Set(rows.map(({ code }) => code));
  return codes.filter((code) => !known.has(code));
}
