import { accept, type Result, refuse } from "@/lib/kernel/result";

/** The number of a document (发文字号, GB/T 9704-2012 7.2.5): the issuer's short name, the year in hexagonal brackets, the serial. */
export interface DocumentNumber {
  /** May be empty, as 〔2026〕12号. */
  readonly symbol: string;
  readonly year: number;
  readonly number: number;
}

const WRITTEN = /^([^\d〔〕[\]()【】{}<>]{0,20}?)\s*[〔[(【](\d{4})[〕\])】]\s*第?\s*0*([1-9]\d{0,4})\s*号?$/u;

/** As an officer writes it: whatever brackets, with or without 第, leading zeros and 号. */
export function parseNumber(written: string): Result<DocumentNumber, "NUMBER_UNREADABLE"> {
  const found = WRITTEN.exec(written.normalize("NFKC").trim());
  if (!found) return refuse("NUMBER_UNREADABLE", { field: "number" });
  return accept({ symbol: (found[1] ?? "").trim(), year: Number(found[2]), number: Number(found[3]) });
}

/** As the standard writes it, in either language: an English copy names the same document. */
export function numberText({ symbol, year, number }: DocumentNumber): string {
  return `${symbol}〔${year}〕${number}号`;
}

/** A document is numbered in the year in which it is issued: that of its publication at the earliest, this one at the latest. */
export function decideNumber({ year }: DocumentNumber, from: number, to: number): Result<void, "NUMBER_YEAR"> {
  return year < from || year > to
    ? refuse("NUMBER_YEAR", { field: "number", values: { from: String(from), to: String(to) } })
    : accept(undefined);
}
