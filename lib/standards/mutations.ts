import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { findSheet } from "./data";
import { saysTheSame } from "./rules";
import type { StandardDocument } from "./schema";

export interface LoadedStandard {
  readonly versionId: string;
  readonly version: number;
  /** SAME: it was there already. REPLACED: an unused version was put right. ADDED: a new version beside the old ones. */
  readonly outcome: "SAME" | "REPLACED" | "ADDED";
}

/**
 * Brings a check sheet into the library. A frozen version is never touched: a changed wording becomes the next version,
 * effective from its own date.
 */
export async function loadStandard(
  context: Context,
  { document }: { document: StandardDocument },
): Promise<Result<LoadedStandard, "OTHER_METHOD">> {
  const { tx } = context;
  // One load of a standard at a time: two at once would both see the same latest version.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`standard:${document.code}`}, 0))`;
  const known = await tx.standard.findUnique({ where: { code: document.code } });
  if (known && known.method !== document.method) return refuse("OTHER_METHOD", { field: "document.method" });
  const standard =
    known ??
    (await tx.standard.create({
      data: { code: document.code, nameZh: document.name.zh, nameEn: document.name.en, method: document.method },
    }));

  const latest = await tx.standardVersion.findFirst({
    where: { standardId: standard.id },
    orderBy: { version: "desc" },
  });
  const sheet = latest && (await findSheet(tx, latest.id));
  if (latest && sheet && saysTheSame(sheet, document)) {
    return accept({ versionId: latest.id, version: latest.version, outcome: "SAME" });
  }
  await tx.standard.update({
    where: { id: standard.id },
    data: { nameZh: document.name.zh, nameEn: document.name.en },
  });

  const dated = { effectiveOn: new Date(document.effectiveOn), full: document.full };
  let versionId: string;
  let version: number;
  if (latest && latest.frozenAt === null) {
    ({ id: versionId, version } = latest);
    await tx.standardItem.deleteMany({ where: { versionId } });
    await tx.standardVersion.update({ where: { id: versionId }, data: dated });
  } else {
    version = (latest?.version ?? 0) + 1;
    ({ id: versionId } = await tx.standardVersion.create({ data: { standardId: standard.id, version, ...dated } }));
  }
  await tx.standardItem.createMany({
    data: document.sections
      .flatMap((section) => section.items.map((item) => ({ section, item })))
      .map(({ section, item }, position) => ({
        versionId,
        code: item.code,
        position,
        section: section.code,
        sectionZh: section.name.zh,
        sectionEn: section.name.en,
        textZh: item.text.zh,
        textEn: item.text.en,
        points: item.points,
        steps: item.steps,
        roles: item.roles,
        evidence: item.evidence,
      })),
  });
  return accept({ versionId, version, outcome: latest && latest.frozenAt === null ? "REPLACED" : "ADDED" });
}

/** Called when a campaign is published: from then on these versions are what facts were scored against. */
export async function freezeVersions(context: Context, versionIds: readonly string[]): Promise<void> {
  await context.tx.standardVersion.updateMany({
    where: { id: { in: [...versionIds] }, frozenAt: null },
    data: { frozenAt: context.now },
  });
}
