import { createHash } from "node:crypto";
import { getTranslations } from "next-intl/server";
import { mustChangePassword } from "@/lib/access/loaders";
import { sameOriginSource } from "@/lib/access/origin";
import { type Sentences, sentenceOf } from "@/lib/access/refusals";
import { perform } from "@/lib/access/usecase";
import type { Refusal } from "@/lib/kernel/result";
import { findImporter, type Preview, previewImport } from "@/lib/metrics/loaders";
import type { ImportAnswer } from "@/lib/metrics/types";
import { importMetrics } from "@/lib/metrics/usecases";
import { readUpload } from "@/lib/platform/files/body";
import { fileHeaders } from "@/lib/platform/files/headers";
import { readSheet } from "@/lib/platform/sheet/read";
import { SHEET_LIMITS } from "@/lib/platform/sheet/types";

/** Changes shown one by one before they are confirmed; more are counted. */
const CHANGES_SHOWN = 200;

/**
 * A file of figures, sent twice: first to be checked, then, with `confirm` and `sha256` from the first answer, to be
 * imported. Nothing is kept between the two, and the second time everything is judged again: the same file, the same
 * figures replaced, or it is refused.
 */
export async function POST(request: Request, { params }: { params: Promise<{ campaign: string }> }): Promise<Response> {
  const source = await sameOriginSource();
  if (source === null) return refused(403, { code: "FOREIGN_ORIGIN" });
  const { campaign } = await params;
  const actor = await findImporter(decodeURIComponent(campaign));
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
  const sheet = await readSheet(upload.bytes);
  if (!sheet.ok) return refused(422, sheet.refusals[0]);
  const preview = await previewImport(actor, decodeURIComponent(campaign), sheet.value);
  if (!preview.ok) return refused(preview.refusals[0].code === "NOT_FOUND" ? 404 : 422, preview.refusals[0]);

  const sha256 = createHash("sha256").update(upload.bytes).digest("hex");
  const { confirm } = upload.fields;
  if (preview.value.faults.length > 0 || confirm === undefined) return answer(200, shown(preview.value, sha256));
  if (upload.fields.sha256 !== sha256) return refused(409, { code: "FIGURES_CHANGED" });

  const outcome = await perform(importMetrics, {
    actor,
    input: {
      campaign: decodeURIComponent(campaign),
      fileName: (upload.name || "figures").slice(-255),
      sha256,
      rows: preview.value.drafts,
      replaces: confirm,
      ...(upload.fields.evidence ? { evidence: upload.fields.evidence.split(" ") } : {}),
    },
    source,
    ...(upload.fields._key ? { key: upload.fields._key } : {}),
  });
  if (!outcome.ok) return refused(outcome.reference ? 500 : 409, outcome.refusals[0]);
  return answer(201, { status: "done", ...outcome.value });
}

function shown(preview: Preview, sha256: string): ImportAnswer {
  if (preview.faults.length > 0) return { status: "faults", faults: preview.faults };
  const replaced = preview.figures.filter((figure) => figure.old);
  return {
    status: "ready",
    sha256,
    confirm: preview.replaces,
    fresh: preview.figures.length - replaced.length,
    replaced: replaced.length,
    unchanged: preview.unchanged,
    skipped: preview.skipped,
    ignored: preview.ignored.slice(0, 10),
    changes: replaced.slice(0, CHANGES_SHOWN).map(({ unit, name, month, metric, old, value }) => ({
      unit,
      name,
      month,
      metric,
      old: old?.value ?? "",
      value,
    })),
  };
}

function answer(status: number, body: ImportAnswer): Response {
  return Response.json(body, { status, headers: fileHeaders() });
}

async function refused(status: number, refusal: Refusal): Promise<Response> {
  const say = (await getTranslations()) as unknown as Sentences;
  return answer(status, { status: "refused", message: sentenceOf(refusal, "metrics", say) });
}
