import { getTranslations } from "next-intl/server";
import { findCurrentActor, mustChangePassword } from "@/lib/access/loaders";
import { sameOriginSource } from "@/lib/access/origin";
import { type Sentences, sentenceOf } from "@/lib/access/refusals";
import { perform } from "@/lib/access/usecase";
import { submitInspectionVisit, submitSelfCheckForMonth } from "@/lib/inspections/usecases";
import type { Refusal } from "@/lib/kernel/result";
import { readJsonObject } from "@/lib/platform/json";

const CAP = 512 * 1024;

/**
 * Takes a finished form that waited on a device. The same door and the same use cases as the form itself has; a server
 * action would not do, because its name changes with every update, and a form may be older than that.
 */
export async function POST(request: Request, { params }: { params: Promise<{ campaign: string }> }): Promise<Response> {
  const source = await sameOriginSource();
  if (source === null) return refused(403, [{ code: "FOREIGN_ORIGIN" }]);
  const actor = await findCurrentActor();
  if (!actor) return refused(401, [{ code: "SESSION_ENDED" }]);
  if (await mustChangePassword()) return refused(403, [{ code: "PASSWORD_CHANGE_DUE" }]);

  const body = await readJsonObject(request, CAP);
  // Without it a form sent twice would be two records.
  if (!body || typeof body.submission !== "string") return refused(400, [{ code: "INVALID" }]);
  const { campaign } = await params;
  const input = { ...body, campaign };
  const outcome =
    "month" in body
      ? await perform(submitSelfCheckForMonth, { actor, input, source })
      : await perform(submitInspectionVisit, { actor, input, source });
  if (outcome.ok) return Response.json({ no: outcome.value.no });
  const [{ code }] = outcome.refusals;
  return refused(code === "NOT_FOUND" ? 404 : outcome.reference ? 500 : 422, outcome.refusals);
}

async function refused(status: number, refusals: readonly Refusal[]): Promise<Response> {
  const say = (await getTranslations()) as unknown as Sentences;
  const [first] = refusals;
  const message = [...new Set(refusals.map((refusal) => sentenceOf(refusal, "inspections", say)))]
    .slice(0, 3)
    .join(" ");
  return Response.json({ code: first?.code ?? "INVALID", message }, { status });
}
