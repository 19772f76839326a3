import type { Text } from "@/lib/kernel/text";
import type { BookCell } from "@/lib/platform/sheet/book";
import type { Clause } from "@/lib/scoring/programme/nodes";
import type { Explained, Standing } from "@/lib/scoring/types";
import type { Words, WorkbookSource } from "../types";
import { formula, head, letters, number, resultOf, sheetName, sheetRef, text } from "./cells";

/** Names of the sheets, legal and each once. */
const SHEETS = [
  "cover",
  "ranking",
  "scores",
  "weights",
  "workings",
  "details",
  "findings",
  "awards",
  "penalties",
  "notes",
  "outside",
] as const;
type SheetKey = (typeof SHEETS)[number];
export type SheetNames = Readonly<Record<SheetKey, string>>;

export function sheetNames(words: Words): SheetNames {
  const taken = new Set<string>();
  const names: Record<string, string> = {};
  for (const key of SHEETS) {
    const name = sheetName(words.word(`sheets.${key}`), taken);
    taken.add(name);
    names[key] = name;
  }
  return names as Record<SheetKey, string>;
}

/** Title, a line of explanation, and the heads: where the rows of every table begin. */
export const FIRST_ROW = 5;

/** Figures of the plan in cells of their own: weights, limits, points for each event, marks, tables. */
export class Parameters {
  readonly rows: BookCell[][] = [];
  readonly #name: string;
  readonly #words: Words;

  constructor(name: string, words: Words) {
    this.#name = name;
    this.#words = words;
  }

  /** An absolute reference to the cell that now holds the figure. */
  add(of: Text, what: string, value: string, clause: Clause | undefined | null): string {
    return this.#put(of, what, number(value, undefined, "input"), clause);
  }

  /** A figure that is itself computed. */
  compute(of: Text, what: string, expression: string, value: string): string {
    return this.#put(of, what, formula(expression, resultOf(value)), null);
  }

  /** A figure that follows from what the reader may not open. */
  settle(of: Text, what: string, value: string): string {
    return this.#put(of, what, number(value), null);
  }

  /** Two columns of figures below one another, as ranges. */
  table(
    of: Text,
    left: string,
    right: string,
    pairs: readonly (readonly [string, string])[],
    clause: Clause | undefined,
  ) {
    const columns = [left, right].map((what, side) => {
      const first = this.rows.length + FIRST_ROW;
      for (const pair of pairs) this.add(of, what, pair[side] ?? "0", clause);
      return `${sheetRef(this.#name)}$C$${first}:$C$${this.rows.length + FIRST_ROW - 1}`;
    });
    return { left: columns[0] ?? "", right: columns[1] ?? "" };
  }

  #put(of: Text, what: string, value: BookCell, clause: Clause | undefined | null): string {
    const { own } = this.#words;
    this.rows.push([text(own(of)), text(what), value, text(clause ? own(clause.article) : "")]);
    return `${sheetRef(this.#name)}$C$${this.rows.length + FIRST_ROW - 1}`;
  }
}

/** A record on the sheet of details. */
export interface Detail {
  readonly node: Explained;
  /** The figure as it was recorded; null for what only happened. */
  readonly recorded: string | null;
  /** What it comes to, from the reference to the recorded figure; null where it does not enter. */
  readonly points: ((recorded: string) => string) | string | null;
}

/** Every record that enters a score, one a row; what belongs to one figure of one subject stands together. */
export class Details {
  readonly rows: BookCell[][] = [];
  readonly #name: string;
  readonly #source: WorkbookSource;
  readonly #words: Words;

  constructor(name: string, source: WorkbookSource, words: Words) {
    this.#name = name;
    this.#source = source;
    this.#words = words;
  }

  /** The ranges of points and days of those that enter; null when none does. */
  block(
    item: string,
    subject: string,
    clause: Clause | null,
    details: readonly Detail[],
  ): { points: string; days: string } | null {
    const entering = details.filter(({ points }) => points !== null);
    const first = this.rows.length + FIRST_ROW;
    for (const detail of [...entering, ...details.filter(({ points }) => points === null)]) {
      this.#put(item, subject, clause, detail);
    }
    if (entering.length === 0) return null;
    const last = first + entering.length - 1;
    const range = (column: number) => `${sheetRef(this.#name)}$${letters(column)}$${first}:$${letters(column)}$${last}`;
    return { points: range(POINTS), days: range(DAY) };
  }

  #put(item: string, subject: string, clause: Clause | null, { node, recorded, points }: Detail): void {
    const { word, own, say } = this.#words;
    const known = this.#source.names.get(subject);
    const at = this.rows.length + FIRST_ROW;
    const own_points =
      points === null
        ? null
        : typeof points === "string"
          ? number(points)
          : formula(points(`${letters(RECORDED)}${at}`), resultOf(node.value ?? "0"));
    const cited = node.clause ?? clause;
    this.rows.push([
      text(item),
      text(known?.code ?? subject),
      text(known ? own(known.name) : subject),
      text(node.fact?.ref ?? node.code),
      node.fact ? { day: node.fact.on } : null,
      recorded === null ? null : number(recorded, undefined, "input"),
      own_points,
      text(word(points === null ? "no" : "yes")),
      text(cited ? own(cited.article) : ""),
      text(say(node.say)),
    ]);
  }
}

const DAY = 5;
const RECORDED = 6;
const POINTS = 7;

/** Heads of the sheet of details, in the order of its columns. */
export function detailHeads({ word }: Words): BookCell[] {
  return [
    word("item"),
    word("code"),
    word("name"),
    word("record"),
    word("day"),
    word("recorded"),
    word("points"),
    word("counts"),
    word("clause"),
    word("explanation"),
  ].map(head);
}

/** Whom the reader is shown: the published list does not name everybody, and everybody still reads of their own. */
export function shownStandings({ computation, all, opens }: WorkbookSource): readonly Standing[] {
  return computation.ranking.standings.filter(
    ({ subject, unlisted }) => all || unlisted === undefined || opens(subject),
  );
}

/** The subjects, one a row, in the same row of every sheet that has a row for each. */
export interface SubjectRow {
  readonly subject: string;
  readonly row: number;
  readonly open: boolean;
  readonly tree: Explained;
  readonly total: string | null;
}
