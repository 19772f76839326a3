import { getTranslations } from "next-intl/server";
import { findCurrentActor, mustChangePassword } from "@/lib/access/loaders";
import { sameOriginSource } from "@/lib/access/origin";
import { type Sentences, sentenceOf } from "@/lib/access/refusals";
import { perform } from "@/lib/access/usecase";
import { loadStoredDraft } from "@/lib/inspections/loaders/forms";
import { saveInspectionDraft } from "@/lib/inspections/usecases";
import type { Refusal } from "@/lib/kernel/result";
import { readJsonObject } from "@/lib/platform/json";

const CAP = 512 * 1024;

/**
 * Keeps a check form as it stands, at every tap. Not a server action, because that would draw the whole page anew each
 * time; the same door all the same. Told that it is stale, the form also gets what is stored here, so that both remain.
 */
export async function PUT(request: Request, { params }: { params: Promise<{ campaign: string }> }): Promise<Response> {
  const source = await sameOriginSource();
  if (source === null) return refused(403, { code: "FOREIGN_ORIGIN" });
  const actor = await findCurrentActor();
  if (!actor) return refused(401, { code: "SESSION_ENDED" });
  if (await mustChangePassword()) return refused(403, { code: "PASSWORD_CHANGE_DUE" });

  const body = await readJsonObject(request, CAP);
  if (!body) return refused(400, { code: "INVALID" });
  const { campaign } = await params;
  const outcome = await perform(saveInspectionDraft, { actor, input: { ...body, campaign }, source });
  if (outcome.ok) return Response.json(outcome.value);

  const [refusal] = outcome.refusals;
  if (refusal.code !== "DRAFT_STALE")
    return refused(refusal.code === "NOT_FOUND" ? 404 : outcome.reference ? 500 : 422, refusal);
  const stored = await loadStoredDraft(actor, {
    campaign,
    unit: String(body.unit ?? ""),
    month: typeof body.month === "string" ? body.month : null,
    draft: typeof body.draft === "string" ? body.draft : null,
  });
  return refused(409, refusal, { stored });
}

async function refused(status: number, refusal: Refusal, more: object = {}): Promise<Response> {
  const say = (await getTranslations()) as unknown as Sentences;
  return Response.json({ code: refusal.code, message: sentenceOf(refusal, "inspections", say), ...more }, { status });
}
