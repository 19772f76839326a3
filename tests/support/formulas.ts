import * as functions from "@formulajs/formulajs";
import excel from "exceljs";
import { daysBetween } from "@/lib/kernel/calendar";
import type { BookCell, BookSheet } from "@/lib/platform/sheet/book";

/**
 * Computes the formulas of a workbook anew, as Excel and LibreOffice do: its own reader of formulas and references, and
 * the functions of a library. It knows nothing of the engine and never reads a stored result.
 */

type Value = number | string | boolean | null;
type Range = readonly (readonly Value[])[];

export interface GivenCell {
  readonly formula?: string;
  readonly value: Value;
  /** Decimals that it shows. */
  readonly places?: number;
}

/** By sheet, then by address. */
export type Cells = Map<string, Map<string, GivenCell>>;

/** What stands in a file, as exceljs reads it. */
export async function cellsIn(bytes: Uint8Array<ArrayBuffer>): Promise<Cells> {
  const book = new excel.Workbook();
  await book.xlsx.load(bytes.buffer);
  const cells: Cells = new Map();
  for (const sheet of book.worksheets) {
    const own = new Map<string, GivenCell>();
    cells.set(sheet.name, own);
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        const value = cell.formula === undefined ? cell.value : cell.result;
        own.set(cell.address, {
          value: (value instanceof Date ? value.getTime() / 86_400_000 + 25_569 : value) as Value,
          ...(cell.formula !== undefined && { formula: cell.formula }),
          places: placesOf(cell.numFmt),
        });
      });
    });
  }
  return cells;
}

/** The same of a model that was not written. */
export function cellsOfModel(sheets: readonly BookSheet[]): Cells {
  return new Map(
    sheets.map(({ name, rows }) => {
      const own = new Map<string, GivenCell>();
      for (const [r, row] of rows.entries()) {
        for (const [c, cell] of row.entries()) if (cell) own.set(`${letters(c + 1)}${r + 1}`, given(cell));
      }
      return [name, own];
    }),
  );
}

function given(cell: NonNullable<BookCell>): GivenCell {
  if ("day" in cell) return { value: daysBetween("1899-12-30", cell.day) };
  if ("text" in cell) return { value: cell.text };
  if ("blank" in cell) return { value: null };
  const places = cell.places ?? 6;
  if ("number" in cell) return { value: Number(cell.number), places };
  const { formula, result } = cell;
  return { formula, places, value: "number" in result ? Number(result.number) : result.text };
}

