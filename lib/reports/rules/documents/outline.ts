import type { Locale } from "@/lib/platform/i18n/locale";
import type { Align, Block, Column, Figure } from "@/lib/platform/paper/types";
import type { PaperKey, Words } from "./words";

const FIGURES = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"] as const;

/** `1` → `一`, `12` → `十二`, `40` → `四十`; from 1 to 99, as headings need them. */
export function chineseNumeral(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? FIGURES[tens] : ""}${tens > 0 ? "十" : ""}${FIGURES[ones]}`;
}

/** 一、 （一） 1. （1）; English 1. 1.1 (a). */
export function numberOf(locale: Locale, at: readonly number[]): string {
  const last = at.at(-1) ?? 1;
  if (locale !== "zh-CN") {
    if (at.length === 1) return `${last}. `;
    return at.length === 2 ? `${at.join(".")} ` : `(${String.fromCharCode(96 + Math.min(last, 26))}) `;
  }
  if (at.length === 1) return `${chineseNumeral(last)}、`;
  return at.length === 2 ? `（${chineseNumeral(last)}）` : `${last}.`;
}

/** The body of a document while it is written: headings, tables and figures get their numbers as they come. */
export class Body {
  readonly #blocks: Block[] = [];
  readonly #words: Words;
  readonly #at = [0, 0, 0];
  #tables = 0;
  #figures = 0;

  constructor(words: Words) {
    this.#words = words;
  }

  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  heading(level: 1 | 2 | 3, text: string): this {
    this.#at[level - 1] = (this.#at[level - 1] ?? 0) + 1;
    this.#at.fill(0, level);
    const number = numberOf(this.#words.locale, this.#at.slice(0, level));
    this.#blocks.push({ kind: "heading", level, text: `${number}${text}` });
    return this;
  }

  text(text: string, lead?: string): this {
    if (text !== "") this.#blocks.push({ kind: "text", text, ...(lead !== undefined && { lead }) });
    return this;
  }

  /** Sentences numbered below the last heading: 1. 2. 3. */
  list(items: readonly string[]): this {
    items.forEach((item, index) => {
      const number = this.#words.locale === "zh-CN" ? `${index + 1}.` : `(${index + 1}) `;
      this.text(`${number}${item}`);
    });
    return this;
  }

  table(title: string, columns: readonly Column[], rows: readonly (readonly string[])[]): this {
    this.#tables += 1;
    const numbered = this.#words.t("tableNo", { no: this.#tables, title });
    this.#blocks.push({ kind: "table", title: numbered, columns, rows });
    return this;
  }

  figure(figure: Omit<Figure, "kind">): this {
    if (figure.bars.length === 0) return this;
    this.#figures += 1;
    const title = this.#words.t("figureNo", { no: this.#figures, title: figure.title });
    this.#blocks.push({ ...figure, kind: "figure", title });
    return this;
  }
}

type ColumnKey = Extract<PaperKey, `columns.${string}`> extends `columns.${infer K}` ? K : never;

/** A column by its word. */
export function column(
  words: Words,
  key: ColumnKey,
  width: number,
  align: Align = "start",
  values?: Record<string, string>,
): Column {
  return { title: words.t(`columns.${key}`, values), align, width };
}
