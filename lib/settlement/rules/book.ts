import type { Book, BookSource } from "../types";
import { casesOf } from "./cases";
import { claimsOf } from "./claims";

/** The book of a campaign, from decisions, published results and what was done about them; nothing in it is stored. */
export function bookOf(source: BookSource): Book {
  const { claims, holders, falls } = claimsOf(source);
  return {
    reviews: source.reviews.map(({ code, name, state }) => ({ code, name, state })),
    claims,
    holders,
    falls,
    ...casesOf(source),
  };
}