function placesOf(format: string | undefined): number {
  return /\.([0#]+)$/.exec(format ?? "")?.[1]?.length ?? 0;
}

/** `cells` by sheet, then by address (`B7`). */
export class Recalculation {
  readonly #cells: ReadonlyMap<string, ReadonlyMap<string, GivenCell>>;
  readonly #known = new Map<string, Value>();
  readonly #open = new Set<string>();

  constructor(cells: ReadonlyMap<string, ReadonlyMap<string, GivenCell>>) {
    this.#cells = cells;
  }

  at(sheet: string, address: string): Value {
    const key = `${sheet}!${address}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const rows = this.#cells.get(sheet);
    if (!rows) throw new Error(`no sheet ${sheet}`);
    const cell = rows.get(address);
    if (!cell) return null;
    if (cell.formula === undefined) return cell.value;
    if (this.#open.has(key)) throw new Error(`${key} goes in circles`);
    this.#open.add(key);
    const value = one(new Reading(cell.formula, sheet, this).whole());
    this.#open.delete(key);
    this.#known.set(key, value);
    return value;
  }

  range(sheet: string, from: string, to: string): Range {
    const [first, last] = [place(from), place(to)];
    const rows: Value[][] = [];
    for (let row = first.row; row <= last.row; row += 1) {
      const line: Value[] = [];
      for (let column = first.column; column <= last.column; column += 1)
        line.push(this.at(sheet, `${letters(column)}${row}`));
      rows.push(line);
    }
    return rows;
  }
}

function place(address: string): { column: number; row: number } {
  const [, word = "", row = ""] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  return { column: [...word].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0), row: Number(row) };
}

function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letters(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

function isRange(value: Value | Range): value is Range {
  return Array.isArray(value);
}

function one(value: Value | Range): Value {
  return isRange(value) ? (value[0]?.[0] ?? null) : value;
}

const TOKEN =
  /\s*(?:("(?:[^"]|"")*")|(\d+(?:\.\d+)?(?:E[+-]?\d+)?)|((?:'(?:[^']|'')+'|[\p{L}\d_.]+)!)?(\$?[A-Z]{1,3}\$?\d+)(?![\p{L}\d(])|([A-Z][A-Z.]*)\(|(<=|>=|<>|[-+*/^&=<>(),:]))/uy;

type Token =
  | { readonly kind: "text" | "number" | "function" | "sign"; readonly text: string }
  | { readonly kind: "ref"; readonly sheet: string | null; readonly text: string };

class Reading {
  readonly #tokens: Token[] = [];
  readonly #sheet: string;
  readonly #book: Recalculation;
  #next = 0;

  constructor(formula: string, sheet: string, book: Recalculation) {
    this.#sheet = sheet;
    this.#book = book;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < formula.length) {
      const from = TOKEN.lastIndex;
      const found = TOKEN.exec(formula);
      if (!found) throw new Error(`cannot read ${formula.slice(from)} in ${formula}`);
      const [, text, number, on, ref, name, sign] = found;
      if (text !== undefined) this.#tokens.push({ kind: "text", text: text.slice(1, -1).replaceAll('""', '"') });
      else if (number !== undefined) this.#tokens.push({ kind: "number", text: number });
      else if (ref !== undefined) {
        const named = on?.slice(0, -1) ?? null;
        const plain = named?.startsWith("'") ? named.slice(1, -1).replaceAll("''", "'") : named;
        this.#tokens.push({ kind: "ref", sheet: plain, text: ref.replaceAll("$", "") });
      } else if (name !== undefined) this.#tokens.push({ kind: "function", text: name });
      else this.#tokens.push({ kind: "sign", text: sign ?? "" });
    }
  }

  whole(): Value | Range {
    const value = this.#compared();
    if (this.#next < this.#tokens.length)
      throw new Error(`left over: ${JSON.stringify(this.#tokens.slice(this.#next))}`);
    return value;
  }

  #sign(...signs: string[]): string | null {
    const token = this.#tokens[this.#next];
    if (token?.kind !== "sign" || !signs.includes(token.text)) return null;
    this.#next += 1;
    return token.text;
  }

  #compared(): Value | Range {
    let left = this.#joined();
    for (
      let sign = this.#sign("=", "<>", "<", "<=", ">", ">=");
      sign;
      sign = this.#sign("=", "<>", "<", "<=", ">", ">=")
    )
      left = compare(sign, one(left), one(this.#joined()));
    return left;
  }

  #joined(): Value | Range {
    let left = this.#summed();
    while (this.#sign("&")) left = `${written(one(left))}${written(one(this.#summed()))}`;
    return left;
  }

  #summed(): Value | Range {
    let left = this.#multiplied();
    for (let sign = this.#sign("+", "-"); sign; sign = this.#sign("+", "-")) {
      const [a, b] = [number(one(left)), number(one(this.#multiplied()))];
      left = sign === "+" ? a + b : a - b;
    }
    return left;
  }

  #multiplied(): Value | Range {
    let left = this.#signed();
    for (let sign = this.#sign("*", "/"); sign; sign = this.#sign("*", "/")) {
      const [a, b] = [number(one(left)), number(one(this.#signed()))];
      if (sign === "/" && b === 0) throw new Error("#DIV/0!");
      left = sign === "*" ? a * b : a / b;
    }
    return left;
  }

  #signed(): Value | Range {
    if (this.#sign("-")) return -number(one(this.#signed()));
    if (this.#sign("+")) return number(one(this.#signed()));
    return this.#single();
  }

  #single(): Value | Range {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    switch (token?.kind) {
      case "text":
        return token.text;
      case "number":
        return Number(token.text);
      case "ref": {
        const sheet = token.sheet ?? this.#sheet;
        if (!this.#sign(":")) return this.#book.at(sheet, token.text);
        const to = this.#tokens[this.#next];
        this.#next += 1;
        if (to?.kind !== "ref") throw new Error("a range without an end");
        return this.#book.range(sheet, token.text, to.text);
      }
      case "function":
        return token.text === "IF" ? this.#chosen() : this.#called(token.text);
      default: {
        if (token?.text !== "(") throw new Error(`unexpected ${JSON.stringify(token)}`);
        const inner = this.#compared();
        if (!this.#sign(")")) throw new Error("a bracket stays open");
        return inner;
      }
    }
  }

  /** Only the branch that is asked for is computed: a division by zero in the other one never happens. */
  #chosen(): Value | Range {
    const holds = one(this.#compared());
    if (!this.#sign(",")) throw new Error("IF without a branch");
    const first = holds ? this.#compared() : this.#skipped();
    if (!this.#sign(",")) throw new Error("IF without an else");
    const second = holds ? this.#skipped() : this.#compared();
    if (!this.#sign(")")) throw new Error("IF stays open");
    return holds ? first : second;
  }

  #skipped(): Value {
    for (let depth = 0; ; this.#next += 1) {
      const token = this.#tokens[this.#next];
      if (!token) throw new Error("a branch without an end");
      if (token.kind === "function" || (token.kind === "sign" && token.text === "(")) depth += 1;
      if (token.kind === "sign" && (token.text === "," || token.text === ")")) {
        if (depth === 0) return null;
        if (token.text === ")") depth -= 1;
      }
    }
  }

  #called(name: string): Value | Range {
    const given: (Value | Range)[] = [];
    if (!this.#sign(")")) {
      do given.push(this.#compared());
      while (this.#sign(","));
      if (!this.#sign(")")) throw new Error(`${name} stays open`);
    }
    const known = (functions as unknown as Record<string, (...values: unknown[]) => unknown>)[name];
    if (!known) throw new Error(`no function ${name}`);
    const came = known(...given.map((value) => argument(name, value)));
    if (came instanceof Error) throw new Error(`${name}: ${came.message}`);
    if (typeof came !== "number" && typeof came !== "string" && typeof came !== "boolean")
      throw new Error(`${name} gives ${JSON.stringify(came)}`);
    return came;
  }
}

/** A single cell is a reference too: in a sum or a count its text counts for nothing, as in a range. */
const OVER_CELLS = new Set(["SUM", "COUNT", "AVERAGE", "MIN", "MAX"]);

function argument(name: string, value: Value | Range): unknown {
  if (isRange(value)) return name === "LOOKUP" ? value.flat().filter((cell) => typeof cell === "number") : value;
  return OVER_CELLS.has(name) ? [[value]] : value;
}

function number(value: Value): number {
  if (typeof value === "string") throw new Error(`#VALUE! ${value}`);
  return Number(value ?? 0);
}

/** Fifteen figures, as a spreadsheet writes a number into a text. */
function written(value: Value): string {
  return typeof value === "number" ? String(Number(value.toPrecision(15))) : String(value ?? "");
}

function compare(sign: string, left: Value, right: Value): boolean {
  const order = rank(left) - rank(right) || inOrder(left, right);
  return { "=": order === 0, "<>": order !== 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[
    sign
  ]!;
}

/** Numbers stand before texts, texts before yes and no. */
function rank(value: Value): number {
  return typeof value === "boolean" ? 2 : typeof value === "string" ? 1 : 0;
}

function inOrder(left: Value, right: Value): number {
  if (typeof left === "string" && typeof right === "string") {
    const [a, b] = [left.toLowerCase(), right.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return Number(left ?? 0) - Number(right ?? 0);
}
