import { Points } from "@/lib/kernel/points";
import type { BookCell, Look, Result } from "@/lib/platform/sheet/book";

/** Decimals that a formula keeps where the plan rounds nothing: what binary fractions leave over ends there. */
export const KEPT = 10;

/** `places` half-up, away from zero, as the plan rounds; the inner rounding takes off what binary fractions leave over. */
export function rounded(expression: string, places: number | undefined): string {
  const kept = `ROUND(${expression},${KEPT})`;
  return places === undefined ? kept : `ROUND(${kept},${places})`;
}

/** A text in a formula; only words of the messages come here. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export function sheetRef(name: string): string {
  return `'${name.replaceAll("'", "''")}'!`;
}

/** Letters of a column, from 1: `A` … `Z`, `AA` … */
export function letters(column: number): string {
  let [rest, word] = [column, ""];
  while (rest > 0) {
    word = String.fromCharCode(65 + ((rest - 1) % 26)) + word;
    rest = Math.floor((rest - 1) / 26);
  }
  return word;
}

/** A name that every program takes: at most 31 characters, none of `[]:*?/\`, no apostrophe at either end, and not `taken` yet. */
export function sheetName(wanted: string, taken: ReadonlySet<string> = new Set()): string {
  const plain = [...wanted.toWellFormed()]
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are taken out
    .map((character) => (/[[\]:*?/\\\u0000-\u001f]/.test(character) ? " " : character))
    .join("")
    .replace(/^['\s]+|['\s]+$/g, "");
  const base = cut(plain === "" || plain.toLowerCase() === "history" ? `${plain}_` : plain, 31);
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  for (let n = 1, name = base; ; n += 1, name = `${cut(base, 27)} ${n}`) if (!used.has(name.toLowerCase())) return name;
}

function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : text
        .slice(0, length)
        .toWellFormed()
        .replace(/\ufffd$/, "")
        .trimEnd();
}

export const text = (value: string, look?: Look): BookCell => ({ text: value, ...(look && { look }) });
export const head = (value: string): BookCell => ({ text: value, look: "head" });

export function number(value: string, places?: number, look?: Look): BookCell {
  return { number: value, ...(places !== undefined && { places }), ...(look && { look }) };
}

export function formula(expression: string, result: Result, places?: number, look?: Look): BookCell {
  return { formula: expression, result, ...(places !== undefined && { places }), ...(look && { look }) };
}

export function resultOf(value: Points | string): Result {
  return { number: value instanceof Points ? value.toFixed() : value };
}
