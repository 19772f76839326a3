import { notFound } from "next/navigation";
import { fileHeaders } from "@/lib/platform/files/headers";
import { isLocale } from "@/lib/platform/i18n/locale";
import { FORMS } from "@/lib/platform/paper/render";
import { loadPaperJob } from "@/lib/reports/loaders/documents";
import { PAPERS } from "@/lib/reports/policy";

/** How far a long document is, for the page that waits for it: `?kind=report&review=H1&language=zh-CN&form=word`. */
export async function GET(request: Request, { params }: { params: Promise<{ campaign: string }> }): Promise<Response> {
  const { campaign } = await params;
  const query = new URL(request.url).searchParams;
  const kind = PAPERS.find((known) => known === query.get("kind"));
  const form = FORMS.find((known) => known === query.get("form"));
  const language = query.get("language");
  if (!kind || !form || !isLocale(language)) notFound();
  const job = await loadPaperJob(decodeURIComponent(campaign), kind, query.get("review") ?? undefined, {
    language,
    form,
  });
  const { state, stage, done, total } = job ?? { state: null, stage: "", done: 0, total: 0 };
  return Response.json({ state, stage, done, total }, { headers: fileHeaders() });
}
