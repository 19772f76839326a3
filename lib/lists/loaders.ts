import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { perform } from "@/lib/access/usecase";
import type { ListKind, ListTable } from "./types";
import { takeList } from "./usecases";

/** Writes down that a list is taken, before a byte of it leaves; who may not take it finds nothing. */
export async function noteTaken(list: ListKind, { campaign, rows }: ListTable): Promise<void> {
  const actor = await requireActor();
  const input = { list, campaign: campaign?.code ?? "", rows: rows.length };
  if (!(await perform(takeList, { actor, input })).ok) notFound();
}
