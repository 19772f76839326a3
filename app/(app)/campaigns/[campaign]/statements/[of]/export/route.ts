import { fileOf } from "@/components/settlement/sheet";
import { loadStatementExport } from "@/lib/settlement/loaders/exports";

/** A statement as a file: `?format=xlsx|csv`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ campaign: string; of: string }> },
): Promise<Response> {
  const { campaign, of } = await params;
  const view = await loadStatementExport(decodeURIComponent(campaign), decodeURIComponent(of));
  return fileOf("statement", view, new URL(request.url).searchParams.get("format") === "csv");
}
