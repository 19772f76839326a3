import "server-only";
import type { Reader } from "@/lib/reviews/data";
import { numberText } from "../rules/numbers";

export const NUMBERED = ["circular", "decision", "notice"] as const;
export type NumberedKind = (typeof NUMBERED)[number];

const keyOf = (review: string, kind: NumberedKind, about: string) => JSON.stringify([review, kind, about]);

/** The numbers of a campaign's documents as they are printed; of several of one document the newest. */
export async function mapNumbers(
  reader: Reader,
  campaignId: string,
): Promise<(review: string, kind: NumberedKind, about?: string) => string | null> {
  const rows = await reader.documentNumber.findMany({ where: { campaignId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  const numbers = new Map(
    rows.map((row) => [keyOf(row.reviewCode, row.kind as NumberedKind, row.about), numberText(row)]),
  );
  return (review, kind, about = "") => numbers.get(keyOf(review, kind, about)) ?? null;
}
