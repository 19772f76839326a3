import type { Locale } from "../i18n/locale";

/**
 * An official document before it has a form: what it says, in order, already in one language. The same paper becomes a
 * PDF and a Word file. Every text in it is text; nothing in it is markup of either.
 */
export interface Paper {
  readonly locale: Locale;
  /** Stands on the head in red where the paper is an act of that body; null: a plain letter. */
  readonly head: string | null;
  /** The document's number, centred below the head; null where it has none, or has no head. */
  readonly number?: string | null;
  readonly title: string;
  /** Below the title, where the paper is no act yet or covers a period. */
  readonly subtitle: string | null;
  /** To whom, on a line of its own before the body. */
  readonly addressee: string | null;
  readonly body: readonly Block[];
  /** Who signs, and the day, as the language writes it; null where the paper is a working paper. */
  readonly closing: { readonly issuer: string; readonly day: string } | null;
}

export type Align = "start" | "center" | "end";

export interface Column {
  readonly title: string;
  readonly align: Align;
  /** Share of the width among the columns. */
  readonly width: number;
}

/** Colours that components have on pages (VISUAL §3), and two that mean no component. */
export type Tone = "open" | "covert" | "cctv" | "train" | "minus" | "plus" | "ink" | "grey";

/** A bar of a figure; lengths are decimal texts between 0 and 1, of the width of the figure. */
export interface Bar {
  readonly name: string;
  readonly label: string;
  readonly parts: readonly { readonly share: string; readonly tone: Tone }[];
}

export interface Figure {
  readonly kind: "figure";
  readonly title: string;
  /** What the figure shows, in one sentence, for those who do not see it. */
  readonly alt: string;
  readonly legend: readonly { readonly tone: Tone; readonly name: string }[];
  readonly bars: readonly Bar[];
}

export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  /** `lead` stands before the text in bold. */
  | { readonly kind: "text"; readonly lead?: string; readonly text: string }
  | {
      readonly kind: "table";
      readonly title: string | null;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    }
  | Figure;
