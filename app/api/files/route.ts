import { getTranslations } from "next-intl/server";
import { findCurrentActor, mustChangePassword } from "@/lib/access/loaders";
import { sameOriginSource } from "@/lib/access/origin";
import { type Sentences, sentenceOf } from "@/lib/access/refusals";
import { perform } from "@/lib/access/usecase";
import { mayFileBeside, slotIn } from "@/lib/appeals/loaders/files";
import { fileBesideItem } from "@/lib/appeals/usecases";
import { mayFileFor } from "@/lib/inspections/loaders/files";
import { fileEvidenceFor } from "@/lib/inspections/usecases";
import type { Refusal } from "@/lib/kernel/result";
import { readUpload } from "@/lib/platform/files/body";
import { fileHeaders } from "@/lib/platform/files/headers";
import { FILE_LIMITS } from "@/lib/platform/files/rules";
import { keepFile } from "@/lib/platform/files/store";

/**
 * Files a picture or PDF as evidence for an outlet: multipart (`file`, `unit`) or the bare bytes with `?unit=…&name=…`.
 * With `?campaign=…&kind=…&item=…` it is filed for the outlet of an item that is appealed against or answered.
 * Session and right come before a byte is read, the bytes before a row is written.
 */
export async function POST(request: Request): Promise<Response> {
  const source = await sameOriginSource();
  if (source === null) return refused(403, { code: "FOREIGN_ORIGIN" });
  const actor = await findCurrentActor();
  if (!actor) return refused(401, { code: "SESSION_ENDED" });
  if (await mustChangePassword()) return refused(403, { code: "PASSWORD_CHANGE_DUE" });
  // Known before the body: who may file nowhere need not send twelve megabytes to learn it.
  const slot = slotIn(new URL(request.url));
  if (!(slot ? await mayFileBeside(actor, slot) : mayFileFor(actor))) return refused(404, { code: "NOT_FOUND" });

  let upload: Awaited<ReturnType<typeof readUpload>>;
  try {
    upload = await readUpload(request);
  } catch {
    return refused(400, { code: "INVALID" });
  }
  if (!upload) return refused(413, { code: "FILE_TOO_LARGE", values: { limit: FILE_LIMITS.bytes / 1024 / 1024 } });
  const unit = upload.fields.unit ?? "";
  if (!slot && !(await mayFileFor(actor, unit))) return refused(404, { code: "NOT_FOUND" });

  const kept = await keepFile(upload.bytes, request.headers.get("x-content-sha256") ?? undefined);
  if (!kept.ok) return refused(422, kept.refusals[0]);
  const { mime, bytes, width, height, sha256, folder } = kept.value;
  const file = { name: upload.name, mime, bytes, width, height, sha256, folder };
  const outcome = slot
    ? await perform(fileBesideItem, { actor, input: { ...slot, ...file }, source })
    : await perform(fileEvidenceFor, { actor, input: { unit, ...file }, source });
  if (!outcome.ok) return refused(outcome.reference ? 500 : 422, outcome.refusals[0]);
  return Response.json(outcome.value, { status: 201, headers: fileHeaders() });
}

async function refused(status: number, refusal: Refusal): Promise<Response> {
  const say = (await getTranslations()) as unknown as Sentences;
  return Response.json(
    { code: refusal.code, message: sentenceOf(refusal, "inspections", say) },
    { status, headers: fileHeaders() },
  );
}
