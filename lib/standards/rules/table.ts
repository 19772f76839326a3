import { points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { Cell, Sheet } from "@/lib/platform/sheet/types";
import {
  type AnyDocument,
  itemSchema,
  libraryDocumentSchema,
  libraryItemSchema,
  standardDocumentSchema,
} from "../schema";
import type { TableColumn, TableFault, Vocabulary } from "../types";
import { type AnyItem, columnsOf, headingOf, partsOf } from "./cells";
import { isSheetDocument, withSum } from "./document";

type Values = Readonly<Record<string, string | number>>;
type Blame = (column: TableColumn, code: string, values?: Values) => void;
type Words<Key extends string> = Readonly<Record<Key, Text>>;
type Read = (column: TableColumn) => string;

export interface TableRead {
  /** Null while there is a fault. */
  readonly document: AnyDocument | null;
  readonly faults: readonly TableFault[];
  /** Headings of columns that are none of ours. */
  readonly ignored: readonly string[];
}

interface Section {
  readonly code: string;
  readonly name: Text;
  readonly row: number;
  readonly items: AnyItem[];
}

/** Which columns every file must have; the others may be left away, and then are empty. */
const REQUIRED: readonly TableColumn[] = ["section", "sectionZh", "sectionEn", "code", "zh", "en", "points", "roles"];

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_/()·:,.*-]/g, "");
}

function shown(text: string): string {
  const letters = Array.from(text);
  return letters.length > 40 ? `${letters.slice(0, 40).join("")}…` : text;
}

/**
 * Reads the content of a standard from a sheet with one row an item, goes on after every fault, and takes nothing if
 * there was one. `base` is the version that the content is meant for: it keeps name, purpose and day. `pictures` are the
 * reference pictures there are.
 */
export function readTable(
  sheet: Sheet,
  base: AnyDocument,
  words: Vocabulary,
  pictures: ReadonlySet<string>,
): TableRead {
  const { places, headRow, ignored, faults } = readHead(sheet, base, words);
  if (faults.length > 0) return { document: null, faults, ignored };
  const library = !isSheetDocument(base);
  const sections = new Map<string, Section>();
  const first = new Map<string, number>();
  for (const { row, cells } of sheet.rows.filter((line) => line.row > headRow)) {
    // A cell that is no value is one fault, not also an empty one.
    const bad = new Set<TableColumn>();
    const blame: Blame = (column, code, values = {}) => {
      if (!bad.has(column)) faults.push({ row, column, code, values });
    };
    const read: Read = (column) => {
      const cell = cells[places.get(column) ?? -1];
      if (cell === null || cell === undefined) return "";
      if (typeof cell === "string") return cell;
      blame(column, cell.bad === "FORMULA" ? "FORMULA_CELL" : "ERROR_CELL");
      bad.add(column);
      return "";
    };
    const section = sectionOf(read, row, sections, blame);
    const item = itemOf(read, library, words, pictures, blame);
    const earlier = item ? first.get(item.code) : undefined;
    if (item && earlier !== undefined) blame("code", "CODE_TWICE_AT", { code: item.code, first: earlier });
    else if (item) first.set(item.code, row);
    if (item && section) section.items.push(item);
  }
  if (faults.length > 0) return { document: null, faults, ignored };
  if (sections.size === 0)
    return { document: null, faults: [{ row: null, column: null, code: "NO_ROWS", values: {} }], ignored };
  const content = [...sections.values()].map(({ code, name, items }) => ({ code, name, items }));
  const candidate = withSum({ ...base, sections: content } as AnyDocument);
  const whole = (library ? libraryDocumentSchema : standardDocumentSchema).safeParse(candidate);
  if (whole.success) return { document: whole.data, faults: [], ignored };
  return { document: null, faults: whole.error.issues.map((issue) => wholeFault(issue, content)), ignored };
}

/** What is wrong with the file as a whole: too many sections, or too many items in one of them. */
function wholeFault(
  issue: { readonly message: string; readonly path: readonly PropertyKey[]; readonly maximum?: unknown },
  content: readonly { readonly code: string }[],
): TableFault {
  const section = issue.path.length > 1 ? (content[Number(issue.path[1])]?.code ?? "") : "";
  const code = /^[A-Z_]+$/.test(issue.message) ? issue.message : section ? "SECTION_TOO_LONG" : "TOO_MANY_SECTIONS";
  return { row: null, column: null, code, values: { section, maximum: String(issue.maximum ?? "") } };
}

