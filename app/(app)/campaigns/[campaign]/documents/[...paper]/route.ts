import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { fileHeaders } from "@/lib/platform/files/headers";
import { isLocale } from "@/lib/platform/i18n/locale";
import { FORMS } from "@/lib/platform/paper/render";
import { takeCertificatePaper, takeNoticePaper, takePaper } from "@/lib/reports/loaders/documents";
import { PAPERS } from "@/lib/reports/policy";
import type { TakenFile } from "@/lib/reports/types";

/** `plan`, `circular/H1`, `notice/<id>`, `certificate/<serial>`; `?language=zh-CN|en&form=pdf|word`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ campaign: string; paper: string[] }> },
): Promise<Response> {
  const { campaign, paper } = await params;
  const [asked = "", key, ...rest] = paper.map(decodeURIComponent);
  const query = new URL(request.url).searchParams;
  const language = query.get("language") ?? (await getLocale());
  const form = FORMS.find((known) => known === (query.get("form") ?? "pdf"));
  if (rest.length > 0 || !isLocale(language) || !form) notFound();
  const file = await fileFor(decodeURIComponent(campaign), asked, key, { language, form });
  return new Response(file.bytes, {
    headers: fileHeaders({
      "Content-Type": file.type,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    }),
  });
}

async function fileFor(
  campaign: string,
  asked: string,
  key: string | undefined,
  how: Parameters<typeof takePaper>[3],
): Promise<TakenFile> {
  if (asked === "notice" && key) return takeNoticePaper(campaign, key, how);
  if (asked === "certificate" && key && how.form === "pdf") return takeCertificatePaper(campaign, key, how.language);
  const kind = PAPERS.find((known) => known === asked);
  if (!kind || (kind === "plan") !== (key === undefined)) notFound();
  return takePaper(campaign, kind, key, how);
}
