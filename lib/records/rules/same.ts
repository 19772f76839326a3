import type { Day } from "@/lib/kernel/calendar";

interface Said {
  readonly unitId: string;
  readonly personId: string | null;
  readonly onDay: Day;
  readonly value: string | null;
  readonly attrs: Readonly<Record<string, string>>;
}

/** Two records with the same key say the same of the same subject on the same day; the note does not make a difference. */
export function recordKey({ unitId, personId, onDay, value, attrs }: Said): string {
  const sorted = Object.entries(attrs).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([unitId, personId, onDay, value, sorted]);
}

/** Rows that repeat an earlier row or a record that holds already; they are counted before they are confirmed. */
export function repeatedRows(
  records: readonly (Said & { readonly row: number })[],
  existing: ReadonlySet<string>,
): number[] {
  const seen = new Set(existing);
  return records.flatMap((record) => {
    const key = recordKey(record);
    if (seen.has(key)) return [record.row];
    seen.add(key);
    return [];
  });
}
