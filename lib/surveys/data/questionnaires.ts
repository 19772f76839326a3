import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findSheet } from "@/lib/standards/data";
import { itemsOf, type StandardSheet } from "@/lib/standards/types";
import { isQuestionnaire } from "../rules/course";
import type { Reader } from "./surveys";

/** Standards that customers fill in, by code. */
export async function listQuestionnaires(reader: Reader): Promise<{ code: string; name: Text }[]> {
  const rows = await reader.standard.findMany({
    where: { about: "CUSTOMER" },
    select: { code: true, nameZh: true, nameEn: true },
    orderBy: { code: "asc" },
  });
  return rows.map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, en: nameEn } }));
}

/** The version that holds on the day: of those in effect the newest; null when there is none, or when it asks otherwise than with levels. */
export async function findQuestionnaireOn(reader: Reader, code: string, day: Day): Promise<StandardSheet | null> {
  const row = await reader.standardVersion.findFirst({
    where: { standard: { code, about: "CUSTOMER" }, effectiveOn: { lte: new Date(day) } },
    orderBy: { version: "desc" },
    select: { id: true },
  });
  const sheet = row && (await findSheet(reader, row.id));
  return sheet && isQuestionnaire(itemsOf(sheet)) ? sheet : null;
}
