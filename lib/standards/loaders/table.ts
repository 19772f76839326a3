import "server-only";
import { findCurrentActor } from "@/lib/access/loaders";
import { mayAnywhere } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import { findRoot } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import type { Sheet } from "@/lib/platform/sheet/types";
import { findEdition, listReferences } from "../data";
import { cellsOf, columnsOf, headingOf, MOST_ROWS } from "../rules/cells";
import { diffOf, isSame } from "../rules/diff";
import { documentOf } from "../rules/document";
import { readTable } from "../rules/table";
import type { AnyDocument } from "../schema";
import type { ContentDiff, Edition, TableColumn, TableFault, Vocabulary } from "../types";

/** The words of the pages, in both languages: what a page calls a thing, a cell calls it too. */
export function vocabulary(): Vocabulary {
  const zh = MESSAGES["zh-CN"].standards;
  const en = MESSAGES.en.standards;
  const both = <Key extends string>(a: Readonly<Record<Key, string>>, b: Readonly<Record<Key, string>>) =>
    Object.fromEntries((Object.keys(a) as Key[]).map((key) => [key, { zh: a[key], en: b[key] }])) as Record<Key, Text>;
  return {
    headings: both(zh.table.columns, en.table.columns),
    forms: both(zh.forms, en.forms),
    roles: both(zh.roles, en.roles),
    tracks: both(zh.tracks, en.tracks),
    wipes: both(zh.wipes, en.wipes),
    demands: both(zh.demands, en.demands),
    yes: { zh: zh.table.yes, en: en.table.yes },
    no: { zh: zh.table.no, en: en.table.no },
  };
}

export interface StandardTable {
  readonly edition: Edition;
  readonly columns: readonly TableColumn[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One version as a table, for whoever may read standards. Headings in both languages, words of the cells in one. */
export async function loadTable(
  code: string,
  version: number | undefined,
  side: keyof Text,
): Promise<StandardTable | null> {
  const actor = await findCurrentActor();
  if (!actor || !mayAnywhere(actor, "campaigns.read")) return null;
  const edition = await findEdition(db, code, version);
  if (!edition) return null;
  const words = vocabulary();
  const columns = columnsOf(edition.method === null);
  const rows = documentOf(edition).sections.flatMap((section) =>
    section.items.map((item) => {
      const cells = cellsOf(item, section, words, side);
      return columns.map((column) => cells[column]);
    }),
  );
  return { edition, columns, head: columns.map((column) => headingOf(column, words)), rows };
}

export interface ContentPreview {
  readonly newest: Edition;
  /** The version that would hold the content. */
  readonly into: number;
  readonly document: AnyDocument | null;
  readonly faults: readonly TableFault[];
  readonly ignored: readonly string[];
  /** Null while there are faults, or when nothing would change. */
  readonly diff: ContentDiff | null;
}

/** What a file would change of the newest version. Who may ask is settled before the file is read. */
export async function previewContent(
  _owner: Actor,
  code: string,
  sheet: Sheet,
  side: keyof Text,
): Promise<Result<ContentPreview, "NOT_FOUND" | "SHEET_TOO_MANY_ROWS">> {
  const newest = await findEdition(db, code);
  if (!newest) return refuse("NOT_FOUND");
  if (sheet.rows.length > MOST_ROWS + 1) return refuse("SHEET_TOO_MANY_ROWS", { values: { rows: MOST_ROWS } });
  const words = vocabulary();
  const before = documentOf(newest);
  const root = await findRoot(db, today());
  const named = sheet.rows.flatMap((row) =>
    row.cells.filter((cell): cell is string => typeof cell === "string" && UUID.test(cell.trim())),
  );
  const pictures = await listReferences(
    db,
    named.map((id) => id.trim().toLowerCase()),
    root?.id,
  );
  const { document, faults, ignored } = readTable(sheet, before, words, pictures);
  const diff = document && diffOf(before, document, words, side);
  return accept({
    newest,
    into: newest.frozenAt === null ? newest.version : newest.version + 1,
    document,
    faults,
    ignored,
    diff: diff && !isSame(diff) ? diff : null,
  });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
