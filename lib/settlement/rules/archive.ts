import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Book, BookSource } from "../types";
import { reconcile } from "./ledger";
import { balanceOf, stateOf } from "./penalties";

/** What keeps a campaign from the archive. */
export interface Unsettled {
  readonly prizes: number;
  readonly penalties: number;
}

/** Prizes that are owed or to be taken back, and penalties that are neither done nor revoked. */
export function unsettledOf(book: Pick<Book, "claims" | "cases">, today: Day): Unsettled {
  return {
    prizes: book.claims.filter(({ state }) => state === "OPEN" || state === "RECLAIM").length,
    penalties: book.cases.filter((one) => {
      const state = stateOf(one, today);
      if (one.isFine && balanceOf(one) !== 0) return true;
      return state === "APPROVED" || state === "NOTIFIED" || state === "DUE" || state === "REPAY_DUE";
    }).length,
  };
}

/**
 * A campaign goes to the archive once every review of its plan is final, the ledgers agree with the decisions, and nothing
 * is owed any more either way.
 */
export function decideArchive(given: {
  archived: boolean;
  planned: readonly string[];
  source: BookSource;
  book: Book;
  today: Day;
}): Result<void, "ALREADY_ARCHIVED" | "REVIEWS_NOT_FINAL" | "LEDGERS_DIFFER" | "LEDGERS_OPEN"> {
  const { archived, planned, source, book, today } = given;
  if (archived) return refuse("ALREADY_ARCHIVED");
  const final = new Set(source.reviews.filter(({ state }) => state === "FINAL").map(({ code }) => code));
  const open = planned.filter((code) => !final.has(code));
  if (planned.length === 0 || open.length > 0) return refuse("REVIEWS_NOT_FINAL", { values: { count: open.length } });
  const differs = reconcile(source, book).filter(({ difference, named }) => difference !== 0 || named.length > 0);
  if (differs.length > 0) return refuse("LEDGERS_DIFFER", { values: { count: differs.length } });
  const { prizes, penalties } = unsettledOf(book, today);
  if (prizes + penalties > 0) return refuse("LEDGERS_OPEN", { values: { prizes, penalties } });
  return accept(undefined);
}
