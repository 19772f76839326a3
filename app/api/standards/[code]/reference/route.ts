import { getTranslations } from "next-intl/server";
import { mustChangePassword } from "@/lib/access/loaders";
import { sameOriginSource } from "@/lib/access/origin";
import { type Sentences, sentenceOf } from "@/lib/access/refusals";
import { perform } from "@/lib/access/usecase";
import type { Refusal } from "@/lib/kernel/result";
import { readUpload } from "@/lib/platform/files/body";
import { fileHeaders } from "@/lib/platform/files/headers";
import { FILE_LIMITS } from "@/lib/platform/files/rules";
import { keepFile } from "@/lib/platform/files/store";
import { findStandardsOwner } from "@/lib/standards/loaders";
import { fileStandardReference } from "@/lib/standards/usecases";

/** The picture of how an item should be: multipart with `file`, `item` and the draft's `version`. */
export async function POST(request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  const source = await sameOriginSource();
  if (source === null) return refused(403, { code: "FOREIGN_ORIGIN" });
  const actor = await findStandardsOwner();
  if (!actor || (await mustChangePassword())) return refused(404, { code: "NOT_FOUND" });
  let upload: Awaited<ReturnType<typeof readUpload>>;
  try {
    upload = await readUpload(request);
  } catch {
    return refused(400, { code: "INVALID" });
  }
  if (!upload) return refused(413, { code: "FILE_TOO_LARGE", values: { limit: FILE_LIMITS.bytes / 1024 / 1024 } });
  const kept = await keepFile(upload.bytes);
  if (!kept.ok) return refused(422, kept.refusals[0]);
  const { kind, mime, bytes, width, height, sha256, folder, displaySha256, thumbnailSha256 } = kept.value;
  if (kind !== "PICTURE") return refused(422, { code: "NOT_A_PICTURE" });
  const outcome = await perform(fileStandardReference, {
    actor,
    input: {
      standard: decodeURIComponent((await params).code),
      version: upload.fields.version,
      item: upload.fields.item,
      name: upload.name,
      mime,
      bytes,
      width,
      height,
      sha256,
      folder,
      displaySha256,
      thumbnailSha256,
    },
    source,
  });
  if (!outcome.ok) return refused(outcome.reference ? 500 : 409, outcome.refusals[0]);
  return Response.json({ id: outcome.value.referenceId }, { status: 201, headers: fileHeaders() });
}

async function refused(status: number, refusal: Refusal): Promise<Response> {
  const say = (await getTranslations()) as unknown as Sentences;
  return Response.json({ message: sentenceOf(refusal, "standards", say) }, { status, headers: fileHeaders() });
}
