import "server-only";
import { notFound } from "next/navigation";
import { findCurrentActor, requireActor } from "@/lib/access/loaders";
import { may, mayAnywhere } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Text } from "@/lib/kernel/text";
import { findRoot } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { type OpenedFile, openFile } from "@/lib/platform/files/open";
import { findEdition, findReference, listCampaignsUsing, listLibraries, listStandardRows } from "./data";
import type { Edition, StandardVersionRow } from "./types";

/** Standards are what everybody is measured by, so every participant may read them. */
async function requireReader(): Promise<Actor> {
  const actor = await requireActor();
  if (!mayAnywhere(actor, "campaigns.read")) notFound();
  return actor;
}

async function ownsStandards(actor: Actor): Promise<boolean> {
  const root = await findRoot(db, today());
  return may(actor, "standards.edit", { path: root?.path ?? "/" });
}

/** Whoever may change standards, before a byte of a file is read. */
export async function findStandardsOwner(): Promise<Actor | null> {
  const actor = await findCurrentActor();
  return actor && (await ownsStandards(actor)) ? actor : null;
}

export interface StandardsForPage {
  readonly rows: readonly StandardVersionRow[];
  readonly mayEdit: boolean;
}

export async function loadStandards(): Promise<StandardsForPage> {
  const actor = await requireReader();
  return { rows: await listStandardRows(db), mayEdit: await ownsStandards(actor) };
}

export interface StandardForPage {
  readonly edition: Edition;
  /** All versions of it, newest first. */
  readonly versions: readonly StandardVersionRow[];
  readonly mayEdit: boolean;
}

export async function loadStandardPage(code: string, version?: number): Promise<StandardForPage> {
  const actor = await requireReader();
  const edition = await findEdition(db, code, version);
  if (!edition) notFound();
  const versions = (await listStandardRows(db)).filter((row) => row.code === code);
  return { edition, versions, mayEdit: await ownsStandards(actor) };
}

/** What sheets are made from. */
export interface Source {
  readonly code: string;
  readonly name: Text;
  readonly sections: Edition["sections"];
}

/** The newest version of every library, for choosing items from it. */
export async function loadSources(): Promise<Source[]> {
  if (!(await findStandardsOwner())) notFound();
  const libraries = await Promise.all((await listLibraries(db)).map(({ code }) => findEdition(db, code)));
  return libraries.flatMap((edition) =>
    edition ? [{ code: edition.code, name: edition.name, sections: edition.sections }] : [],
  );
}

export interface DraftForPage {
  readonly edition: Edition;
  /** Campaigns that are set up with this version. */
  readonly usedBy: readonly string[];
}

/** The draft of a standard; absent when its newest version is locked. */
export async function loadDraft(code: string): Promise<DraftForPage> {
  const actor = await requireReader();
  const edition = (await ownsStandards(actor)) ? await findEdition(db, code) : null;
  if (!edition || edition.frozenAt !== null) notFound();
  return { edition, usedBy: await listCampaignsUsing(db, edition.versionId) };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A reference picture, for everybody who may read standards; always the re-drawn copy. */
export async function loadReference(
  id: string,
  size: "display" | "thumbnail",
): Promise<{ opened: OpenedFile; name: string } | null> {
  const actor = await findCurrentActor();
  if (!actor || !mayAnywhere(actor, "campaigns.read") || !UUID.test(id)) return null;
  const file = await findReference(db, id);
  return file && { name: file.name, opened: await openFile(file, size) };
}
