import { notFound } from "next/navigation";
import { fileOf } from "@/components/settlement/sheet";
import { loadExport } from "@/lib/settlement/loaders/exports";

const KINDS = ["finance", "personnel", "upward"] as const;

/** Decisions of published reviews for finance, for personnel or upward: `?kind=…&format=xlsx|csv`. */
export async function GET(request: Request, { params }: { params: Promise<{ campaign: string }> }): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const kind = KINDS.find((known) => known === search.get("kind"));
  if (!kind) notFound();
  const view = await loadExport(decodeURIComponent((await params).campaign), kind);
  return fileOf(kind, view, search.get("format") === "csv");
}