function readHead(sheet: Sheet, base: AnyDocument, words: Vocabulary) {
  const columns = columnsOf(!isSheetDocument(base));
  const known = new Map<string, TableColumn>(
    columns.flatMap((column) => {
      const { zh, en } = words.headings[column];
      return [column, zh, en, zh + en].map((name): [string, TableColumn] => [bare(name), column]);
    }),
  );
  const columnOf = (cell: Cell | undefined) => (typeof cell === "string" ? (known.get(bare(cell)) ?? null) : null);
  const head = sheet.rows.slice(0, 20).find((row) => row.cells.filter((cell) => columnOf(cell)).length >= 3);
  const faults: TableFault[] = [];
  const places = new Map<TableColumn, number>();
  const ignored: string[] = [];
  if (!head) {
    const list = (side: keyof Text) => REQUIRED.map((column) => words.headings[column][side]);
    const values = { columns_zh: list("zh").join("、"), columns_en: list("en").join(", ") };
    faults.push({ row: null, column: null, code: "NO_HEADINGS", values });
  }
  head?.cells.forEach((cell, index) => {
    const column = columnOf(cell);
    if (!column) {
      if (typeof cell === "string") ignored.push(shown(cell));
    } else if (places.has(column)) faults.push({ row: head.row, column, code: "COLUMN_TWICE", values: {} });
    else places.set(column, index);
  });
  if (head)
    for (const column of REQUIRED)
      if (!places.has(column))
        faults.push({
          row: head.row,
          column,
          code: "COLUMN_MISSING",
          values: { heading: headingOf(column, words) },
        });
  return { places, headRow: head?.row ?? 0, ignored, faults };
}

const CODE = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

function sectionOf(read: Read, row: number, sections: Map<string, Section>, blame: Blame): Section | null {
  const code = read("section").normalize("NFKC").trim();
  const name = { zh: read("sectionZh"), en: read("sectionEn") };
  if (!code) blame("section", "CELL_EMPTY");
  else if (!CODE.test(code)) blame("section", "CODE_FORM", { text: shown(code) });
  const known = sections.get(code);
  if (known) {
    const differs = (given: string, held: string) => given !== "" && given !== held;
    if (differs(name.zh, known.name.zh)) blame("sectionZh", "SECTION_DIFFERS", { section: code, first: known.row });
    if (differs(name.en, known.name.en)) blame("sectionEn", "SECTION_DIFFERS", { section: code, first: known.row });
    return known;
  }
  if (!name.zh) blame("sectionZh", "CELL_EMPTY");
  if (!name.en) blame("sectionEn", "CELL_EMPTY");
  if (!CODE.test(code)) return null;
  const section = { code, name, row, items: [] };
  sections.set(code, section);
  return section;
}

function itemOf(
  read: Read,
  library: boolean,
  words: Vocabulary,
  pictures: ReadonlySet<string>,
  blame: Blame,
): AnyItem | null {
  let sound = true;
  const fault: Blame = (column, code, values) => {
    sound = false;
    blame(column, code, values);
  };
  for (const column of ["code", "zh", "en"] as const) if (!read(column)) fault(column, "CELL_EMPTY");
  const given = read("points");
  const worth = given ? figure(given, "points", 4, fault) : library ? null : "0.00";
  const wording = {
    code: read("code").normalize("NFKC").trim(),
    text: { zh: read("zh"), en: read("en") },
    roles: chosen(read("roles"), "roles", words.roles, fault),
    demands: demandsOf(read("demands"), words, fault),
    track: one(read("track"), "track", words.tracks, fault),
    focus: yesNo(read("focus"), words, fault),
    fine: rangeOf(read, fault),
    season: seasonOf(read, fault),
    referenceId: pictureOf(read("reference"), pictures, fault),
    points: worth,
  };
  const candidate = library
    ? wording
    : {
        ...wording,
        ...scoringOf(read, words, fault),
        wipes: one(read("wipes"), "wipes", words.wipes, fault),
      };
  if (!sound) return null;
  const judged = (library ? libraryItemSchema : itemSchema).safeParse(candidate);
  if (judged.success) return judged.data;
  for (const issue of judged.error.issues) {
    const column = COLUMN_OF[String(issue.path[0])] ?? "code";
    const at = column === "zh" && issue.path[1] === "en" ? "en" : column;
    const own = /^[A-Z][A-Z_]+$/.test(issue.message);
    blame(at, own ? issue.message : issue.code === "too_big" ? "CELL_TOO_LONG" : (FORM_OF[at] ?? "CELL_FORM"), {
      text: shown(read(at)),
    });
  }
  return null;
}

/** Where a fault of a part of the document is shown, and what it is called unless it has a name of its own. */
const COLUMN_OF: Readonly<Record<string, TableColumn>> = {
  code: "code",
  text: "zh",
  points: "points",
  form: "scoring",
  steps: "scoring",
  wipes: "wipes",
  roles: "roles",
  demands: "demands",
  track: "track",
  fine: "fineMin",
  season: "seasonFrom",
  referenceId: "reference",
};
const FORM_OF: Readonly<Partial<Record<TableColumn, string>>> = {
  code: "CODE_FORM",
  points: "POINTS_FORM",
  scoring: "SCORING_FORM",
  roles: "CELL_EMPTY",
  seasonFrom: "SEASON_FORM",
};

function figure(text: string, column: TableColumn, digits: number, blame: Blame): string {
  const plain = text.normalize("NFKC").trim();
  if (new RegExp(`^\\d{1,${digits}}(\\.\\d{1,2})?$`).test(plain)) return points(plain).toFixed(2);
  blame(column, "POINTS_FORM", { text: shown(text) });
  return "0.00";
}

