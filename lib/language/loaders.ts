import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { may, mayAnywhere } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import { type Day, daySchema } from "@/lib/kernel/calendar";
import { findRoot } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findLanguageDraft, findVersion, listVersions } from "./data";
import { filterOf, groupsFound, inForceOn } from "./rules";
import type { LanguageDraft, LanguageFilter, LanguageGroup, LanguageRow, LanguageVersion } from "./types";

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** What everybody is measured by, everybody may read. */
async function requireReader(): Promise<Actor> {
  const actor = await requireActor();
  if (!mayAnywhere(actor, "campaigns.read")) notFound();
  return actor;
}

async function ownsLanguage(actor: Actor): Promise<boolean> {
  const root = await findRoot(db, today());
  return may(actor, "standards.edit", { path: root?.path ?? "/" });
}

export interface LanguagePage {
  /** Null: nothing is published, or nothing was in force on the day asked for. */
  readonly shown: LanguageVersion | null;
  readonly found: readonly LanguageGroup[];
  readonly filter: LanguageFilter;
  /** The day asked for, if one was. */
  readonly on: Day | null;
  /** All versions, newest first. */
  readonly versions: readonly LanguageRow[];
  readonly inForce: number | null;
  readonly mayEdit: boolean;
  readonly draft: number | null;
}

/** A version by its number, the one in force on a day, or the one in force today; with what is looked for in it. */
export async function loadLanguagePage(search: Search): Promise<LanguagePage> {
  const actor = await requireReader();
  const versions = await listVersions(db);
  const asked = /^\d{1,4}$/.test(String(search.version)) ? Number(search.version) : null;
  const on = daySchema.safeParse(search.on);
  const current = inForceOn(versions, today());
  const number = asked ?? (on.success ? inForceOn(versions, on.data)?.version : (current ?? versions[0])?.version);
  const shown = number === undefined ? null : await findVersion(db, number);
  if (asked !== null && !shown) notFound();
  const filter = filterOf(search, shown?.content ?? { groups: [] });
  const mayEdit = await ownsLanguage(actor);
  return {
    shown,
    found: shown ? groupsFound(shown.content, filter) : [],
    filter,
    on: asked === null && on.success ? on.data : null,
    versions,
    inForce: current?.version ?? null,
    mayEdit,
    draft: mayEdit ? ((await findLanguageDraft(db))?.version ?? null) : null,
  };
}

export interface LanguageDraftPage {
  readonly draft: LanguageDraft;
  /** The earliest day on which it may begin. */
  readonly earliest: Day;
}

/** The draft, for its owners; absent while none is being written. */
export async function loadLanguageDraft(): Promise<LanguageDraftPage> {
  const actor = await requireReader();
  const draft = (await ownsLanguage(actor)) ? await findLanguageDraft(db) : null;
  if (!draft) notFound();
  const [latest] = await listVersions(db);
  return { draft, earliest: [today(), latest?.effectiveOn ?? ""].sort().at(-1) ?? today() };
}

/** One situation or set of the draft. */
export async function loadLanguageGroup(code: string): Promise<{ draft: LanguageDraft; group: LanguageGroup }> {
  const { draft } = await loadLanguageDraft();
  const group = draft.content.groups.find((other) => other.code === code);
  if (!group) notFound();
  return { draft, group };
}
