import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { fileHeaders } from "@/lib/platform/files/headers";
import { isLocale } from "@/lib/platform/i18n/locale";
import { FORMS } from "@/lib/platform/paper/render";
import { takeCertificatePaper, takeNoticePaper, takePaper } from "@/lib/reports/loaders/documents";
import { takeFootagePaper } from "@/lib/reports/loaders/footage";
import { takeRoundPaper } from "@/lib/reports/loaders/rounds";
import { isCampaignPaper, PAPERS } from "@/lib/reports/policy";
import type { TakenFile } from "@/lib/reports/types";

/** `plan`, `summary`, `circular/H1`, `round?source=COVERT&from=2026-05-01&to=2026-05-31`, `footage/<no>`, `notice/<id>`, `certificate/<serial>`; `?language=zh-CN|en&form=pdf|word`. */
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
  const file = await fileFor(decodeURIComponent(campaign), asked, key, roundIn(query), { language, form });
  return new Response(file.bytes, {
    headers: fileHeaders({
      "Content-Type": file.type,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    }),
  });
}

const roundIn = (query: URLSearchParams) => ({
  source: query.get("source") ?? "",
  from: query.get("from") ?? "",
  to: query.get("to") ?? "",
});

async function fileFor(
  campaign: string,
  asked: string,
  key: string | undefined,
  round: Parameters<typeof takeRoundPaper>[1],
  how: Parameters<typeof takePaper>[3],
): Promise<TakenFile> {
  if (asked === "round" && key === undefined) return takeRoundPaper(campaign, round, how);
  if (asked === "footage" && key) return takeFootagePaper(campaign, key, how);
  if (asked === "notice" && key) return takeNoticePaper(campaign, key, how);
  if (asked === "certificate" && key && how.form === "pdf") return takeCertificatePaper(campaign, key, how.language);
  const kind = PAPERS.find((known) => known === asked);
  if (!kind || isCampaignPaper(kind) !== (key === undefined)) notFound();
  return takePaper(campaign, kind, key, how);
}