/** A word of the list in either language, or its code. */
function match<Key extends string>(text: string, words: Words<Key>): Key | null {
  const wanted = bare(text);
  const keys = Object.keys(words) as Key[];
  return keys.find((key) => [key, words[key].zh, words[key].en].some((word) => bare(word) === wanted)) ?? null;
}

function choices(words: Words<string>): Values {
  const all = Object.values(words);
  return { choices_zh: all.map(({ zh }) => zh).join("、"), choices_en: all.map(({ en }) => en).join(", ") };
}

function one<Key extends string>(text: string, column: TableColumn, words: Words<Key>, blame: Blame): Key | null {
  if (!text) return null;
  const found = match(text, words);
  if (!found) blame(column, "WORD_UNKNOWN", { text: shown(text), ...choices(words) });
  return found;
}

const partsIn = (text: string) =>
  text
    .split(/[、，,;；\n]+/)
    .map((word) => word.trim())
    .filter(Boolean);

function chosen<Key extends string>(text: string, column: TableColumn, words: Words<Key>, blame: Blame): Key[] {
  const found = partsIn(text).map((word) => one(word, column, words, blame));
  if (found.length === 0) blame(column, "CELL_EMPTY");
  return [...new Set(found.filter((key) => key !== null))];
}

function demandsOf(text: string, words: Vocabulary, blame: Blame) {
  return partsIn(text).flatMap((word) => {
    const kind = one(word.replace(/[*＊]/g, ""), "demands", words.demands, blame);
    return kind ? [{ kind, must: /[*＊]/.test(word) }] : [];
  });
}

function yesNo(text: string, { yes, no }: Vocabulary, blame: Blame): boolean {
  const words = { TRUE: yes, FALSE: no };
  return one(text, "focus", words, blame) === "TRUE";
}

function rangeOf(read: Read, blame: Blame): { min: string; max: string } | null {
  const [min, max] = [read("fineMin"), read("fineMax")];
  if (!min && !max) return null;
  if (!min || !max) {
    blame(min ? "fineMax" : "fineMin", "FINE_PAIR");
    return null;
  }
  return { min: figure(min, "fineMin", 7, blame), max: figure(max, "fineMax", 7, blame) };
}

/** `05-01`, `5-1`, `5/1`, `5月1日`, or a whole date, which a spreadsheet program makes of it. */
function dayOfYear(text: string, column: TableColumn, blame: Blame): string {
  const found = /^(?:\d{4}[-/年])?(\d{1,2})[-/月](\d{1,2})日?$/.exec(text.normalize("NFKC").trim());
  if (!found) blame(column, "SEASON_FORM", { text: shown(text) });
  return found ? `${found[1]!.padStart(2, "0")}-${found[2]!.padStart(2, "0")}` : "";
}

function seasonOf(read: Read, blame: Blame): { from: string; to: string } | null {
  const [from, to] = [read("seasonFrom"), read("seasonTo")];
  if (!from && !to) return null;
  if (!from || !to) {
    blame(from ? "seasonTo" : "seasonFrom", "SEASON_PAIR");
    return null;
  }
  return { from: dayOfYear(from, "seasonFrom", blame), to: dayOfYear(to, "seasonTo", blame) };
}

function pictureOf(text: string, pictures: ReadonlySet<string>, blame: Blame): string | null {
  if (!text) return null;
  const id = text.trim().toLowerCase();
  if (!pictures.has(id)) blame("reference", "PICTURE_UNKNOWN");
  return id;
}

function scoringOf(read: Read, words: Vocabulary, blame: Blame) {
  const text = read("scoring");
  const form = one(read("form"), "form", words.forms, blame) ?? "STEPS";
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const rows = () =>
    lines.flatMap((line) => {
      const parts = partsOf(line);
      if (parts.length !== 4) {
        blame("scoring", "SCORING_LINE", { text: shown(line) });
        return [];
      }
      const [code = "", worth = "", zh = "", en = ""] = parts;
      return [{ code, worth: figure(worth, "scoring", 4, blame), text: { zh, en } }];
    });
  switch (form) {
    case "STEPS":
    case "REPEATING":
      return {
        form: { kind: "STEPS", repeats: form === "REPEATING" },
        steps: text
          .split(/[;；,，、/\s]+/)
          .filter(Boolean)
          .map((step) => figure(step, "scoring", 4, blame)),
      };
    case "YES_NO":
      if (text) blame("scoring", "SCORING_UNUSED");
      return { form: { kind: "YES_NO" } };
    case "LEVELS":
      return {
        form: { kind: "LEVELS", levels: rows().map(({ worth, ...row }) => ({ ...row, points: worth })) },
      };
    case "OPTIONS":
      return {
        form: { kind: "OPTIONS", options: rows().map(({ worth, ...row }) => ({ ...row, lost: worth })) },
      };
    case "CRITERION":
      return { form: { kind: "CRITERION", step: figure(text, "scoring", 4, blame) } };
  }
}
