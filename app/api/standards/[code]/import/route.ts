import { createHash } from "node:crypto";
import { getLocale, getTranslations } from "next-intl/server";
import { mustChangePassword } from "@/lib/access/loaders";
import { sameOriginSource } from "@/lib/access/origin";
import { type Sentences, sentenceOf } from "@/lib/access/refusals";
import { perform } from "@/lib/access/usecase";
import type { Refusal } from "@/lib/kernel/result";
import { readUpload } from "@/lib/platform/files/body";
import { fileHeaders } from "@/lib/platform/files/headers";
import { readSheet } from "@/lib/platform/sheet/read";
import { SHEET_LIMITS } from "@/lib/platform/sheet/types";
import { findStandardsOwner } from "@/lib/standards/loaders";
import { previewContent } from "@/lib/standards/loaders/table";
import type { ContentAnswer } from "@/lib/standards/types";
import { takeStandardContent } from "@/lib/standards/usecases";

/** Ten levels with long anchor texts stand in one cell; Excel itself ends there. */
const LONGEST_CELL = 32_767;

/**
 * A content of a standard, sent twice: first to be compared with the newest version, then, with `sha256`, `versionId` and
 * `revision` from the first answer, to be taken over. The second time everything is judged again.
 */
export async function POST(request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  const source = await sameOriginSource();
  if (source === null) return refused(403, { code: "FOREIGN_ORIGIN" });
  const code = decodeURIComponent((await params).code);
  const actor = await findStandardsOwner();
  if (!actor || (await mustChangePassword())) return refused(404, { code: "NOT_FOUND" });

  const tooBig = { code: "SHEET_TOO_BIG", values: { megabytes: SHEET_LIMITS.bytes / 1024 / 1024 } };
  if (Number(request.headers.get("content-length") ?? "0") > SHEET_LIMITS.bytes + 64 * 1024)
    return refused(413, tooBig);
  let upload: Awaited<ReturnType<typeof readUpload>>;
  try {
    upload = await readUpload(request);
  } catch {
    return refused(400, { code: "INVALID" });
  }
  if (!upload) return refused(413, tooBig);
  const sheet = await readSheet(upload.bytes, { text: LONGEST_CELL });
  if (!sheet.ok) return refused(422, sheet.refusals[0]);
  const preview = await previewContent(actor, code, sheet.value, (await getLocale()) === "en" ? "en" : "zh");
  if (!preview.ok) return refused(preview.refusals[0].code === "NOT_FOUND" ? 404 : 422, preview.refusals[0]);

  const { newest, into, document, faults, ignored, diff } = preview.value;
  if (faults.length > 0) {
    const say = (await getTranslations()) as unknown as Sentences;
    const sentences = faults.map((fault) => ({
      ...fault,
      sentence: sentenceOf({ code: fault.code, values: fault.values }, "standards", say),
    }));
    return answer(200, { status: "faults", faults: sentences });
  }
  const items = newest.sections.reduce((all, section) => all + section.items.length, 0);
  if (!diff || !document) return answer(200, { status: "same", items });
  const sha256 = createHash("sha256").update(upload.bytes).digest("hex");
  const { versionId, revision } = newest;
  if (upload.fields.confirm === undefined)
    return answer(200, {
      status: "ready",
      sha256,
      versionId,
      revision,
      into,
      ignored: ignored.slice(0, 10),
      diff,
    });
  const { fields } = upload;
  if (fields.sha256 !== sha256 || fields.versionId !== versionId || fields.revision !== String(revision))
    return refused(409, { code: "CONTENT_CHANGED" });

  const outcome = await perform(takeStandardContent, {
    actor,
    input: {
      standard: code,
      versionId,
      revision,
      fileName: (upload.name || "standard").slice(-255),
      sha256,
      document,
    },
    source,
    ...(fields._key ? { key: fields._key } : {}),
  });
  if (!outcome.ok) return refused(outcome.reference ? 500 : 409, outcome.refusals[0]);
  return answer(201, { status: "done", ...outcome.value });
}

function answer(status: number, body: ContentAnswer): Response {
  return Response.json(body, { status, headers: fileHeaders() });
}

async function refused(status: number, refusal: Refusal): Promise<Response> {
  const say = (await getTranslations()) as unknown as Sentences;
  return answer(status, { status: "refused", message: sentenceOf(refusal, "standards", say) });
}
