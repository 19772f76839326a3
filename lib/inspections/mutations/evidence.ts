import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/access/types";
import { accept, type Result } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import { overQuota } from "@/lib/platform/files/quotas";
import { extensionOf, safeName } from "@/lib/platform/files/rules";
import type { FileEvidenceInput } from "../schema";

/** The row of a file whose bytes are in the store already. The same bytes filed again by the same person are the same file. */
export async function fileEvidence(
  context: Context,
  input: FileEvidenceInput,
  subject: { unit: Unit },
): Promise<Result<{ id: string; name: string; width: number | null; height: number | null }>> {
  const wanted = { id: true, name: true, width: true, height: true } as const;
  const earlier = await context.tx.evidenceFile.findFirst({
    where: {
      sha256: input.sha256,
      unitId: subject.unit.id,
      uploadedById: context.actor.accountId,
      covert: input.covert,
    },
    select: wanted,
  });
  if (earlier) return accept(earlier);
  const over = await overQuota(context, { unitId: subject.unit.id, bytes: input.bytes });
  if (over) return over;
  const created = await context.tx.evidenceFile.create({
    data: {
      name: safeName(input.name, extensionOf(input.mime)),
      mime: input.mime,
      bytes: input.bytes,
      width: input.width,
      height: input.height,
      sha256: input.sha256,
      displaySha256: input.displaySha256,
      thumbnailSha256: input.thumbnailSha256,
      storageKey: `${input.folder}/${randomUUID()}`,
      unitId: subject.unit.id,
      uploadedById: context.actor.accountId,
      uploadedAt: context.now,
      covert: input.covert,
    },
    select: wanted,
  });
  return accept(created);
}
