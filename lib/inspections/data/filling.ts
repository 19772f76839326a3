import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import type { Filling, SaidOf } from "../types";

/** How a record was filled in: seconds by item as the device counted them, and answers that were changed once saved. */
export async function readFilling(reader: Tx | typeof db, inspectionId: string): Promise<Filling> {
  const { draftId, spent } = await reader.inspection.findUniqueOrThrow({
    where: { id: inspectionId },
    select: { draftId: true, spent: true },
  });
  const changes = draftId
    ? await reader.draftChange.findMany({ where: { draftId }, orderBy: [{ at: "asc" }, { id: "asc" }], take: 500 })
    : [];
  return {
    // Only ever written after the schema has read it.
    spent: spent as Filling["spent"],
    changes: changes.map(({ itemCode, before, after, at }) => ({
      item: itemCode,
      before: before as SaidOf,
      after: after as SaidOf,
      at: at.toISOString(),
    })),
  };
}
