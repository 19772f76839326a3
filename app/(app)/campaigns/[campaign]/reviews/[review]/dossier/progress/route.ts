import { loadDossierJob } from "@/lib/dossiers/loaders";
import { fileHeaders } from "@/lib/platform/files/headers";

/** How far the dossier is, for the page that waits for it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ campaign: string; review: string }> },
): Promise<Response> {
  const { campaign, review } = await params;
  const job = await loadDossierJob(decodeURIComponent(campaign), decodeURIComponent(review));
  const { state, stage, done, total } = job ?? { state: null, stage: "", done: 0, total: 0 };
  return Response.json({ state, stage, done, total }, { headers: fileHeaders() });
}
