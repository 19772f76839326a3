import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { mayAnywhere } from "@/lib/access/policy";
import { db } from "@/lib/platform/db";
import { findSheetByCode, listStandardRows } from "./data";
import type { StandardSheet, StandardVersionRow } from "./types";

/** Standards are what everybody is measured by, so every participant may read them. */
async function requireReader(): Promise<void> {
  const actor = await requireActor();
  if (!mayAnywhere(actor, "campaigns.read")) notFound();
}

export async function loadStandards(): Promise<StandardVersionRow[]> {
  await requireReader();
  return listStandardRows(db);
}

export interface StandardForPage {
  readonly sheet: StandardSheet;
  /** All versions of it, newest first. */
  readonly versions: readonly StandardVersionRow[];
}

export async function loadStandardPage(code: string, version?: number): Promise<StandardForPage> {
  await requireReader();
  const sheet = await findSheetByCode(db, code, version);
  if (!sheet) notFound();
  const versions = (await listStandardRows(db)).filter((row) => row.code === code);
  return { sheet, versions };
}
