import { notFound } from "next/navigation";
import { fileOf } from "@/components/lists/sheet";
import { TABLES } from "@/components/lists/tables";
import { noteTaken } from "@/lib/lists/loaders";
import { LISTS } from "@/lib/lists/types";

/** A list as a workbook, with the filter of its page: `/lists/findings?campaign=…&outlet=…`. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  const { list: asked } = await params;
  const list = LISTS.find((known) => known === asked);
  if (!list) notFound();
  const { campaign = "", page: _, ...search } = Object.fromEntries(new URL(request.url).searchParams);
  const table = await TABLES[list](campaign, search);
  await noteTaken(list, table);
  return fileOf(table);
}
