import type { Text } from "@/lib/kernel/text";
import type { Cell, Sheet } from "@/lib/platform/sheet/types";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import type { Column, Fault, RecordDraft } from "../types";

/** A column of the template of a stream. */
export interface ColumnPlan {
  readonly column: Column;
  readonly name: Text;
  /** Must be there for a file to be read at all. */
  readonly needed: boolean;
}

const NAMES = {
  unit: { zh: "机构代码", en: "Unit code" },
  name: { zh: "机构名称", en: "Unit name" },
  person: { zh: "工号", en: "Staff number" },
  personName: { zh: "姓名", en: "Name" },
  onDay: { zh: "日期", en: "Date" },
  note: { zh: "备注", en: "Note" },
} as const satisfies Readonly<Record<string, Text>>;

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_/()·:.,，、-]/g, "");
}

const both = ({ zh, en }: Text) => `${zh} ${en}`;
const namesFor = ({ zh, en }: Text) => [bare(zh), bare(en), bare(zh + en), bare(en + zh)];

/**
 * Columns of a stream's file in the template's order. A name that an earlier column bears already gets its code behind
 * it, so that every heading means one column.
 */
export function columnsOf(stream: StreamPlan): ColumnPlan[] {
  const fixed = (column: keyof typeof NAMES, needed: boolean): ColumnPlan => ({ column, name: NAMES[column], needed });
  const wanted: ColumnPlan[] = [
    fixed("unit", true),
    fixed("name", false),
    ...(stream.of === "PERSON" ? [fixed("person", true), fixed("personName", false)] : []),
    fixed("onDay", true),
    ...(stream.value ? [{ column: "value", name: stream.value.name, needed: true } as const] : []),
    ...stream.attrs.map(({ code, name, required }) => ({ column: `attrs.${code}` as const, name, needed: required })),
    fixed("note", false),
  ];
  const taken = new Set(Object.values(NAMES).flatMap(namesFor));
  return wanted.map((plan) => {
    const { column, name } = plan;
    if (Object.hasOwn(NAMES, column)) return plan;
    const clash = namesFor(name).some((known) => taken.has(known));
    const own = clash ? column.replace(/^attrs[.]/, "") : null;
    const named = own === null ? plan : { ...plan, name: { zh: `${name.zh}（${own}）`, en: `${name.en} (${own})` } };
    for (const known of namesFor(named.name)) taken.add(known);
    return named;
  });
}

/** Heading as the template writes it, in both languages. */
export function headingOf({ name }: ColumnPlan): string {
  return both(name);
}

/**
 * Finds the row of headings among the first twenty and the meaning of each column; the order of columns is free, others
 * than ours are left aside and named.
 */
export function readLayout(
  sheet: Sheet,
  stream: StreamPlan,
): { drafts: RecordDraft[]; faults: Fault[]; ignored: string[] } {
  const columns = columnsOf(stream);
  const known = new Map<string, Column>();
  for (const { column, name } of columns) {
    for (const heading of [...namesFor(name), ...(column.startsWith("attrs.") ? [] : [bare(column)])])
      if (!known.has(heading)) known.set(heading, column);
  }
  for (const { column } of columns) {
    const code = bare(column.replace(/^attrs[.]/, ""));
    if (!known.has(code)) known.set(code, column);
  }
  const columnOf = (cell: Cell) => (typeof cell === "string" ? (known.get(bare(cell)) ?? null) : null);

  const at = sheet.rows
    .slice(0, 20)
    .findIndex((row) => row.cells.filter((cell) => columnOf(cell) !== null).length >= 2);
  const head = sheet.rows[at];
  if (!head) {
    const needed = columns.filter((column) => column.needed).map(({ name }) => name);
    const values = {
      columns_zh: needed.map(({ zh }) => zh).join("、"),
      columns_en: needed.map(({ en }) => en).join(", "),
    };
    return { drafts: [], faults: [{ row: null, column: null, code: "NO_HEADINGS", values }], ignored: [] };
  }

  const faults: Fault[] = [];
  const places = new Map<Column, number>();
  const ignored: string[] = [];
  head.cells.forEach((cell, index) => {
    const column = columnOf(cell);
    if (!column) {
      if (typeof cell === "string") ignored.push(cell);
    } else if (places.has(column)) faults.push({ row: head.row, column, code: "COLUMN_TWICE", values: {} });
    else places.set(column, index);
  });
  for (const { column, needed } of columns) {
    if (needed && !places.has(column)) faults.push({ row: head.row, column, code: "COLUMN_MISSING", values: {} });
  }
  const drafts = sheet.rows.slice(at + 1).map(({ row, cells }): RecordDraft => {
    const plain: Record<string, Cell> = {};
    const attrs: Record<string, Cell> = {};
    for (const [column, index] of places) {
      const cell = cells[index] ?? null;
      if (column.startsWith("attrs.")) attrs[column.slice("attrs.".length)] = cell;
      else plain[column] = cell;
    }
    return { ...plain, row, attrs };
  });
  if (drafts.length === 0) faults.push({ row: null, column: null, code: "NO_ROWS", values: {} });
  return { drafts, faults, ignored };
}
