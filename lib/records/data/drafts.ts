import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import type { TypedRecord } from "../types";
import type { Reader, RecordRow } from "./records";

/** What a record says, as somebody would enter it: people by staff number, units by code. */
export async function draftOf(
  reader: Reader,
  today: Day,
  row: RecordRow,
  stream: StreamPlan,
): Promise<TypedRecord | null> {
  const named = (kind: "PERSON" | "UNIT") =>
    stream.attrs.flatMap(({ code, kind: own }) => (own === kind && row.attrs[code] ? [row.attrs[code]] : []));
  const people = await mapPeople(reader, [...named("PERSON"), ...(row.personId ? [row.personId] : [])]);
  const units = await mapUnits(reader, [row.unitId, ...named("UNIT")], today);
  const unit = units.get(row.unitId);
  if (!unit) return null;
  const attrs = Object.fromEntries(
    stream.attrs.flatMap(({ code, kind }) => {
      const said = row.attrs[code];
      if (said === undefined) return [];
      const cell = kind === "PERSON" ? people.get(said)?.staffNo : kind === "UNIT" ? units.get(said)?.code : said;
      return cell === undefined ? [] : [[code, cell] as const];
    }),
  );
  const person = row.personId === null ? undefined : people.get(row.personId)?.staffNo;
  return {
    unit: unit.code,
    onDay: row.onDay,
    attrs,
    ...(person === undefined ? {} : { person }),
    ...(row.value === null ? {} : { value: row.value }),
    ...(row.note === null ? {} : { note: row.note }),
  };
}
