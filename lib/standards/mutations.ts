import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { findLibrary, findSheet } from "./data";
import { librarySaysTheSame, saysTheSame } from "./rules";
import { isSheetDocument } from "./rules/document";
import type { AnyDocument, LibraryDocument, StandardDocument } from "./schema";
import type { ItemWording } from "./types";

export interface LoadedStandard {
  readonly versionId: string;
  readonly version: number;
  /** SAME: it was there already. REPLACED: an unused version was put right. ADDED: a new version beside the old ones. */
  readonly outcome: "SAME" | "REPLACED" | "ADDED";
}

/**
 * Brings a check sheet into the bank's standards. A frozen version is never touched: a changed wording becomes the next
 * version, effective from its own date.
 */
export async function loadStandard(
  context: Context,
  { document }: { document: StandardDocument },
): Promise<Result<LoadedStandard, "OTHER_METHOD" | "NAME_PINNED">> {
  const { tx } = context;
  await oneAtATime(context, document.code);
  const known = await tx.standard.findUnique({ where: { code: document.code } });
  if (known && (known.method !== document.method || known.about !== document.about))
    return refuse("OTHER_METHOD", { field: "document.method" });
  const { code, name, method, about } = document;
  return file(context, {
    standard: { code, name, method, about },
    dated: { effectiveOn: document.effectiveOn, full: document.full },
    isSame: async (versionId) => {
      const sheet = await findSheet(tx, versionId);
      return sheet !== null && saysTheSame(sheet, document);
    },
    items: rowsOf(document),
  });
}

/** The same for a library, from which sheets are made. */
export async function loadLibrary(
  context: Context,
  { document }: { document: LibraryDocument },
): Promise<Result<LoadedStandard, "OTHER_METHOD" | "NAME_PINNED">> {
  const { tx } = context;
  await oneAtATime(context, document.library);
  const known = await tx.standard.findUnique({ where: { code: document.library } });
  if (known && known.method !== null) return refuse("OTHER_METHOD", { field: "document.library" });
  return file(context, {
    standard: { code: document.library, name: document.name, method: null, about: "OUTLET" },
    dated: { effectiveOn: document.effectiveOn, full: null },
    isSame: async () => {
      const library = await findLibrary(tx, document.library);
      return library !== null && librarySaysTheSame(library, document);
    },
    items: rowsOf(document),
  });
}

/** Two loads of one standard at once would both see the same latest version. */
export async function oneAtATime({ tx }: Context, code: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`standard:${code}`}, 0))`;
}

export type ItemRow = Omit<Prisma.StandardItemCreateManyInput, "versionId" | "position">;

/** The items of a sheet or library as they are stored, in order. */
export function rowsOf(document: AnyDocument): ItemRow[] {
  if (isSheetDocument(document))
    return document.sections.flatMap((section) =>
      section.items.map((item) => ({
        ...placed(section, item),
        points: item.points,
        steps: item.steps,
        form: item.form as unknown as Prisma.InputJsonValue,
        wipes: item.wipes,
      })),
    );
  return document.sections.flatMap((section) =>
    section.items.map((item) => ({ ...placed(section, item), points: item.points, steps: [] })),
  );
}

function placed(
  section: { readonly code: string; readonly name: { zh: string; en: string } },
  item: Omit<ItemWording, "section">,
): ItemRow {
  return {
    code: item.code,
    section: section.code,
    sectionZh: section.name.zh,
    sectionEn: section.name.en,
    textZh: item.text.zh,
    textEn: item.text.en,
    roles: [...item.roles],
    demands: item.demands as unknown as Prisma.InputJsonValue,
    track: item.track,
    focus: item.focus,
    fineMin: item.fine?.min ?? null,
    fineMax: item.fine?.max ?? null,
    seasonFrom: item.season?.from ?? null,
    seasonTo: item.season?.to ?? null,
    referenceId: item.referenceId,
  };
}

interface Filing {
  readonly standard: {
    readonly code: string;
    readonly name: { zh: string; en: string };
    readonly method: string | null;
    readonly about: string;
  };
  readonly dated: { readonly effectiveOn: string; readonly full: string | null };
  /** Whether the latest version says the same already. */
  readonly isSame: (versionId: string) => Promise<boolean>;
  readonly items: readonly ItemRow[];
}

async function file(
  { tx }: Context,
  { standard: { code, name, method, about }, dated, isSame, items }: Filing,
): Promise<Result<LoadedStandard, "NAME_PINNED">> {
  const names = { nameZh: name.zh, nameEn: name.en };
  const { id: standardId } = await tx.standard.upsert({
    where: { code },
    create: { code, ...names, method, about },
    update: {},
    select: { id: true },
  });
  const latest = await tx.standardVersion.findFirst({ where: { standardId }, orderBy: { version: "desc" } });
  if (latest && (await isSame(latest.id)))
    return accept({ versionId: latest.id, version: latest.version, outcome: "SAME" });
  if (!(await rename(tx, standardId, name))) return refuse("NAME_PINNED", { field: "document.name" });

  const data = { effectiveOn: new Date(dated.effectiveOn), full: dated.full };
  let versionId: string;
  let version: number;
  if (latest && latest.frozenAt === null) {
    ({ id: versionId, version } = latest);
    await tx.standardItem.deleteMany({ where: { versionId } });
    await tx.standardVersion.update({ where: { id: versionId }, data: { ...data, revision: { increment: 1 } } });
  } else {
    version = (latest?.version ?? 0) + 1;
    ({ id: versionId } = await tx.standardVersion.create({ data: { standardId, version, ...data } }));
  }
  await tx.standardItem.createMany({ data: items.map((item, position) => ({ ...item, versionId, position })) });
  return accept({ versionId, version, outcome: latest && latest.frozenAt === null ? "REPLACED" : "ADDED" });
}

/** The name belongs to every locked version, so it stays once there is one; false where another is wanted. */
export async function rename(tx: Tx, standardId: string, name: { zh: string; en: string }): Promise<boolean> {
  const known = await tx.standard.findUniqueOrThrow({ where: { id: standardId } });
  if (known.nameZh === name.zh && known.nameEn === name.en) return true;
  if ((await tx.standardVersion.count({ where: { standardId, frozenAt: { not: null } } })) > 0) return false;
  await tx.standard.update({ where: { id: standardId }, data: { nameZh: name.zh, nameEn: name.en } });
  return true;
}

/** Called when a campaign is published: from then on these versions are what facts were scored against. */
export async function freezeVersions(context: Context, versionIds: readonly string[]): Promise<void> {
  await context.tx.standardVersion.updateMany({
    where: { id: { in: [...versionIds] }, frozenAt: null },
    data: { frozenAt: context.now },
  });
}
