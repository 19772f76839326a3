import type { Text } from "@/lib/kernel/text";
import type { LibraryDocumentItem, SheetItem } from "../schema";
import {
  EVIDENCE_KINDS,
  type FormName,
  ITEM_ROLES,
  type ItemForm,
  SHEET_ONLY,
  TABLE_COLUMNS,
  type TableColumn,
  type Vocabulary,
} from "../types";

export type AnyItem = SheetItem | LibraryDocumentItem;
type Section = { readonly code: string; readonly name: Text };

export const MOST_ROWS = 2_000;

/** Columns of a sheet, or of a library, which says nothing about scoring. */
export function columnsOf(library: boolean): TableColumn[] {
  return TABLE_COLUMNS.filter((column) => !library || !SHEET_ONLY.includes(column));
}

export function headingOf(column: TableColumn, { headings }: Vocabulary): string {
  return `${headings[column].zh} ${headings[column].en}`;
}

export function formNameOf(form: ItemForm): FormName {
  return form.kind === "STEPS" && form.repeats ? "REPEATING" : form.kind;
}

/**
 * One part of a line: a bar inside the text gets a backslash, so that lines of levels and options can be read again.
 * `A | 5.00 | 很好 | Very good`
 */
const part = (text: string) =>
  text
    .replace(/\\/g, "\\\\")
    .replace(/\|/g, "\\|")
    .replace(/\s*\n\s*/g, " ");

/** A line in its parts, without the spaces around them. */
export function partsOf(line: string): string[] {
  const parts = [""];
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at]!;
    if (sign === "\\" && at + 1 < line.length) {
      at += 1;
      parts[parts.length - 1] += line[at]!;
    } else if (sign === "|" || sign === "｜") parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((text) => text.trim());
}

/** Steps, levels, options or the unit of a criterion as one cell; levels and options one a line. */
export function scoringCell({ form, steps }: Pick<SheetItem, "form" | "steps">): string {
  switch (form.kind) {
    case "STEPS":
      return steps.join("; ");
    case "YES_NO":
      return "";
    case "LEVELS":
      return form.levels
        .map(({ code, points, text }) => [code, points, text.zh, text.en].map(part).join(" | "))
        .join("\n");
    case "OPTIONS":
      return form.options
        .map(({ code, lost, text }) => [code, lost, text.zh, text.en].map(part).join(" | "))
        .join("\n");
    case "CRITERION":
      return form.step;
  }
}

/** The item as the cells of its row, in the words of one language. */
export function cellsOf(
  item: AnyItem,
  section: Section,
  words: Vocabulary,
  side: keyof Text,
): Record<TableColumn, string> {
  const listed = (parts: readonly string[]) => parts.join(side === "zh" ? "、" : ", ");
  const sheet = "form" in item ? item : null;
  return {
    section: section.code,
    sectionZh: section.name.zh,
    sectionEn: section.name.en,
    code: item.code,
    zh: item.text.zh,
    en: item.text.en,
    points: item.points ?? "",
    form: sheet ? words.forms[formNameOf(sheet.form)][side] : "",
    scoring: sheet ? scoringCell(sheet) : "",
    wipes: sheet?.wipes ? words.wipes[sheet.wipes][side] : "",
    roles: listed(ITEM_ROLES.filter((role) => item.roles.includes(role)).map((role) => words.roles[role][side])),
    track: item.track ? words.tracks[item.track][side] : "",
    focus: item.focus ? words.yes[side] : "",
    demands: listed(
      EVIDENCE_KINDS.flatMap((kind) => {
        const demand = item.demands.find((candidate) => candidate.kind === kind);
        return demand ? [`${words.demands[kind][side]}${demand.must ? "*" : ""}`] : [];
      }),
    ),
    fineMin: item.fine?.min ?? "",
    fineMax: item.fine?.max ?? "",
    seasonFrom: item.season?.from ?? "",
    seasonTo: item.season?.to ?? "",
    reference: item.referenceId ?? "",
  };
}
