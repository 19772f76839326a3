import { type Points, points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { BookCell, Result } from "@/lib/platform/sheet/book";
import type { SHORTFALLS } from "@/lib/scoring/programme/nodes";
import type { Explained, Fact } from "@/lib/scoring/types";
import type { Words, WorkbookSource } from "../types";
import { formula, letters, number, quoted, sheetRef, text } from "./cells";
import { Details, FIRST_ROW, Parameters, type SheetNames, type SubjectRow } from "./sheets";

export type Place = "scores" | "workings";

/** What a node came to, by subject. */
export type Trees = ReadonlyMap<string, Explained>;

export type Shortfall = (typeof SHORTFALLS)[number];

/** One figure of everybody: a column of one of the two sheets with a row a subject. */
export interface Column {
  readonly place: Place;
  /** From 1. */
  readonly index: number;
  readonly name: string;
  /** Why it is no formula, else the clause it comes from. */
  readonly note: string;
  readonly trees: Trees;
  /** May come to nothing, so that its subject has no score. */
  readonly miss: boolean;
  /** May be left out of what it belongs to. */
  readonly left: boolean;
  readonly cell: (row: SubjectRow) => BookCell;
}

export interface Figures {
  readonly name: string;
  readonly note?: string | null;
  readonly trees: Trees;
  readonly miss?: boolean;
  readonly left?: boolean;
  readonly places?: number | undefined;
  /** Null: the figure stands as a value. */
  readonly expression: (row: SubjectRow, node: Explained) => string | null;
  /** What the expression comes to, where that is not the node's own value. */
  readonly result?: (row: SubjectRow, node: Explained) => Result;
  readonly strong?: boolean;
}

/** Columns before those with figures: code and name. */
const LEADING = 2;

/** Who stands in which row. */
export interface Seats {
  readonly rows: readonly SubjectRow[];
  readonly field: number;
  readonly measured: readonly string[];
}

/** Everything that is written while the tree of the plan is walked. */
export class Desk {
  readonly source: WorkbookSource;
  readonly words: Words;
  readonly names: SheetNames;
  readonly rows: readonly SubjectRow[];
  /** Rows of those whom others are measured against; they come first. */
  readonly field: number;
  /** All of them, shown or not. */
  readonly measured: readonly string[];
  readonly parameters: Parameters;
  readonly details: Details;
  readonly columns: Record<Place, Column[]> = { scores: [], workings: [] };
  readonly facts: ReadonlyMap<string, Fact>;
  readonly missing: string;
  readonly leftOut: string;
  readonly #byCode = new Map<string, { column: Column | null }>();

  constructor(source: WorkbookSource, words: Words, names: SheetNames, { rows, field, measured }: Seats) {
    this.measured = measured;
    this.source = source;
    this.words = words;
    this.names = names;
    this.rows = rows;
    this.field = field;
    this.parameters = new Parameters(names.weights, words);
    this.details = new Details(names.details, source, words);
    this.facts = new Map(source.input.facts.map((fact) => [fact.id, fact]));
    this.missing = quoted(words.word("missing"));
    this.leftOut = quoted(words.word("leftOut"));
  }

  /** Keeps a code for the column that is about to be made: the first in the tree has it. */
  claim(code: string): { column: Column | null } {
    const slot = { column: null };
    if (!this.#byCode.has(code)) this.#byCode.set(code, slot);
    return slot;
  }

  columnOf(code: string): Column | null {
    return this.#byCode.get(code)?.column ?? null;
  }

  put(place: Place, figures: Figures): Column {
    const { name, note, trees, miss = false, left = false, places, expression, result, strong } = figures;
    const look = strong ? "strong" : undefined;
    const column: Column = {
      place,
      index: LEADING + this.columns[place].length + 1,
      name,
      note: note ?? this.#clauseOf(trees),
      trees,
      miss,
      left,
      cell: (row) => {
        const node = trees.get(row.subject);
        if (!row.open || !node) return row.open ? null : text(this.words.word("closed"));
        const came = result?.(row, node) ?? this.cameTo(node);
        const live = expression(row, node);
        if (live !== null) return formula(live, came, places, look);
        return "number" in came ? number(came.number, places, look) : text(came.text, look);
      },
    };
    this.columns[place].push(column);
    return column;
  }

  #clauseOf(trees: Trees): string {
    for (const { clause } of trees.values()) return clause ? this.words.own(clause.article) : "";
    return "";
  }

  /** The value of a node, or the word for having none. */
  cameTo(node: Explained): Result {
    if (node.value !== null) return { number: node.value };
    return { text: this.words.word(node.state === "LEFT_OUT" ? "leftOut" : "missing") };
  }

  /** The cell of a column in a row, as a formula on `from` names it. */
  at(column: Column, row: number, from: Place): string {
    const cell = `${letters(column.index)}${row}`;
    return column.place === from ? cell : `${sheetRef(this.names[column.place])}${cell}`;
  }

  /** The cells of everybody in the field. */
  fieldOf(column: Column): string {
    const letter = letters(column.index);
    const last = FIRST_ROW + Math.max(1, this.field) - 1;
    return `${sheetRef(this.names[column.place])}$${letter}$${FIRST_ROW}:$${letter}$${last}`;
  }

  /** What stands in place of a value that is not there. */
  instead(otherwise: Shortfall): string {
    return otherwise === "ZERO" ? "0" : otherwise === "UNRANKED" ? this.missing : this.leftOut;
  }

  /** A sum or a product: nothing when a part is missing. */
  unlessMissing(parts: readonly Column[], row: number, from: Place, body: string): string {
    const asked = parts.filter((part) => part.miss).map((part) => `${this.at(part, row, from)}=${this.missing}`);
    if (asked.length === 0) return body;
    return `IF(${asked.length === 1 ? asked[0] : `OR(${asked.join(",")})`},${this.missing},${body})`;
  }

  own(name: Text): string {
    return this.words.own(name);
  }
}

/** The same part of everybody's tree; `nth` of several with one code. */
export function partOf(trees: Trees, kind: Explained["kind"], code: string, nth = 0): Trees {
  const parts = new Map<string, Explained>();
  for (const [subject, tree] of trees) {
    const part = tree.inputs.filter((input) => input.kind === kind && input.code === code)[nth];
    if (part) parts.set(subject, part);
  }
  return parts;
}

export function valuesOf(trees: Trees, subjects: readonly string[]): Points[] {
  return subjects.flatMap((subject) => {
    const value = trees.get(subject)?.value ?? null;
    return value === null ? [] : [points(value)];
  });
}
